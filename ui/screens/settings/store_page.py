"""台账与备份: verification, backups, restoring, the administrators' recovery code.

Signals: ``verify_requested(bool)`` (True: everything from the first event on),
``backup_requested()``, ``restore_requested(BackupRow)``, ``recovery_requested()``,
``folder_requested()``, ``rebuild_requested()``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from qz_review.services.results import BackupRow
from qz_review.services.views import LedgerStatus
from ui.screens.settings.page import SettingsPage
from ui.text.moments import moment_words
from ui.theme.tokens import HEAD_HEIGHT, ROW_HEIGHT
from ui.widgets.button import Button
from ui.widgets.icon_label import IconLabel
from ui.widgets.text_label import TextLabel

_SHOWN = 8  # backups without scrolling
_MEGABYTE = 1024 * 1024


class StorePage(SettingsPage):
    """administrator: only he restores and renews the recovery code."""

    verify_requested = Signal(bool)
    backup_requested = Signal()
    restore_requested = Signal(object)
    recovery_requested = Signal()
    folder_requested = Signal()
    rebuild_requested = Signal()

    def __init__(self, administrator: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[BackupRow, ...] = ()
        self.status = IconLabel("shield", "", "body", "text")
        self.status.setObjectName("store_status")
        self.verify = Button("全部校验", icon="shield", name="store_verify")
        self.rebuild = Button("重建列表", name="store_rebuild")
        self.backup = Button("立即备份", icon="backup", name="store_backup")
        self.restore = Button("恢复到…", name="store_restore")
        self.folder = Button("打开文件夹", kind="link", name="store_folder")
        self.recovery = Button("换恢复码…", icon="key", name="store_recovery")
        self.table = QTableWidget(0, 3)
        self._build(administrator)
        self._connect()

    def _build(self, administrator: bool) -> None:
        ledger = self.group("台账", "逐条重算摘要和签名；校验时可以继续办理")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.status)
        line.addStretch(1)
        line.addWidget(self.rebuild)
        line.addWidget(self.verify)
        ledger.body.addLayout(line)
        words = "列表或搜索看着不对时重建，台账本身不变"
        ledger.body.addWidget(TextLabel(words, "caption"))
        backups = self.group("备份", "每天第一次登录时自动备份；恢复到空文件夹，现有数据不动")
        table = self.table
        table.setObjectName("store_backups")
        table.setAccessibleName("备份列表")
        table.setHorizontalHeaderLabels(["时间", "大小", "文件"])
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setHighlightSections(False)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        table.horizontalHeader().setDefaultAlignment(left)
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self._empty = TextLabel("还没有备份", "caption")
        backups.body.addWidget(self._empty)
        backups.body.addWidget(table)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.folder)
        acts.addStretch(1)
        acts.addWidget(self.restore)
        acts.addWidget(self.backup)
        backups.body.addLayout(acts)
        self.restore.setVisible(administrator)
        if administrator:
            recovery = self.group("恢复码", "管理员忘记密码时用；换了以后，旧的那一张作废")
            line = QHBoxLayout()
            line.addWidget(TextLabel("打印出来，锁在柜里", "small", "text2"))
            line.addStretch(1)
            line.addWidget(self.recovery)
            recovery.body.addLayout(line)

    def _connect(self) -> None:
        self.verify.clicked.connect(lambda: self.verify_requested.emit(True))
        self.rebuild.clicked.connect(self.rebuild_requested)
        self.backup.clicked.connect(self.backup_requested)
        self.folder.clicked.connect(self.folder_requested)
        self.recovery.clicked.connect(self.recovery_requested)
        self.restore.clicked.connect(self._on_restore)
        self.table.itemSelectionChanged.connect(self._show_acts)

    def set_status(self, status: LedgerStatus, now: datetime) -> None:
        """How much there is and when it was verified."""
        count = f"台账 {status.events:,} 条"
        if not status.intact:
            self.status.set_content("alert", f"{count}，校验不过", "danger")
        elif status.verified_at is None:
            self.status.set_content("shield", f"{count}，还没校验", "text2")
        else:
            at = moment_words(status.verified_at, now)
            self.status.set_content("shield", f"{count}校验通过 · {at}", "ok")

    def set_backups(self, rows: Sequence[BackupRow], now: datetime) -> None:
        """The backups there are, newest first."""
        self._rows = tuple(rows)
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            cells = (
                moment_words(row.made_at, now),
                f"{max(row.size / _MEGABYTE, 0.1):,.1f} MB",
                row.path.name,
            )
            for column, words in enumerate(cells):
                self.table.setItem(place, column, QTableWidgetItem(words))
        height = self._theme.px(HEAD_HEIGHT)
        height += self._theme.px(ROW_HEIGHT) * min(len(rows), _SHOWN) + 2
        self.table.verticalHeader().setDefaultSectionSize(self._theme.px(ROW_HEIGHT))
        self.table.setColumnWidth(0, self._theme.px(180))
        self.table.setColumnWidth(1, self._theme.px(110))
        self.table.setFixedHeight(height)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if rows:
            self.table.selectRow(0)
        self._show_acts()

    def set_busy(self, act: str, busy: bool) -> None:
        """``verify``, ``backup``, ``restore`` or ``rebuild`` is running."""
        getattr(self, act).setEnabled(not busy)

    def _show_acts(self) -> None:
        self.restore.setEnabled(0 <= self.table.currentRow() < len(self._rows))

    def _on_restore(self) -> None:
        place = self.table.currentRow()
        if 0 <= place < len(self._rows):
            self.restore_requested.emit(self._rows[place])
