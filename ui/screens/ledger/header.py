"""Head of 台账: title, when the ledger was verified, 校验, 列, 打印, 导出.

Signals: ``verify_clicked``, ``print_clicked``, ``export_chosen(str)`` with the key of a file,
``columns_chosen(tuple)`` with the columns to show, ``archive_set_clicked``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from qz_review.services.ledger_views import USUAL_COLUMNS, LedgerColumn
from qz_review.services.views import LedgerStatus
from ui.text.moments import moment_words
from ui.widgets.button import Button
from ui.widgets.drop_menu import drop_menu
from ui.widgets.icon_label import IconLabel
from ui.widgets.text_label import TextLabel

EXPORTS = (("xlsx", "台账 Excel…"), ("pdf", "台账 PDF…"))
_SET = "archive_set"
_ALWAYS = frozenset({LedgerColumn.NUMBER, LedgerColumn.TITLE})


class LedgerHeader(QWidget):
    """64 px high."""

    verify_clicked = Signal()
    print_clicked = Signal()
    export_chosen = Signal(str)
    columns_chosen = Signal(object)
    archive_set_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[LedgerColumn, ...] = USUAL_COLUMNS
        self.title = TextLabel("台账", "page-title", parent=self)
        self.status = IconLabel("shield", "", "small", "text2", parent=self)
        self.status.setObjectName("ledger_status")
        self.verify = Button("校验", self, icon="shield", name="ledger_verify",
                             tooltip="逐条重算摘要和签名")  # fmt: skip
        self.columns = Button("列", self, icon="columns", name="ledger_columns",
                              tooltip="选择显示哪些列")  # fmt: skip
        self.print_button = Button("打印", self, icon="print", name="ledger_print",
                                   tooltip="Ctrl P")  # fmt: skip
        self.export = Button("导出", self, icon="export", name="ledger_export")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 8)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(self.status)
        layout.addStretch(1)
        for button in (self.verify, self.columns, self.print_button, self.export):
            layout.addWidget(button)
        self.verify.clicked.connect(self.verify_clicked)
        self.print_button.clicked.connect(self.print_clicked)
        self.columns.clicked.connect(lambda: drop_menu(self.column_menu(), self.columns))
        self.export.clicked.connect(lambda: drop_menu(self.export_menu(), self.export))

    def set_status(self, status: LedgerStatus, now: datetime) -> None:
        """How much there is and when it was verified."""
        count = f"{status.events:,} 条"
        if not status.intact:
            self.status.set_content("alert", f"{count}，校验不过", "danger")
        elif status.verified_at is None:
            self.status.set_content("shield", f"{count}，还没校验", "text2")
        else:
            at = moment_words(status.verified_at, now)
            self.status.set_content("shield", f"{count}校验通过 · {at}", "ok")

    def set_columns(self, columns: Sequence[LedgerColumn]) -> None:
        """Which columns the menu ticks."""
        self._columns = tuple(columns)

    def column_menu(self) -> QMenu:
        """Every column, ticked where it is shown; 编号 and 标题 stay."""
        menu = QMenu(self)
        menu.setObjectName("column_menu")
        for column in LedgerColumn:
            entry = menu.addAction(column.label)
            entry.setCheckable(True)
            entry.setChecked(column in self._columns)
            entry.setEnabled(column not in _ALWAYS)
            entry.setData(column.value)
        menu.addSeparator()
        menu.addAction("恢复常用列").setData("")
        menu.triggered.connect(lambda entry: self._on_column(str(entry.data())))
        return menu

    def export_menu(self) -> QMenu:
        """The files that can be made."""
        menu = QMenu(self)
        menu.setObjectName("export_menu")
        for key, words in EXPORTS:
            menu.addAction(words).setData(key)
        menu.addSeparator()
        menu.addAction("归档成套…").setData(_SET)
        menu.triggered.connect(lambda entry: self._on_export(str(entry.data())))
        return menu

    def _on_export(self, key: str) -> None:
        if key == _SET:
            self.archive_set_clicked.emit()
        else:
            self.export_chosen.emit(key)

    def _on_column(self, key: str) -> None:
        if not key:
            self.columns_chosen.emit(USUAL_COLUMNS)
            return
        wanted = set(self._columns) ^ {LedgerColumn(key)}
        kept = [column for column in self._columns if column in wanted]
        self.columns_chosen.emit((*kept, *(c for c in LedgerColumn if c in wanted - set(kept))))
