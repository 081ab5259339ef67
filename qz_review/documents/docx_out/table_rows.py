"""Rows of tables as revisions: deleted, inserted, and whole new tables."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from qz_review.documents.docx_out.note_signs import NoteSigns
from qz_review.documents.docx_out.placing import main_run_properties
from qz_review.documents.docx_out.properties import copy_for_new, mark_revision, revise_mark
from qz_review.documents.docx_out.revisions import Revisions
from qz_review.documents.docx_out.spots import wanted
from qz_review.documents.docx_out.stream import NewRow, NewTable
from qz_review.documents.docx_out.table_plan import TablePlan
from qz_review.documents.docx_out.wordml import (
    DEL,
    INS,
    MOVE_FROM,
    P_PR,
    TBL,
    TC,
    TR,
    P,
    R,
    mark_text_deleted,
    run_of,
)
from qz_review.documents.ooxml import Element, W, child_of, value_of, whole_number
from qz_review.markup.marked import Mark

_TR_PR, _TC_PR, _TBL_PR = W + "trPr", W + "tcPr", W + "tblPr"
_GRID, _COLUMN = W + "tblGrid", W + "gridCol"
_NOT_FOR_NEW_ROW = (
    "tblHeader", "ins", "del", "trPrChange", "cnfStyle",
    "gridBefore", "gridAfter", "wBefore", "wAfter",
)  # fmt: skip
_NOT_FOR_NEW_CELL = ("vMerge", "hMerge", "gridSpan", "cellIns", "cellDel", "tcPrChange", "tcW")
_TABLE_WIDTH = 8_500  # twips: the column of an A4 page of an official document
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


class TableRows:
    """Writes the rows of one docx."""

    def __init__(self, body: Element, revisions: Revisions, signs: NoteSigns) -> None:
        self._signs = signs
        self._body = body
        self._revisions = revisions

    def write(self, plan: TablePlan) -> dict[Element, Mark]:
        """Carry a plan out; returns the paragraphs of deleted rows, and who took them out."""
        last: dict[tuple[Element, bool], Element] = {}
        for row, is_behind, new in plan.came:
            made = self._row(new, row, self._widths(_table_of(row)))
            beside = last.get((row, is_behind))
            if beside is not None:
                beside.addnext(made)
            elif is_behind:
                row.addnext(made)
            else:
                row.addprevious(made)
            last[row, is_behind] = made
        touched: dict[Element, Mark] = {}
        for row, mark in plan.gone:
            self._delete(row, mark)
            touched.update((paragraph, mark) for paragraph in row.iter(P))
        return touched

    def table(self, new: NewTable) -> Element:
        """A new table in the look of another one of the docx, all its rows inserted."""
        like = next(self._body.iter(TBL), None)
        columns = max(c + span for row in new.rows for c, span, _, _ in row.cells)
        table = etree.Element(TBL)
        table.append(_table_properties(like))
        total = sum(self._widths(like)) if like is not None else _TABLE_WIDTH
        widths = [total // columns] * columns
        grid = etree.SubElement(table, _GRID)
        for width in widths:
            etree.SubElement(grid, _COLUMN, {W + "w": str(width)})
        model = None if like is None else next(like.iter(TR), None)
        over: dict[int, tuple[int, int]] = {}  # column → rows still covered, columns
        for row in new.rows:
            table.append(self._row(row, model, widths, over))
        return table

    # --- inserted ---

    def _row(
        self, new: NewRow, model: Element | None, widths: list[int],
        over: dict[int, tuple[int, int]] | None = None,
    ) -> Element:  # fmt: skip
        """over: cells of rows above that reach down, brought up to date; a new table has them."""
        row = etree.Element(TR)
        properties = None if model is None else child_of(model, _TR_PR)
        made = etree.Element(_TR_PR) if properties is None else deepcopy(properties)
        for child in list(made):
            if etree.QName(child).localname in _NOT_FOR_NEW_ROW:
                made.remove(child)
        made.append(self._revisions.make(INS, new.mark))
        row.append(made)
        cells: list[tuple[int, int, int, list[str] | None]] = list(new.cells)
        over = {} if over is None else over
        for column, (rows, columns) in list(over.items()):
            cells.append((column, columns, 0, None))
            over[column] = (rows - 1, columns)
            if rows == 1:
                del over[column]
        for column, columns, rows, lines in sorted(cells, key=lambda cell: cell[0]):
            width = sum(widths[column : column + columns])
            cell = self._cell(_cell_at(model, column), columns, width, new, lines or [""])
            if lines is None or rows > 1:
                merge = etree.Element(W + "vMerge")
                if lines is not None:
                    merge.set(W + "val", "restart")
                    over[column] = (rows - 1, columns)
                _put_merge(cell[0], merge)
            row.append(cell)
        return row

    def _cell(
        self, model: Element | None, columns: int, width: int, row: NewRow, lines: list[str]
    ) -> Element:
        cell = etree.Element(TC)
        properties = None if model is None else child_of(model, _TC_PR)
        made = etree.Element(_TC_PR) if properties is None else deepcopy(properties)
        for child in list(made):
            if etree.QName(child).localname in _NOT_FOR_NEW_CELL:
                made.remove(child)
        if columns > 1:
            made.insert(0, etree.Element(W + "gridSpan", {W + "val": str(columns)}))
        made.insert(0, etree.Element(W + "tcW", {W + "w": str(width), W + "type": "dxa"}))
        cell.append(made)
        like = None if model is None else next(model.iterchildren(P), None)
        for words in lines:
            paragraph = etree.SubElement(cell, P)
            if like is not None:
                paragraph.append(copy_for_new(child_of(like, P_PR), numbered_by_style=False))
            revise_mark(paragraph, INS, row.mark, self._revisions)
            dress = None if like is None else wanted(main_run_properties(like))
            for run in self._runs(words, row, dress):
                self._revisions.add(paragraph, INS, row.mark).append(run)
        return cell

    def _runs(self, words: str, row: NewRow, dress: Element | None) -> Iterator[Element]:
        """The words, with the signs of notes in them as such, each of them once in a row."""
        for mark, key in list(row.signs.items()):
            before, found, behind = words.partition(mark)
            if found:
                del row.signs[mark]
                yield from self._runs(before, row, dress)
                yield self._signs.run(key)
                words = behind
        if words:
            yield run_of(words, dress)

    # --- deleted ---

    def _delete(self, row: Element, mark: Mark) -> None:
        properties = child_of(row, _TR_PR)
        if properties is None:
            properties = etree.Element(_TR_PR)
            exception = child_of(row, W + "tblPrEx")
            row.insert(0 if exception is None else 1, properties)
        change = child_of(properties, W + "trPrChange")
        gone = self._revisions.make(DEL, mark)
        if change is None:
            properties.append(gone)
        else:
            change.addprevious(gone)
        for run in list(row.iter(R)):
            above = run.getparent()
            if above.tag in (DEL, MOVE_FROM, W + "rt", W + "rubyBase"):
                continue
            wrapper = self._revisions.make(DEL, mark)
            run.addprevious(wrapper)
            wrapper.append(run)
            mark_text_deleted(run)
        for paragraph in row.iter(P):
            if mark_revision(paragraph, DEL) is None:
                revise_mark(paragraph, DEL, mark, self._revisions)

    @staticmethod
    def _widths(table: Element) -> list[int]:
        grid = child_of(table, _GRID)
        found = [] if grid is None else [c.get(W + "w") for c in grid.iterchildren(_COLUMN)]
        return [whole_number(width, 0) for width in found]


def _table_of(row: Element) -> Element:
    return next(row.iterancestors(TBL))


def _table_properties(like: Element | None) -> Element:
    properties = None if like is None else child_of(like, _TBL_PR)
    if properties is not None:
        made = deepcopy(properties)
        for name in ("tblPrChange", "tblpPr", "tblCaption", "tblDescription"):
            for child in list(made.iterchildren(W + name)):
                made.remove(child)
        return made
    made = etree.Element(_TBL_PR)
    etree.SubElement(made, W + "tblW", {W + "w": "0", W + "type": "auto"})
    borders = etree.SubElement(made, W + "tblBorders")
    for side in _BORDERS:
        etree.SubElement(borders, W + side, {W + "val": "single", W + "sz": "4"})
    return made


def _cell_at(row: Element | None, column: int) -> Element | None:
    """The cell of a row that begins at a column of the grid."""
    if row is None:
        return None
    at = whole_number(value_of(child_of(row, _TR_PR), "gridBefore"), 0)
    for cell in row.iterchildren(TC):
        if at == column:
            return cell
        at += whole_number(value_of(child_of(cell, _TC_PR), "gridSpan"), 1)
    return None


def _put_merge(properties: Element, merge: Element) -> None:
    """``w:vMerge`` behind width and span, as the schema has it (CT_TcPr)."""
    at = sum(child.tag in (W + "tcW", W + "gridSpan") for child in properties)
    properties.insert(at, merge)
