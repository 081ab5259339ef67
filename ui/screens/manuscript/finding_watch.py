"""Scans while somebody edits, beside the typing, and shows what is found in text and panel.

One scan runs at a time, on a lane of its own; an edit meanwhile asks for another when it is done,
which looks only at the paragraphs that changed.  Until then the marks move with their words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from qz_review.errors import QzError
from qz_review.jobs import JobContext
from qz_review.markup.changes import BlockKind
from qz_review.model.finding import Severity
from qz_review.scanning.level import Level
from qz_review.services.finding_views import Findings, ScanBasis
from qz_review.services.findings import find
from ui.editor.finding_marks import FindingSpan
from ui.editor.marked_lines import EditLine, Lines
from ui.editor.opening import extract_text
from ui.editor.plain_places import plain_width
from ui.screens.manuscript.finding_card import Abilities
from ui.text.error_texts import sentence_for

if TYPE_CHECKING:
    from ui.screens.manuscript.screen import ManuscriptScreen

LEVEL = "finding_level"
"""The preference of each person: 标准 or 全面."""
SCAN_AFTER_MS = 150
_PLACES = {
    BlockKind.TITLE: "标题",
    BlockKind.SUBTITLE: "副标题",
    BlockKind.CELL: "表格",
    BlockKind.CAPTION: "题注",
    BlockKind.NOTE: "注释",
}


class FindingWatch(QObject):
    """Belongs to one screen."""

    def __init__(self, screen: ManuscriptScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._basis: ScanBasis | None = None
        self._running = self._again = self._skips_reading = False
        self._placed: frozenset[int] = frozenset()
        self._standing: frozenset[int] = frozenset()
        self._lines: Lines = ()
        self._place_of: Callable[[int], str] = str
        self._current = -1
        self.findings: Findings | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SCAN_AFTER_MS)
        self._timer.timeout.connect(self.scan)
        kept = screen.workspace.settings.preference(LEVEL, Level.STANDARD.value)
        self.level = Level(kept) if kept in tuple(Level) else Level.STANDARD
        screen.panel.findings.set_level(self.level.value)
        self._connect()

    def _connect(self) -> None:
        screen, panel = self._screen, self._screen.panel.findings
        screen.page.edited.connect(self._on_edited)
        screen.page.read_changed.connect(self._on_read_changed)
        screen.page.caret_moved.connect(self._on_caret_moved)
        panel.finding_chosen.connect(self._on_finding_chosen)
        panel.level_chosen.connect(self._on_level_chosen)
        panel.read_first_skipped.connect(self.skip_reading)

    # --- when ---------------------------------------------------------------------------------

    def begin(self, basis: ScanBasis | None, *, first: bool) -> None:
        """The manuscript was loaded (again); first: it is another one."""
        if first:
            self.findings, self._current, self._skips_reading = None, -1, False
            self._screen.page.marks.clear()
        self._basis = basis
        if basis is None:
            self.findings, self._current = None, -1
            self._mark()
        else:
            self._show()
            self.scan()

    def scan(self) -> None:
        """Look at the words as they are now; at the next chance where a scan is running."""
        basis, page = self._basis, self._screen.page
        if basis is None:
            return
        if self._running:
            self._again = True
            return
        self._running, self._again = True, False
        lines, base, level = page.editor.lines, page.editor.base, self.level

        def work(job: JobContext) -> Findings:
            return find(basis, extract_text(lines, base), level, job)

        def done(findings: Findings) -> None:
            self._on_scanned(findings, lines, basis, level)

        self._screen.jobs.compute(
            self, "扫描", work, done, self._on_failed, cancelled=self._on_ended, shown=False
        )

    def _on_ended(self) -> None:
        self._running = False
        if self._again:
            self.scan()

    def _on_scanned(self, findings: Findings, lines: Lines, basis: ScanBasis, level: Level) -> None:
        if basis is self._basis and level is self.level:
            self._take(findings, lines)
        else:
            self._again = True  # another manuscript, other acts of setting aside, another level
        self._on_ended()

    def _on_failed(self, error: Exception) -> None:
        self._running = False
        if not isinstance(error, QzError):
            raise error
        self._screen.panel.findings.show_failed(sentence_for(error))

    # --- what is shown ------------------------------------------------------------------------

    @property
    def is_hidden(self) -> bool:
        """校对: people read first; the software speaks when they are through, or are asked to."""
        view, page = self._screen.view, self._screen.page
        if view is None or self._skips_reading or view.stage is None:
            return False
        proofs = view.stage.is_proof and bool(view.parts)
        return proofs and len(page.read_paragraphs) < page.paragraph_count

    @property
    def basis(self) -> ScanBasis | None:
        """What scans depend on now; None without rules."""
        return self._basis

    @property
    def is_busy(self) -> bool:
        """Whether a scan runs or is about to."""
        return self._running or self._timer.isActive()

    @property
    def serious(self) -> int:
        """严重 that stand in the text."""
        return self.findings.serious if self.findings is not None else 0

    @property
    def minor(self) -> int:
        """一般 that stand in the text."""
        return self.findings.count(Severity.MINOR) if self.findings is not None else 0

    def _take(self, findings: Findings, lines: Lines) -> None:
        before, serious = self.findings, self.serious
        self._current = _same_finding(before, self._current, findings)
        self.findings = findings
        self._place_of = _Places(lines, self._screen.page.editor.paragraph_numbers()).name
        self._lines = lines
        self._mark()
        self._show()
        if before is None or serious != findings.serious:
            self._screen.readiness.check()

    def _mark(self) -> None:
        page, findings = self._screen.page, self.findings
        if findings is None or self.is_hidden:
            page.set_findings(page.editor.lines, ())
            self._placed = self._standing = frozenset()
            return
        page.set_findings(
            self._lines,
            [
                FindingSpan(number, f.start, f.end, f.certainty, f.severity)
                for number, f in enumerate(view.finding for view in findings.open)
            ],
        )
        self._placed = self._standing = page.marks.standing()
        page.choose_finding(self._current)

    def _show(self) -> None:
        screen, panel = self._screen, self._screen.panel
        if self._basis is None:
            return
        if self.is_hidden:
            read, total = len(screen.page.read_paragraphs), screen.page.paragraph_count
            panel.findings.show_read_first(read, total)
            panel.set_finding_count("")
        elif self.findings is None:
            panel.findings.show_scanning()
            panel.set_finding_count("")
        else:
            view = screen.view
            may = Abilities(
                edits=view is not None and view.may_edit, ignores=self._basis.may_ignore
            )
            panel.findings.show_findings(self.findings, self._place_of, may, self._current)
            panel.set_finding_count(len(self.findings.open) or "")

    def leave_out(self, numbers: frozenset[int]) -> None:
        """Findings just dealt with go from the list at once; the next scan confirms it."""
        self._screen.panel.findings.leave_out(numbers)

    # --- slots --------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        standing = self._screen.page.marks.standing()
        if standing != self._standing:
            self._standing = standing
            self.leave_out(self._placed - standing)
        if self._basis is not None and not self._timer.isActive():
            self._timer.start()  # not begun anew by each key: who types on gets findings too

    def _on_read_changed(self) -> None:
        if self._basis is not None and self.findings is not None:
            hidden = not self._placed
            if hidden or self.is_hidden:
                self._mark()
                self._show()

    def skip_reading(self) -> None:
        """Show findings before everything was read: somebody asked for them."""
        self._skips_reading = True
        self._mark()
        self._show()
        self._screen.readiness.check()

    def _on_level_chosen(self, level: str) -> None:
        self.level = Level(level)
        self._screen.workspace.settings.set_preference(LEVEL, level)
        self.findings = None
        self._show()
        self.scan()

    def _on_caret_moved(self) -> None:
        number = self._screen.page.finding_at_caret()
        if number is not None and number != self._current:
            self._choose(number)
            self._screen.panel.findings.choose(number)

    def _on_finding_chosen(self, number: int) -> None:
        self._choose(number)
        self._screen.page.go_to_finding(number)

    def _choose(self, number: int) -> None:
        self._current = number
        self._screen.page.choose_finding(number)

    def go_to(self, number: int) -> None:
        """Open a finding in the list and lead to its words."""
        self._choose(number)
        self._screen.panel.findings.choose(number)
        self._screen.page.go_to_finding(number)

    def step(self, step: int) -> bool:
        """F8: the next (1) or previous (-1) finding from the caret on, round and round.

        False where there is none to go to.
        """
        page, findings = self._screen.page, self.findings
        if findings is None or self.is_hidden:
            return False
        places = [place for place in page.marks.in_order() if place[1] < len(findings.open)]
        if not places:
            return False
        numbers = [number for _, number in places]
        here = page.caret_spot()
        if self._current in numbers and page.finding_at_caret() == self._current:
            place = (numbers.index(self._current) + step) % len(numbers)
        elif step > 0:
            place = next((i for i, (start, _) in enumerate(places) if start >= here), 0)
        else:
            earlier = [i for i, (start, _) in enumerate(places) if start < here]
            place = earlier[-1] if earlier else len(places) - 1
        self.go_to(numbers[place])
        return True


class _Places:
    """Names the place of an offset: 第3段, 标题."""

    def __init__(self, lines: Lines, numbers: dict[int, int]) -> None:
        self._lines = lines
        self._numbers = numbers
        self._starts = [0, *accumulate(plain_width(line) for line in lines)]

    def name(self, offset: int) -> str:
        """Words for the place of an offset of the plain text."""
        at = bisect_right(self._starts, offset) - 1
        if at >= len(self._lines):
            return "附件"
        number = self._numbers.get(at)
        return f"第{number}段" if number is not None else _kind_name(self._lines[at])


def _kind_name(line: EditLine) -> str:
    return _PLACES.get(line.kind, "正文")


def _same_finding(before: Findings | None, number: int, after: Findings) -> int:
    """The number that a finding has now: same rule and words, nearest to where it stood."""
    if before is None or not 0 <= number < len(before.open):
        return -1
    old = before.open[number].finding
    alike = [
        (abs(view.finding.start - old.start), place)
        for place, view in enumerate(after.open)
        if (view.finding.rule, view.finding.quote) == (old.rule, old.quote)
    ]
    return min(alike)[1] if alike else -1
