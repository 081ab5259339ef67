"""Paints the marks of one box: lines under and through words, rings, triangles; proof symbols."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from qz_review.markup.changes import ChangeKind
from qz_review.markup.proof_marks import (
    HEIGHT,
    STROKE,
    SYMBOLS,
    WIDTH,
    Box,
    ProofMark,
    Stroke,
    kept,
)
from ui.screens.compare.faces import Drawn, Face, Span
from ui.screens.compare.styles import is_move, step_ink
from ui.screens.compare.text_box import TextBox
from ui.theme.stage_lines import STRIKE_HEIGHT, draw_delete_line, draw_insert_line
from ui.theme.theme import Theme

_RING_WIDTH, _RING_RADIUS = 1.5, 3.0
_SOURCE_WIDTH = 1.0  # px of the line of 修订 that the 原稿 came with


def paint_spans(painter: QPainter, theme: Theme, origin: QPointF, box: TextBox, face: Face) -> None:
    """The marks of a paragraph; origin: of the cell the box stands in."""
    for span in box.paragraph.spans:
        if span.start == span.end:
            if span.came and span.gone and face is Face.NEW:
                _paint_vanished(painter, theme, origin, box, span)
            continue
        for left, right, baseline in box.lines_of(span.start, span.end):
            x0, x1, y = origin.x() + left, origin.x() + right, origin.y() + baseline
            if span.came is not None:
                _paint_came(painter, theme, (x0, x1, y), box, span)
            if span.gone is not None:
                _paint_gone(painter, theme, (x0, x1, y), box, span.gone)


def _paint_came(
    painter: QPainter, theme: Theme, line: tuple[float, float, float], box: TextBox, span: Span
) -> None:
    x0, x1, baseline = line
    mark = span.came
    assert mark is not None
    if is_move(mark):
        _paint_moved(painter, theme, line, box, mark)
    elif mark.kind is ChangeKind.KEPT:
        room = Box(x0, baseline - box.style.px, x1, baseline + 3)
        pen = QPen(theme.color(step_ink(mark.stage)), 1.2)
        paint_strokes(painter, kept(room, max(round((x1 - x0) / box.style.px), 1)), pen)
    elif mark.stage is None:
        _paint_source_line(painter, theme, x0, x1, baseline + 4)
    else:
        draw_insert_line(painter, x0, x1, baseline, mark.stage, theme.is_dark)


def _paint_gone(
    painter: QPainter, theme: Theme, line: tuple[float, float, float], box: TextBox, mark: Drawn
) -> None:
    x0, x1, baseline = line
    if is_move(mark):
        _paint_moved(painter, theme, line, box, mark)
    elif mark.stage is None:
        _paint_source_line(painter, theme, x0, x1, baseline - STRIKE_HEIGHT * box.style.px)
    else:
        draw_delete_line(painter, x0, x1, baseline, mark.stage, theme.is_dark, font_px=box.style.px)


def _paint_source_line(painter: QPainter, theme: Theme, x0: float, x1: float, y: float) -> None:
    painter.setPen(QPen(theme.color("text2"), _SOURCE_WIDTH))
    painter.drawLine(QLineF(x0, y, x1, y))


def _paint_moved(
    painter: QPainter, theme: Theme, line: tuple[float, float, float], box: TextBox, mark: Drawn
) -> None:
    """A thin ring round words that went to another place, or came from one."""
    x0, x1, baseline = line
    px = box.style.px
    painter.setPen(QPen(theme.color(step_ink(mark.stage)), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(x0 - 1, baseline - 1.06 * px, x1 - x0 + 2, 1.42 * px), 4, 4)


def _paint_vanished(
    painter: QPainter, theme: Theme, origin: QPointF, box: TextBox, span: Span
) -> None:
    """A tick at the foot of the line where words came and went again."""
    assert span.came is not None
    for left, _, baseline in box.lines_of(span.start, span.end):
        x, y = origin.x() + left, origin.y() + baseline + 2
        painter.setPen(QPen(theme.color(step_ink(span.came.stage)), 1.4))
        painter.drawLine(QLineF(x - 3, y + 4, x, y))
        painter.drawLine(QLineF(x, y, x + 3, y + 4))


def paint_ring(painter: QPainter, rects: Iterable[QRectF], color: QColor, fill: QColor) -> None:
    """What is chosen: a ring round its words, or a bar in the gap; paint it under the text."""
    painter.setPen(QPen(color, _RING_WIDTH))
    painter.setBrush(fill)
    for rect in rects:
        if rect.width() < 1:
            painter.fillRect(QRectF(rect.x() - 1, rect.y(), 2, rect.height()), color)
        else:
            painter.drawRoundedRect(rect.adjusted(-1, 0, 1, 0), _RING_RADIUS, _RING_RADIUS)


def paint_note(painter: QPainter, theme: Theme, rects: Iterable[QRectF]) -> None:
    """A broken box round the words that a note is on, or a tick at its place."""
    pen = QPen(theme.color("text2"), 1.0)
    pen.setDashPattern([3.0, 2.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in rects:
        room = rect.adjusted(-1, 0, 1, 2)
        if rect.width() < 1:
            painter.drawLine(room.topLeft(), room.bottomLeft())
        else:
            painter.drawRoundedRect(room, _RING_RADIUS, _RING_RADIUS)


def paint_strokes(painter: QPainter, strokes: Iterable[Stroke], pen: QPen) -> None:
    """Strokes in the painter's own units."""
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in strokes:
        painter.drawPath(_path(stroke))


def paint_symbol(painter: QPainter, mark: ProofMark, centre: QPointF, color: QColor,
                 scale: float = 1.0) -> None:  # fmt: skip
    """The margin symbol of a mark, 22 × 20 px at scale 1, round its middle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre.x() - WIDTH * scale / 2, centre.y() - HEIGHT * scale / 2)
    painter.scale(scale, scale)
    pen = QPen(color, STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for path in _symbol_paths(mark):
        painter.drawPath(path)
    painter.restore()


@cache
def _symbol_paths(mark: ProofMark) -> tuple[QPainterPath, ...]:
    return tuple(_path(stroke) for stroke in SYMBOLS[mark])


def _path(stroke: Stroke) -> QPainterPath:
    path = QPainterPath(QPointF(*stroke.start))
    for part in stroke.parts:
        points = [QPointF(part[at], part[at + 1]) for at in range(0, len(part), 2)]
        if len(points) == 1:
            path.lineTo(points[0])
        else:
            path.cubicTo(*points)
    if stroke.closed:
        path.closeSubpath()
    return path
