"""词库: category tree with counts, the table of entries, one entry, trial and history at the right.

Signals: ``add_requested(str)`` with the category shown; ``change_requested(EntryRow)``,
``remove_requested(EntryRow)``, ``set_aside_requested(EntryRow)``; ``import_requested(str)``,
``export_requested(str)`` with the category; ``query_changed(str, str)`` with category and words;
``try_requested(str)``; ``undo_requested(ChangeRow)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qz_review.services.finding_views import IgnoredView
from qz_review.services.lexicon_views import CategoryCount, ChangeRow, EntryPage, EntryRow
from ui.screens.lexicons.models import CategoryModel, EntryModel
from ui.screens.lexicons.side import LexiconSide
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.fill_column import FillColumn
from ui.widgets.headings import PageHeader
from ui.widgets.search_field import SearchField
from ui.widgets.table_view import TableView
from ui.widgets.text_label import ElidedLabel
from ui.widgets.themed import Themed

_TREE, _SIDE, _SIDE_WIDE = 248, 320, 384  # px at 100 %
_TREE_ROW = 34
_WIDE = 1500  # px of the screen from which the right side takes more room
_LEAST_WORDS = 140
_SPARE = ("source", "changed", "message", "days")  # the right side shows them all


class LexiconsScreen(Themed, QWidget):
    """Shows what its presenter hands over; asks by signals."""

    add_requested = Signal(str)
    change_requested = Signal(object)
    remove_requested = Signal(object)
    set_aside_requested = Signal(object)
    import_requested = Signal(str)
    export_requested = Signal(str)
    query_changed = Signal(str, str)
    page_wanted = Signal(int)
    try_requested = Signal(str)
    undo_requested = Signal(object)
    restore_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lexicons_screen")
        self.header = PageHeader("词库", parent=self)
        self.bring_in = Button("导入…", self, icon="import", name="lexicon_import")
        self.take_out = Button("导出…", self, icon="export", name="lexicon_export")
        self.add = Button("新增词条", self, kind="primary", icon="plus", name="lexicon_add")
        self.categories = CategoryModel()
        self.tree = TableView(self, row_height=_TREE_ROW)
        self.search = SearchField("搜词条", "Ctrl F", self)
        self.basis = ElidedLabel("", "caption", "text3", self)
        self.model = EntryModel()
        self.table = TableView(self)
        self.empty = EmptyState("lexicon", "0 条，单位补充", "", "", self)
        self.side = LexiconSide(self)
        self._tables = QStackedWidget(self)
        self._code = ""
        self._may_change = False
        self._now = datetime.now().astimezone()
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self._connect()

    def _build(self) -> None:
        for button in (self.take_out, self.bring_in, self.add):
            self.header.add_action(button)
        self.tree.setObjectName("lexicon_tree")
        self.tree.setAccessibleName("词库分类")
        self.tree.setModel(self.categories)
        self.tree.horizontalHeader().hide()
        self.tree.set_column_widths({1: 64}, stretch=0)
        self.table.setObjectName("lexicon_table")
        self.table.setAccessibleName("词条")
        self.table.setModel(self.model)
        self._fill: FillColumn | None = None
        tree = Card(self, padding=1, spacing=0)
        tree.body.addWidget(self.tree)
        self._tree_card = tree
        self._tables.addWidget(self.table)
        self._tables.addWidget(self.empty)
        card = Card(self, padding=1, spacing=0)
        card.body.addWidget(self._tables)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.search, 2)
        line.addWidget(self.basis, 3)
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.addLayout(line)
        middle.addWidget(card, 1)
        inside = QHBoxLayout()
        inside.setContentsMargins(24, 8, 24, 20)
        inside.setSpacing(16)
        inside.addWidget(tree)
        inside.addLayout(middle, 1)
        inside.addWidget(self.side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(inside, 1)
        self._size_columns()

    def _connect(self) -> None:
        self.add.clicked.connect(lambda: self.add_requested.emit(self._code))
        self.bring_in.clicked.connect(lambda: self.import_requested.emit(self._code))
        self.take_out.clicked.connect(lambda: self.export_requested.emit(self._code))
        self.empty.action_clicked.connect(lambda: self.add_requested.emit(self._code))
        self.tree.row_selected.connect(self._on_category_selected)
        self.search.search_changed.connect(lambda _words: self._ask())
        self.table.row_selected.connect(self._on_row_selected)
        self.table.row_opened.connect(self._on_row_opened)
        self.model.page_wanted.connect(self.page_wanted)
        self.side.change_requested.connect(lambda: self._emit(self.change_requested))
        self.side.remove_requested.connect(lambda: self._emit(self.remove_requested))
        self.side.set_aside_requested.connect(lambda: self._emit(self.set_aside_requested))
        self.side.try_requested.connect(self.try_requested)
        self.side.undo_requested.connect(self.undo_requested)
        self.side.restore_requested.connect(self.restore_requested)
        find = QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def query(self) -> tuple[str, str]:
        """Category and words asked for."""
        return self._code, self.search.text()

    @property
    def selected(self) -> EntryRow | None:
        """The entry shown at the right."""
        return self.model.row_at(self.table.currentIndex().row())

    def set_may_change(self, may_change: bool) -> None:
        """Whether the person may change the unit's lists; else they are only read."""
        self._may_change = may_change
        self.add.setVisible(may_change)
        self.bring_in.setVisible(may_change)

    def set_categories(self, categories: Sequence[CategoryCount]) -> None:
        """Show the tree; the category shown stays."""
        self.categories.set_categories(categories)
        own = sum(category.own for category in categories)
        bundled = sum(category.bundled for category in categories)
        who = "" if self._may_change else "，由科室负责人、领导和管理员修改"
        self.header.set_title("词库", f"国家 {bundled:,} 条，自治区和本单位 {own:,} 条{who}")
        place = max(0, self.categories.place_of(self._code))
        self.tree.blockSignals(True)
        self.tree.setCurrentIndex(self.categories.index(place, 0))
        self.tree.blockSignals(False)
        self._show_basis()

    def set_page(self, page: EntryPage, now: datetime) -> None:
        """Show the first page of a query."""
        kept = self.selected
        self._now = now
        officers = self.model.columns
        self.model.start(self._code, page, now)
        if self.model.columns is not officers:
            self._size_columns()
        self._tables.setCurrentIndex(0 if page.total else 1)
        self._show_empty()
        place = next(
            (at for at, row in enumerate(page.rows) if kept and row.entry.key == kept.entry.key), -1
        )
        if place >= 0:
            self.table.setCurrentIndex(self.model.index(place, 0))
        else:
            self.side.show_entry(None, now, may_change=self._may_change)

    def set_history(self, changes: Sequence[ChangeRow], now: datetime) -> None:
        """Show the history."""
        self.side.show_history(changes, now, may_change=self._may_change)

    def set_ignored(self, acts: Sequence[IgnoredView], now: datetime) -> None:
        """Show what is set aside for the unit."""
        self.side.show_ignored(acts, now, may_change=self._may_change)

    def choose(self, code: str) -> None:
        """Show a category."""
        place = self.categories.place_of(code)
        if place >= 0:
            self.tree.setCurrentIndex(self.categories.index(place, 0))

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes, in order."""
        return (self.tree, self.search, self.table, self.side)

    def _size_columns(self) -> None:
        columns = self.model.columns
        self.table.set_column_widths({i: width for i, (_, _, width) in enumerate(columns)})
        keys = [key for key, _, _ in columns]
        spare = [keys.index(key) for key in _SPARE if key in keys]
        fill = keys.index("title") if "title" in keys else 0
        if self._fill is not None:
            self._fill.deleteLater()
        for column in range(len(columns)):
            self.table.setColumnHidden(column, False)
        self._fill = FillColumn(self.table, fill, _LEAST_WORDS, spare)

    def _show_basis(self) -> None:
        category = self.categories.category_at(self.tree.currentIndex().row())
        self.basis.setText(f"依据：{category.basis}" if category and category.basis else "")

    def _show_empty(self) -> None:
        if self.search.text():
            self.empty.set_content("search", "没有符合的词条", "换几个字再搜", "")
            return
        words = "没有官方或有许可的公开词表，由单位加入自己的词条"
        action = "新增词条" if self._may_change else ""
        self.empty.set_content("lexicon", "0 条，单位补充", words, action)

    def _ask(self) -> None:
        self.query_changed.emit(*self.query)

    def _on_category_selected(self, index: QModelIndex) -> None:
        category = self.categories.category_at(index.row())
        if category is not None:
            self._code = category.code
            self._show_basis()
            self._ask()

    def _on_row_selected(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        self.side.show_entry(row, self._now, may_change=self._may_change)
        if row is not None:
            self.side.tabs.set_current("entry")

    def _on_row_opened(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is not None and self._may_change and row.at is not None:
            self.change_requested.emit(row)

    def _emit(self, signal: SignalInstance) -> None:
        row = self.selected
        if row is not None:
            signal.emit(row)

    def _on_theme_changed(self) -> None:
        side = _SIDE_WIDE if self.width() >= self._theme.px(_WIDE) else _SIDE
        room = self.width()  # large text leaves the table its share
        self._tree_card.setFixedWidth(min(self._theme.px(_TREE), room * 22 // 100))
        self.side.setFixedWidth(min(self._theme.px(side), room * 30 // 100))
        super()._on_theme_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide window gives the right side more room."""
        super().resizeEvent(event)
        self._on_theme_changed()
