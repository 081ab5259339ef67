"""Where the caret and the selection stand, in places of the lines: part of the text page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from ui.editor.marked_lines import Lines, Spot

if TYPE_CHECKING:
    from ui.editor.projection import Projection

    _Base = QTextEdit
else:
    _Base = object


class PageCaret(_Base):
    """Mixed into the page before ``QTextEdit``."""

    projection: Projection
    _numbers: dict[int, int]

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
        self.viewport().update()

    def put_caret(self, spot: Spot) -> None:
        """Put the caret somewhere and bring it into view."""
        self.select_spots(spot, spot)

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
