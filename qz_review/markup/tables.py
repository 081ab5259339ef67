"""The marked document's tables put together again, for those who draw them.

:func:`arrange` turns the flat blocks into blocks and tables.  A row that is gone stands as a
row of its own after the row it followed, so that nothing of the marked text is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qz_review.markup.changes import BlockKind
from qz_review.markup.marked import MarkedBlock


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """A cell: its lines, its column on the grid, its spans."""

    blocks: tuple[MarkedBlock, ...]
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """The cells that start in one row.  is_present: False for a row that is gone."""

    cells: tuple[MarkedCell, ...]
    is_present: bool


@dataclass(frozen=True, slots=True)
class MarkedTable:
    """A table.  captions: the caption now and, where it was replaced, the one that is gone."""

    captions: tuple[MarkedBlock, ...]
    rows: tuple[MarkedRow, ...]


def arrange(blocks: Sequence[MarkedBlock]) -> tuple[MarkedBlock | MarkedTable, ...]:
    """Blocks in reading order, with every run of cells (and the captions before) as a table."""
    arranged: list[MarkedBlock | MarkedTable] = []
    at = 0
    while at < len(blocks):
        end = _end_of_picture(blocks, at) or _end_of_table(blocks, at)
        if end and blocks[end - 1].kind is BlockKind.CELL:
            arranged.append(_table(blocks[at:end]))
        else:
            end = end or at + 1
            arranged.extend(blocks[at:end])
        at = end
    return tuple(arranged)


def _end_of_picture(blocks: Sequence[MarkedBlock], start: int) -> int:
    """Index after a picture and its captions, which are no captions of a table; 0 for none."""
    picture = blocks[start]
    if picture.kind is not BlockKind.PICTURE:
        return 0
    at = start + 1
    while at < len(blocks) and blocks[at].kind is BlockKind.CAPTION:
        if blocks[at].is_present and blocks[at].place.block != picture.place.block:
            break
        at += 1
    return at


def _end_of_table(blocks: Sequence[MarkedBlock], start: int) -> int:
    """Index after the table that begins at ``start``; 0 where none begins."""
    at = start
    while at < len(blocks) and blocks[at].kind is BlockKind.CAPTION:
        at += 1
    cells = at
    table: int | None = None
    while at < len(blocks) and blocks[at].kind is BlockKind.CELL:
        if blocks[at].is_present:
            # Two tables may follow each other; cells that are gone belong to either.
            if table is not None and blocks[at].place.block != table:
                break
            table = blocks[at].place.block
        at += 1
    return at if at > cells else 0


@dataclass(slots=True)
class _Cell:
    blocks: list[MarkedBlock]
    column: int
    row_span: int
    column_span: int


@dataclass(slots=True)
class _Row:
    number: int
    is_present: bool
    cells: list[_Cell] = field(default_factory=list)


def _table(blocks: Sequence[MarkedBlock]) -> MarkedTable:
    captions = tuple(b for b in blocks if b.kind is BlockKind.CAPTION)
    rows: list[_Row] = []
    gone: list[_Row] = []  # wait until the living row they interrupt is complete
    living: _Row | None = None
    for block in blocks:
        if block.kind is not BlockKind.CELL:
            continue
        place = block.place
        if block.is_present:
            if living is None or living.number != place.row:
                rows.extend(gone)
                gone = []
                living = _Row(place.row, True)
                rows.append(living)
            _put(living, block)
        elif place.cell_line and living is not None and living.cells:
            living.cells[-1].blocks.append(block)
        else:
            if not gone or gone[-1].number != place.row:
                gone.append(_Row(place.row, False))
            _put(gone[-1], block)
    rows.extend(gone)
    _fit(rows)
    return MarkedTable(
        captions,
        tuple(
            MarkedRow(
                tuple(
                    MarkedCell(tuple(c.blocks), c.column, c.row_span, c.column_span)
                    for c in row.cells
                ),
                row.is_present,
            )
            for row in rows
        ),
    )


def _put(row: _Row, block: MarkedBlock) -> None:
    place = block.place
    if row.cells and row.cells[-1].blocks[0].place.column == place.column:
        row.cells[-1].blocks.append(block)
        return
    span = place.row_span if row.is_present else 1
    row.cells.append(_Cell([block], place.column, span, place.column_span))


def _fit(rows: Sequence[_Row]) -> None:
    """Stretch living cells over rows that are gone between theirs; move cells in their way."""
    where = {row.number: at for at, row in enumerate(rows) if row.is_present}
    last = max(where, default=0)
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        for cell in row.cells:
            if row.is_present:
                numbers = range(row.number, min(row.number + cell.row_span, last + 1))
                cell.row_span = max(where[n] for n in numbers if n in where) - at + 1
            while any((at, cell.column + k) in taken for k in range(cell.column_span)):
                cell.column += 1
            taken.update(
                (at + down, cell.column + across)
                for down in range(cell.row_span)
                for across in range(cell.column_span)
            )
