"""Scanning for the desktop and the command line: texts, files, single lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from qz_review.documents.encoding import decode_text
from qz_review.documents.read import load_file, read_document
from qz_review.documents.traces import file_traces
from qz_review.jobs import JobContext
from qz_review.model.finding import Certainty, Finding
from qz_review.model.manuscript import ScanVersions
from qz_review.model.text import ManuscriptText, plain_text
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.engine import Scan, Scanner, ScanSettings


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """A file, its plain text (which the findings' offsets count), and what was found."""

    name: str
    text: str
    findings: tuple[Finding, ...]

    def count(self, certainty: Certainty) -> int:
        """How many findings are of one certainty."""
        return sum(finding.certainty is certainty for finding in self.findings)

    def line_of(self, finding: Finding) -> int:
        """The line of the plain text a finding stands in, from 1; 0 for one about the file."""
        if finding.start == finding.end:
            return 0
        return self.text.count("\n", 0, finding.start) + 1


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """One line scanned as a text of its own; number from 1."""

    number: int
    text: str
    findings: tuple[Finding, ...]


_LOADING = Lock()
"""Two threads that ask first at once load the model once."""


def scanner(macbert: Path | None = None) -> Scanner:
    """All rules with the bundled typo engine; loaded once, when first asked for.

    macbert: folder of a MacBERT model the unit brings itself, asked beside the bundled engine.
    Raises Environment: ``macbert.missing``, ``macbert.unreadable``.
    """
    with _LOADING:
        return _load(macbert)


@cache
def _load(macbert: Path | None) -> Scanner:
    from qz_review.scanning.bundled_typos import bundled_typo_finder
    from qz_review.scanning.registry import all_rules

    bundled = bundled_typo_finder()
    if macbert is None:
        return Scanner(all_rules(), bundled)
    from qz_review.scanning.macbert import JoinedTypos, MacBertTypos

    own = MacBertTypos(macbert)
    return Scanner(all_rules(), JoinedTypos(bundled, own) if bundled is not None else own)


def scan_text(
    text: ManuscriptText,
    settings: ScanSettings | None = None,
    context: ScanContext | None = None,
    previous: Scan | None = None,
) -> Scan:
    """The findings of a manuscript; after an edit give the previous scan of it."""
    return scanner().scan(Document.of_manuscript(text), settings, context, previous)


@cache
def scanner_without_typos() -> Scanner:
    """All rules and lists without the typo engine: for samples, built while somebody waits."""
    from qz_review.scanning.registry import all_rules

    return Scanner(all_rules())


def scan_file(
    source: Path | bytes, name: str, settings: ScanSettings, macbert: Path | None = None
) -> ScannedFile:
    """The findings of a docx, a saved page or a plain text, those about the file itself first.

    macbert: as in :func:`scanner`.
    Raises Refused (what is wrong with the file), Environment, Cancelled.
    """
    return scan_file_with(scanner(macbert), source, name, settings)


def scan_file_with(
    used: Scanner,
    source: Path | bytes,
    name: str,
    settings: ScanSettings,
    job: JobContext | None = None,
) -> ScannedFile:
    """The same by a scanner of one's own, to be stopped by ``job``."""
    if isinstance(source, Path):
        data = load_file(source)
        document = read_document(data, name, folder=source.parent, job=job)
    else:
        data = source
        document = read_document(data, name)
    traces = file_traces(document, document.docx or data)
    about_file = used.scan_file(traces, settings)
    findings = used.scan(Document.of_manuscript(document.text), settings, job=job).findings
    return ScannedFile(name, plain_text(document.text), (*about_file, *findings))


def scan_lines(
    data: bytes, settings: ScanSettings, macbert: Path | None = None
) -> Iterator[ScannedLine]:
    """Each line of a plain text as a text of its own.

    macbert: as in :func:`scanner`.
    Raises Refused (codes of ``encoding``).
    """
    if not data:
        return
    lines = decode_text(data).text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    used = scanner(macbert)
    for number, line in enumerate(lines, 1):
        words = line.removesuffix("\r")
        scan = used.scan(Document.of_text(words), settings)
        yield ScannedLine(number, words, scan.findings)


def scan_versions() -> ScanVersions:
    """What a scan of now is made with: rules, lists, model."""
    return versions_of(scanner())


def versions_of(used: Scanner) -> ScanVersions:
    """What a scanner finds with: rules, lists, model."""
    from qz_review.scanning.registry import rules_version
    from qz_review.scanning.word_lists import lists_digest

    typos = used.typos
    return ScanVersions(rules_version(), lists_digest()[:12], typos.version if typos else "")


def has_certain(findings: Iterable[Finding]) -> bool:
    """Whether something is 必错."""
    return any(finding.certainty is Certainty.CERTAIN for finding in findings)
