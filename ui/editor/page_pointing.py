"""Which character is under the mouse, and what is said about it: part of the text page."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QTextEdit, QToolTip

from ui.editor.marked_lines import Lines, Spot
from ui.text.sign_names import sign_words
from ui.text.visible_signs import FIXED_SPACE, SPECIAL

if TYPE_CHECKING:
    from ui.editor.projection import Projection

    _Base = QTextEdit
else:
    _Base = object


class PagePointing(_Base):
    """Mixed into the page before ``QTextEdit``."""

    projection: Projection

    if TYPE_CHECKING:  # what the page itself has

        @property
        def shown_lines(self) -> Lines:
            """The lines of the view in use."""

    def character_at(self, point: QPoint) -> Spot | None:
        """The place before the character under a point of the viewport, None beside the text."""
        cursor = self.cursorForPosition(point)
        rect = self.cursorRect(cursor)
        before = point.x() < rect.center().x()
        block = cursor.block()
        index = self.projection.index_of(block)
        reach = rect.adjusted(-rect.height(), 0, rect.height(), 0)
        if index is None or not reach.contains(point):
            return None
        unit = cursor.position() - block.position() - (1 if before else 0)
        offset = self.projection.picture_of(index).character_at(unit)
        return None if offset is None else Spot(index, offset)

    def tip_at(self, point: QPoint) -> str:
        """The name of a character that nobody can see, empty for others."""
        spot = self.character_at(point)
        if spot is None:
            return ""
        character = self.shown_lines[spot.line].text[spot.offset]
        hidden = SPECIAL.match(character) or FIXED_SPACE.match(character)
        return sign_words(character) if hidden else ""

    def viewportEvent(self, event: QEvent) -> bool:
        """Signs tell what they stand for."""
        if event.type() == QEvent.Type.ToolTip:
            asked = cast("QHelpEvent", event)
            QToolTip.showText(asked.globalPos(), self.tip_at(asked.pos()), self.viewport())
            return True
        return super().viewportEvent(event)
