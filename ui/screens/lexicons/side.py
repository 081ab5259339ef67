"""The right side of 词库: one entry, trying the lists, the history, what the unit set aside.

Signals: ``change_requested()``, ``remove_requested()``, ``set_aside_requested()`` of the entry
shown; ``try_requested(str)``; ``undo_requested(ChangeRow)``; ``restore_requested(IgnoredView)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qz_review.model.finding import Finding
from qz_review.model.listed import ListedTerm
from qz_review.scanning.layers import Layer
from qz_review.scanning.terms.categories import category_of
from qz_review.services.finding_views import IgnoredView
from qz_review.services.lexicon_views import ChangeRow, EntryRow
from ui.screens.lexicons.ignored_page import IgnoredPage
from ui.screens.lexicons.models import (
    FoundModel,
    HistoryModel,
    certainty_of,
    days_words,
    words_of,
)
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_view import TableView
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

_TWO_LINES = 56  # px of a row with a caption


class EntryPanel(QWidget):
    """One entry: all it says, who put it there, when and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = TextLabel("", "section-title", parent=self, wrap=True)
        self.change = Button("修改…", self, size="small", name="entry_change")
        self.remove = Button("移除…", self, kind="danger", size="small", name="entry_remove")
        self.set_aside = Button("不再提示…", self, size="small", name="entry_set_aside")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[TextLabel] = []
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.change, self.remove, self.set_aside):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.words)
        layout.addLayout(self._grid)
        layout.addLayout(buttons)
        layout.addStretch(1)

    def show_row(self, row: EntryRow, now: datetime, *, may_change: bool) -> None:
        """Show an entry."""
        self.words.setText(words_of(row, "words", now))
        for label in self._labels:
            label.deleteLater()
        self._labels = []
        for place, (name, words) in enumerate(_facts(row, now)):
            head = TextLabel(name, "caption", "text3", self)
            body = TextLabel(words, "small", parent=self, wrap=True)
            self._grid.addWidget(head, place, 0)
            self._grid.addWidget(body, place, 1)
            self._labels += [head, body]
        own = row.layer is not Layer.NATION
        term = isinstance(row.entry, ListedTerm)
        self.change.setVisible(may_change and own)
        self.remove.setVisible(may_change and own)
        self.set_aside.setVisible(may_change and not own and term)


def _facts(row: EntryRow, now: datetime) -> list[tuple[str, str]]:
    entry = row.entry
    facts = [("层级", row.layer.label)]
    if isinstance(entry, ListedTerm):
        category = category_of(entry.category)
        certainty = certainty_of(entry)
        facts += [
            ("分类", category.name if category is not None else entry.category),
            ("程度", certainty.label if certainty is not None else "保护，任何规则都不提示"),
            ("替换", " / ".join(entry.replacements)),
            ("说明", entry.message),
            ("变形", "也查拼音、拆字、同音" if entry.variants else ""),
        ]
    else:
        facts += [("职务", entry.title), ("排序", str(entry.order or ""))]
    facts += [
        ("起止", days_words(entry.since, entry.until)),
        ("依据", entry.source),
        ("加入", words_of(row, "changed", now)),
        ("原因", row.reason),
    ]
    return [(name, words) for name, words in facts if words]


class LexiconSide(Themed, QWidget):
    """Four tabs: 词条, 试一试, 修改, 忽略."""

    change_requested = Signal()
    remove_requested = Signal()
    set_aside_requested = Signal()
    try_requested = Signal(str)
    undo_requested = Signal(object)
    restore_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tabs = (("entry", "词条"), ("try", "试一试"), ("history", "修改"), ("ignored", "忽略"))
        self.tabs = TabStrip(tabs, self)
        self.entry = EntryPanel(self)
        self.nothing = EmptyState("list", "还没选词条", "在表里选一条，这里显示全部内容", "", self)
        self.text = QPlainTextEdit(self)
        self.run = Button("试一试", self, name="lexicon_try")
        self.found = FoundModel()
        self.found_table = TableView(self, row_height=_TWO_LINES)
        self.found_words = TextLabel("", "caption", "text3", self)
        self.history = HistoryModel()
        self.history_table = TableView(self, row_height=_TWO_LINES)
        self.undo = Button("撤销这次修改…", self, size="small", name="lexicon_undo")
        self.ignored = IgnoredPage(self)
        self._may_change = False
        self._pages = QStackedWidget(self)
        self._entry_pages = QStackedWidget(self)
        self._build()
        self._follow_theme()
        self._connect()

    def _build(self) -> None:
        self.text.setPlaceholderText("粘贴一段文字，看词库能找到什么")
        self.text.setAccessibleName("要试的文字")
        self.text.setTabChangesFocus(True)
        for table, model, name in (
            (self.found_table, self.found, "找到的词语"),
            (self.history_table, self.history, "修改记录"),
        ):
            table.setModel(model)
            table.setAccessibleName(name)
            table.horizontalHeader().hide()
            table.set_column_widths({}, stretch=0)
        self._entry_pages.addWidget(self.nothing)
        self._entry_pages.addWidget(self.entry)
        card = Card(self, padding=1, spacing=0)
        card.body.addWidget(self.tabs)
        card.body.addWidget(self._pages, 1)
        self._pages.addWidget(self._entry_pages)
        self._pages.addWidget(self._try_page())
        self._pages.addWidget(self._history_page())
        self._pages.addWidget(self.ignored)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        self.undo.setEnabled(False)

    def _try_page(self) -> QWidget:
        page = QWidget(self)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 0)
        top.setSpacing(8)
        top.addWidget(self.text)
        line = QHBoxLayout()
        line.addWidget(self.run)
        line.addWidget(self.found_words, 1)
        top.addLayout(line)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top, 2)
        layout.addWidget(self.found_table, 3)
        return page

    def _history_page(self) -> QWidget:
        page = QWidget(self)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.addWidget(self.undo)
        foot.addStretch(1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.history_table, 1)
        layout.addLayout(foot)
        return page

    def _connect(self) -> None:
        keys = ("entry", "try", "history", "ignored")
        self.tabs.current_changed.connect(lambda key: self._pages.setCurrentIndex(keys.index(key)))
        self.entry.change.clicked.connect(self.change_requested)
        self.entry.remove.clicked.connect(self.remove_requested)
        self.entry.set_aside.clicked.connect(self.set_aside_requested)
        self.run.clicked.connect(lambda: self.try_requested.emit(self.text.toPlainText()))
        self.history_table.row_selected.connect(self._on_change_selected)
        self.undo.clicked.connect(self._on_undo_clicked)
        self.ignored.restore_requested.connect(self.restore_requested)

    def show_entry(self, row: EntryRow | None, now: datetime, *, may_change: bool) -> None:
        """Show an entry, or that none is chosen."""
        if row is None:
            self._entry_pages.setCurrentIndex(0)
            return
        self.entry.show_row(row, now, may_change=may_change)
        self._entry_pages.setCurrentIndex(1)

    def show_found(self, found: Sequence[Finding]) -> None:
        """What the text held."""
        self.found.set_found(found)
        self.found_words.setText(f"找到 {len(found)} 处" if found else "没有找到")

    def show_history(
        self, changes: Sequence[ChangeRow], now: datetime, *, may_change: bool
    ) -> None:
        """The changes made so far."""
        self._may_change = may_change
        self.history.set_changes(changes, now)
        self.tabs.set_count("history", len(changes) if changes else "")
        self.undo.setVisible(may_change)
        self.undo.setEnabled(False)

    def show_ignored(self, acts: Sequence[IgnoredView], now: datetime, *, may_change: bool) -> None:
        """What is set aside in every manuscript of the unit."""
        self.ignored.show_acts(acts, now, may_change=may_change)
        self.tabs.set_count("ignored", len(acts) if acts else "")

    def _on_change_selected(self, index: QModelIndex) -> None:
        change = self.history.change_at(index.row())
        self.undo.setEnabled(change is not None and not change.undone)

    def _on_undo_clicked(self) -> None:
        change = self.history.change_at(self.history_table.currentIndex().row())
        if change is not None:
            self.undo_requested.emit(change)
