"""发布前扫描 (五（二）2): the scan of the text 三校 signed, and its certificate."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from qz_review.clock import to_stored
from qz_review.model.finding import Severity
from qz_review.model.manuscript import ScanResult, ScanVersions
from qz_review.model.scan_certificate import (
    CertifiedFinding,
    Fate,
    ScanCertificate,
    UsedList,
)
from qz_review.model.text import ManuscriptText, Paragraph, block_lines, count_characters
from qz_review.scanning.level import Level
from qz_review.scanning.registry import rules_digest
from qz_review.scanning.suppression import Suppression, SuppressionScope
from qz_review.scanning.word_lists import bundled_lists
from qz_review.services.finding_views import Findings, FindingView, IgnoredView, ScanBasis, WordView
from qz_review.services.findings import find
from qz_review.services.kept_scans import KeptScans
from qz_review.services.scanning import versions_of

LEVEL = Level.STANDARD
"""At which every text is scanned before its release, whatever its editors had chosen."""


_LIST_NAMES = {
    "confusable_words.tsv": "易混错词",
    "wrong_idioms.tsv": "成语错字",
    "variant_words.tsv": "异形词",
    "terms.tsv": "用语",
    "places.tsv": "行政区划",
    "places_renamed.tsv": "更名的地名",
    "institutions.tsv": "机构名称",
    "institutions_doubtful.tsv": "待核的机构名称",
    "officers.tsv": "职务姓名",
    "name_slips_in_use.tsv": "可能是真名的近似名",
    "readings.tsv": "读音",
    "components.tsv": "部件",
    "typo_pairs.tsv": "错词对照",
    "nonstandard_characters.tsv": "异体字、繁体字",
    "standard_characters.txt": "通用规范汉字",
    "syllables.tsv": "音节",
}
"""How a certificate names the lists that come with the program; others by their file."""


@dataclass(frozen=True, slots=True)
class ScanOutcome:
    """What a scan found, with the versions of all it used, and the certificate of it.

    serious: 严重 that keep the text from release: neither mended nor set aside by the section
    chief.  minor, hints: those that nobody set aside.
    """

    result: ScanResult
    versions: ScanVersions = field(default_factory=ScanVersions)
    serious: int = 0
    minor: int = 0
    hints: int = 0
    certificate: ScanCertificate | None = None


NOT_CONFIGURED = ScanOutcome(ScanResult.NOT_CONFIGURED)
"""The scan of an office without rules: 未配置规则, which is never 通过."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """The text that is certified, by whom and when."""

    text: ManuscriptText
    text_hash: str
    number: str
    who: str
    at: datetime


def final_scan(
    basis: ScanBasis, scanned: Scanned, before: ScanCertificate | None = None
) -> ScanOutcome:
    """Scan one exact text.

    before: the certificate of the scan before, whose findings may have been mended since.
    Raises Environment where lists or model cannot be read.
    """
    findings = _find_all(basis, scanned.text)
    serious = findings.serious + sum(
        view.finding.severity is Severity.SERIOUS and not act.by_chief
        for view, act in findings.ignored
    )
    counts = (serious, findings.count(Severity.MINOR), findings.count(None))
    scanner = basis.scanner()
    versions = versions_of(scanner)
    typos = scanner.typos
    certificate = ScanCertificate(
        manuscript=scanned.number,
        title=scanned.text.title,
        text_hash=scanned.text_hash,
        characters=count_characters(scanned.text),
        level=LEVEL.label,
        at=to_stored(scanned.at),
        by=scanned.who,
        rules_version=versions.rules,
        rules_digest=rules_digest(),
        rules_count=len(scanner.rules),
        lists=_lists(basis),
        model_version=versions.models,
        model_digest=typos.digest if typos is not None else "",
        findings=_certified(findings, scanned, before),
    )
    result = ScanResult.FINDINGS if any(counts) else ScanResult.CLEAR
    return ScanOutcome(result, versions, *counts, certificate)


def _find_all(basis: ScanBasis, text: ManuscriptText) -> Findings:
    """The findings; what 本稿保护词 keep out of sight is among those set aside.

    A word wins over every rule while the text is edited, but an editor's word is not the chief's:
    a 严重 under it waits for him like one that an editor set aside.
    """
    found = find(basis, text, LEVEL)
    if not basis.words:
        return found
    bare = find(replace(basis, protect=basis.unit_protect, kept=KeptScans()), text, LEVEL)
    seen = {_place(view) for view in (*found.open, *(view for view, _ in found.ignored))}
    hidden = [(view, _protecting(view, found.text, basis.words)) for view in bare.open]
    aside = (*((view, act) for view, act in hidden if act is not None), *bare.ignored)
    return replace(
        found, ignored=(*found.ignored, *(one for one in aside if _place(one[0]) not in seen))
    )


def _place(view: FindingView) -> tuple[str, int, int]:
    return view.finding.rule, view.finding.start, view.finding.end


def _protecting(view: FindingView, text: str, words: Sequence[WordView]) -> IgnoredView | None:
    """The word that touches a finding, as the act that set it aside."""
    finding = view.finding
    for one in words:
        reach = len(one.word) - 1
        if one.word in text[max(0, finding.start - reach) : finding.end + reach]:
            reason = f"保护词“{one.word}”：{one.reason}"
            made = Suppression(SuppressionScope.MANUSCRIPT, finding.rule, finding.quote, reason)
            return IgnoredView("", made, one.who, one.at, one.by_chief)
    return None


def _lists(basis: ScanBasis) -> tuple[UsedList, ...]:
    bundled = (
        UsedList(_LIST_NAMES.get(name, name), "随软件", digest[:12], digest)
        for name, digest in bundled_lists()
    )
    kept = (UsedList("词库", lexicon.layer.label, lexicon.version) for lexicon in basis.lexicons)
    protect = basis.protect.version
    words = (UsedList("保护词", "", protect),) if protect else ()
    return (*bundled, *kept, *words)


def _certified(
    findings: Findings, scanned: Scanned, before: ScanCertificate | None
) -> tuple[CertifiedFinding, ...]:
    """What is found now, and what the scan before had found and an edit since has mended.

    Of the same text nothing was mended: what is gone there, rules or lists no longer object to.
    """
    paragraph_at = ParagraphPlaces(scanned.text)
    found = [_one(view, paragraph_at, None) for view in findings.open]
    found += [_one(view, paragraph_at, act) for view, act in findings.ignored]
    found.sort(key=lambda one: (one.start, one.end, one.rule))
    there = {(one.rule, one.quote) for one in found}
    edited = before is not None and before.text_hash != scanned.text_hash
    mended = (
        replace(one, fate=Fate.FIXED, scope="", reason="", by="", at="")
        for one in (before.findings if before is not None else ())
        if (one.rule, one.quote) not in there and (edited or one.fate is Fate.FIXED)
    )
    return (*found, *mended)


def _one(
    view: FindingView, paragraph_at: ParagraphPlaces, act: IgnoredView | None
) -> CertifiedFinding:
    finding = view.finding
    return CertifiedFinding(
        rule=finding.rule,
        name=view.name,
        gate=finding.gate,
        certainty=finding.certainty,
        severity=finding.severity,
        start=finding.start,
        end=finding.end,
        paragraph=paragraph_at.number(finding.start),
        quote=finding.quote,
        message=finding.message,
        suggestions=finding.suggestions,
        source=finding.source,
        fate=Fate.OPEN if act is None else Fate.IGNORED,
        scope=act.scope.label if act is not None else "",
        reason=act.suppression.reason if act is not None else "",
        by=act.who if act is not None else "",
        at=to_stored(act.at) if act is not None else "",
    )


class ParagraphPlaces:
    """Which paragraph (第n段, those with words) an offset of the plain text stands in."""

    def __init__(self, text: ManuscriptText) -> None:
        self._starts: list[int] = []
        self._numbers: list[int] = []
        at = len(text.title) + 1 + (len(text.subtitle) + 1 if text.subtitle else 0)
        count = 0
        self._add(0, 0)
        for block in text.blocks:
            words = isinstance(block, Paragraph) and bool(block.text.strip() or block.label.strip())
            count += words
            self._add(at, count if words else 0)
            at += sum(len(line) + 1 for line in block_lines(block))
        self._add(at, 0)

    def _add(self, start: int, number: int) -> None:
        self._starts.append(start)
        self._numbers.append(number)

    def number(self, offset: int) -> int:
        """The number of the paragraph, 0 outside the paragraphs."""
        return self._numbers[bisect_right(self._starts, offset) - 1]
