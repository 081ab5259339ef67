"""The rows of 台账, fetched page by page as they come into sight.

Signals: ``page_wanted(int)`` with the first row of a page that is shown and not there yet;
``sort_chosen(LedgerColumn, bool)`` with the column and whether it descends.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from qz_review.model.manuscript import Flag
from qz_review.model.stage import Phase
from qz_review.services.ledger_cells import cell_value
from qz_review.services.ledger_table import SORTABLE
from qz_review.services.ledger_views import LedgerAnswer, LedgerColumn, LedgerRow
from ui.widgets.cell_delegate import STAGE_ROLE, TAG_ROLE, TONE_ROLE, CellTag

PAGE = 100  # rows fetched at a time
COLUMNS = tuple(LedgerColumn)
WIDTHS = {
    LedgerColumn.NUMBER: 116,
    LedgerColumn.TITLE: 170,
    LedgerColumn.CHANNELS: 96,
    LedgerColumn.SECTION: 96,
    LedgerColumn.FLAGS: 112,
    LedgerColumn.AUTHOR: 96,
    LedgerColumn.EDITOR: 72,
    LedgerColumn.REVIEW_1: 66,
    LedgerColumn.PROOF_1: 108,
    LedgerColumn.REVIEW_2: 66,
    LedgerColumn.PROOF_2: 66,
    LedgerColumn.REVIEW_3: 100,
    LedgerColumn.PROOF_3: 108,
    LedgerColumn.REGISTERED: 100,
    LedgerColumn.RELEASED: 100,
    LedgerColumn.ARCHIVED: 100,
    LedgerColumn.CHARACTERS: 76,
    LedgerColumn.RETURNS: 58,
    LedgerColumn.SUPERSEDED: 88,
    LedgerColumn.STATE: 84,
}
"""px at 100 %."""

_Index = QModelIndex | QPersistentModelIndex
_TAGS = {
    Phase.FINAL_SCAN: "accent",
    Phase.READY: "accent",
    Phase.RELEASED: "ok",
    Phase.ARCHIVED: "ok",
    Phase.REJECTED: "danger",
    Phase.WITHDRAWN: "normal",
}
_MOMENTS: dict[LedgerColumn, Callable[[LedgerRow], datetime | None]] = {
    LedgerColumn.REGISTERED: lambda row: row.registered_at,
    LedgerColumn.RELEASED: lambda row: row.released_at,
    LedgerColumn.ARCHIVED: lambda row: row.archived_at,
}
"""Shown in the machine's own time zone, as on every screen."""
_STRONG = frozenset({LedgerColumn.TITLE, *(c for c in LedgerColumn if c.stage is not None)})


class LedgerModel(QAbstractTableModel):
    """All columns are there; the table hides those that were not chosen."""

    page_wanted = Signal(object)
    sort_chosen = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._total = 0
        self._year = datetime.now().astimezone().year
        self._pages: dict[int, tuple[LedgerRow, ...]] = {}
        self._asked: set[int] = set()

    @property
    def total(self) -> int:
        """Rows the query finds."""
        return self._total

    def start(self, answer: LedgerAnswer) -> None:
        """Show a new query's first page; other pages are fetched when they are seen."""
        self.beginResetModel()
        self._year = datetime.now().astimezone().year
        self._total = answer.sums.manuscripts
        self._pages = {0: answer.rows}
        self._asked = {0}
        self.endResetModel()

    def add_page(self, offset: int, rows: tuple[LedgerRow, ...]) -> None:
        """A page has come.  A total that moved meanwhile shows at the next query."""
        self._pages[offset // PAGE] = rows
        last = min(offset + len(rows), self._total) - 1
        if last >= offset:
            self.dataChanged.emit(self.index(offset, 0), self.index(last, len(COLUMNS) - 1))

    def row_at(self, place: int) -> LedgerRow | None:
        """The manuscript of a row, None while its page is on the way."""
        page = self._pages.get(place // PAGE)
        if page is None or not 0 <= place % PAGE < len(page):
            return None
        return page[place % PAGE]

    def place_of(self, manuscript_id: str) -> int:
        """The row of a manuscript among those that are there, -1 for none."""
        for page, rows in self._pages.items():
            for place, row in enumerate(rows):
                if row.manuscript_id == manuscript_id:
                    return page * PAGE + place
        return -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: rows."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: titles; steps give their chip instead."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        if role == STAGE_ROLE:
            return column.stage
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if column.stage is not None else column.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.label
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: cells; a row that is not there yet asks for its page and is blank meanwhile."""
        row = self.row_at(index.row())
        if row is None:
            self._ask(index.row())
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _whole(row, column) or None
        if role == STAGE_ROLE and column is LedgerColumn.STATE and not row.damaged:
            return row.stage
        if role == TAG_ROLE:
            return _tags(row, column)
        if role == TONE_ROLE:
            return _tone(row, column)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt: the query sorts; columns that it cannot sort by stay as they are."""
        if 0 <= column < len(COLUMNS) and COLUMNS[column] in SORTABLE:
            self.sort_chosen.emit(COLUMNS[column], order == Qt.SortOrder.DescendingOrder)

    def _ask(self, place: int) -> None:
        page = place // PAGE
        if page not in self._asked and 0 <= place < self._total:
            self._asked.add(page)
            self.page_wanted.emit(page * PAGE)

    def _words(self, row: LedgerRow, column: LedgerColumn) -> str:
        if column is LedgerColumn.STATE:
            return "超时" if row.late and row.stage is not None else ""
        if column in _MOMENTS:
            moment = _MOMENTS[column](row)
            local = moment.astimezone() if moment is not None else None
            if local is None:
                return ""
            return local.strftime("%m-%d %H:%M" if local.year == self._year else "%Y-%m-%d")
        value = cell_value(row, column)
        if isinstance(value, int):
            return f"{value:,}"
        if column.stage in row.delegated_stages:
            return str(value).replace("，受 ", " 受").replace(" 委托", "委托")
        return str(value or "")


def _whole(row: LedgerRow, column: LedgerColumn) -> str:
    if column in _MOMENTS:
        moment = _MOMENTS[column](row)
        return moment.astimezone().strftime("%Y-%m-%d %H:%M") if moment is not None else ""
    if column is LedgerColumn.STATE and row.released_at is not None and row.phase.is_over:
        said = "没有与发布的页面比对" if row.differences is None else "与发布的页面逐字相同"
        said = f"发布的页面有 {row.differences} 处不同" if row.differences else said
        return f"{row.phase.label}，{said}"
    return str(cell_value(row, column) or "")


def _tags(row: LedgerRow, column: LedgerColumn) -> tuple[CellTag, ...] | None:
    if column is LedgerColumn.STATE:
        if row.damaged:
            return (CellTag("记录损坏", "danger"),)
        if row.stage is None:
            return (_state_tag(row),)
    if column is LedgerColumn.FLAGS:
        return (
            tuple(
                CellTag(flag.label, "important" if flag is Flag.IMPORTANT else "normal")
                for flag in Flag
                if flag in row.flags
            )
            or None
        )
    return None


def _state_tag(row: LedgerRow) -> CellTag:
    """The phase; of what is released first whether the page was compared (所签即所发)."""
    if row.released_at is not None and row.phase.is_over:
        if row.differences is None:
            return CellTag("未比对", "warn")
        if row.differences:
            return CellTag(f"{row.differences} 处不同", "danger", "alert")
    return CellTag(row.phase.label, _TAGS.get(row.phase, "normal"))


def _tone(row: LedgerRow, column: LedgerColumn) -> str:
    if column.stage is not None and column.stage in row.delegated_stages:
        return "accent"
    if column is LedgerColumn.STATE and row.late:
        return "danger"
    if column is LedgerColumn.RETURNS and row.returns:
        return "danger"
    return "text" if column in _STRONG else "text2"
