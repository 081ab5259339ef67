"""Tables as an Excel file; whatever stands in a cell is text or a number, never a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

Value = str | int | float | datetime | None
"""A moment is one without a time zone, as it is to be read."""

_LONGEST_CELL = 32_767  # characters Excel keeps in a cell
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\\/*?:\[\]]")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDEST = 80


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, the headings, the rows, and how wide the columns are (characters)."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int] = ()


def workbook_bytes(sheets: Iterable[Sheet]) -> bytes:
    """The bytes of an xlsx with these sheets; headings stay in view and can be filtered by."""
    from openpyxl import Workbook  # 100 ms that only an export needs
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(_NOT_IN_NAMES.sub(" ", sheet.name)[:_LONGEST_NAME] or "表")
        rows = [tuple(sheet.headings), *sheet.rows]
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = page.cell(at, column)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if isinstance(value, str):
                    cell.value = _NOT_IN_XML.sub("\ufffd", value)[:_LONGEST_CELL]
                    cell.data_type = "s"  # words that begin with = stay words
                else:
                    cell.value = value
                if at == 1:
                    cell.font = Font(bold=True)
        page.freeze_panes = "A2"
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.headings))}{len(rows)}"
        for column, width in enumerate(sheet.widths, 1):
            page.column_dimensions[get_column_letter(column)].width = min(width, _WIDEST)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def long_table_bytes(sheet: Sheet) -> bytes:
    """The bytes of an xlsx with one table of any length, row by row."""
    return long_tables_bytes((sheet,))


def long_tables_bytes(sheets: Iterable[Sheet]) -> bytes:
    """The same with several tables.

    Typed cells, the heading kept in view, filters over all columns.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    file = io.BytesIO()
    try:
        for sheet in sheets:
            _write_long(book, sheet)
    except BaseException:
        book.save(file)  # the only way to make it let go of its temporary files
        raise
    book.save(file)
    return file.getvalue()


def _write_long(book: Workbook, sheet: Sheet) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(_NOT_IN_NAMES.sub(" ", sheet.name)[:_LONGEST_NAME] or "表")
    page.freeze_panes = "A2"
    for column, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(column)].width = min(width, _WIDEST)

    def cell(words: str) -> object:
        made = WriteOnlyCell(page, words)
        made.data_type = "s"  # words that begin with = stay words
        return made

    headings = []
    for heading in sheet.headings:
        made = WriteOnlyCell(page, heading)
        made.font = Font(bold=True)
        headings.append(made)
    page.append(headings)
    count = 1
    for row in sheet.rows:
        page.append([_long_value(value, cell) for value in row])
        count += 1
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.headings))}{count}"


def _long_value(value: Value, cell: Callable[[str], object]) -> object:
    if not isinstance(value, str):
        return value
    words = _NOT_IN_XML.sub("\ufffd", value)[:_LONGEST_CELL]
    return cell(words) if words.startswith("=") else words
