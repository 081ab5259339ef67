"""交接包: 待收, 已交出, 需处理.

Signals: ``open_requested()`` a file is to be chosen; ``refresh_requested()`` look at everything
in the inbox again; ``settings_requested()``; ``row_opened(InboxRow)``,
``admit_requested(InboxRow)``; ``manuscript_opened(str)``;
``recall_requested(OutboxRow)``, ``write_again_requested(OutboxRow)``; ``fork_opened(ForkRow)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qz_review.services.forks import ForkRow
from qz_review.services.handover_views import OutboxRow, OutboxState
from qz_review.services.inbox import InboxRow, InboxView
from ui.screens.handover.models import (
    ATTENTION,
    FILL,
    INBOX,
    OUTBOX,
    Line,
    LinesModel,
    Subject,
    attention_lines,
    inbox_lines,
    outbox_lines,
)
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.fill_column import FillColumn
from ui.widgets.headings import PageHeader
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_view import TableView

_TABS = (("inbox", "待收"), ("outbox", "已交出"), ("attention", "需处理"))
_COLUMNS = {"inbox": INBOX, "outbox": OUTBOX, "attention": ATTENTION}
_SPARE = {"inbox": (), "outbox": (3,), "attention": (1,)}
_NO_FOLDER = "没有设交换目录，用 U 盘带来的包从“打开交接包…”打开，或拖进窗口"


class HandoverScreen(QWidget):
    """Shows what the presenter and the watch hand over; asks by signals."""

    open_requested = Signal()
    refresh_requested = Signal()
    settings_requested = Signal()
    row_opened = Signal(object)
    admit_requested = Signal(object)
    manuscript_opened = Signal(str)
    recall_requested = Signal(object)
    write_again_requested = Signal(object)
    fork_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("handover_screen")
        self._inbox: InboxView | None = None
        self._outbox: tuple[OutboxRow, ...] = ()
        self._forks: tuple[ForkRow, ...] = ()
        self.header = PageHeader("交接包", parent=self)
        self.open_file = Button("打开交接包…", self, icon="folder", name="handover_open")
        self.refresh = Button("重新检查", self, icon="refresh", name="handover_refresh")
        self.banner = Banner("warn", "", parent=self)
        self.banner.setObjectName("handover_banner")
        self.tabs = TabStrip(_TABS, self)
        self.models = {key: LinesModel(columns) for key, columns in _COLUMNS.items()}
        self.tables = {key: TableView(self) for key in _COLUMNS}
        self.empties = {
            "inbox": EmptyState("box", "没有待收的交接包", "", "", self),
            "outbox": EmptyState(
                "send", "还没有交出过稿件", "在稿件页的“更多”里选“交给谁”", "", self
            ),
            "attention": EmptyState("check", "没有要处理的", "分叉、接不上和久未签收的会在这里", "",
                                    self),
        }  # fmt: skip
        self._stacks: dict[str, QStackedWidget] = {}
        self._pages = QStackedWidget(self)
        self.open_row = Button("查看", self, name="handover_view")
        self.admit = Button("接收", self, kind="primary", name="handover_admit")
        self.recall = Button("收回…", self, kind="danger", icon="undo", name="handover_recall")
        self.again = Button("再写一次…", self, icon="save", name="handover_again")
        self.manuscript = Button("打开稿件", self, icon="doc", name="handover_manuscript")
        self._build()
        self._connect()
        self._show_acts()

    def _build(self) -> None:
        for button in (self.refresh, self.open_file):
            self.header.add_action(button)
        for key, table in self.tables.items():
            table.setObjectName(f"handover_{key}")
            table.setAccessibleName(dict(_TABS)[key])
            table.setModel(self.models[key])
            columns = _COLUMNS[key]
            table.set_column_widths({i: c.width for i, c in enumerate(columns)})
            FillColumn(table, FILL[key], columns[FILL[key]].width, _SPARE[key])
            stack = QStackedWidget(self)
            stack.addWidget(self.empties[key])
            stack.addWidget(table)
            self._stacks[key] = stack
            self._pages.addWidget(stack)
        acts = QHBoxLayout()
        acts.setContentsMargins(16, 8, 16, 8)
        acts.setSpacing(8)
        acts.addStretch(1)
        for button in (self.manuscript, self.again, self.recall, self.open_row, self.admit):
            acts.addWidget(button)
        self._bar = QWidget(self)
        self._bar.setLayout(acts)
        card = Card(self, padding=1, spacing=0)
        card.body.addWidget(self.tabs)
        card.body.addWidget(self._pages, 1)
        card.body.addWidget(self._bar)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 8, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(self.banner)
        inside.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(inside, 1)
        self.banner.hide()

    def _connect(self) -> None:
        self.open_file.clicked.connect(self.open_requested)
        self.refresh.clicked.connect(self.refresh_requested)
        self.banner.action_clicked.connect(self.settings_requested)
        self.empties["inbox"].action_clicked.connect(self.settings_requested)
        self.tabs.current_changed.connect(self._on_tab_changed)
        for key, table in self.tables.items():
            table.row_opened.connect(self._on_row_opened)
            table.row_selected.connect(lambda _index: self._show_acts())
            self.models[key].modelReset.connect(self._show_acts)
        self.open_row.clicked.connect(lambda: self._open(self.selected))
        self.admit.clicked.connect(self._on_admit_clicked)
        self.recall.clicked.connect(lambda: self._ask(self.recall_requested))
        self.again.clicked.connect(lambda: self._ask(self.write_again_requested))
        self.manuscript.clicked.connect(self._on_manuscript_clicked)

    # --- what is shown ------------------------------------------------------------------------

    @property
    def selected(self) -> Subject | None:
        """What the current row is about."""
        key = self.tabs.current
        return self.models[key].subject_at(self.tables[key].currentIndex().row())

    def set_inbox(self, view: InboxView) -> None:
        """What waits in the inbox, and how the exchange folder is."""
        self._inbox = view
        empty = self.empties["inbox"]
        if view.folder is None:
            self.header.set_title("交接包", "没有设交换目录")
            empty.set_content("box", "没有待收的交接包", _NO_FOLDER, "设交换目录")
        else:
            self.header.set_title("交接包", f"交换目录 {view.folder}")
            empty.set_content("box", "没有待收的交接包", "交给你的稿件放进收件夹后出现在这里", "")
        self._show_banner(view)
        self._show()

    def set_sent(self, outbox: Sequence[OutboxRow], forks: Sequence[ForkRow]) -> None:
        """What this desk gave away, and the forks it knows."""
        self._outbox, self._forks = tuple(outbox), tuple(forks)
        self._show()

    def show_tab(self, key: str) -> None:
        """待收 ``inbox``, 已交出 ``outbox``, 需处理 ``attention``."""
        self.tabs.set_current(key)

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes, in order."""
        return (self.tabs, self.tables[self.tabs.current])

    def _show_banner(self, view: InboxView) -> None:
        if not view.reachable:
            words = "连上共享后自动再看；交出和签收过的都在台账里，不受影响"
            words = f"{view.reason}。{words}" if view.reason else words
            self.banner.set_content("warn", "交换目录打不开", words, "看设置")
        elif view.copying:
            names = "、".join(view.copying[:3])
            self.banner.set_content("accent", f"正在复制 {len(view.copying)}个包", names)
        self.banner.setVisible(not view.reachable or bool(view.copying))

    def _show(self) -> None:
        now = datetime.now(UTC)
        rows = self._inbox.rows if self._inbox is not None else ()
        self._set("inbox", inbox_lines(rows, now))
        self._set("outbox", outbox_lines(self._outbox, now))
        self._set("attention", attention_lines(rows, self._forks, self._outbox, now))
        open_ones = sum(1 for row in self._outbox if row.state is OutboxState.UNDER_WAY)
        self.tabs.set_count("outbox", open_ones or "")

    def _set(self, key: str, lines: tuple[Line, ...]) -> None:
        table, model = self.tables[key], self.models[key]
        kept = model.subject_at(table.currentIndex().row())
        model.set_lines(lines)
        self._stacks[key].setCurrentIndex(1 if lines else 0)
        self.tabs.set_count(key, len(lines) or "")
        if lines and not table.currentIndex().isValid():
            table.setCurrentIndex(model.index(max(model.place_of(kept), 0), 0))
        self._show_acts()

    def _show_acts(self) -> None:
        subject = self.selected
        given = isinstance(subject, OutboxRow)
        under_way = isinstance(subject, OutboxRow) and subject.state is OutboxState.UNDER_WAY
        self.manuscript.setVisible(given)
        self.recall.setVisible(under_way)
        self.again.setVisible(under_way)
        self.open_row.setVisible(subject is not None and not given)
        self.admit.setVisible(isinstance(subject, InboxRow) and subject.for_me)
        admits = self.admit.isVisibleTo(self)
        self.open_row.set_kind("secondary" if admits else "primary")
        self.open_row.setText("比较两支" if isinstance(subject, ForkRow) else "查看")
        self._bar.setVisible(subject is not None)

    # --- what the person does -------------------------------------------------------------------

    def _on_tab_changed(self, key: str) -> None:
        self._pages.setCurrentWidget(self._stacks[key])
        self._show_acts()

    def _on_row_opened(self, index: QModelIndex) -> None:
        key = self.tabs.current
        self._open(self.models[key].subject_at(index.row()))

    def _open(self, subject: Subject | None) -> None:
        if isinstance(subject, InboxRow):
            self.row_opened.emit(subject)
        elif isinstance(subject, ForkRow):
            self.fork_opened.emit(subject)
        elif isinstance(subject, OutboxRow):
            self.manuscript_opened.emit(subject.manuscript_id)

    def _ask(self, signal: SignalInstance) -> None:
        subject = self.selected
        if isinstance(subject, OutboxRow):
            signal.emit(subject)

    def _on_admit_clicked(self) -> None:
        subject = self.selected
        if isinstance(subject, InboxRow):
            self.admit_requested.emit(subject)

    def _on_manuscript_clicked(self) -> None:
        subject = self.selected
        if isinstance(subject, OutboxRow):
            self.manuscript_opened.emit(subject.manuscript_id)
