"""Drawing laid-out lines on a page: text in its faces, the lines of the steps over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from qz_review.archive.faces import by_face, text_width
from qz_review.archive.strokes import draw_as_line
from qz_review.archive.text_marks import draw_text_marks
from qz_review.archive.typesetting import Line, Stretch, Style
from qz_review.markup.proof_marks import Stroke
from qz_review.markup.stage_marks import StageMark

UNDER_DEPTH = 0.24
"""How far under the baseline the line of an insertion lies, in sizes of the text."""

THROUGH_HEIGHT = 0.34
"""How far over the baseline the line of a deletion lies, in sizes of the text."""

_PX_PER_SIZE = 16
"""The table of marks gives px for text of this many px."""


@lru_cache(maxsize=256)
def ink(color: str) -> Color:
    """The colour of a ``#RRGGBB``."""
    return HexColor(color)


@dataclass(frozen=True, slots=True)
class _MarkedSpan:
    """Where a stage line runs on one text line.  from_x, to_x: points from the line's start."""

    look: StageMark
    through: bool
    from_x: float
    to_x: float
    size: float


def draw_line(canvas: Canvas, line: Line, left: float, baseline: float) -> None:
    """Draw one laid-out line with its baseline at ``baseline``; x begins at ``left``."""
    _draw_text(canvas, line, left, baseline)
    draw_text_marks(canvas, line, left, baseline)
    for span in _marked_spans(line):
        height = THROUGH_HEIGHT if span.through else -UNDER_DEPTH
        draw_stage_line(
            canvas,
            span.look,
            left + span.from_x,
            left + span.to_x,
            baseline + height * span.size,
            span.size,
            through=span.through,
        )


def draw_words(
    canvas: Canvas, words: str, style: Style, x: float, baseline: float, spacing: float = 0.0
) -> None:
    """Draw one short line of printable words with ``spacing`` points after each character."""
    stretch = Stretch(words, style, text_width(words, style.face, style.size), elastic=True)
    _draw_text(canvas, Line((stretch,), 0.0, spacing), x, baseline)


def draw_stage_line(
    canvas: Canvas,
    mark: StageMark,
    from_x: float,
    to_x: float,
    y: float,
    size: float,
    *,
    through: bool,
) -> None:
    """Draw the line of a step: under inserted text, or through deleted text.

    y: of the middle of the line; size: of the text, in points, which scales the line.
    """
    scale = size / _PX_PER_SIZE
    widths = mark.line.strike_widths if through else mark.line.widths
    dash = mark.line.strike_dash if through else mark.line.dash
    gap = (mark.line.gap or 1.5) * scale
    canvas.saveState()
    canvas.setStrokeColor(ink(mark.light))
    if mark.line.round_dots:
        canvas.setLineCap(1)
        half = widths[0] * scale / 2
        from_x, to_x = from_x + half, max(to_x - half, from_x + half + 0.01)
    if dash:
        canvas.setDash([max(part * scale, 0.01) for part in dash], 0)
    extent = sum(widths) * scale + gap * (len(widths) - 1)
    edge = y + extent / 2
    for width in widths:
        canvas.setLineWidth(width * scale)
        middle = edge - width * scale / 2
        canvas.line(from_x, middle, to_x, middle)
        edge -= width * scale + gap
    canvas.restoreState()


def draw_bracket(canvas: Canvas, look: StageMark, x: float, top: float, bottom: float) -> None:
    """Draw a bracket open to the right along moved lines, in the line of their step."""
    strokes = (
        Stroke(
            (x + 2.5, -(top - 2)), ((x, -(top - 2)), (x, -(bottom + 2)), (x + 2.5, -(bottom + 2)))
        ),
    )
    draw_as_line(canvas, strokes, look, _PX_PER_SIZE)


def _draw_text(canvas: Canvas, line: Line, left: float, baseline: float) -> None:
    if not line.stretches:
        return
    text = canvas.beginText(left + line.indent, baseline)
    spacing = 0.0
    rise = 0.0
    for stretch in line.stretches:
        wanted = line.extra if stretch.elastic else 0.0
        if wanted != spacing:
            text.setCharSpace(wanted)
            spacing = wanted
        if stretch.style.rise != rise:
            rise = stretch.style.rise
            text.setRise(rise)
        text.setFillColor(ink(stretch.style.color))
        for face, words in by_face(stretch.text, stretch.style.face):
            text.setFont(face.value, stretch.style.size)
            text.textOut(words)
    if spacing:
        text.setCharSpace(0)
    if rise:
        text.setRise(0)
    canvas.drawText(text)


def _marked_spans(line: Line) -> Iterator[_MarkedSpan]:
    """Runs of one mark joined, so that the dashes of a line do not start anew inside it."""
    for through in (False, True):
        current: _MarkedSpan | None = None
        x = line.indent
        for place, stretch in enumerate(line.stretches):
            last = place == len(line.stretches) - 1
            gaps = len(stretch.text) - (1 if last else 0) if stretch.elastic else 0
            end = x + stretch.width + gaps * line.extra
            look = stretch.style.through if through else stretch.style.under
            if current is not None and current.look is look:
                current = _MarkedSpan(look, through, current.from_x, end, current.size)
            else:
                if current is not None:
                    yield current
                current = _MarkedSpan(look, through, x, end, stretch.style.size) if look else None
            x = end
        if current is not None:
            yield current
