"""The two tables of 批量扫描: files with their counts, and the findings of one file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from qz_review.services.batch_scan import FoundPlace, ScannedRow
from ui.text.error_texts import sentence_for
from ui.widgets.cell_delegate import BOLD_ROLE, TONE_ROLE

_Index = QModelIndex | QPersistentModelIndex
FILE_COLUMNS = (
    ("name", "文件", 320),
    ("characters", "字数", 76),
    ("serious", "严重", 64),
    ("certain", "必错", 64),
    ("doubtful", "疑似", 64),
    ("hints", "提示", 64),
)
FOUND_COLUMNS = (
    ("line", "位置", 68),
    ("certainty", "程度", 56),
    ("severity", "严重", 56),
    ("gate", "六关", 72),
    ("name", "问题", 132),
    ("context", "原文", 240),
    ("suggestions", "建议", 112),
    ("message", "说明", 280),
)


class _Table(QAbstractTableModel):
    """What both have in common.  columns: key, title, width."""

    def __init__(self, columns: Sequence[tuple[str, str, int]]) -> None:
        super().__init__()
        self._columns = columns

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section][1]
        return None


class FileModel(_Table):
    """Files in the order they were scanned; grows while a scan runs."""

    def __init__(self) -> None:
        super().__init__(FILE_COLUMNS)
        self._rows: list[ScannedRow] = []

    def clear(self) -> None:
        """No files."""
        self.beginResetModel()
        self._rows = []
        self.endResetModel()

    def take(self, rows: Sequence[ScannedRow]) -> None:
        """Add what came since the last time; ``rows``: all there are."""
        fresh = rows[len(self._rows) :]
        if fresh:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self._rows.extend(fresh)
            self.endInsertRows()

    def row_at(self, place: int) -> ScannedRow | None:
        """The file of a row."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: cells."""
        row, key = self._rows[index.row()], FILE_COLUMNS[index.column()][0]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _file_words(row, key) or None
        if role == TONE_ROLE:
            if row.error is not None:
                return "danger" if key == "name" else "text3"
            grave = key == "serious" and row.serious
            return "danger" if grave else "text" if key == "name" else "text2"
        if role == BOLD_ROLE:
            return key == "serious" and row.serious > 0
        return None


def _file_words(row: ScannedRow, key: str) -> str:
    if row.error is not None:
        return f"{row.name}：{sentence_for(row.error)}" if key == "name" else ""
    if key == "name":
        return row.name
    value: int = getattr(row, key)
    return str(value) if value or key == "characters" else ""


class FoundModel(_Table):
    """The findings of one file."""

    def __init__(self) -> None:
        super().__init__(FOUND_COLUMNS)
        self._places: Sequence[FoundPlace] = ()

    def set_places(self, places: Sequence[FoundPlace]) -> None:
        """Show other findings."""
        self.beginResetModel()
        self._places = places
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: rows."""
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: cells."""
        place, key = self._places[index.row()], FOUND_COLUMNS[index.column()][0]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _found_words(place, key) or None
        if role == TONE_ROLE:
            if key in ("certainty", "severity") and place.severity == "严重":
                return "danger"
            return "text" if key in ("context", "name") else "text2"
        return None


def _found_words(place: FoundPlace, key: str) -> str:
    if key == "line":
        return f"第{place.line}段" if place.line else "文件"
    if key == "suggestions":
        return " / ".join(words or "删去" for words in place.suggestions)
    if key == "context":
        return place.context or place.quote
    if key == "message":
        return f"{place.message}（{place.source}）"
    return str(getattr(place, key))
