"""Runs the rules over a document: the whole of it, or after an edit only what the edit can affect.

Results are kept by what they depend on.  A rule of paragraph reach depends on a paragraph's words
and role, so a scan that is given the previous one looks only at paragraphs it has not seen,
wherever they stand.  Rules of document reach keep their notes of each paragraph in the same way
and judge anew.  A scan with a previous one and a scan without give the same findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from qz_review.jobs import JobContext, SilentJob
from qz_review.model.file_traces import FileTraces
from qz_review.model.finding import Certainty, Finding
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document, ParagraphKey
from qz_review.scanning.layers import Lexicon
from qz_review.scanning.level import Level
from qz_review.scanning.overlaps import without_overlaps
from qz_review.scanning.passage import Passage
from qz_review.scanning.protection import ProtectList
from qz_review.scanning.rule import Check, Collect, Fact, Hit, OfFile, Rule, Whole
from qz_review.scanning.typo_finder import Typo, TypoFinder

_AT_ONCE = 40  # paragraphs looked at before a wish to stop is heard
_MOST = 2_000  # hits of one rule kept in one paragraph: more say nothing new


@dataclass(frozen=True)
class ScanSettings:
    """What is scanned for.

    only: codes of the rules to run, None for those of the level; a code named here runs whatever
    its level.  off: codes switched off.  least: nothing less sure is reported.
    protect: words no rule may object to.  lexicons: the lists of every layer, for rules that use
    them; their terms that protect are in ``protect`` already.
    """

    level: Level = Level.STANDARD
    only: frozenset[str] | None = None
    off: frozenset[str] = frozenset()
    least: Certainty = Certainty.HINT
    protect: ProtectList = field(default_factory=ProtectList)
    lexicons: tuple[Lexicon, ...] = ()

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
        lists = tuple((lexicon.layer, lexicon.version) for lexicon in self.lexicons)
        return (self.level, self.only, self.off, self.protect.version, lists)


@dataclass(frozen=True, slots=True)
class _Kept:
    """Results of one paragraph, offsets counted from its beginning."""

    hits: tuple[tuple[Rule, Hit], ...] = ()
    notes: tuple[tuple[Rule, Fact], ...] = ()


_NOTHING = _Kept()


@dataclass(frozen=True)
class Scan:
    """Findings in the order of the text, and what a later scan may take over.

    scanned: how many paragraphs were looked at anew.
    """

    findings: tuple[Finding, ...]
    scanned: int
    _identity: tuple[object, ...]
    _kept: Mapping[ParagraphKey, _Kept]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The rules that run with some settings, by what they do; needs: characters, empty = any."""

    checks: tuple[tuple[Rule, frozenset[str], Check], ...]
    collects: tuple[tuple[Rule, frozenset[str], Collect], ...]
    wholes: tuple[tuple[Rule, Whole], ...]


class Scanner:
    """The rules, ready to run.  One object serves many texts, and threads: they take turns at the
    typo engine, passage by passage, so that a long text does not keep a short one waiting.
    """

    def __init__(self, rules: Sequence[Rule], typos: TypoFinder | None = None) -> None:
        self.rules = tuple(rules)
        self.typos = typos
        self._turn = Lock()
        self._plans: dict[tuple[object, ...], _Plan] = {}

    def scan(
        self,
        document: Document,
        settings: ScanSettings | None = None,
        context: ScanContext | None = None,
        previous: Scan | None = None,
        job: JobContext | None = None,
    ) -> Scan:
        """Everything the rules find in a document.

        previous: an earlier scan of any text, whose results are taken over where they hold.
        job: may stop a long scan between some paragraphs.  Raises Cancelled.
        """
        watch = job or SilentJob()
        settings = settings or ScanSettings()
        plan = self._plan(settings)
        identity = settings.identity
        known: Mapping[ParagraphKey, _Kept] = {}
        if previous is not None and previous._identity == identity:
            known = previous._kept
        keys = [paragraph.key for paragraph in document.paragraphs]
        kept: dict[ParagraphKey, _Kept] = {key: known[key] for key in keys if key in known}

        def find_typos(text: str) -> tuple[Typo, ...]:
            if self.typos is None:
                return ()
            with self._turn:
                return self.typos.find(text, settings.level, settings.protect)

        scanned = 0
        for first, last in _runs([key not in known for key in keys]):
            watch.check_cancelled()
            scanned += last - first + 1
            passage = Passage(document, first, last, find_typos, settings.lexicons)
            for index, results in _look(passage, plan):
                kept[keys[index]] = results

        hits: list[tuple[Rule, Hit]] = []
        notes: dict[str, list[Fact]] = {}
        for paragraph, key in zip(document.paragraphs, keys, strict=True):
            results = kept[key]
            if results is _NOTHING:
                continue
            start = paragraph.start
            hits.extend((rule, _moved(hit, start)) for rule, hit in results.hits)
            for rule, fact in results.notes:
                moved = Fact(fact.start + start, fact.end + start, fact.value)
                notes.setdefault(rule.code, []).append(moved)
        facts_of = context or ScanContext()
        for rule, whole in plan.wholes:
            facts = notes.get(rule.code)
            if facts or whole.always:
                hits.extend((rule, hit) for hit in whole.judge(document, facts or [], facts_of))

        findings = self._findings(document, hits, settings)
        return Scan(tuple(findings), scanned, identity, kept)

    def _plan(self, settings: ScanSettings) -> _Plan:
        key = (settings.level, settings.only, settings.off)
        plan = self._plans.get(key)
        if plan is None:
            running = [rule for rule in self.rules if settings.runs(rule)]
            wholes = [(rule, rule.check) for rule in running if isinstance(rule.check, Whole)]
            plan = self._plans[key] = _Plan(
                tuple(
                    (rule, frozenset(rule.needs), rule.check)
                    for rule in running
                    if not isinstance(rule.check, Whole | OfFile)
                ),
                tuple(
                    (rule, frozenset(rule.needs), whole.collect)
                    for rule, whole in wholes
                    if whole.collect is not None
                ),
                tuple(wholes),
            )
        return plan

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
        source=hit.source or rule.source,
        score=hit.score,
    )


def _moved(hit: Hit, by: int) -> Hit:
    return replace(hit, start=hit.start + by, end=hit.end + by) if by else hit


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last index of each run of True, none of more than some paragraphs."""
    first = -1
    for index, flag in enumerate(flags):
        if first >= 0 and (not flag or index - first == _AT_ONCE):
            yield first, index - 1
            first = -1
        if flag and first < 0:
            first = index
    if first >= 0:
        yield first, len(flags) - 1


def _look(passage: Passage, plan: _Plan) -> Iterator[tuple[int, _Kept]]:
    """What the rules find or note in each paragraph of a passage, offsets from its beginning."""
    at = passage.document.at
    characters = passage.characters
    hits: dict[int, list[tuple[Rule, Hit]]] = {}
    notes: dict[int, list[tuple[Rule, Fact]]] = {}
    for rule, needs, check in plan.checks:
        if needs and characters.isdisjoint(needs):
            continue
        counts: dict[int, int] = {}
        for hit in check(passage):
            paragraph = at(hit.start)
            count = counts[paragraph.index] = counts.get(paragraph.index, 0) + 1
            if count <= _MOST:
                hits.setdefault(paragraph.index, []).append((rule, _moved(hit, -paragraph.start)))
    for rule, needs, collect in plan.collects:
        if needs and characters.isdisjoint(needs):
            continue
        for fact in collect(passage):
            paragraph = at(fact.start)
            start = paragraph.start
            kept = Fact(fact.start - start, fact.end - start, fact.value)
            notes.setdefault(paragraph.index, []).append((rule, kept))
    for index in range(passage.first, passage.last + 1):
        if index in hits or index in notes:
            yield index, _Kept(tuple(hits.get(index, ())), tuple(notes.get(index, ())))
        else:
            yield index, _NOTHING
