"""Paints a note's row of the change list: 附注, what it is on, its words, who and when."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from qz_review.markup.proof_marks import ProofMark
from ui.screens.compare.change_rows import NoteRow
from ui.screens.compare.mark_painting import paint_symbol
from ui.screens.compare.styles import step_ink
from ui.theme.theme import Theme

_SIDE, _GAP, _SYMBOL, _PAD = 16, 8, 32, 8  # px, as in the rows of changes
_MOST_LINES = 6
_WRAP = int(Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignTop)


class NotePainter:
    """For one theme and text scale."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def height(self, row: NoteRow, width: int) -> int:
        """Height of the row in px."""
        theme = self._theme
        return (
            theme.line_height("small") * self._lines(row, width)
            + theme.line_height("caption") * (2 if row.note.note.quote else 1)
            + 2 * _PAD
            + 1
        )

    def _lines(self, row: NoteRow, width: int) -> int:
        metrics = QFontMetrics(self._theme.font("small"))
        room = metrics.boundingRect(0, 0, self._room(width), 10_000, _WRAP, row.note.note.words)
        return min(max(-(-room.height() // metrics.lineSpacing()), 1), _MOST_LINES)

    def _room(self, width: int) -> int:
        return width - 2 * _SIDE - self._theme.px(_SYMBOL) - _GAP

    def paint(self, painter: QPainter, rect: QRectF, row: NoteRow, when: str) -> None:
        """The row over its ground."""
        theme, note = self._theme, row.note.note
        symbol, line = theme.px(_SYMBOL), theme.line_height("small")
        top = rect.top() + _PAD
        centre = QPointF(rect.left() + _SIDE + symbol / 2, top + line / 2)
        ink = theme.color(step_ink(note.stage))
        paint_symbol(painter, ProofMark.NOTE, centre, ink, theme.text_scale / 100)
        left, room = rect.left() + _SIDE + symbol + _GAP, self._room(int(rect.width()))
        caption = theme.line_height("caption")
        if note.quote:
            quote = f"标在“{note.quote}”"
            self._line(painter, QRectF(left, top, room, caption), quote, "text2")
            top += caption
        words = QRectF(left, top, room, line * self._lines(row, int(rect.width())))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text"))
        painter.drawText(words, _WRAP, note.words)
        self._line(painter, QRectF(left, words.bottom(), room, caption), when, "text3")

    def _line(self, painter: QPainter, room: QRectF, words: str, ink: str) -> None:
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.color(ink))
        elided = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), elided)
