"""Tables of a docx, with merged cells as spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qz_review.documents.imported import WarningLog
from qz_review.documents.ooxml import Element, W, value_of, whole_number
from qz_review.documents.revisions import Taken
from qz_review.documents.sources import LineSource, ParagraphSource
from qz_review.model.text import Block, Cell, Paragraph, Picture, Table

if TYPE_CHECKING:
    from qz_review.documents.body import BlockReader, Item

_MAX_SPAN = 200  # a word processor stops at 63 columns


_Words = tuple[str, LineSource]


@dataclass(slots=True)
class _OpenCell:
    """A cell being read.  element: None for the gap before a row that begins further right."""

    element: Element | None = None
    words: list[_Words] = field(default_factory=list)
    row_span: int = 1
    column_span: int = 1

    def closed(self) -> Cell:
        paragraphs = tuple(text for text, _ in self.words)
        return Cell(paragraphs or ("",), self.row_span, self.column_span)

    def sources(self) -> list[LineSource]:
        if self.words:
            return [source for _, source in self.words]
        empty = next(self.element.iter(W + "p"), None) if self.element is not None else None
        return [LineSource() if empty is None else LineSource((ParagraphSource(empty, []),))]


def read_table(
    element: Element, reader: BlockReader, log: WarningLog
) -> tuple[Table, tuple[LineSource, ...], list[Item]]:
    """A ``w:tbl`` as a table with its sources, and its pictures, which follow it in the text.

    The words of nested tables, and of cells covered by a merge, stay as paragraphs of the
    cell that shows them.
    """
    rows: list[list[_OpenCell]] = []
    pictures: list[Item] = []
    above: dict[int, _OpenCell] = {}
    for row in _below(element, W + "tr"):
        properties = row.find(W + "trPr")
        if reader.taken.drops_any(properties):
            continue
        column = _span(value_of(properties, "gridBefore"), 0)
        cells = [_OpenCell(column_span=column)] if column else []
        current: dict[int, _OpenCell] = {}
        for cell in _below(row, W + "tc"):
            written = cell.find(W + "tcPr")
            if reader.taken.drops_any(written):
                continue
            cell_properties = reader.taken.properties(written, "tcPrChange")
            words = _words(reader, cell, pictures, log)
            width = _span(value_of(cell_properties, "gridSpan"), 1)
            if _is_covered_above(written, cell_properties, reader.taken) and column in above:
                owner = above[column]
                owner.row_span += 0 if column in current else 1
                owner.words.extend(words)
            elif _is_covered(cell_properties, "hMerge") and cells:
                owner = cells[-1]
                owner.column_span += width
                owner.words.extend(words)
            else:
                owner = _OpenCell(cell, words, column_span=width)
                cells.append(owner)
            current[column] = owner
            column += width
        above = current
        rows.append(cells)
    table = Table(tuple(tuple(cell.closed() for cell in row) for row in rows))
    sources = [source for row in rows for cell in row for source in cell.sources()]
    return table, tuple(sources), pictures


def _below(parent: Element, tag: str) -> Iterator[Element]:
    """Rows or cells, also inside content controls and custom XML."""
    for child in parent.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag not in (W + "tc", W + "tr", W + "p", W + "tbl"):
            yield from _below(child, tag)


def _words(
    reader: BlockReader, cell: Element, pictures: list[Item], log: WarningLog
) -> list[_Words]:
    words: list[_Words] = []
    for item in reader.read(cell):
        block: Block = item.block
        if isinstance(block, Paragraph):
            words.append((block.label + block.text, item.sources[0]))
        elif isinstance(block, Picture):
            log.add("picture_in_table")
            pictures.append(item)
        else:
            log.add("nested_table")
            inner = (line for row in block.rows for cell in row for line in cell.paragraphs)
            words.extend(pair for pair in zip(inner, item.sources, strict=True) if pair[0])
    return words


def _is_covered_above(written: Element | None, properties: Element | None, taken: Taken) -> bool:
    """True for a cell that continues the one above, a pending merge taken in or not."""
    pending = written.find(W + "cellMerge") if written is not None else None
    if pending is None:
        return _is_covered(properties, "vMerge")
    return bool(pending.get(W + ("vMerge" if taken.takes(pending) else "vMergeOrig")) == "cont")


def _is_covered(properties: Element | None, name: str) -> bool:
    """True for a cell that continues a merge begun above (vMerge) or to the left (hMerge)."""
    merge = properties.find(W + name) if properties is not None else None
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _span(value: str | None, default: int) -> int:
    return max(default, whole_number(value, default, _MAX_SPAN))
