"""The rows of 稿件, fetched page by page as they come into sight.

Signals: ``page_wanted(int)`` with the first row of a page that is shown and not there yet;
``sort_chosen(str, bool)`` with the query's sort and whether it descends.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from qz_review.model.manuscript import Flag
from qz_review.model.stage import Phase
from qz_review.services.views import ManuscriptPage, ManuscriptRow
from ui.text.moments import deadline_tone, deadline_words, moment_words
from ui.text.names import holders_words
from ui.widgets.cell_delegate import CAPTION_ROLE, STAGE_ROLE, TAG_ROLE, TONE_ROLE, CellTag

PAGE = 200  # rows fetched at a time
_Index = QModelIndex | QPersistentModelIndex

_TAG_VARIANTS = {
    Phase.FINAL_SCAN: "accent",
    Phase.READY: "accent",
    Phase.RELEASED: "ok",
    Phase.ARCHIVED: "ok",
    Phase.REJECTED: "danger",
    Phase.WITHDRAWN: "normal",
}
_FLAG_ICONS = {Flag.IMPORTANT: "star", Flag.REPRINT: "link", Flag.OTHER_UNITS: "stamp"}


@dataclass(frozen=True, slots=True)
class Column:
    """key: for kept widths; sort: the query's sort where it can be sorted; width in px."""

    key: str
    title: str
    width: int
    sort: str = ""
    words: Callable[[ManuscriptRow], str] = lambda row: ""


COLUMNS = (
    Column("number", "编号", 124, "number", lambda row: row.number),
    Column("title", "标题", 300, "title", lambda row: row.title),
    Column("state", "环节", 108),
    Column("holders", "在谁手上", 124),
    Column("due", "时限", 116, "due"),
    Column("flags", "标记", 132),
    Column("updated", "更新", 128, "updated"),
    Column("section", "科室", 96, "", lambda row: row.section),
    Column("channels", "渠道", 160, "", lambda row: row.channels),
    Column("editor", "采编", 80, "", lambda row: row.editor),
    Column("registered", "登记", 128, "registered"),
)
KEYS = tuple(column.key for column in COLUMNS)


class ManuscriptModel(QAbstractTableModel):
    """own_name: shown as 你 among the holders; now: the moment deadlines are told against."""

    page_wanted = Signal(object)
    sort_chosen = Signal(str, bool)

    def __init__(self, own_name: str = "") -> None:
        super().__init__()
        self._own_name = own_name
        self._now = datetime.now().astimezone()
        self._total = 0
        self._pages: dict[int, tuple[ManuscriptRow, ...]] = {}
        self._asked: set[int] = set()

    @property
    def total(self) -> int:
        """Rows the query finds."""
        return self._total

    def set_own_name(self, name: str) -> None:
        """Whom 你 means."""
        self._own_name = name

    def start(self, page: ManuscriptPage, now: datetime) -> None:
        """Show a new query's first page; other pages are fetched when they are seen."""
        self.beginResetModel()
        self._now = now
        self._total = page.total
        self._pages = {0: page.rows}
        self._asked = {0}
        self.endResetModel()

    def add_page(self, offset: int, page: ManuscriptPage) -> None:
        """A page has come.  A total that moved meanwhile shows at the next query."""
        place = offset // PAGE
        self._pages[place] = page.rows
        last = min(offset + len(page.rows), self._total) - 1
        if last >= offset:
            self.dataChanged.emit(self.index(offset, 0), self.index(last, len(COLUMNS) - 1))

    def row_at(self, place: int) -> ManuscriptRow | None:
        """The manuscript of a row, None while its page is on the way."""
        page = self._pages.get(place // PAGE)
        if page is None or place % PAGE >= len(page):
            return None
        return page[place % PAGE]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: rows."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: cells; a row that is not there yet asks for its page and is blank meanwhile."""
        row = self.row_at(index.row())
        if row is None:
            self._ask(index.row())
            return None
        key = COLUMNS[index.column()].key
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, key)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.title if key == "title" else self._words(row, key) or None
        if role == STAGE_ROLE and key == "state":
            return row.stage
        if role == TAG_ROLE:
            return self._tags(row, key)
        if role == TONE_ROLE:
            return self._tone(row, key)
        if role == CAPTION_ROLE and key == "title" and row.hit is not None:
            return "".join(row.hit)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt: the query sorts; columns that it cannot sort by stay as they are."""
        if 0 <= column < len(COLUMNS) and COLUMNS[column].sort:
            self.sort_chosen.emit(COLUMNS[column].sort, order == Qt.SortOrder.DescendingOrder)

    def _ask(self, place: int) -> None:
        page = place // PAGE
        if page not in self._asked and place < self._total:
            self._asked.add(page)
            self.page_wanted.emit(page * PAGE)

    def _words(self, row: ManuscriptRow, key: str) -> str:
        if key == "state":
            return "退回" if row.returned and row.stage is not None else ""
        if key == "holders":
            return holders_words(row.holders, self._own_name)
        if key == "due":
            over = row.due is None or row.phase.is_over
            return "" if over or row.due is None else deadline_words(row.due, self._now)
        if key == "registered":
            return moment_words(row.registered_at, self._now)
        if key == "updated":
            return moment_words(row.updated_at, self._now)
        return next(column.words(row) for column in COLUMNS if column.key == key)

    def _tags(self, row: ManuscriptRow, key: str) -> tuple[CellTag, ...] | None:
        if key == "state" and row.damaged:
            return (CellTag("记录损坏", "danger"),)
        if key == "state" and row.stage is None:
            return (CellTag(row.phase.label, _TAG_VARIANTS.get(row.phase, "normal")),)
        if key == "flags":
            return tuple(
                CellTag(flag.label, "important" if flag is Flag.IMPORTANT else "normal",
                        _FLAG_ICONS.get(flag))
                for flag in Flag if flag in row.flags
            ) or None  # fmt: skip
        return None

    def _tone(self, row: ManuscriptRow, key: str) -> str:
        if key == "due" and row.due is not None:
            return deadline_tone(row.due, self._now)
        if key == "state" and row.returned:
            return "danger"
        return "text" if key == "title" else "text2"
