"""Tables of a docx, with merged cells as spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qz_review.documents.imported import WarningLog
from qz_review.documents.ooxml import Element, W, value_of, whole_number
from qz_review.model.text import Block, Cell, Paragraph, Picture, Table

if TYPE_CHECKING:
    from qz_review.documents.body import BlockReader

_MAX_SPAN = 200  # a word processor stops at 63 columns


@dataclass(slots=True)
class _OpenCell:
    paragraphs: list[str] = field(default_factory=list)
    row_span: int = 1
    column_span: int = 1

    def closed(self) -> Cell:
        return Cell(tuple(self.paragraphs) or ("",), self.row_span, self.column_span)


def read_table(
    element: Element, reader: BlockReader, log: WarningLog
) -> tuple[Table, list[Picture]]:
    """A ``w:tbl`` as a table, and the pictures in it, which follow it in the text.

    The words of nested tables, and of cells covered by a merge, stay as paragraphs of the
    cell that shows them.
    """
    rows: list[list[_OpenCell]] = []
    pictures: list[Picture] = []
    above: dict[int, _OpenCell] = {}
    for row in _below(element, W + "tr"):
        properties = row.find(W + "trPr")
        if reader.element_is_dropped(properties):
            continue
        column = _span(value_of(properties, "gridBefore"), 0)
        cells = [_OpenCell(column_span=column)] if column else []
        current: dict[int, _OpenCell] = {}
        for cell in _below(row, W + "tc"):
            cell_properties = cell.find(W + "tcPr")
            if reader.element_is_dropped(cell_properties):
                continue
            words = _words(reader, cell, pictures, log)
            width = _span(value_of(cell_properties, "gridSpan"), 1)
            if _is_covered(cell_properties, "vMerge") and column in above:
                owner = above[column]
                owner.row_span += 0 if column in current else 1
                owner.paragraphs.extend(words)
            elif _is_covered(cell_properties, "hMerge") and cells:
                owner = cells[-1]
                owner.column_span += width
                owner.paragraphs.extend(words)
            else:
                owner = _OpenCell(words, column_span=width)
                cells.append(owner)
            current[column] = owner
            column += width
        above = current
        rows.append(cells)
    return Table(tuple(tuple(cell.closed() for cell in row) for row in rows)), pictures


def _below(parent: Element, tag: str) -> Iterator[Element]:
    """Rows or cells, also inside content controls and custom XML."""
    for child in parent.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag not in (W + "tc", W + "tr", W + "p", W + "tbl"):
            yield from _below(child, tag)


def _words(
    reader: BlockReader, cell: Element, pictures: list[Picture], log: WarningLog
) -> list[str]:
    words: list[str] = []
    for item in reader.read(cell):
        block: Block = item.block
        if isinstance(block, Paragraph):
            words.append(block.label + block.text)
        elif isinstance(block, Picture):
            log.add("picture_in_table")
            pictures.append(block)
        else:
            log.add("nested_table")
            inner = (c.paragraphs for row in block.rows for c in row)
            words.extend(line for paragraphs in inner for line in paragraphs if line)
    return words


def _is_covered(properties: Element | None, name: str) -> bool:
    """True for a cell that continues a merge begun above (vMerge) or to the left (hMerge)."""
    merge = properties.find(W + name) if properties is not None else None
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _span(value: str | None, default: int) -> int:
    return max(default, whole_number(value, default, _MAX_SPAN))
