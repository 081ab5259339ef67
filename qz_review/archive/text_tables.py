"""Tables of a manuscript on the page: merged cells, columns as wide as their words need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qz_review.archive import paper
from qz_review.archive.blocks import Align, Block, Stack, TextPlace, text_block
from qz_review.archive.grid import Cell, Grid, Look
from qz_review.archive.typesetting import Piece

_LOOK = Look(color="#222222", frame=0.9, grid=0.5, pad_x=4.0, pad_y=3.0)
_LEAST_WIDTH = 24.0
_MOST_WISHED = 200.0
_SHORT = 10


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell on the grid: where it begins, what it spans, its paragraphs as pieces.

    places: of its paragraphs in a signed text; empty where it shows none.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    paragraphs: tuple[tuple[Piece, ...], ...]
    places: tuple[TextPlace, ...] = ()


def text_table(cells: Sequence[PlacedCell]) -> Grid:
    """A table over the whole column width.  Spans that reach too far are cut."""
    rows = max((cell.row for cell in cells), default=-1) + 1
    columns = max((cell.column for cell in cells), default=-1) + 1
    reach = max((cell.column + cell.column_span for cell in cells), default=1)
    columns = min(max(columns, reach), max(columns, 1) + 30)
    kept = _without_overlaps(cells, rows, columns)
    widths = _widths(kept, columns)
    short = _short_columns(kept)
    look, factor = _fitted(min(widths))
    placed = tuple(_cell(cell, widths, short, look, factor) for cell in kept)
    return Grid(widths, placed, (18.0,) * max(rows, 1), look)


def _fitted(narrowest: float) -> tuple[Look, float]:
    """Padding, and how much smaller the words are set, so that one fits the narrowest column.

    A table of 40 columns is small on paper; its words stay whole, apart, and searchable.
    """
    look = replace(_LOOK, pad_x=min(_LOOK.pad_x, narrowest * 0.12))
    room = narrowest - 2 * look.pad_x
    return look, min(1.0, room / (paper.CELL.size * 1.05))


def _short_columns(cells: Sequence[PlacedCell]) -> frozenset[int]:
    """Columns in which every cell holds only a few characters: they are centred."""
    long = {
        cell.column
        for cell in cells
        if cell.column_span == 1 and any(_length(p) > _SHORT for p in cell.paragraphs)
    }
    return frozenset(cell.column for cell in cells) - long


def _length(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _cell(
    cell: PlacedCell, widths: Sequence[float], short: frozenset[int], look: Look, factor: float
) -> Cell:
    centred = all(_length(p) <= _SHORT for p in cell.paragraphs) and all(
        column in short for column in range(cell.column, cell.column + cell.column_span)
    )
    align = Align.CENTER if centred else Align.LEFT
    width = sum(widths[cell.column : cell.column + cell.column_span]) - 2 * look.pad_x
    leading = paper.CELL_LEADING * factor
    blocks: list[Block] = []
    for number, pieces in enumerate(cell.paragraphs):
        sized = [_smaller(piece, factor) for piece in pieces]
        made = text_block(sized, width, leading, align=align, justify=False)
        place = cell.places[number] if cell.places else None
        blocks.append(replace(made, place=place))
    return Cell(cell.row, cell.column, Stack(tuple(blocks)), cell.row_span, cell.column_span)


def _smaller(piece: Piece, factor: float) -> Piece:
    if factor == 1.0:
        return piece
    return replace(piece, style=replace(piece.style, size=piece.style.size * factor))


def _without_overlaps(cells: Sequence[PlacedCell], rows: int, columns: int) -> list[PlacedCell]:
    """Spans cut where they would reach over the edge or into another cell."""
    starts = {(cell.row, cell.column) for cell in cells}
    kept: list[PlacedCell] = []
    taken: set[tuple[int, int]] = set()
    for cell in cells:
        across = 1
        while across < cell.column_span and cell.column + across < columns:
            beside = (cell.row, cell.column + across)
            if beside in starts or beside in taken:
                break
            across += 1
        span = range(cell.column, cell.column + across)
        down = 1
        while down < cell.row_span and cell.row + down < rows:
            below = [(cell.row + down, column) for column in span]
            if any(place in starts or place in taken for place in below):
                break
            down += 1
        taken.update((r, c) for r in range(cell.row, cell.row + down) for c in span)
        kept.append(replace(cell, row_span=down, column_span=across))
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in taken:
                kept.append(PlacedCell(row, column, 1, 1, ()))
    return kept


def _widths(cells: Sequence[PlacedCell], columns: int) -> tuple[float, ...]:
    """Every column gets what its longest line wants, all together the column of the page."""
    wished = [_LEAST_WIDTH] * max(columns, 1)
    for cell in cells:
        if cell.column_span != 1:
            continue
        for pieces in cell.paragraphs:
            words = "".join(piece.text for piece in pieces)
            longest = max((_rough_width(line) for line in words.split("\n")), default=0.0)
            wish = min(longest + 2 * _LOOK.pad_x + 2, _MOST_WISHED)
            wished[cell.column] = max(wished[cell.column], wish)
    scale = paper.COLUMN / sum(wished)
    return tuple(width * scale for width in wished)


def _rough_width(words: str) -> float:
    size = paper.CELL.size
    return sum(size * (0.55 if character.isascii() else 1.0) for character in words)
