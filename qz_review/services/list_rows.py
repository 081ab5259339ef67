"""Rows of a file as entries of a list, and entries as rows: what 导入 and 导出 go through."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qz_review.documents.list_files import FileTable, csv_bytes, read_list_file
from qz_review.documents.xlsx_out import Sheet, long_tables_bytes
from qz_review.errors import Refused
from qz_review.model.finding import Certainty
from qz_review.model.listed import Listed, ListedOfficer, ListedTerm
from qz_review.scanning.terms.categories import category_named, category_of
from qz_review.scanning.terms.wildcards import MOST_STARS, has_wildcards, literal_of, too_many_stars

LONGEST_TERM = 60
LONGEST_WORDS = 300
TERM_HEADINGS = ("词语", "分类", "程度", "替换", "说明", "依据", "起始", "截止", "查变形")
OFFICER_HEADINGS = ("姓名", "职务", "排序", "起始", "截止", "依据")
_ALIASES = {
    "词": "词语", "词条": "词语", "敏感词": "词语", "错词": "词语", "类别": "分类", "正词": "替换",
    "建议": "替换", "备注": "说明", "来源": "依据", "任职起": "起始", "任职止": "截止",
    "次序": "排序", "任期起": "起始", "任期止": "截止", "变形": "查变形", "文件": "依据",
}  # fmt: skip
_SPLIT = re.compile(r"[/、；;|]")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?")
_YES = frozenset(["是", "1", "yes", "y", "true", "√", "✓"])


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was not read.  reason: code, for instance ``too_short``."""

    number: int
    reason: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ReadList:
    """What a file holds: entries, each once, and the rows that were not read."""

    entries: tuple[Listed, ...]
    bad: tuple[BadRow, ...]


def read_list(data: bytes, name: str, category: str = "own") -> ReadList:
    """The entries of a file.  category: code for terms that name none.

    Raises Refused ``list.not_a_list`` where no column says 词语 or 姓名, and the codes of
    :func:`read_list_file`.
    """
    entries: dict[str, Listed] = {}
    bad: list[BadRow] = []
    tables = read_list_file(data, name)
    known = False
    for table in tables:
        headings = {_heading(h) for h in table.headings}
        if not headings & {"词语", "姓名"}:
            continue
        known = True
        bad.extend(BadRow(number, "formula") for number in table.formulas)
        for entry in _entries(table, "姓名" in headings, category, bad):
            entries[entry.key] = entry
    if not known:
        raise Refused("list.not_a_list")
    return ReadList(tuple(entries.values()), tuple(sorted(bad, key=lambda b: b.number)))


def _entries(
    table: FileTable, officers: bool, category: str, bad: list[BadRow]
) -> Iterable[Listed]:
    for row in table.rows:
        cells = {_heading(heading): words for heading, words in row.cells.items()}
        try:
            if officers:
                yield checked(_officer(cells))
            else:
                yield checked(_term(cells, category))
        except Refused as refusal:
            words = cells.get("姓名" if officers else "词语", "")
            bad.append(BadRow(row.number, refusal.code.removeprefix("lists."), words[:40]))


def checked(entry: Listed) -> Listed:
    """The entry, if it can be kept.

    Raises Refused: ``lists.no_text``, ``lists.too_short`` (a single character, or a wildcard
    with less than two characters beside it), ``lists.too_long``, ``lists.unknown_category``,
    ``lists.no_wildcards`` (in a 保护词), ``lists.too_many_stars``,
    ``lists.bad_certainty``, ``lists.bad_date``, ``lists.bad_order``.
    """
    if isinstance(entry, ListedOfficer):
        _check_words(entry.name, entry.title, entry.source)
        if len(entry.name) < 2:
            raise Refused("lists.too_short" if entry.name else "lists.no_text")
        if not 0 <= entry.order <= 9_999:
            raise Refused("lists.bad_order")
    else:
        _check_words(entry.text, *entry.replacements)
        for words in (entry.message, entry.source):
            if len(words) > LONGEST_WORDS:
                raise Refused("lists.too_long", most=LONGEST_WORDS)
        if not entry.text:
            raise Refused("lists.no_text")
        category = category_of(entry.category)
        if category is not None and category.protects and has_wildcards(entry.text):
            raise Refused("lists.no_wildcards")
        if too_many_stars(entry.text):
            raise Refused("lists.too_many_stars", most=MOST_STARS)
        literal = literal_of(entry.text) if has_wildcards(entry.text) else entry.text
        if len(literal.strip()) < 2:
            raise Refused("lists.too_short")
        if category_of(entry.category) is None:
            raise Refused("lists.unknown_category", category=entry.category)
        if entry.certainty not in ("", *(c.value for c in Certainty)):
            raise Refused("lists.bad_certainty")
    days = [_iso(words) for words in (entry.since, entry.until) if words]
    if len(days) == 2 and days[0] > days[1]:
        raise Refused("lists.bad_date")
    return entry


def _check_words(*all_words: str) -> None:
    for words in all_words:
        if len(words) > LONGEST_TERM:
            raise Refused("lists.too_long", most=LONGEST_TERM)
        if "\n" in words or "\0" in words:
            raise Refused("lists.no_text")


def _iso(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise Refused("lists.bad_date") from None


def _term(cells: dict[str, str], category: str) -> ListedTerm:
    named = cells.get("分类", "")
    found = category_named(named) if named else category_of(category)
    if found is None:
        raise Refused("lists.unknown_category", category=named)
    certainty = cells.get("程度", "")
    values = {c.label: c.value for c in Certainty} | {c.value: c.value for c in Certainty}
    if certainty and certainty not in values:
        raise Refused("lists.bad_certainty")
    replacements = (words.strip() for words in _SPLIT.split(cells.get("替换", "")))
    return ListedTerm(
        cells.get("词语", ""),
        found.code,
        values.get(certainty, ""),
        tuple(dict.fromkeys(words for words in replacements if words)),
        cells.get("说明", ""),
        cells.get("依据", ""),
        _day(cells.get("起始", "")),
        _day(cells.get("截止", "")),
        cells.get("查变形", "").lower() in _YES,
    )


def _officer(cells: dict[str, str]) -> ListedOfficer:
    order = cells.get("排序", "")
    if order and not (order.isascii() and order.isdigit()):
        raise Refused("lists.bad_order")
    return ListedOfficer(
        cells.get("姓名", "").replace(" ", "").replace("\u3000", ""),
        cells.get("职务", ""),
        int(order or 0),
        _day(cells.get("起始", "")),
        _day(cells.get("截止", "")),
        cells.get("依据", ""),
    )


def _day(words: str) -> str:
    """2026-05-20 from any usual way of writing it; the first of a month without a day."""
    if not words:
        return ""
    match = _DAY.match(words)
    if match is None:
        raise Refused("lists.bad_date")
    try:
        return date(int(match[1]), int(match[2]), int(match[3] or 1)).isoformat()
    except ValueError:
        raise Refused("lists.bad_date") from None


def _heading(words: str) -> str:
    return _ALIASES.get(words, words)


# --- out ------------------------------------------------------------------------------------------


def list_bytes(entries: Iterable[Listed], kind: str) -> bytes:
    """Entries as a file that can be read in again.  kind: xlsx, csv or txt.

    A csv and a txt hold the terms alone; an xlsx has a second sheet with the officers.
    """
    kept = list(entries)
    terms = [entry for entry in kept if isinstance(entry, ListedTerm)]
    officers = [entry for entry in kept if isinstance(entry, ListedOfficer)]
    if kind == "txt":
        lines = ("\t".join(filter(None, (t.text, "/".join(t.replacements)))) for t in terms)
        return "\n".join((*lines, "")).encode("utf-8", "replace")
    if kind == "csv":
        if officers and not terms:
            return csv_bytes(OFFICER_HEADINGS, map(_officer_row, officers))
        return csv_bytes(TERM_HEADINGS, map(_term_row, terms))
    sheets = [
        Sheet("词语", TERM_HEADINGS, map(_term_row, terms), (24, 24, 8, 24, 40, 40, 12, 12, 8)),
        Sheet("人员", OFFICER_HEADINGS, map(_officer_row, officers), (12, 32, 8, 12, 12, 40)),
    ]
    return long_tables_bytes(sheets)


def _term_row(term: ListedTerm) -> tuple[str, ...]:
    category = category_of(term.category)
    certainty = Certainty(term.certainty).label if term.certainty else ""
    return (
        term.text,
        category.name if category is not None else term.category,
        certainty,
        "/".join(term.replacements),
        term.message,
        term.source,
        term.since,
        term.until,
        "是" if term.variants else "",
    )


def _officer_row(officer: ListedOfficer) -> tuple[str, ...]:
    order = str(officer.order) if officer.order else ""
    return (officer.name, officer.title, order, officer.since, officer.until, officer.source)
