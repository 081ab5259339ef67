"""Findings of the software on the text page: marking, choosing, taking suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTextEdit

from ui.editor.finding_marks import FindingMarks, FindingSpan
from ui.editor.line_picture import ViewMode
from ui.editor.marked_lines import Lines, Spot

if TYPE_CHECKING:
    from ui.editor.page_editor import PageEditor

    _Base = QTextEdit
else:
    _Base = object


class PageFindings(_Base):
    """Mixed into the page before ``QTextEdit``.  Findings are known by numbers of the caller."""

    editor: PageEditor
    marks: FindingMarks
    _chosen: int = -1
    _mode: ViewMode

    if TYPE_CHECKING:  # what the page itself has

        @property
        def may_type(self) -> bool:
            """True when typing changes the text in this view."""

        def caret_spot(self) -> Spot:
            """Where the caret stands."""

        def select_spots(self, start: Spot, end: Spot) -> None:
            """Select a stretch and bring it into view."""

        def after_edit(self, caret: Spot) -> None:
            """Show what an edit made."""

    def set_findings(self, lines: Lines, spans: Iterable[FindingSpan]) -> None:
        """Mark other findings, of a scan of ``lines``, which may have been edited since."""
        self.marks.place(lines, spans)
        self.marks.follow(self.editor.lines)
        self.viewport().update()

    def choose_finding(self, number: int) -> None:
        """Lay a ground under a finding; -1: under none."""
        if number != self._chosen:
            self._chosen = number
            self.viewport().update()

    def go_to_finding(self, number: int) -> bool:
        """Choose a finding and put the caret behind it; False where its words have changed."""
        self.choose_finding(number)
        spots = self.marks.spots_of(number)
        if spots is None or self._mode is ViewMode.ORIGINAL:
            return False
        self.select_spots(spots[1], spots[1])
        return True

    def select_finding(self, number: int) -> bool:
        """Select the words of a finding, to be typed over."""
        spots = self.marks.spots_of(number)
        if spots is None or self._mode is ViewMode.ORIGINAL:
            return False
        self.select_spots(*spots)
        self.setFocus()
        return True

    def finding_at_caret(self) -> int | None:
        """The finding that the caret stands in."""
        if self._mode is ViewMode.ORIGINAL or not self.marks:
            return None
        return self.marks.at(self.caret_spot())

    def take_suggestions(self, chosen: Sequence[tuple[int, str]]) -> int:
        """采纳: put words in the place of findings, as one edit that one undo takes back.

        Those whose words have changed meanwhile are left alone; how many were taken.
        """
        if not self.may_type:
            return 0
        places = []
        for number, words in chosen:
            spots = self.marks.spots_of(number)
            if spots is not None:
                places.append((*spots, words))
        if places:
            self.after_edit(self.editor.replace_each(places))
        return len(places)
