"""Where the columns of the sheet stand, at a width and a text size.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ui.screens.compare.faces import Face
from ui.screens.compare.margin import PER_LINE, WIDTH, width_for

PAD = 24  # px left and right of the text of a column
MOST_CHARACTERS = 44  # on a line; a wider column has more room beside it
PAGE_CHARACTERS = 42  # on a line of the single page
LEAST_CHARACTERS = 30  # on a line, before the change list is made narrower
_MOST_SLOTS = 7  # on a line of the margin beside the single page


class SheetLayout(StrEnum):
    """左右对照, 单页花脸, 三栏."""

    SIDE_BY_SIDE = "side"
    SINGLE = "single"
    TRIPLE = "triple"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its edges, and the text inside."""

    face: Face
    left: float
    width: float
    text_left: float
    text_width: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns.

    margin: left edge and width of 校改, None where there is none; slots: marks on its lines.
    """

    faces: tuple[Column, ...]
    margin: tuple[float, float] | None
    slots: int = PER_LINE

    def edges(self) -> frozenset[int]:
        """Where lines are drawn from top to bottom, in whole px."""
        lefts = {round(column.left) for column in self.faces}
        return frozenset(lefts | {round(column.right) for column in self.faces})

    def at(self, x: float) -> Column | None:
        """The column at a place across."""
        return next((c for c in self.faces if c.left <= x < c.right), None)


def arrange_columns(layout: SheetLayout, width: float, character: float, scale: float) -> Columns:
    """Columns over ``width`` px.  character: px of one; scale: text scale, 1.0 for 100 %."""
    margin = WIDTH * scale
    if layout is SheetLayout.TRIPLE:
        each = width / 3
        faces = (Face.OLD, Face.MARKED, Face.NEW)
        return Columns(
            tuple(_column(face, at * each, each, character) for at, face in enumerate(faces)), None
        )
    if layout is SheetLayout.SIDE_BY_SIDE:
        each = (width - margin) / 2
        old = _column(Face.OLD, 0.0, each, character)
        new = _column(Face.NEW, each + margin, each, character)
        return Columns((old, new), (each, margin))
    page = min(width - margin, PAGE_CHARACTERS * character + 2 * PAD)
    slots = PER_LINE
    while slots < _MOST_SLOTS and page + width_for(slots + 1) * scale <= width:
        slots += 1
    margin = max(margin, width_for(slots) * scale)
    left = (width - margin - page) / 2
    return Columns((_column(Face.MARKED, left, page, character),), (left + page, margin), slots)


def least_width(layout: SheetLayout, character: float, scale: float) -> float:
    """Width in px under which the lines of a layout would be too short to read."""
    column = LEAST_CHARACTERS * character + 2 * PAD
    if layout is SheetLayout.TRIPLE:
        return 3 * column
    columns = 2 if layout is SheetLayout.SIDE_BY_SIDE else 1
    return columns * column + WIDTH * scale


def _column(face: Face, left: float, width: float, character: float) -> Column:
    room = max(width - 2 * PAD, character)
    text = min(room, MOST_CHARACTERS * character)
    return Column(face, left, width, left + PAD + (room - text) / 2, text)
