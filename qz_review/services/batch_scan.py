"""批量扫描: many files or a pasted text, without registering anything: ``workspace.findings``.

Texts are let go as soon as they are scanned, and findings lie in a file of their own, so that a
thousand documents need no more memory than one.
"""

from __future__ import annotations

import json
import os
import tempfile
import weakref
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock

from qz_review.errors import Cancelled, Environment, QzError
from qz_review.jobs import JobContext, SilentJob
from qz_review.model.finding import Certainty, Finding, Severity
from qz_review.model.text import ManuscriptText, Paragraph, plain_text
from qz_review.scanning.document import Document
from qz_review.scanning.engine import ScanSettings
from qz_review.scanning.level import Level
from qz_review.scanning.suppression import sort_out
from qz_review.services.finding_views import ScanBasis
from qz_review.services.findings import view_of
from qz_review.services.scanning import ScannedFile, scan_file_with
from qz_review.system_reasons import reason_of

ENDINGS = frozenset(
    {".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".htm", ".html", ".xhtml", ".shtml",
     ".mht", ".mhtml", ".txt", ".md"}
)  # fmt: skip
"""What a folder is searched for; whether a file really is what its name says shows on reading."""
MOST_OF_ONE = 2_000
"""Findings kept of one file, 严重 before others: more say nothing new."""
_AROUND = 12  # characters shown on each side of a quote


@dataclass(frozen=True, slots=True)
class ScannedRow:
    """One file in the table of results.

    name: its path below the folder.  error: why it could not be read, None where it was.
    place, kept: where its findings lie, and how many of them were kept.
    """

    name: str
    characters: int = 0
    serious: int = 0
    certain: int = 0
    doubtful: int = 0
    hints: int = 0
    error: QzError | None = None
    place: int = 0
    kept: int = 0

    @property
    def count(self) -> int:
        """All findings of the file."""
        return self.certain + self.doubtful + self.hints


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """One finding as it is listed: Chinese words throughout.

    line: of the plain text, from 1; 0 for one about the file.  context: the words around it.
    """

    rule: str
    name: str
    gate: str
    certainty: str
    severity: str
    line: int
    quote: str
    suggestions: tuple[str, ...]
    message: str
    source: str
    context: str


def files_in(folder: Path) -> list[Path]:
    """Documents in a folder and below it, by name.  Links are not followed.

    Raises Environment ``file.unreadable`` where the folder itself cannot be read.
    """

    def fail(error: OSError) -> None:
        if Path(error.filename or "") == folder:
            raise Environment("file.unreadable", name=folder.name, reason=reason_of(error))

    found = []
    for here, folders, names in os.walk(folder, onerror=fail):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            Path(here, name)
            for name in sorted(names)
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in ENDINGS
        ]
    return found


class BatchScan:
    """One run over files, and its results; ``rows`` grows while it runs.

    One thread runs it, another may read what is there already.  :meth:`close` lets its file go.
    """

    def __init__(self, basis: ScanBasis, level: Level) -> None:
        self.level = level
        self.rows: list[ScannedRow] = []
        self._basis = basis
        self._settings = ScanSettings(level, protect=basis.protect, lexicons=basis.lexicons)
        self._guard = Lock()
        self._spool = tempfile.TemporaryFile("w+b")  # noqa: SIM115 - lives as long as the run
        self._close = weakref.finalize(self, self._spool.close)

    def run(self, folder: Path, files: Iterable[Path], job: JobContext | None = None) -> None:
        """Scan files one after another; one that cannot be read becomes a row that says why.

        Raises Cancelled; the rows so far stay.
        """
        watch = job or SilentJob()
        wanted = list(files)
        for done, path in enumerate(wanted):
            name = os.path.relpath(path, folder)
            watch.check_cancelled()
            watch.progress(done, len(wanted), name)
            try:
                used = self._basis.scanner()
                scanned = scan_file_with(used, path, path.name, self._settings, watch)
            except Cancelled:
                raise
            except QzError as error:
                self.rows.append(ScannedRow(name, error=error))
            else:
                self._take(replace(scanned, name=name))
        watch.progress(len(wanted), len(wanted))

    def scan_pasted(self, name: str, words: str, job: JobContext | None = None) -> None:
        """Scan a pasted text; its first line counts as the title."""
        title, *rest = words.replace("\r\n", "\n").split("\n")
        text = ManuscriptText(title, blocks=tuple(Paragraph(line) for line in rest))
        document = Document.of_manuscript(text)
        scan = self._basis.scanner().scan(document, self._settings, job=job)
        self._take(ScannedFile(name, plain_text(text), scan.findings))

    def _take(self, scanned: ScannedFile) -> None:
        acts = [act.suppression for act in self._basis.ignored]
        findings = sort_out(scanned.findings, acts, scanned.text).open
        places = [_place(scanned, finding) for finding in _kept_of(findings)]
        at = self._write(places)
        self.rows.append(
            ScannedRow(
                scanned.name,
                sum(len("".join(line.split())) for line in scanned.text.split("\n")),
                sum(finding.severity is Severity.SERIOUS for finding in findings),
                _count(findings, Certainty.CERTAIN),
                _count(findings, Certainty.DOUBTFUL),
                _count(findings, Certainty.HINT),
                place=at,
                kept=len(places),
            )
        )

    def _write(self, places: list[FoundPlace]) -> int:
        lines = b"".join(
            json.dumps(asdict(place), ensure_ascii=False).encode("utf-8", "replace") + b"\n"
            for place in places
        )
        with self._guard:
            at = self._spool.seek(0, os.SEEK_END)
            self._spool.write(lines)
        return at

    def findings_of(self, row: ScannedRow) -> list[FoundPlace]:
        """The findings of one file, in the order of its text."""
        with self._guard:
            self._spool.seek(row.place)
            lines = [self._spool.readline() for _ in range(row.kept)]
        return [_read(line) for line in lines]

    def close(self) -> None:
        """Let the findings go."""
        self._close()


def _kept_of(findings: Sequence[Finding]) -> list[Finding]:
    """As many as are kept, in the order of the text."""
    order = sorted(
        range(len(findings)), key=lambda at: findings[at].severity is not Severity.SERIOUS
    )
    return [findings[at] for at in sorted(order[:MOST_OF_ONE])]


def _count(findings: Iterable[Finding], certainty: Certainty) -> int:
    return sum(finding.certainty is certainty for finding in findings)


def _place(scanned: ScannedFile, finding: Finding) -> FoundPlace:
    view = view_of(finding)
    line = scanned.line_of(finding)
    return FoundPlace(
        finding.rule,
        view.name,
        finding.gate.label,
        finding.certainty.label,
        finding.severity.label if finding.severity else "",
        line,
        finding.quote,
        finding.suggestions,
        finding.message,
        finding.source,
        context_of(scanned.text, finding) if line else "",
    )


def _read(line: bytes) -> FoundPlace:
    raw = json.loads(line)
    return FoundPlace(**{**raw, "suggestions": tuple(raw["suggestions"])})


def context_of(text: str, finding: Finding) -> str:
    """The words around a finding in its line, the finding itself in 【】."""
    line = text.rfind("\n", 0, finding.start) + 1
    stop = text.find("\n", finding.end)
    before = text[max(line, finding.start - _AROUND) : finding.start]
    far = finding.end + _AROUND
    after = text[finding.end : far if stop < 0 else min(stop, far)]
    return f"{before}【{finding.quote}】{after}"
