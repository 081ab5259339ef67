"""Runs the rules over a document: the whole of it, or after an edit only what the edit can affect.

Results are kept by what they depend on.  A rule of paragraph reach depends on a paragraph's words
and role, one of neighbour reach on three paragraphs, so a scan that is given the previous one looks
only at paragraphs it has not seen, wherever they stand.  Rules of document reach keep their notes
of each paragraph in the same way and judge anew.  A scan with a previous one and a scan without
give the same findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qz_review.model.file_traces import FileTraces
from qz_review.model.finding import Certainty, Finding
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document, ParagraphKey
from qz_review.scanning.level import Level
from qz_review.scanning.overlaps import without_overlaps
from qz_review.scanning.passage import Passage
from qz_review.scanning.protection import ProtectList
from qz_review.scanning.rule import Fact, Hit, OfFile, Reach, Rule, Whole
from qz_review.scanning.typo_finder import Typo, TypoFinder


@dataclass(frozen=True)
class ScanSettings:
    """What is scanned for.

    only: codes of the rules to run, None for those of the level; a code named here runs whatever
    its level.  off: codes switched off.  least: nothing less sure is reported.
    """

    level: Level = Level.STANDARD
    only: frozenset[str] | None = None
    off: frozenset[str] = frozenset()
    least: Certainty = Certainty.HINT
    protect: ProtectList = field(default_factory=ProtectList)

    def runs(self, rule: Rule) -> bool:
        """Whether a rule takes part."""
        if rule.code in self.off:
            return False
        if self.only is not None:
            return rule.code in self.only
        return self.level is Level.FULL or rule.level is Level.STANDARD

    @property
    def identity(self) -> tuple[object, ...]:
        """What kept results depend on, beside the words."""
        return (self.level, self.only, self.off, self.protect.version)


NeighbourKey = tuple[ParagraphKey | None, ParagraphKey, ParagraphKey | None]


@dataclass(frozen=True, slots=True)
class _Kept:
    """Results of one paragraph, offsets counted from its beginning."""

    hits: tuple[tuple[Rule, Hit], ...] = ()
    notes: tuple[tuple[Rule, Fact], ...] = ()


_NOTHING = _Kept()
_MOST = 2_000  # hits of one rule kept in one paragraph: more say nothing new


@dataclass(frozen=True)
class Scan:
    """Findings in the order of the text, and what a later scan may take over.

    scanned: how many paragraphs were looked at anew.
    """

    findings: tuple[Finding, ...]
    scanned: int
    _identity: tuple[object, ...]
    _alone: Mapping[ParagraphKey, _Kept]
    _beside: Mapping[NeighbourKey, _Kept]


class Scanner:
    """The rules, ready to run.  One object serves many texts and threads: it keeps no state."""

    def __init__(self, rules: Sequence[Rule], typos: TypoFinder | None = None) -> None:
        self.rules = tuple(rules)
        self.typos = typos

    def scan(
        self,
        document: Document,
        settings: ScanSettings | None = None,
        context: ScanContext | None = None,
        previous: Scan | None = None,
    ) -> Scan:
        """Everything the rules find in a document.

        previous: an earlier scan of any text, whose results are taken over where they hold.
        """
        settings = settings or ScanSettings()
        context = context or ScanContext()
        rules = [r for r in self.rules if settings.runs(r) and not isinstance(r.check, OfFile)]
        alone_rules = [r for r in rules if r.reach is Reach.PARAGRAPH or isinstance(r.check, Whole)]
        beside_rules = [r for r in rules if r.reach is Reach.NEIGHBOURS]
        usable = previous is not None and previous._identity == settings.identity
        keys = [paragraph.key for paragraph in document.paragraphs]

        def find_typos(text: str) -> tuple[Typo, ...]:
            if self.typos is None:
                return ()
            return self.typos.find(text, settings.level, settings.protect)

        known = previous._alone if previous is not None and usable else {}
        alone: dict[ParagraphKey, _Kept] = {}
        scanned = 0
        for first, last in _runs([key not in known for key in keys]):
            passage = Passage(document, first, last, find_typos)
            scanned += last - first + 1
            for index, kept in _look(passage, alone_rules):
                alone[keys[index]] = kept
        for key in keys:
            if key not in alone:
                alone[key] = known[key]

        beside: dict[NeighbourKey, _Kept] = {}
        around: list[NeighbourKey] = []
        if beside_rules:
            around = [
                (keys[i - 1] if i else None, key, keys[i + 1] if i + 1 < len(keys) else None)
                for i, key in enumerate(keys)
            ]
            seen = previous._beside if previous is not None and usable else {}
            for first, last in _runs([key not in seen for key in around]):
                for index, kept in _look(Passage(document, first, last), beside_rules):
                    beside[around[index]] = kept
            for triple in around:
                if triple not in beside:
                    beside[triple] = seen[triple]

        hits: list[tuple[Rule, Hit]] = []
        notes: dict[str, list[Fact]] = {}
        for index, paragraph in enumerate(document.paragraphs):
            kept = alone[keys[index]]
            hits.extend((rule, _hit_at(hit, paragraph.start)) for rule, hit in kept.hits)
            for rule, fact in kept.notes:
                moved = Fact(fact.start + paragraph.start, fact.end + paragraph.start, fact.value)
                notes.setdefault(rule.code, []).append(moved)
            if beside_rules:
                near = beside[around[index]]
                hits.extend((rule, _hit_at(hit, paragraph.start)) for rule, hit in near.hits)
        for rule in rules:
            if isinstance(rule.check, Whole) and (rule.check.always or rule.code in notes):
                facts = notes.get(rule.code, [])
                hits.extend((rule, hit) for hit in rule.check.judge(document, facts, context))

        findings = self._findings(document, hits, settings)
        return Scan(tuple(findings), scanned, settings.identity, alone, beside)

    def scan_file(
        self, traces: FileTraces, settings: ScanSettings | None = None
    ) -> tuple[Finding, ...]:
        """What the rules say of the file itself; such a finding has no place in the text."""
        settings = settings or ScanSettings()
        return tuple(
            Finding(
                rule=rule.code,
                gate=rule.gate,
                certainty=rule.certainty,
                severity=None if rule.certainty is Certainty.HINT else rule.severity,
                start=0,
                end=0,
                quote=hit.quote,
                message=hit.message,
                source=rule.source,
            )
            for rule in self.rules
            if isinstance(rule.check, OfFile)
            and settings.runs(rule)
            and _wanted(rule, Hit(0, 0), settings)
            and rule.certainty.rank >= settings.least.rank
            for hit in rule.check.judge(traces)
        )

    def _findings(
        self, document: Document, hits: Iterable[tuple[Rule, Hit]], settings: ScanSettings
    ) -> list[Finding]:
        found = [
            _finding(document, rule, hit) for rule, hit in hits if _wanted(rule, hit, settings)
        ]
        found = settings.protect.allows(found, document.text)
        return [f for f in without_overlaps(found) if f.certainty.rank >= settings.least.rank]


def _wanted(rule: Rule, hit: Hit, settings: ScanSettings) -> bool:
    """Whether the level asks for a hit: 标准 leaves out hints and what a rule marks as for 全面."""
    if settings.only is not None or settings.level is Level.FULL:
        return True
    certainty = hit.certainty or rule.certainty
    return certainty is not Certainty.HINT and hit.level is not Level.FULL


def _finding(document: Document, rule: Rule, hit: Hit) -> Finding:
    certainty = hit.certainty or rule.certainty
    severity = None if certainty is Certainty.HINT else hit.severity or rule.severity
    return Finding(
        rule=rule.code,
        gate=hit.gate or rule.gate,
        certainty=certainty,
        severity=severity,
        start=hit.start,
        end=hit.end,
        quote=document.text[hit.start : hit.end],
        message=hit.message or rule.message,
        suggestions=hit.suggestions,
        source=rule.source,
        score=hit.score,
    )


def _hit_at(hit: Hit, by: int) -> Hit:
    return replace(hit, start=hit.start + by, end=hit.end + by)


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last index of each run of True."""
    first = -1
    for index, flag in enumerate(flags):
        if flag and first < 0:
            first = index
        elif not flag and first >= 0:
            yield first, index - 1
            first = -1
    if first >= 0:
        yield first, len(flags) - 1


def _look(passage: Passage, rules: Iterable[Rule]) -> Iterator[tuple[int, _Kept]]:
    """What the rules find or note in each paragraph of a passage, offsets from its beginning."""
    document = passage.document
    hits: dict[int, list[tuple[Rule, Hit]]] = {}
    notes: dict[int, list[tuple[Rule, Fact]]] = {}
    for rule in rules:
        if rule.needs and passage.characters.isdisjoint(rule.needs):
            continue
        check = rule.check
        if isinstance(check, OfFile):
            continue
        if not isinstance(check, Whole):
            counts: dict[int, int] = {}
            for hit in check(passage):
                paragraph = document.at(hit.start)
                counts[paragraph.index] = counts.get(paragraph.index, 0) + 1
                if counts[paragraph.index] <= _MOST:
                    kept_hit = _hit_at(hit, -paragraph.start)
                    hits.setdefault(paragraph.index, []).append((rule, kept_hit))
        elif check.collect is not None:
            for fact in check.collect(passage):
                at = document.at(fact.start)
                kept = Fact(fact.start - at.start, fact.end - at.start, fact.value)
                notes.setdefault(at.index, []).append((rule, kept))
    for index in range(passage.first, passage.last + 1):
        if index in hits or index in notes:
            yield index, _Kept(tuple(hits.get(index, ())), tuple(notes.get(index, ())))
        else:
            yield index, _NOTHING
