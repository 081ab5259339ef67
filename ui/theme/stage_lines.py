"""Stage lines on the screen: under the text = inserted, through the text = deleted.

The one painter of these lines for chips, steppers, legends and text pages, so that double and
thick lines exist and look the same everywhere.  Shapes come from
:data:`qz_review.markup.stage_marks.STAGE_MARKS`.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from qz_review.markup.stage_marks import STAGE_MARKS, LineShape
from qz_review.model.stage import Stage

INSERT_GAP = 3.0  # px from the baseline of review text to the top of its line
_SOURCE_WIDTH = 1.0  # px
STRIKE_HEIGHT = 0.36  # of the font size above the baseline: the middle of a Chinese character


def line_thickness(stage: Stage) -> float:
    """Height in px that the line of ``stage`` needs below text."""
    shape = STAGE_MARKS[stage].line
    return sum(shape.widths) + shape.gap * (len(shape.widths) - 1)


def draw_insert_line(
    painter: QPainter,
    x0: float,
    x1: float,
    baseline_y: float,
    stage: Stage,
    dark: bool,
    *,
    gap: float = INSERT_GAP,
    color: QColor | None = None,
) -> None:
    """Draw the line of inserted text from ``x0`` to ``x1`` (px), ``gap`` px under the baseline.

    dark: True in the dark theme; color: another colour than the step's own (print, legend).
    """
    shape = STAGE_MARKS[stage].line
    _draw(painter, x0, x1, baseline_y + gap, shape, shape.widths, shape.dash,
          color or _stage_color(stage, dark))  # fmt: skip


def draw_delete_line(
    painter: QPainter,
    x0: float,
    x1: float,
    baseline_y: float,
    stage: Stage,
    dark: bool,
    *,
    font_px: float,
    color: QColor | None = None,
) -> None:
    """Draw the strike of deleted text: through the middle of characters of ``font_px`` px."""
    shape = STAGE_MARKS[stage].line
    widths = shape.strike_widths or shape.widths
    height = sum(widths) + shape.gap * (len(widths) - 1)
    top = baseline_y - STRIKE_HEIGHT * font_px - height / 2
    _draw(painter, x0, x1, top, shape, widths, shape.strike_dash,
          color or _stage_color(stage, dark))  # fmt: skip


def draw_source_line(painter: QPainter, x0: float, x1: float, y: float, color: QColor) -> None:
    """Draw the thin line of a 修订 that the 原稿 came with: of no step, under or through words."""
    painter.setPen(QPen(color, _SOURCE_WIDTH))
    painter.drawLine(QLineF(x0, y, x1, y))


def _stage_color(stage: Stage, dark: bool) -> QColor:
    mark = STAGE_MARKS[stage]
    return QColor(mark.dark if dark else mark.light)


def _draw(
    painter: QPainter,
    x0: float,
    x1: float,
    top: float,
    shape: LineShape,
    widths: tuple[float, ...],
    dash: tuple[float, ...],
    color: QColor,
) -> None:
    if x1 <= x0:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width in widths:
        pen = QPen(color, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        start, end = x0, x1
        if shape.round_dots:
            # A dash of almost no length with round caps is a dot; inset by its radius.
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.01, dash[1] / width - 0.01])
            start, end = x0 + width / 2, max(x1 - width / 2, x0 + width / 2 + 0.1)
        elif dash:
            pen.setDashPattern([length / width for length in dash])
        painter.setPen(pen)
        middle = top + width / 2
        painter.drawLine(QLineF(start, middle, end, middle))
        top += width + shape.gap
    painter.restore()
