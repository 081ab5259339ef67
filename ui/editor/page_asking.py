"""Asking who wrote words: Ctrl and a click, a key, the menu; part of the text page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, SignalInstance
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTextEdit

from ui.editor.line_picture import ViewMode
from ui.editor.marked_lines import Lines, Spot
from ui.editor.plain_places import AskedWords, asked_at, asked_between

if TYPE_CHECKING:
    from ui.editor.projection import Projection

    _Base = QTextEdit
else:
    _Base = object

_CONTROL = Qt.KeyboardModifier.ControlModifier


class PageAsking(_Base):
    """Mixed into the page before ``QTextEdit``; ``words_asked`` is the page's signal.

    answers: True where somebody answers; without it nothing is offered.
    """

    projection: Projection
    answers = False
    _mode: ViewMode
    _asked: AskedWords | None = None
    _pressed: QPoint | None = None

    if TYPE_CHECKING:  # what the page itself has
        words_asked: SignalInstance

        @property
        def shown_lines(self) -> Lines:
            """The lines of the view in use."""

        def selection_spots(self) -> tuple[Spot, Spot] | None:
            """Both ends of the selection."""

        def caret_spot(self) -> Spot:
            """Where the caret stands."""

        def character_at(self, point: QPoint) -> Spot | None:
            """The place before the character under a point."""

    @property
    def may_ask(self) -> bool:
        """True where words can be asked about; the 原稿 alone has no history."""
        return self.answers and self._mode is not ViewMode.ORIGINAL

    def ask(self) -> bool:
        """Ask about the selection, or the words at the caret; False where there are none."""
        spots = self.selection_spots()
        asked = asked_between(self.shown_lines, *spots) if spots is not None else None
        return self._ask(asked or asked_at(self.shown_lines, self.caret_spot()))

    def ask_at(self, point: QPoint) -> bool:
        """Ask about the words under a point of the viewport; a selection there is asked about."""
        spot = self.character_at(point)
        if spot is None:
            return False
        spots = self.selection_spots()
        if spots is not None and spots[0] <= spot < spots[1]:
            return self.ask()
        return self._ask(asked_at(self.shown_lines, spot))

    def _ask(self, asked: AskedWords | None) -> bool:
        if asked is None or not self.may_ask:
            return False
        self._asked = asked
        self.viewport().update()
        self.words_asked.emit(asked)
        return True

    def forget_asked(self) -> None:
        """The answer was read: the words are no longer marked."""
        self._asked = None
        self.viewport().update()

    def rect_of(self, asked: AskedWords) -> QRect:
        """The first line of the words asked about, in the viewport."""
        cursor = self.textCursor()
        cursor.setPosition(self.projection.position(asked.start))
        rect = self.cursorRect(cursor)
        cursor.setPosition(self.projection.position(asked.end))
        end = self.cursorRect(cursor)
        if end.top() == rect.top():
            rect.setRight(end.right())
        return rect

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click with Ctrl began."""
        asks = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == _CONTROL
        self._pressed = event.position().toPoint() if asks and self.may_ask else None
        if self._pressed is None:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ctrl and a click asks."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if (event.position().toPoint() - pressed).manhattanLength() < 8:
            self.ask_at(pressed)
