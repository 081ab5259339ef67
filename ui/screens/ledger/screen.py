"""台账, as mock-up 05: filter, table over text and 责任倒查.

Signals: ``manuscript_opened(str)``; ``manuscript_selected(str)`` empty for none;
``query_changed(LedgerQuery)``; ``layout_changed(str, object)`` name and value of what to keep;
``verified(VerifyReport)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QByteArray, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from qz_review.model.person import Person, Unit
from qz_review.services.ledger_views import LedgerAnswer, LedgerColumn, LedgerQuery
from ui.editor.page_images import BlobSource
from ui.screens.ledger.filter_row import LedgerFilter
from ui.screens.ledger.header import LedgerHeader
from ui.screens.ledger.model import LedgerModel
from ui.screens.ledger.table import LedgerTableView
from ui.screens.ledger.text_pane import TextPane
from ui.screens.ledger.trace_pane import TracePane
from ui.widgets.empty_state import EmptyState
from ui.widgets.themed import Themed

COLUMNS, SPLIT_DOWN, SPLIT_ACROSS = "ledger.columns", "ledger.down", "ledger.across"
_TRACE = 480  # px at 100 %
_SELECT_AFTER_MS = 120  # rows passed by arrow key are not loaded
_KEEP_AFTER_MS = 400


class LedgerScreen(Themed, QWidget):
    """Shows what its presenter hands over; asks by signals.  today: in China."""

    manuscript_opened = Signal(str)
    manuscript_selected = Signal(str)
    query_changed = Signal(object)
    layout_changed = Signal(str, object)
    verified = Signal(object)

    def __init__(self, blob: BlobSource, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ledger_screen")
        self.header = LedgerHeader(self)
        self.filter = LedgerFilter(today, self)
        self.model = LedgerModel()
        self.table = LedgerTableView(self.model, self)
        self.empty = EmptyState("book", "没有符合条件的稿件", "", "清除条件", self)
        self.text = TextPane(blob, self)
        self.trace = TracePane(self)
        self._pages = QStackedWidget(self)
        self.down = QSplitter(Qt.Orientation.Vertical, self)
        self.across = QSplitter(Qt.Orientation.Horizontal, self)
        self._selected = ""
        self._choosing = _timer(self, _SELECT_AFTER_MS)
        self._keeping = _timer(self, _KEEP_AFTER_MS)
        self._build()
        self._follow_theme()
        self._connect()

    def _build(self) -> None:
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        top = QWidget(self)
        inside = QVBoxLayout(top)
        inside.setContentsMargins(16, 0, 16, 0)
        inside.addWidget(self._pages)
        self.across.addWidget(self.text)
        self.across.addWidget(self.trace)
        self.down.addWidget(top)
        self.down.addWidget(self.across)
        for splitter in (self.down, self.across):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        self.down.setStretchFactor(0, 1)
        self.down.setStretchFactor(1, 1)
        self.across.setStretchFactor(0, 1)
        self.across.setStretchFactor(1, 0)
        self.down.setSizes([400, 400])
        self.across.setSizes([700, _TRACE])
        filters = QWidget(self)
        line = QVBoxLayout(filters)
        line.setContentsMargins(24, 0, 24, 10)
        line.addWidget(self.filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(filters)
        layout.addWidget(self.down, 1)

    def _connect(self) -> None:
        self.table.row_opened.connect(self._on_row_opened)
        self.table.row_selected.connect(lambda _: self._choosing.start())
        self.filter.query_changed.connect(self.query_changed)
        self.model.sort_chosen.connect(self.filter.set_sort)
        self.header.columns_chosen.connect(self._on_columns_chosen)
        self.table.columns_changed.connect(lambda kept: self.layout_changed.emit(COLUMNS, kept))
        self.empty.action_clicked.connect(self.filter.reset)
        self.text.open_clicked.connect(lambda: self.manuscript_opened.emit(self._selected))
        self.down.splitterMoved.connect(lambda *_: self._keeping.start())
        self.across.splitterMoved.connect(lambda *_: self._keeping.start())
        self._choosing.timeout.connect(self._on_chosen)
        QShortcut(QKeySequence.StandardKey.Print, self, self.header.print_clicked.emit)
        self._keeping.timeout.connect(self._on_keep)

    @property
    def selected(self) -> str:
        """Id of the manuscript whose text is shown, empty for none."""
        return self._selected

    def set_offers(self, unit: Unit, people: Sequence[Person]) -> None:
        """What the filter offers."""
        self.filter.set_offers(unit, people)

    def set_query(self, query: LedgerQuery) -> None:
        """Show another query."""
        self.table.set_sort(query.sort, descending=query.descending)
        self.filter.set_query(query)

    def set_answer(self, answer: LedgerAnswer) -> None:
        """A query has been answered: show it from its first row; the row chosen stays."""
        scroll = self.table.verticalScrollBar().value()
        self.model.start(answer)
        self.filter.set_sums(answer.sums)
        place = self.model.place_of(self._selected) if self._selected else -1
        if place >= 0:
            self.table.setCurrentIndex(self.model.index(place, 0))
            self.table.verticalScrollBar().setValue(scroll)
        elif answer.rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self._choose("")
        self._show_emptiness(answer)

    def _show_emptiness(self, answer: LedgerAnswer) -> None:
        if answer.sums.manuscripts:
            self._pages.setCurrentWidget(self.table)
            return
        if self.filter.is_narrowed:
            self.empty.set_content(
                "search", "没有符合条件的稿件", "放宽时间、人员或状态再查", "清除条件"
            )
        else:
            self.empty.set_content("book", "台账还是空的", "登记第一件稿件后，这里逐件列出", "")
        self._pages.setCurrentWidget(self.empty)

    def set_columns(self, columns: Sequence[LedgerColumn]) -> None:
        """Show these columns."""
        self.table.set_columns(columns)
        self.header.set_columns(self.table.columns)

    def restore(self, columns: object, down: object, across: object) -> None:
        """Columns and splitters as they were left; None for the usual ones."""
        if isinstance(columns, dict):
            self.table.restore(columns)
        self.header.set_columns(self.table.columns)
        for splitter, state in ((self.down, down), (self.across, across)):
            if isinstance(state, str) and state:
                splitter.restoreState(QByteArray.fromHex(state.encode("ascii")))

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes, in order."""
        return (self.filter, self.table, self.text.page, self.trace)

    def _on_row_opened(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is not None:
            self.manuscript_opened.emit(row.manuscript_id)

    def _on_chosen(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        if row is not None:
            self._choose(row.manuscript_id)

    def _choose(self, manuscript_id: str) -> None:
        if manuscript_id != self._selected:
            self._selected = manuscript_id
            self.manuscript_selected.emit(manuscript_id)

    def _on_columns_chosen(self, columns: Sequence[LedgerColumn]) -> None:
        self.set_columns(columns)
        self.layout_changed.emit(COLUMNS, self.table.kept())

    def _on_keep(self) -> None:
        for name, splitter in ((SPLIT_DOWN, self.down), (SPLIT_ACROSS, self.across)):
            state = bytes(splitter.saveState().toHex().data()).decode("ascii")
            self.layout_changed.emit(name, state)


def _timer(parent: QWidget, milliseconds: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer
