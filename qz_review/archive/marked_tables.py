"""Tables in the 花脸稿: rows and cells that came or went stand in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from qz_review.archive.text_tables import PlacedCell
from qz_review.archive.typesetting import Piece, Style
from qz_review.markup.marked import MarkedBlock, MarkedRun


@dataclass(slots=True)
class _Cell:
    """The lines of one cell, collected."""

    first: MarkedBlock
    lines: list[tuple[Piece, ...]] = field(default_factory=list)


def marked_cells(
    blocks: Sequence[MarkedBlock],
    base: Style,
    pieces_of: Callable[[Sequence[MarkedRun], Style], list[Piece]],
) -> list[PlacedCell]:
    """Cells of one table placed on a grid that holds every row any version had.

    A cell's own row number is that of the version it was last in, so rows are counted anew:
    a new row begins where the number or the fate of the row changes or the column goes back.
    """
    rows: list[list[_Cell]] = []
    before: MarkedBlock | None = None
    for block in blocks:
        if before is None or _begins_row(before, block):
            rows.append([])
        if before is None or not rows[-1] or not _same_cell(before, block):
            rows[-1].append(_Cell(block))
        rows[-1][-1].lines.append(tuple(pieces_of(block.runs, base)))
        before = block
    return [
        PlacedCell(
            number,
            cell.first.place.column,
            cell.first.place.row_span,
            cell.first.place.column_span,
            tuple(cell.lines),
        )
        for number, row in enumerate(rows)
        for cell in row
    ]


def _fate(block: MarkedBlock) -> tuple[object, object]:
    return (
        block.inserted.version if block.inserted else None,
        block.deleted.version if block.deleted else None,
    )


def _same_cell(before: MarkedBlock, block: MarkedBlock) -> bool:
    return before.place.column == block.place.column


def _begins_row(before: MarkedBlock, block: MarkedBlock) -> bool:
    if before.place.row != block.place.row:
        return True
    if block.place.column < before.place.column:
        return True
    other_fate = before.deleted is not None and _fate(before) != _fate(block)
    return other_fate and block.place.column == before.place.column and block.place.cell_line == 0
