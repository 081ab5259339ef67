"""The words of a line of 责任倒查: they wrap, and the lines of steps go under and through them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.editor.line_picture import SOURCE_INK, units
from ui.editor.page_painting import line_pieces
from ui.text.trace_texts import COMMA, Tone, TraceWords
from ui.text.visible_signs import shown
from ui.theme.stage_lines import (
    INSERT_GAP,
    STRIKE_HEIGHT,
    draw_delete_line,
    draw_insert_line,
    draw_source_line,
)
from ui.widgets.themed import Themed


class TraceWordsView(Themed, QWidget):
    """Words that wrap, with the lines of steps under and through them."""

    def __init__(self, words: Sequence[TraceWords], *, most_lines: int = 0) -> None:
        super().__init__()
        self._text, self._places = _placed(words)
        self._most = most_lines
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(" ".join(part.text for part in words))
        self._follow_theme()

    def sizeHint(self) -> QSize:
        """One line of the usual width."""
        width = self._theme.px(220)
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words need."""
        return self._lay_out(width).lineCount() * self._theme.line_height("small")

    def _lay_out(self, width: int) -> QTextLayout:
        theme = self._theme
        layout = QTextLayout(self._text, theme.font("small"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        formats = []
        for start, end, part in self._places:
            form = QTextLayout.FormatRange()
            form.start, form.length = start, end - start  # type: ignore[attr-defined]
            kind = form.format  # type: ignore[attr-defined]
            kind.setFont(theme.font("small", bold=part.tone is Tone.NAME))
            kind.setForeground(theme.color(_ink(part)))
            form.format = kind  # type: ignore[attr-defined]
            formats.append(form)
        layout.setFormats(formats)
        layout.beginLayout()
        height = theme.line_height("small")
        while not self._most or layout.lineCount() < self._most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, (layout.lineCount() - 1) * height))
        layout.endLayout()
        return layout

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, then their lines."""
        theme, layout = self._theme, self._lay_out(self.width())
        painter = QPainter(self)
        px = theme.font("small").pixelSize()
        layout.draw(painter, QPointF(0, 0))
        for start, end, part in self._places:
            for x0, x1, baseline in line_pieces(layout, QPointF(0, 0), start, end):
                if part.tone is Tone.GONE and part.stage is not None:
                    draw_delete_line(
                        painter, x0, x1, baseline, part.stage, theme.is_dark, font_px=px
                    )
                elif part.tone is Tone.CAME and part.stage is not None:
                    draw_insert_line(painter, x0, x1, baseline, part.stage, theme.is_dark)
                elif part.tone in (Tone.GONE, Tone.CAME):
                    gone = part.tone is Tone.GONE
                    y = baseline - STRIKE_HEIGHT * px if gone else baseline + INSERT_GAP
                    draw_source_line(painter, x0, x1, y, theme.color(SOURCE_INK))


def _placed(words: Sequence[TraceWords]) -> tuple[str, list[tuple[int, int, TraceWords]]]:
    """The words as one text, each with its place in UTF-16 units."""
    text = ""
    places: list[tuple[int, int, TraceWords]] = []
    for part in words:
        if text and part.text != COMMA:
            text += "" if text.endswith(COMMA) else " "
        start = units(text)
        text += shown(part.text)
        places.append((start, units(text), part))
    return text, places


def _ink(part: TraceWords) -> str:
    if part.tone is Tone.CAME:
        return part.stage.value if part.stage is not None else SOURCE_INK
    return {Tone.GONE: "text3", Tone.ASIDE: "text2", Tone.DELEGATED: "accent"}.get(
        part.tone, "text"
    )
