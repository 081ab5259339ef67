"""Plain black tables for lists: heading row repeated on every page, rows that may be cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qz_review.archive import paper
from qz_review.archive.blocks import Align, Block, words_block
from qz_review.archive.grid import Cell, Grid, Look
from qz_review.archive.typesetting import Style
from qz_review.assets import Face

LIST = Style(Face.SERIF, 9.0, paper.BLACK)
LIST_LEADING = 13.0
LIST_STRONG = replace(LIST, face=Face.SANS_BOLD)
LIST_HASH = Style(Face.MONO, 7.0, paper.BLACK)

_LOOK = Look(color="#333333", frame=0.9, grid=0.5, pad_x=4.0, pad_y=2.6)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list.  width: points; 0 for the column that takes what is left."""

    heading: str
    width: float = 0.0
    align: Align = Align.LEFT


def list_table(columns: Sequence[Column], rows: Sequence[Sequence[str | Block]]) -> Grid:
    """A table of words (set in the list's style) or of blocks made to measure."""
    widths = column_widths(columns)
    cells = [
        Cell(0, place, _words(column.heading, LIST_STRONG, widths[place], Align.CENTER))
        for place, column in enumerate(columns)
    ]
    for number, row in enumerate(rows, 1):
        for place, (column, content) in enumerate(zip(columns, row, strict=True)):
            block = content
            if isinstance(block, str):
                block = _words(block, LIST, widths[place], column.align)
            cells.append(Cell(number, place, block))
    least = (19.0,) * (len(rows) + 1)
    return Grid(widths, tuple(cells), least, _LOOK, header_rows=1)


def column_widths(columns: Sequence[Column]) -> tuple[float, ...]:
    """Widths in points; columns without a width share what is left."""
    free = paper.COLUMN - sum(column.width for column in columns)
    open_columns = sum(not column.width for column in columns)
    return tuple(column.width or free / open_columns for column in columns)


def inner_width(width: float) -> float:
    """Room inside a cell of a list whose column is ``width`` points wide."""
    return width - 2 * _LOOK.pad_x


def list_words(words: str, width: float, style: Style = LIST, align: Align = Align.LEFT) -> Block:
    """Words for a cell whose column is ``width`` points wide."""
    return _words(words, style, width, align)


def _words(words: str, style: Style, width: float, align: Align) -> Block:
    leading = LIST_LEADING if style.face is not Face.MONO else 10.5
    return words_block(words, style, inner_width(width), leading, align=align)


def section_title(words: str) -> Block:
    """The heading of a part of the archive."""
    return words_block(
        words,
        paper.SECTION,
        paper.COLUMN,
        24.0,
        align=Align.CENTER,
        after=8.0,
        keep_with_next=True,
    )


def list_heading(words: str) -> Block:
    """A smaller heading over a list."""
    style = Style(Face.SANS_BOLD, 10.5, paper.BLACK)
    return words_block(words, style, paper.COLUMN, 18.0, before=8.0, after=3.0, keep_with_next=True)


def remark(words: str) -> Block:
    """A line of explanation in grey."""
    return words_block(words, paper.SMALL, paper.COLUMN, paper.SMALL_LEADING, after=6.0)
