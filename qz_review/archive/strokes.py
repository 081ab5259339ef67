"""Drawing the proofreader's strokes, which know y downwards, on a page, which has it upwards."""

from __future__ import annotations

from collections.abc import Iterable

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from qz_review.markup.proof_marks import HEIGHT, STROKE, SYMBOLS, ProofMark, Stroke
from qz_review.markup.stage_marks import StageMark

_PX_PER_SIZE = 16
"""The table of marks gives px for text of this many px."""

_THINNEST, _THICKEST = 0.6, 1.1  # points, of a mark between words


def draw_strokes(
    canvas: Canvas,
    strokes: Iterable[Stroke],
    color: str,
    width: float,
    *,
    left: float = 0.0,
    top: float = 0.0,
    scale: float = 1.0,
    dash: tuple[float, ...] = (),
) -> None:
    """Draw strokes with their origin at (left, top) of the page; width and dash in points."""
    canvas.saveState()
    canvas.setStrokeColor(HexColor(color))
    canvas.setLineWidth(width)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    if dash:
        canvas.setDash(list(dash), 0)
    for stroke in strokes:
        path = canvas.beginPath()
        path.moveTo(left + stroke.start[0] * scale, top - stroke.start[1] * scale)
        for part in stroke.parts:
            points = [
                (left + x * scale, top - y * scale)
                for x, y in zip(part[::2], part[1::2], strict=True)
            ]
            if len(points) == 1:
                path.lineTo(*points[0])
            else:
                path.curveTo(*points[0], *points[1], *points[2])
        if stroke.closed:
            path.close()
        canvas.drawPath(path)
    canvas.restoreState()


def draw_symbol(
    canvas: Canvas, mark: ProofMark, color: str, left: float, middle: float, height: float
) -> None:
    """Draw a margin symbol ``height`` points high with its middle at y ``middle``."""
    scale = height / HEIGHT
    draw_strokes(
        canvas,
        SYMBOLS[mark],
        color,
        STROKE * scale,
        left=left,
        top=middle + height / 2,
        scale=scale,
    )


def draw_as_line(canvas: Canvas, strokes: Iterable[Stroke], look: StageMark, size: float) -> None:
    """Draw strokes given in page coordinates with y turned, in the line of a step.

    size: of the text they belong to, which scales the line.  Of a double line one is drawn.
    """
    scale = size / _PX_PER_SIZE
    dash = tuple(max(part * scale, 0.01) for part in look.line.dash)
    draw_strokes(
        canvas, strokes, look.light, max(look.line.widths[0] * scale * 0.8, 0.6), dash=dash
    )
