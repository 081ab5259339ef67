"""稿件: filter row, table, empty states.

Signals: ``manuscript_opened(str)``, ``query_changed(ManuscriptQuery)``,
``columns_changed(str)`` with the head's state to keep, ``handover_requested(object)`` with the
ids of the rows selected.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QByteArray, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qz_review.model.person import Unit
from qz_review.services.views import ManuscriptPage, ManuscriptQuery
from ui.screens.manuscripts.filter_row import FilterRow
from ui.screens.manuscripts.model import COLUMNS, ManuscriptModel
from ui.theme.tokens import ROW_HEIGHT, TODO_ROW_HEIGHT
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.fill_column import FillColumn
from ui.widgets.headings import PageHeader
from ui.widgets.table_view import TableView
from ui.widgets.themed import Themed

_KEEP_AFTER_MS = 400
_SPARE = ("registered", "channels", "editor", "section", "updated")  # left out in narrow windows


class ManuscriptsScreen(Themed, QWidget):
    """Shows what its presenter hands over; asks by signals."""

    manuscript_opened = Signal(str)
    query_changed = Signal(object)
    columns_changed = Signal(str)
    handover_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("manuscripts_screen")
        self.header = PageHeader("稿件", parent=self)
        self.give = Button("交给谁…", self, icon="send", name="manuscripts_give")
        self.give.setToolTip("选中的稿件装进一个交接包；按住 Ctrl 或 Shift 选几件")
        self.give.setEnabled(False)
        self.header.add_action(self.give)
        self.filter = FilterRow(self)
        self.model = ManuscriptModel()
        self.table = TableView(self)
        self.empty = EmptyState("search", "没有符合条件的稿件", "", "清除条件", self)
        self._pages = QStackedWidget(self)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEEP_AFTER_MS)
        self._searching = False
        self._build()
        self._follow_theme()
        self._connect()

    def _build(self) -> None:
        self.table.setObjectName("manuscripts_table")
        self.table.setAccessibleName("稿件列表")
        self.table.setModel(self.model)
        self.table.setSelectionMode(TableView.SelectionMode.ExtendedSelection)
        self.table.set_column_widths({i: column.width for i, column in enumerate(COLUMNS)})
        least = self._least_title()
        spare = [_column(key) for key in _SPARE]
        self._fill = FillColumn(self.table, _column("title"), least, spare)
        head = self.table.horizontalHeader()
        head.setSortIndicatorShown(True)
        head.setSortIndicator(_column("updated"), Qt.SortOrder.DescendingOrder)
        self.table.setSortingEnabled(True)
        card = Card(self, padding=1, spacing=0)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        card.body.addWidget(self._pages)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 0, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(self.filter)
        inside.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(inside, 1)

    def _connect(self) -> None:
        self.table.row_opened.connect(self._on_row_opened)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.model.modelReset.connect(self._on_selection_changed)
        self.give.clicked.connect(lambda: self.handover_requested.emit(self.selected_ids))
        self.filter.query_changed.connect(self.query_changed)
        self.model.sort_chosen.connect(self.filter.set_sort)
        self.empty.action_clicked.connect(self.filter.reset)
        head = self.table.horizontalHeader()
        head.sectionResized.connect(self._on_section_resized)
        head.sectionMoved.connect(lambda *_: self._keep.start())
        self._keep.timeout.connect(self._on_keep)

    def set_unit(self, unit: Unit) -> None:
        """Offer the unit's sections and channels in the filter."""
        self.filter.set_unit(unit)

    def set_query(self, query: ManuscriptQuery) -> None:
        """Show another query."""
        column = next((i for i, c in enumerate(COLUMNS) if c.sort == query.sort), -1)
        head = self.table.horizontalHeader()
        blocked = head.blockSignals(True)
        order = Qt.SortOrder.DescendingOrder if query.descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(column, order)
        head.blockSignals(blocked)
        self.filter.set_query(query)

    def set_first_page(self, page: ManuscriptPage, query: ManuscriptQuery, now: datetime) -> None:
        """A query has been answered: show it from its first row."""
        kept = self.table.currentIndex().row()
        same = self.model.total == page.total
        scroll = self.table.verticalScrollBar().value()
        self._searching = bool(query.text.strip())
        self.model.start(page, now)
        self._fit_rows()
        if same and kept >= 0:
            self.table.setCurrentIndex(self.model.index(kept, 0))
            self.table.verticalScrollBar().setValue(scroll)
        conditions = self.filter.conditions
        narrowed = "，已按条件筛选" if conditions else ""
        self.header.set_title("稿件", f"共 {page.total:,} 件{narrowed}")
        if page.total:
            self._pages.setCurrentWidget(self.table)
        elif conditions:
            self.empty.set_content(
                "search", "没有符合条件的稿件", f"条件：{'、'.join(conditions)}", "清除条件"
            )
            self._pages.setCurrentWidget(self.empty)
        else:
            self.empty.set_content("doc", "还没有稿件", "登记的稿件会出现在这里", "")
            self._pages.setCurrentWidget(self.empty)

    def restore_columns(self, state: str) -> None:
        """Widths and order as they were left; empty for the usual ones."""
        if state:
            head = self.table.horizontalHeader()
            sort = head.sortIndicatorSection(), head.sortIndicatorOrder()
            self._fill.enabled = False
            head.restoreState(QByteArray.fromHex(state.encode("ascii")))
            head.setSortIndicator(*sort)
            self._fill.fill()  # a narrower window may have left columns out

    @property
    def selected_ids(self) -> tuple[str, ...]:
        """Ids of the manuscripts selected, from the top down."""
        places = sorted(i.row() for i in self.table.selectionModel().selectedRows())
        rows = (self.model.row_at(place) for place in places)
        return tuple(row.manuscript_id for row in rows if row is not None)

    def _on_selection_changed(self) -> None:
        count = len(self.table.selectionModel().selectedRows())
        self.give.setEnabled(count > 0)
        self.give.setText("交给谁…" if count < 2 else f"{count}件交给谁…")

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes, in order."""
        return (self.filter, self.table)

    def _on_row_opened(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is not None:
            self.manuscript_opened.emit(row.manuscript_id)

    def _on_section_resized(self) -> None:
        if not self._fill.is_filling and self.isVisible():
            self._keep.start()

    @staticmethod
    def _least_title() -> int:
        return next(column.width for column in COLUMNS if column.key == "title")

    def _on_keep(self) -> None:
        state = bytes(self.table.horizontalHeader().saveState().toHex().data()).decode("ascii")
        self.columns_changed.emit(state)

    def _fit_rows(self) -> None:
        height = TODO_ROW_HEIGHT if self._searching else ROW_HEIGHT
        self.table.verticalHeader().setDefaultSectionSize(self._theme.px(height))

    def _on_theme_changed(self) -> None:
        self._fit_rows()
        super()._on_theme_changed()


def _column(key: str) -> int:
    return next(i for i, column in enumerate(COLUMNS) if column.key == key)
