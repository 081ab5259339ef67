"""Tables in the 花脸稿: rows and cells that came or went stand in reading order."""

from __future__ import annotations

from collections.abc import Callable

from qz_review.archive.text_tables import PlacedCell
from qz_review.archive.typesetting import Piece, Style
from qz_review.markup.marked import MarkedBlock
from qz_review.markup.tables import MarkedTable


def marked_cells(
    table: MarkedTable,
    base: Style,
    pieces_of: Callable[[MarkedBlock, Style], list[Piece]],
) -> list[PlacedCell]:
    """The cells of a table on a grid that holds every row any version had."""
    return [
        PlacedCell(
            number,
            cell.column,
            cell.row_span,
            cell.column_span,
            tuple(tuple(pieces_of(block, base)) for block in cell.blocks),
        )
        for number, row in enumerate(table.rows)
        for cell in row.cells
    ]
