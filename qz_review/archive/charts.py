"""Bar charts on paper: told apart without colour, since every bar bears its label and value."""

from __future__ import annotations

from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from qz_review.archive import paper
from qz_review.archive.faces import text_width
from qz_review.archive.fitting import shortened
from qz_review.archive.pen import draw_words, ink
from qz_review.archive.typesetting import Style
from qz_review.assets import Face
from qz_review.markup.stage_marks import look_of
from qz_review.model.chart import Chart

ROW = 19.0
HEAD = 26.0
_TITLE = Style(Face.SANS_BOLD, 10.5, paper.BLACK)
_WORDS = Style(Face.SERIF, 8.5, paper.BLACK)
_ASIDE = replace(_WORDS, color=paper.GREY)
_LABEL_SHARE, _VALUE = 0.26, 58.0
_THICK = 9.0
_PLAIN = "#1B5F83"


def chart_height(chart: Chart) -> float:
    """Points that a chart takes."""
    return HEAD + ROW * (len(chart.bars) + (1 if chart.left_out or not chart.bars else 0))


def draw_chart(canvas: Canvas, chart: Chart, left: float, top: float, width: float) -> None:
    """Draw it with its upper left corner at (left, top)."""
    draw_words(canvas, shortened(chart.title, _TITLE, width), _TITLE, left, top - 12)
    label_room = width * _LABEL_SHARE
    start, room = left + label_room, width - label_room - _VALUE
    y = top - HEAD
    canvas.setStrokeColor(ink("#BBBBBB"))
    canvas.setLineWidth(0.5)
    canvas.line(start, y + 4, start, y - ROW * len(chart.bars) + 6)
    for bar in chart.bars:
        label = shortened(bar.label, _WORDS, label_room - 8)
        draw_words(canvas, label, _WORDS,
                   start - 6 - text_width(label, _WORDS.face, _WORDS.size), y - 6)  # fmt: skip
        length = room * chart.share(bar)
        color = look_of(bar.stage).light if bar.stage is not None else _PLAIN
        canvas.setFillColor(ink(color))
        canvas.rect(start, y - 8, max(length, 0.6), _THICK, stroke=0, fill=1)
        draw_words(canvas, bar.words, _WORDS, start + length + 5, y - 6)
        y -= ROW
    if chart.left_out:
        draw_words(canvas, f"其余 {chart.left_out} 项见表", _ASIDE, start, y - 6)
    elif not chart.bars:
        draw_words(canvas, "这段时间没有数据", _ASIDE, left, y - 6)
