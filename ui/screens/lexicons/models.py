"""The rows of the category tree, of the entries, of what was tried and of the history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from qz_review.model.finding import Certainty, Finding
from qz_review.model.listed import ListedOfficer, ListedTerm
from qz_review.services.lexicon_views import (
    OFFICERS,
    CategoryCount,
    ChangeRow,
    EntryPage,
    EntryRow,
)
from ui.text.moments import moment_words
from ui.widgets.cell_delegate import BOLD_ROLE, CAPTION_ROLE, TAG_ROLE, TONE_ROLE, CellTag

PAGE = 200  # rows fetched at a time
TERM_COLUMNS = (
    ("words", "词语", 168),
    ("rights", "替换", 132),
    ("certainty", "程度", 68),
    ("layer", "层级", 76),
    ("message", "说明", 160),
    ("changed", "加入", 172),
    ("source", "依据", 160),
)
OFFICER_COLUMNS = (
    ("words", "姓名", 96),
    ("title", "职务", 200),
    ("order", "排序", 60),
    ("days", "任期", 180),
    ("layer", "层级", 76),
    ("changed", "加入", 172),
    ("source", "依据", 160),
)
TONES = {Certainty.CERTAIN: "danger", Certainty.DOUBTFUL: "warn", Certainty.HINT: "normal"}
_Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole
_TOOLTIP = Qt.ItemDataRole.ToolTipRole


class Rows(QAbstractTableModel):
    """A table whose columns never change."""

    columns: tuple[tuple[str, str, int], ...] = ()

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Qt: titles."""
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return self.columns[section][1]
        return None


@dataclass(frozen=True, slots=True)
class _TreeLine:
    """A heading (count None) or a category."""

    name: str
    category: CategoryCount | None


class CategoryModel(Rows):
    """Headings and categories with the number of their entries."""

    columns = (("name", "分类", 168), ("count", "条数", 64))

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[_TreeLine, ...] = ()

    def set_categories(self, categories: Sequence[CategoryCount]) -> None:
        """Show the tree; the first line is everything."""
        total = sum(c.bundled + c.own for c in categories)
        own = sum(c.own for c in categories)
        lines = [_TreeLine("全部", CategoryCount("", "全部", "全部", "", "", total - own, own))]
        group = ""
        for category in categories:
            if category.group != group:
                group = category.group
                lines.append(_TreeLine(group, None))
            lines.append(_TreeLine(category.short, category))
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def category_at(self, place: int) -> CategoryCount | None:
        """The category of a line, None for a heading."""
        return self._lines[place].category if 0 <= place < len(self._lines) else None

    def place_of(self, code: str) -> int:
        """The line of a category, -1 where it is not shown."""
        codes = [line.category.code if line.category else None for line in self._lines]
        return codes.index(code) if code in codes else -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: rows."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Qt: a heading is only read."""
        line = self._lines[index.row()]
        return super().flags(index) if line.category else Qt.ItemFlag.ItemIsEnabled

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Qt: cells."""
        line = self._lines[index.row()]
        category = line.category
        if index.column() == 0:
            if role == _DISPLAY:
                return line.name
            if role == _TOOLTIP:
                return category.name if category is not None else line.name
            if role == BOLD_ROLE:
                return category is None
        elif category is not None:
            count = category.bundled + category.own
            if role == _DISPLAY:
                return f"{count:,}"
            if role == _TOOLTIP:
                return f"国家 {category.bundled:,}，自治区和本单位 {category.own:,}"
        if role == TONE_ROLE:
            empty = category is not None and not category.bundled + category.own
            return "text3" if category is None or empty or index.column() else "text"
        return None


class EntryModel(Rows):
    """Entries, fetched page by page as they come into sight.

    Signals: ``page_wanted(int)`` with the first row of a page that is shown and not there yet.
    """

    page_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.columns = TERM_COLUMNS
        self._total = 0
        self._pages: dict[int, tuple[EntryRow, ...]] = {}
        self._asked: set[int] = set()
        self._now = datetime.now().astimezone()

    def start(self, code: str, page: EntryPage, now: datetime) -> None:
        """Show the first page of another query."""
        self.beginResetModel()
        self.columns = OFFICER_COLUMNS if code == OFFICERS else TERM_COLUMNS
        self._now, self._total = now, page.total
        self._pages, self._asked = {0: page.rows}, {0}
        self.endResetModel()

    def add_page(self, offset: int, page: EntryPage) -> None:
        """A page has come."""
        self._pages[offset // PAGE] = page.rows
        last = min(offset + len(page.rows), self._total) - 1
        if last >= offset:
            self.dataChanged.emit(self.index(offset, 0), self.index(last, len(self.columns) - 1))

    @property
    def total(self) -> int:
        """Rows the query finds."""
        return self._total

    def row_at(self, place: int) -> EntryRow | None:
        """The entry of a row, None while its page is on the way."""
        page = self._pages.get(place // PAGE, ())
        return page[place % PAGE] if place >= 0 and place % PAGE < len(page) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: rows."""
        return 0 if parent.isValid() else self._total

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Qt: cells; a row that is not there yet asks for its page and is blank meanwhile."""
        row = self.row_at(index.row())
        if row is None:
            page = index.row() // PAGE
            if page not in self._asked:
                self._asked.add(page)
                self.page_wanted.emit(page * PAGE)
            return None
        key = self.columns[index.column()][0]
        if role in (_DISPLAY, _TOOLTIP):
            return words_of(row, key, self._now) or None
        if role == TAG_ROLE and key == "certainty":
            return _certainty_tag(row)
        if role == TONE_ROLE:
            return "text" if key in ("words", "rights", "title") else "text2"
        if role == BOLD_ROLE:
            return key == "words"
        return None


def words_of(row: EntryRow, key: str, now: datetime) -> str:
    """The words of a cell."""
    entry = row.entry
    if key == "layer":
        return row.layer.label
    if key == "changed":
        return f"{row.who} {moment_words(row.at, now)}" if row.at is not None else "随程序提供"
    if key == "source":
        return entry.source
    if isinstance(entry, ListedOfficer):
        return {
            "words": entry.name,
            "title": entry.title,
            "order": str(entry.order or ""),
            "days": days_words(entry.since, entry.until),
            "message": entry.title,
        }.get(key, "")
    return {
        "words": entry.text,
        "rights": " / ".join(entry.replacements),
        "message": entry.message or days_words(entry.since, entry.until),
    }.get(key, "")


def days_words(since: str, until: str) -> str:
    """From when to when, in words; empty for always."""
    if not since and not until:
        return ""
    return f"{since or '…'} 至 {until or '今'}"


def certainty_of(entry: ListedTerm) -> Certainty | None:
    """How sure a term is; None for one that protects."""
    from qz_review.scanning.terms.categories import category_of

    category = category_of(entry.category)
    if category is not None and category.protects:
        return None
    if entry.certainty:
        return Certainty(entry.certainty)
    return category.certainty if category is not None else Certainty.DOUBTFUL


def _certainty_tag(row: EntryRow) -> CellTag | None:
    if not isinstance(row.entry, ListedTerm):
        return None
    certainty = certainty_of(row.entry)
    if certainty is None:
        return CellTag("保护", "ok")
    return CellTag(certainty.label, TONES[certainty])


class FoundModel(Rows):
    """What the lists find in a text that is tried."""

    columns = (("found", "找到", 280),)

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Finding, ...] = ()

    def set_found(self, found: Sequence[Finding]) -> None:
        """Show findings."""
        self.beginResetModel()
        self._found = tuple(found)
        self.endResetModel()

    def finding_at(self, place: int) -> Finding | None:
        """The finding of a row."""
        return self._found[place] if 0 <= place < len(self._found) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: rows."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Qt: cells."""
        finding = self._found[index.row()]
        if role == _DISPLAY:
            right = f" → {finding.suggestions[0]}" if finding.suggestions else ""
            return f"{finding.certainty.label}  {finding.quote}{right}"
        if role == CAPTION_ROLE:
            return f"{finding.rule}  {finding.message}"
        if role == _TOOLTIP:
            return f"{finding.message}\n{finding.source}"
        if role == TONE_ROLE:
            tone = TONES[finding.certainty]
            return "text2" if tone == "normal" else tone
        return None


class HistoryModel(Rows):
    """Changes of the lists, the latest first."""

    columns = (("change", "修改", 280),)

    def __init__(self) -> None:
        super().__init__()
        self._changes: tuple[ChangeRow, ...] = ()
        self._now = datetime.now().astimezone()

    def set_changes(self, changes: Sequence[ChangeRow], now: datetime) -> None:
        """Show the history."""
        self.beginResetModel()
        self._changes, self._now = tuple(changes), now
        self.endResetModel()

    def change_at(self, place: int) -> ChangeRow | None:
        """The change of a row."""
        return self._changes[place] if 0 <= place < len(self._changes) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: rows."""
        return 0 if parent.isValid() else len(self._changes)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Qt: cells."""
        change = self._changes[index.row()]
        if role == _DISPLAY:
            return f"{what_words(change)}  {change.words}".strip()
        if role == CAPTION_ROLE:
            return f"{change.who} · {moment_words(change.at, self._now)} · {change.reason}"
        if role == _TOOLTIP:
            return f"{change.layer.label}词库：{what_words(change)}\n原因：{change.reason}"
        if role == TONE_ROLE:
            return "text3" if change.undone else "text"
        return None


def what_words(change: ChangeRow) -> str:
    """加入 3 条，移除 1 条; 已撤销 where it was taken back."""
    parts = [
        f"加入 {change.added:,} 条" if change.added else "",
        f"移除 {change.removed:,} 条" if change.removed else "",
    ]
    words = "，".join(filter(None, parts))
    if change.undoes:
        words = f"撤销：{words}"
    return f"{words}（已撤销）" if change.undone else words
