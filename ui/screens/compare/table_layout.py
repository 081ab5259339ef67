"""A table laid out once for all columns, so that its rows stand at one height in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from qz_review.markup.tables import MarkedCell, MarkedTable
from ui.screens.compare.faces import Face, FaceParagraph, Shown, paragraphs_of
from ui.screens.compare.rows import Placed, Row
from ui.screens.compare.styles import SheetStyles
from ui.screens.compare.text_box import TextBox

_GAP, _PAD_X, _PAD_Y = 6.0, 6.0, 4.0  # px round the table; inside its cells
_LEAST, _MOST = 3.0, 16.0  # characters; a column is given room for so many


@dataclass(slots=True)
class TableLayout:
    """Boxes and cell frames of each column, and the height of all."""

    faces: dict[Face, tuple[list[TextBox], list[QRectF]]] = field(default_factory=dict)
    height: float = 0.0


@dataclass(slots=True)
class _Placed:
    """A cell as one column shows it; boxes are moved into place once the heights are known."""

    row: int
    cell: MarkedCell
    boxes: list[TextBox]
    x: float
    width: float

    @property
    def height(self) -> float:
        return sum(box.height for box in self.boxes) + 2 * _PAD_Y


def lay_out_table(
    row: Row, widths: Mapping[Face, float], marked: Shown, styles: SheetStyles
) -> TableLayout:
    """Lay out the table of a row."""
    table = row.table
    assert table is not None
    index = {id(block): at for at, block in row.blocks}
    cells: dict[Face, list[_Placed]] = {}
    for face, width in widths.items():
        edges = _edges(table, width)
        cells[face] = [
            _place(number, cell, edges, _paragraphs(cell, index, face, marked), styles)
            for number, marked_row in enumerate(table.rows)
            for cell in marked_row.cells
        ]
    tops = _tops(len(table.rows), [cell for placed in cells.values() for cell in placed])
    result = TableLayout(height=tops[-1] + 2 * _GAP)
    for face, placed in cells.items():
        boxes: list[TextBox] = []
        borders: list[QRectF] = []
        for cell in placed:
            if not cell.boxes:
                continue  # the cell is not in this text
            top = tops[cell.row] + _GAP
            bottom = tops[min(cell.row + cell.cell.row_span, len(tops) - 1)] + _GAP
            borders.append(QRectF(cell.x, top, cell.width, bottom - top))
            y = top + _PAD_Y
            for box in cell.boxes:
                box.y = y
                y += box.height
            boxes.extend(cell.boxes)
        result.faces[face] = (boxes, borders)
    return result


def _paragraphs(
    cell: MarkedCell, index: Mapping[int, int], face: Face, marked: Shown
) -> tuple[FaceParagraph, ...]:
    blocks: list[Placed] = [(index[id(block)], block) for block in cell.blocks]
    return paragraphs_of(blocks, face, marked)


def _place(
    row: int,
    cell: MarkedCell,
    edges: list[float],
    paragraphs: tuple[FaceParagraph, ...],
    styles: SheetStyles,
) -> _Placed:
    last = min(cell.column + cell.column_span, len(edges) - 1)
    x, width = edges[cell.column], edges[last] - edges[cell.column]
    boxes = [
        TextBox(paragraph, styles, x + _PAD_X, 0.0, max(width - 2 * _PAD_X, 1.0))
        for paragraph in paragraphs
    ]
    return _Placed(row, cell, boxes, x, width)


def _edges(table: MarkedTable, width: float) -> list[float]:
    """Left edges of the grid's columns and the right end, by how much each has to hold."""
    columns = max(
        (cell.column + cell.column_span for row in table.rows for cell in row.cells), default=1
    )
    wanted = [_LEAST] * columns
    for row in table.rows:
        for cell in row.cells:
            if cell.column_span == 1:
                longest = max((sum(len(r.text) for r in b.runs) for b in cell.blocks), default=0)
                wanted[cell.column] = min(max(wanted[cell.column], longest), _MOST)
    edges = [0.0]
    for share in wanted:
        edges.append(edges[-1] + width * share / sum(wanted))
    return edges


def _tops(rows: int, cells: list[_Placed]) -> list[float]:
    """Tops of the rows and the bottom of the last, high enough for every column's cells."""
    heights = [0.0] * rows
    for cell in cells:
        if cell.cell.row_span == 1 and cell.boxes:
            heights[cell.row] = max(heights[cell.row], cell.height)
    for cell in cells:
        last = min(cell.row + cell.cell.row_span, rows)
        missing = cell.height - sum(heights[cell.row : last])
        if cell.boxes and missing > 0:
            heights[last - 1] += missing
    tops = [0.0]
    for height in heights:
        tops.append(tops[-1] + height)
    return tops
