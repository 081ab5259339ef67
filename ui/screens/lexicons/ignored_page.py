"""忽略 for 本单位: what no scan of the unit reports any more, and taking it back.

Signals: ``restore_requested(IgnoredView)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qz_review.services.finding_views import IgnoredView
from ui.screens.lexicons.models import Rows
from ui.text.moments import moment_words
from ui.widgets.button import Button
from ui.widgets.cell_delegate import CAPTION_ROLE
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_view import TableView

_ROW = 56  # px of a row with a caption
_Index = QModelIndex | QPersistentModelIndex


class IgnoredModel(Rows):
    """Acts of setting aside, the latest first."""

    columns = (("ignored", "忽略", 280),)

    def __init__(self) -> None:
        super().__init__()
        self._acts: tuple[IgnoredView, ...] = ()
        self._now = datetime.now().astimezone()

    def set_acts(self, acts: Sequence[IgnoredView], now: datetime) -> None:
        """Show other acts."""
        self.beginResetModel()
        self._acts, self._now = tuple(acts), now
        self.endResetModel()

    def act_at(self, place: int) -> IgnoredView | None:
        """The act of a row."""
        return self._acts[place] if 0 <= place < len(self._acts) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: rows."""
        return 0 if parent.isValid() else len(self._acts)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: cells."""
        act = self._acts[index.row()]
        made = act.suppression
        if role == Qt.ItemDataRole.DisplayRole:
            return f"“{made.quote}”  {act.name or made.rule}"
        if role == CAPTION_ROLE:
            return f"{act.who} · {moment_words(act.at, self._now)} · {made.reason}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{made.rule} {act.name}\n理由：{made.reason}"
        return None


class IgnoredPage(QWidget):
    """The list with its button."""

    restore_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = IgnoredModel()
        self.table = TableView(self, row_height=_ROW)
        self.table.setModel(self.model)
        self.table.setAccessibleName("本单位忽略的问题")
        self.table.horizontalHeader().hide()
        self.table.set_column_widths({}, stretch=0)
        self.restore = Button("恢复检查…", self, size="small", name="lexicon_restore")
        self.restore.setEnabled(False)
        nothing = EmptyState(
            "check", "没有对本单位忽略的问题", "审校稿件时选“本单位”忽略的列在这里", "", self
        )
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.addWidget(self.restore)
        foot.addStretch(1)
        listed = QWidget(self)
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.table, 1)
        inside.addLayout(foot)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(nothing)
        self._pages.addWidget(listed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.table.row_selected.connect(self._on_row_selected)
        self.restore.clicked.connect(self._on_restore_clicked)

    def show_acts(self, acts: Sequence[IgnoredView], now: datetime, *, may_change: bool) -> None:
        """Show what is set aside; may_change: whether this person may take it back."""
        self.model.set_acts(acts, now)
        self.restore.setVisible(may_change)
        self.restore.setEnabled(False)
        self._pages.setCurrentIndex(1 if acts else 0)

    def _on_row_selected(self, index: QModelIndex) -> None:
        self.restore.setEnabled(self.model.act_at(index.row()) is not None)

    def _on_restore_clicked(self) -> None:
        act = self.model.act_at(self.table.currentIndex().row())
        if act is not None:
            self.restore_requested.emit(act)
