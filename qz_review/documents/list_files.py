"""Word lists and lists of officers in files: xlsx, csv and txt; hostile until checked.

A sheet has a heading row; which columns it has decides what it is: 词语 … or 姓名 ….  A txt has
a term a line, with its replacements after a tab.  What a row lacks or gets wrong is told by row,
and the others are read.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from qz_review.documents.encoding import decode_text
from qz_review.documents.guard import UNREADABLE, check_entries
from qz_review.errors import Refused

MAX_FILE = 32 * 1024 * 1024
MAX_ROWS = 200_000
"""Rows of one file: a list of a million lines is no list that somebody looked through."""
MAX_CELL = 500
MAX_COLUMNS = 40
_FORMULA = ("=", "+", "-", "@")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a file: its number from 1, and its cells by heading; "" where a cell is empty."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class FileTable:
    """The rows of a file.  bad: numbers of rows that hold a formula."""

    headings: tuple[str, ...]
    rows: tuple[FileRow, ...]
    formulas: tuple[int, ...] = ()


def read_list_file(data: bytes, name: str) -> tuple[FileTable, ...]:
    """The tables of a file: every sheet of an xlsx, the one of a csv or txt.

    Raises Refused: ``file.empty``, ``list.too_large`` (megabytes), ``list.too_many`` (most),
    ``list.unreadable``, ``list.not_a_list``, and the codes of decoding.
    """
    if not data:
        raise Refused("file.empty")
    if len(data) > MAX_FILE:
        raise Refused("list.too_large", megabytes=MAX_FILE // 1024 // 1024)
    if data.startswith(b"PK"):
        return tuple(_xlsx(data))
    if data.startswith(bytes.fromhex("d0cf11e0a1b11ae1")):
        raise Refused("list.old_excel")
    text = decode_text(data).text
    lowered = name.lower()
    if lowered.endswith(".csv") or (not lowered.endswith(".txt") and "," in text.split("\n")[0]):
        return (_csv(text),)
    return (_txt(text),)


def _txt(text: str) -> FileTable:
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        words = line.strip("\r \u3000")
        if not words or words.startswith("#"):
            continue
        term, _, rest = words.partition("\t")
        rows.append(FileRow(number, {"词语": _cell(term), "替换": _cell(rest)}))
        _need_few(len(rows))
    return FileTable(("词语", "替换"), tuple(rows))


def _csv(text: str) -> FileTable:
    csv.field_size_limit(1024 * 1024)
    try:
        rows = csv.reader(io.StringIO(text.replace("\0", "")))
        return _table(enumerate(rows, 1))
    except csv.Error as error:
        raise Refused("list.unreadable") from error


def _xlsx(data: bytes) -> Iterator[FileTable]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            check_entries(package)
            for entry in package.infolist():
                if entry.filename.lower().endswith((".xml", ".rels")):
                    _need_plain_xml(package.read(entry))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not keep we do not ask for
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
            for sheet in book.worksheets:
                cells = sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)
                table = _table((n, tuple(map(_words, row))) for n, row in enumerate(cells, 1))
                if table.rows or table.formulas:
                    yield table
    except Refused as refusal:
        if refusal.code.startswith("docx."):
            raise Refused("list.unreadable") from refusal
        raise
    except (
        *UNREADABLE, InvalidFileException, KeyError, TypeError, AttributeError, IndexError,
        SyntaxError, RecursionError, MemoryError,
    ) as error:  # fmt: skip
        raise Refused("list.unreadable") from error


def _need_plain_xml(part: bytes) -> None:
    if _DECLARATION.search(part.replace(b"\0", b"")):
        raise Refused("list.unreadable")


def _table(rows: Iterable[tuple[int, Sequence[str]]]) -> FileTable:
    headings: tuple[str, ...] = ()
    found: list[FileRow] = []
    formulas: list[int] = []
    for number, row in rows:
        cells = [cell.strip(" \u3000\r\n\t") for cell in row[:MAX_COLUMNS]]
        if not any(cells):
            continue
        if not headings:
            headings = tuple(_cell(cell).replace(" ", "") for cell in cells)
            continue
        _need_few(len(found) + len(formulas) + 1)
        if any(cell.startswith(_FORMULA) and len(cell) > 1 for cell in cells):
            formulas.append(number)
            continue
        values = {h: _cell(c) for h, c in zip(headings, cells, strict=False) if h}
        found.append(FileRow(number, values))
    return FileTable(headings, tuple(found), tuple(formulas))


def _need_few(rows: int) -> None:
    if rows > MAX_ROWS:
        raise Refused("list.too_many", most=MAX_ROWS)


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _cell(words: str) -> str:
    """The words of a cell; an apostrophe that keeps them from being a formula goes."""
    if words[:1] == "'" and words[1:2] in _FORMULA:
        words = words[1:]
    return _CONTROL.sub("", words)[: MAX_CELL + 1]


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as csv that Excel opens rightly: UTF-8 with a mark, nothing in it a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    for row in rows:
        writer.writerow(["'" + cell if cell.startswith(_FORMULA) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig", "replace")
