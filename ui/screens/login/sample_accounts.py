"""示例单位: the accounts and their passwords, one click away.

Signals: ``account_chosen(account, password)``.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from qz_review.services.views import AccountView
from ui.theme.tokens import HEAD_HEIGHT
from ui.widgets.card import Card
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

_ROW = 34  # px at 100 %
_ROWS = 12  # shown without scrolling


class SampleAccounts(Themed, QWidget):
    """A table 姓名 · 职务 · 账号 · 密码; choosing a row fills both fields."""

    account_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accounts: tuple[AccountView, ...] = ()
        self._table = QTableWidget(0, 4, self)
        self._build()
        self._follow_theme()
        self._table.itemActivated.connect(self._on_item)
        self._table.itemClicked.connect(self._on_item)

    def _build(self) -> None:
        table = self._table
        table.setObjectName("sample_accounts")
        table.setAccessibleName("示例单位的账号和密码")
        table.setHorizontalHeaderLabels(["姓名", "职务", "账号", "密码"])
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        card = Card(padding=0, spacing=0)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(TextLabel("示例单位的人员", "section-title", parent=self))
        layout.addWidget(TextLabel("选一行即填入账号和密码", "caption", parent=self))
        layout.addWidget(card)
        layout.addStretch(1)

    def set_accounts(self, accounts: Sequence[AccountView]) -> None:
        """Show the people and their passwords."""
        self._accounts = tuple(accounts)
        self._table.setRowCount(len(self._accounts))
        for row, view in enumerate(self._accounts):
            duty = " ".join(part for part in (view.section, view.duty) if part)
            for column, text in enumerate((view.name, duty, view.account, view.sample_password)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self._table.setItem(row, column, item)
        self._fit()

    def _on_theme_changed(self) -> None:
        self._fit()
        super()._on_theme_changed()

    def _fit(self) -> None:
        row = self._theme.px(_ROW)
        self._table.verticalHeader().setDefaultSectionSize(row)
        head = self._theme.px(HEAD_HEIGHT)
        self._table.horizontalHeader().setFixedHeight(head)
        rows = min(max(self._table.rowCount(), 1), _ROWS)
        self._table.setFixedHeight(head + row * rows)

    def _on_item(self, item: QTableWidgetItem) -> None:
        view = self._accounts[item.row()]
        self.account_chosen.emit(view.account, view.sample_password)
