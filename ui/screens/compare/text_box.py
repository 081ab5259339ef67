"""One laid-out paragraph: lines at an even distance, and where each of its spans stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.screens.compare.faces import FaceParagraph
from ui.screens.compare.styles import LineStyle, SheetStyles

_ABOVE, _BELOW = 1.02, 0.28  # of the size: the room of characters over and under the baseline


class TextBox:
    """A paragraph ``width`` px wide at (x, y) of its cell; style: other than its kind's.

    No Qt object but the layout: many of these are made and let go while scrolling.
    """

    __slots__ = ("_layout", "height", "paragraph", "style", "width", "x", "y")

    def __init__(
        self,
        paragraph: FaceParagraph,
        styles: SheetStyles,
        x: float,
        y: float,
        width: float,
        style: LineStyle | None = None,
    ) -> None:
        self.paragraph = paragraph
        self.style = style or styles.style(paragraph)
        self.x, self.y, self.width = x, y, width
        self._layout = self._lay_out(styles, width)
        self.height = float(max(self._layout.lineCount(), 1) * self.style.line)

    def _lay_out(self, styles: SheetStyles, width: float) -> QTextLayout:
        style, paragraph = self.style, self.paragraph
        layout = QTextLayout(paragraph.text, style.font)
        option = QTextOption(style.align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        formats = [
            format_range(span.start, span.end - span.start, styles.span_format(span))
            for span in paragraph.spans
            if span.end > span.start
        ]
        if formats:
            layout.setFormats(formats)
        indent = style.indent if style.indent < width / 2 else 0.0
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width - indent, 1.0))
            line.setPosition(QPointF(indent, top + (style.line - line.height()) / 2))
            indent = 0.0
            top += style.line
        layout.endLayout()
        return layout

    @property
    def line_count(self) -> int:
        """How many lines."""
        return self._layout.lineCount()

    def draw(
        self, painter: QPainter, origin: QPointF, selected: tuple[int, int] | None,
        styles: SheetStyles,
    ) -> None:  # fmt: skip
        """Paint the characters; origin: of the cell.  selected: start and end, or None."""
        chosen = []
        if selected is not None and selected[0] < selected[1]:
            look = QTextCharFormat()
            look.setBackground(styles.theme.color("accent"))
            look.setForeground(styles.theme.color("on_accent"))
            chosen.append(format_range(selected[0], selected[1] - selected[0], look))
        painter.setPen(styles.theme.color(self.style.ink))
        self._layout.draw(painter, origin + QPointF(self.x, self.y), chosen)

    def lines_of(self, start: int, end: int) -> Iterator[tuple[float, float, float]]:
        """For each line with characters from start to end: left, right, baseline in the cell."""
        layout = self._layout
        line = layout.lineForTextPosition(start)
        while line.isValid():
            low = max(start, line.textStart())
            high = min(end, line.textStart() + line.textLength())
            left = self.x + _x(line.cursorToX(low))
            right = self.x + _x(line.cursorToX(high))
            yield left, right, self.y + line.y() + line.ascent()
            number = line.lineNumber() + 1
            if number >= layout.lineCount() or layout.lineAt(number).textStart() >= end:
                return
            line = layout.lineAt(number)

    def rects_of(self, start: int, end: int) -> list[QRectF]:
        """The rooms of the characters, one a line; of no characters, the gap between two."""
        px = self.style.px
        return [
            QRectF(left, baseline - _ABOVE * px, right - left, (_ABOVE + _BELOW) * px)
            for left, right, baseline in self.lines_of(start, end)
        ]

    def unit_at(self, point: QPointF) -> int:
        """The place between characters nearest to a point of the cell."""
        layout = self._layout
        number = int((point.y() - self.y) // self.style.line)
        number = min(max(number, 0), layout.lineCount() - 1)
        if number < 0:
            return 0
        return layout.lineAt(number).xToCursor(point.x() - self.x)

    def character_at(self, point: QPointF) -> int | None:
        """The character under a point of the cell, None where there is none."""
        layout = self._layout
        number = int((point.y() - self.y) // self.style.line)
        if not 0 <= number < layout.lineCount():
            return None
        line = layout.lineAt(number)
        x = point.x() - self.x
        start = line.textStart()
        end = start + line.textLength()
        if not _x(line.cursorToX(start)) <= x <= _x(line.cursorToX(end)):
            return None
        edge = line.xToCursor(x)
        at = edge - 1 if edge > start and _x(line.cursorToX(edge)) > x else edge
        return min(at, end - 1)


def format_range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    """Qt's record of how some characters look; its annotations leave the fields out."""
    made: Any = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, form
    return made


def _x(value: object) -> float:
    """``cursorToX`` gives a number, or a tuple with the number first."""
    return float(value[0]) if isinstance(value, tuple) else float(value)  # type: ignore[arg-type]


def box_at(boxes: Sequence[TextBox], point: QPointF) -> TextBox | None:
    """The box nearest to a point of the cell; None where there are none."""
    return min(boxes, key=lambda box: _distance(box, point), default=None)


def _distance(box: TextBox, point: QPointF) -> float:
    down = max(box.y - point.y(), point.y() - box.y - box.height, 0.0)
    across = max(box.x - point.x(), point.x() - box.x - box.width, 0.0)
    return down + across
