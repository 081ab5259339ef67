"""The proofreader's marks of GB/T 14706 as strokes, drawn alike on the page and in the PDF.

:data:`SYMBOLS` has one small symbol for the margin for each mark; the functions below give
the same marks where they belong in the text, round words and between lines.  Everything is
in the drawer's own units with y downwards; a drawer turns each :class:`Stroke` into a path
of its kind, in the colour of the step, with round caps and joins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from qz_review.markup.changes import ChangeKind

WIDTH, HEIGHT = 22.0, 20.0
"""The grid of the margin symbols."""

STROKE = 1.6
"""Width of the pen on that grid."""

_ROUND = 0.5523  # control point of a quarter circle drawn as a cubic curve

Point = tuple[float, float]


class ProofMark(StrEnum):
    """A mark; the values are those of :class:`ChangeKind` where it stands for one."""

    REPLACED = "replaced"
    DELETED = "deleted"
    INSERTED = "inserted"
    TRANSPOSED = "transposed"
    JOINED = "joined"
    SPLIT = "split"
    MOVED = "moved"
    KEPT = "kept"
    FORMAT = "format"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The Chinese name, for instance 接排."""
        return _LABELS[self]

    @property
    def meaning(self) -> str:
        """What it says, for the tooltip and the legend."""
        return _MEANINGS[self]


_LABELS = {
    ProofMark.REPLACED: "改正",
    ProofMark.DELETED: "删除",
    ProofMark.INSERTED: "增补",
    ProofMark.TRANSPOSED: "对调",
    ProofMark.JOINED: "接排",
    ProofMark.SPLIT: "另起段",
    ProofMark.MOVED: "转移",
    ProofMark.KEPT: "保留",
    ProofMark.FORMAT: "版式",
    ProofMark.NOTE: "说明（附注）",
}
_MEANINGS = {
    ProofMark.REPLACED: "字词换成别的字词",
    ProofMark.DELETED: "去掉字词",
    ProofMark.INSERTED: "补入字词",
    ProofMark.TRANSPOSED: "前后互换位置",
    ProofMark.JOINED: "两段接成一段",
    ProofMark.SPLIT: "从这里另起一段",
    ProofMark.MOVED: "移到别处",
    ProofMark.KEPT: "删去的字词予以保留",
    ProofMark.FORMAT: "层级、编号或表格改动，字词不变",
    ProofMark.NOTE: "写给下一步的话，不是正文",
}


def mark_of(kind: ChangeKind) -> ProofMark:
    """The mark that stands for a change of this kind."""
    return ProofMark(kind.value)


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line of the pen.

    start: where it begins.
    parts: each is (x, y), a straight line, or (x1, y1, x2, y2, x, y), a cubic curve.
    closed: the end is joined to the start.
    """

    start: Point
    parts: tuple[tuple[float, ...], ...]
    closed: bool = False

    @property
    def end(self) -> Point:
        """The last point."""
        return (self.parts[-1][-2], self.parts[-1][-1])


@dataclass(frozen=True, slots=True)
class Box:
    """The room of some characters on one line; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Height half-way between top and bottom."""
        return (self.top + self.bottom) / 2


def ring(box: Box) -> Stroke:
    """An oval as wide and high as the box, its corners round: what is meant by a mark."""
    radius = min(box.right - box.left, box.bottom - box.top) / 2
    k = radius * (1 - _ROUND)
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    return Stroke(
        (left + radius, top),
        (
            (right - radius, top),
            (right - k, top, right, top + k, right, top + radius),
            (right, bottom - radius),
            (right, bottom - k, right - k, bottom, right - radius, bottom),
            (left + radius, bottom),
            (left + k, bottom, left, bottom - k, left, bottom - radius),
            (left, top + radius),
            (left, top + k, left + k, top, left + radius, top),
        ),
        closed=True,
    )


def ellipse(box: Box) -> Stroke:
    """The ellipse that touches the four sides of the box."""
    x, y = (box.left + box.right) / 2, box.middle
    a, b = (box.right - box.left) / 2 * _ROUND, (box.bottom - box.top) / 2 * _ROUND
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    return Stroke(
        (x, top),
        (
            (x + a, top, right, y - b, right, y),
            (right, y + b, x + a, bottom, x, bottom),
            (x - a, bottom, left, y + b, left, y),
            (left, y - b, x - a, top, x, top),
        ),
        closed=True,
    )


def swap(first: Box, second: Box) -> tuple[Stroke, ...]:
    """对调: the S line round neighbours; with words between that stay, two rings and arrows."""
    if second.left - first.right < (first.bottom - first.top) / 2:
        return (_s_line(first, second),)
    height = (first.bottom - first.top) / 4
    start, end = ((box.left + box.right) / 2 for box in (first, second))
    top = min(first.top, second.top)
    over = Stroke((start, first.top), ((start, top - height, end, top - height, end, second.top),))
    arrows = (*_arrow((start, first.top), height * 0.7), *_arrow((end, second.top), height * 0.7))
    return (ring(first), ring(second), over, *arrows)


def _s_line(first: Box, second: Box) -> Stroke:
    """Over the first words, down between, under the second."""
    cross = (first.right + second.left) / 2
    turn = min(
        (first.bottom - first.top) / 3,
        (cross - first.left) / 2,
        (second.right - cross) / 2,
    )
    top, bottom = first.top, second.bottom
    left, right = first.left, second.right
    return Stroke(
        (left, first.middle),
        (
            (left, top + turn),
            (left, top + turn / 2, left + turn / 2, top, left + turn, top),
            (cross - turn, top),
            (cross - turn / 2, top, cross, top + turn / 2, cross, top + turn),
            (cross, bottom - turn),
            (cross, bottom - turn / 2, cross + turn / 2, bottom, cross + turn, bottom),
            (right - turn, bottom),
            (right - turn / 2, bottom, right, bottom - turn / 2, right, bottom - turn),
            (right, second.middle),
        ),
    )


def run_on(end: Point, start: Point) -> Stroke:
    """接排: the curve from the end of one line to the start of the next paragraph."""
    middle = (end[1] + start[1]) / 2
    reach = (start[1] - end[1]) / 2
    half = (end[0] + start[0]) / 2
    return Stroke(
        end,
        (
            (end[0] + reach, end[1], end[0] + reach, middle, half, middle),
            (start[0] - reach, middle, start[0] - reach, start[1], start[0], start[1]),
        ),
    )


def new_paragraph(at: Box, start: Point) -> tuple[Stroke, ...]:
    """另起段: the step line, down at the break, to the left, and down before the new start.

    at: the gap where the paragraph is broken (left equals right); start: the left end of
    the new paragraph's first line, half-way between its top and its foot.
    """
    level = at.bottom
    return (
        Stroke((at.left, at.top), ((at.left, level), (start[0], level), start)),
        *_arrow(start, (at.bottom - at.top) / 6),
    )


def kept(box: Box, count: int) -> tuple[Stroke, ...]:
    """保留: a small triangle under each of ``count`` characters that stand in the box."""
    step = (box.right - box.left) / max(1, count)
    size = min(step * 0.3, (box.bottom - box.top) * 0.2)
    top = box.bottom
    middles = [box.left + step * (n + 0.5) for n in range(count)]
    return tuple(
        Stroke((x, top), ((x + size, top + 1.5 * size), (x - size, top + 1.5 * size)), closed=True)
        for x in middles
    )


def caret(at: Point, size: float) -> Stroke:
    """增补: the caret whose tip points at the gap between two characters."""
    x, y = at
    return Stroke((x - size / 2, y + size), ((x, y), (x + size / 2, y + size)))


def _arrow(tip: Point, size: float) -> tuple[Stroke, ...]:
    """The head of an arrow that points down."""
    x, y = tip
    return (Stroke((x - size, y - size), ((x, y), (x + size, y - size))),)


SYMBOLS: Mapping[ProofMark, tuple[Stroke, ...]] = MappingProxyType(
    {
        ProofMark.REPLACED: (  # a ring and its lead line
            ellipse(Box(2.0, 7.4, 14.0, 16.6)),
            Stroke((12.2, 8.6), ((19.5, 3.5),)),
        ),
        ProofMark.DELETED: (  # struck through, ending in the curl
            Stroke(
                (2.0, 11.0),
                (
                    (12.0, 11.0),
                    (17.0, 11.0, 18.5, 4.0, 14.4, 4.0),
                    (10.3, 4.0, 11.0, 11.0, 14.0, 13.2),
                    (15.4, 14.2, 16.6, 14.8, 18.6, 15.0),
                ),
            ),
        ),
        ProofMark.INSERTED: (  # the caret
            Stroke((5.0, 16.0), ((11.0, 6.0), (17.0, 16.0))),
            Stroke((11.0, 6.0), ((11.0, 2.5),)),
        ),
        ProofMark.TRANSPOSED: (  # the S line
            Stroke((2.5, 5.5), ((9.0, 5.5), (13.0, 5.5, 10.0, 14.5, 14.0, 14.5), (19.5, 14.5))),
        ),
        ProofMark.JOINED: (  # from the end of a line back to the start of the next
            Stroke((2.5, 4.0), ((13.0, 4.0),)),
            Stroke(
                (13.0, 4.0),
                ((21.5, 4.0, 20.5, 10.0, 11.0, 10.0), (1.5, 10.0, 0.8, 16.0, 9.0, 16.0)),
            ),
            Stroke((9.0, 16.0), ((19.5, 16.0),)),
        ),
        ProofMark.SPLIT: (  # the step line
            Stroke((15.5, 3.0), ((15.5, 9.5), (6.0, 9.5), (6.0, 17.0))),
            Stroke((3.2, 14.2), ((6.0, 17.0), (8.8, 14.2))),
        ),
        ProofMark.MOVED: (  # a ring with a lead line to the new place
            ellipse(Box(1.8, 8.4, 11.8, 16.4)),
            Stroke((9.4, 8.9), ((11.0, 2.6, 17.8, 2.0, 17.8, 8.5), (17.8, 15.5))),
            Stroke((15.0, 12.8), ((17.8, 15.6), (20.6, 12.8))),
        ),
        ProofMark.KEPT: (  # a triangle, and two short strokes over the old mark
            Stroke((11.0, 8.0), ((16.4, 17.0), (5.6, 17.0)), closed=True),
            Stroke((7.6, 5.4), ((9.8, 2.2),)),
            Stroke((12.2, 5.4), ((14.4, 2.2),)),
        ),
        ProofMark.FORMAT: (  # two level lines, as for 排齐, and what stands between them
            Stroke((3.0, 4.5), ((19.0, 4.5),)),
            Stroke((6.5, 10.0), ((15.5, 10.0),)),
            Stroke((3.0, 15.5), ((19.0, 15.5),)),
        ),
        ProofMark.NOTE: (  # words in a box
            Stroke((3.0, 4.0), ((19.0, 4.0), (19.0, 16.0), (3.0, 16.0)), closed=True),
            Stroke((6.5, 8.3), ((15.5, 8.3),)),
            Stroke((6.5, 12.0), ((12.5, 12.0),)),
        ),
    }
)
"""The margin symbols, 22 wide and 20 high."""
