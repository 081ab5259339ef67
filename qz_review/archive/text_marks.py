"""The proofreader's marks where they belong in a line: rings, triangles, the S line, curves.

Here y grows downwards, as the strokes have it: the negative of the page's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from qz_review.archive.strokes import draw_as_line
from qz_review.archive.typesetting import Line, Sign, Style
from qz_review.markup.proof_marks import (
    Box,
    ProofMark,
    Stroke,
    kept,
    new_paragraph,
    ring,
    run_on,
    swap,
)
from qz_review.markup.stage_marks import StageMark

_ASCENT = 0.9  # of the size: the top of an ideograph over the baseline
_DESCENT = 0.16
_MIDDLE = 0.36
_ROOM = 1.2  # points between words and a ring round them


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring characters of one line that a mark belongs to."""

    box: Box
    style: Style
    count: int


def draw_text_marks(canvas: Canvas, line: Line, left: float, baseline: float) -> None:
    """Draw what belongs round and under the words of one line; x of the line begins at left."""
    if not any(s.style.ring or s.style.kept or s.style.signs for s in line.stretches):
        return
    for run in _runs(line, left, baseline, lambda style: (style.ring, _moved(style))):
        if run.style.ring is not None:
            wide = Box(run.box.left - _ROOM, run.box.top, run.box.right + _ROOM, run.box.bottom)
            draw_as_line(canvas, (ring(wide),), run.style.ring, run.style.size)
    for run in _runs(line, left, baseline, lambda style: (style.kept, style.signs)):
        if run.style.kept is not None:
            draw_as_line(canvas, kept(run.box, run.count), _unbroken(run.style.kept), 10.0)
    _draw_swaps(canvas, line, left, baseline)


def draw_ending(
    canvas: Canvas, line: Line, x: float, baseline: float, leading: float, next_x: float
) -> None:
    """Draw the marks of a paragraph end that came or went behind a line.

    x: where the words end; next_x: where the next line's words begin, one leading below.
    """
    size = max((s.style.size for s in line.stretches), default=12.0)
    middle = -(baseline + _MIDDLE * size)
    start = (next_x - 4.0, middle + leading)
    for sign in line.ending:
        if sign.mark is ProofMark.JOINED:
            strokes: tuple[Stroke, ...] = (run_on((x + 3.0, middle), start),)
        elif sign.mark is ProofMark.SPLIT:
            top = -(baseline + _ASCENT * size)
            gap = Box(x + 2.5, top, x + 2.5, middle + leading / 2 + 0.5)
            strokes = new_paragraph(gap, (next_x - 5.0, middle + leading))
        else:
            continue
        draw_as_line(canvas, strokes, _unbroken(sign.look), size)


def _draw_swaps(canvas: Canvas, line: Line, left: float, baseline: float) -> None:
    """The S line round two words that changed places, where both stand on this line."""
    gone: dict[Sign, list[_Run]] = {}
    come: dict[Sign, list[_Run]] = {}
    for run in _runs(line, left, baseline, lambda style: style.signs):
        for sign in run.style.signs:
            if sign.mark is ProofMark.TRANSPOSED and run.count == sign.length:
                (gone if sign.gone else come).setdefault(_both(sign), []).append(run)
    for sign, old in gone.items():
        boxes = _swapped([run.box for run in old], [run.box for run in come.get(sign, [])])
        if boxes is not None:
            draw_as_line(canvas, swap(*boxes), _unbroken(sign.look), old[0].style.size)


def _swapped(gone: list[Box], come: list[Box]) -> tuple[Box, Box] | None:
    """The two words in the order in which they stood before; None where it cannot be shown."""
    if len(gone) == 2:
        return gone[0], gone[1]
    if len(gone) != 1 or len(come) != 1:
        return None
    old, new = gone[0], come[0]
    if old.right < new.left - 1:
        return old, Box(old.right, old.top, new.left, old.bottom)
    if new.right < old.left - 1:
        return Box(new.right, old.top, old.left, old.bottom), old
    return None


def _runs(
    line: Line, left: float, baseline: float, same: Callable[[Style], object]
) -> Iterator[_Run]:
    """The stretches of a line, those of one mark together."""
    x = left + line.indent
    current: _Run | None = None
    for place, stretch in enumerate(line.stretches):
        last = place == len(line.stretches) - 1
        gaps = len(stretch.text) - (1 if last else 0) if stretch.elastic else 0
        end = x + stretch.width + gaps * line.extra
        style = stretch.style
        if current is not None and same(current.style) == same(style):
            wider = Box(current.box.left, current.box.top, end, current.box.bottom)
            current = _Run(wider, current.style, current.count + len(stretch.text))
        else:
            if current is not None:
                yield current
            top, bottom = baseline + _ASCENT * style.size, baseline - _DESCENT * style.size
            current = _Run(Box(x, -top, end, -bottom), style, len(stretch.text))
        x = end
    if current is not None:
        yield current


def _moved(style: Style) -> tuple[Sign, ...]:
    return tuple(sign for sign in style.signs if sign.mark is ProofMark.MOVED)


def _both(sign: Sign) -> Sign:
    """The same sign for both places of a change."""
    return Sign(sign.mark, sign.look, sign.number)


def _unbroken(look: StageMark) -> StageMark:
    """A look for small marks, which a broken line would make unreadable."""
    return StageMark(look.light, look.dark, type(look.line)("", (1.5,)))
