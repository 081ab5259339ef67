"""Where the caret and the selection stand, in places of the lines: part of the text page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSignalBlocker
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from ui.editor.line_picture import ViewMode
from ui.editor.mark_words import mark_words
from ui.editor.marked_lines import Lines, Spot

if TYPE_CHECKING:
    from ui.editor.page_painting import PagePainter, PageState
    from ui.editor.projection import Projection

    _Base = QTextEdit
else:
    _Base = object


class PageCaret(_Base):
    """Mixed into the page before ``QTextEdit``."""

    projection: Projection
    painter: PagePainter
    _numbers: dict[int, int]
    _mode: ViewMode
    _ground: QRectF | None = None

    if TYPE_CHECKING:  # what the page itself has

        @property
        def shown_lines(self) -> Lines:
            """The lines of the view in use."""

        def _state(self) -> PageState: ...

    def _renew_ground(self) -> None:
        """The caret is in another paragraph, or this one has another shape."""
        old, new = self._ground, self.painter.caret_ground(self._state())
        if new == old:
            return
        self._ground = new
        for ground in (old, new):
            if ground is not None:
                self.viewport().update(ground.toAlignedRect().adjusted(-1, -1, 1, 1))

    def caret_spot(self) -> Spot:
        """Where the caret stands in the lines."""
        return self._spot(self.textCursor().position()) or Spot(0, 0)

    def selection_spots(self) -> tuple[Spot, Spot] | None:
        """Both ends of the selection (equal without one); None outside the text."""
        cursor = self.textCursor()
        start = self._spot(cursor.selectionStart())
        end = self._spot(cursor.selectionEnd())
        return (start, end) if start is not None and end is not None else None

    def _spot(self, position: int) -> Spot | None:
        return self.projection.spot(position)

    def _put_caret(self, spot: Spot, *, visible: bool = False) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self.projection.position(spot))
        with QSignalBlocker(self):
            self.setTextCursor(cursor)
        if visible:
            self.ensureCursorVisible()
        self._renew_ground()

    def put_caret(self, spot: Spot) -> None:
        """Put the caret somewhere and bring it into view."""
        self.select_spots(spot, spot)

    def _tell_marks(self) -> None:
        """Say the marks of what is selected, or at the caret, to those who hear the page."""
        spots = self.selection_spots()
        marked = spots is not None and self._mode is ViewMode.MARKED
        words = mark_words(self.shown_lines, *spots) if marked and spots is not None else ""
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def select_spots(self, start: Spot, end: Spot) -> None:
        """Select a stretch and bring it into view."""
        cursor = self.textCursor()
        cursor.setPosition(self.projection.position(start))
        cursor.setPosition(self.projection.position(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def go_to_paragraph(self, number: int) -> None:
        """Put the caret at the start of 第 n 段."""
        for index, found in self._numbers.items():
            if found == number:
                self._put_caret(Spot(index, 0), visible=True)
                self.setFocus()
                return


def nearest_spot(old: Lines, spot: Spot, new: Lines, words: int) -> Spot:
    """The same character in another version: by the share of lines, then by place in the line."""
    if not new:
        return Spot(0, 0)
    line = spot.line
    wanted = old[line].live if line < len(old) else ""
    best = min(
        range(len(new)),
        key=lambda i: (new[i].live != wanted, abs(i / len(new) - line / max(len(old), 1))),
    )
    return Spot(best, new[best].offset_of_live(min(words, len(new[best].live))))
