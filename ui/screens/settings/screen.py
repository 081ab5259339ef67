"""设置: a list of pages at the left, the page at the right.

Signals: ``password_requested()``, ``lock_minutes_chosen(int)``, ``verified(VerifyReport)``.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.settings.exchange_page import ExchangePage
from ui.screens.settings.habits_page import HabitsPage
from ui.screens.settings.look_page import LookPage
from ui.screens.settings.page import SettingsPage
from ui.screens.settings.store_page import StorePage
from ui.screens.settings.unit_page import UnitPage
from ui.theme.theme import current_theme
from ui.widgets.card import Card
from ui.widgets.headings import PageHeader
from ui.widgets.themed import Themed

_LIST, _ROW = 168, 34  # px at 100 %


class SettingsScreen(Themed, QWidget):
    """administrator: whether the person may change the unit."""

    password_requested = Signal()
    lock_minutes_chosen = Signal(int)
    verified = Signal(object)

    def __init__(self, administrator: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings_screen")
        self.unit = UnitPage(administrator)
        self.look = LookPage(current_theme())
        self.habits = HabitsPage()
        self.exchange = ExchangePage()
        self.store = StorePage(administrator)
        self._list = QListWidget(self)
        self._pages = QStackedWidget(self)
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self._list.currentRowChanged.connect(self._pages.setCurrentIndex)
        self.habits.password_requested.connect(self.password_requested)
        self.habits.lock_chosen.connect(self.lock_minutes_chosen)
        self._list.setCurrentRow(0)

    def _build(self) -> None:
        pages: tuple[tuple[str, SettingsPage], ...] = (
            ("单位与办理", self.unit),
            ("外观", self.look),
            ("锁定与密码", self.habits),
            ("交接", self.exchange),
            ("台账与备份", self.store),
        )
        self._list.setObjectName("settings_list")
        self._list.setAccessibleName("设置的分类")
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._menu = Card(self, padding=4, spacing=0)
        self._menu.body.addWidget(self._list)
        for words, page in pages:
            self._list.addItem(words)
            self._pages.addWidget(page)
        inside = QHBoxLayout()
        inside.setContentsMargins(24, 8, 0, 0)
        inside.setSpacing(24)
        inside.addWidget(self._menu, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self._pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(PageHeader("设置", parent=self))
        layout.addLayout(inside, 1)

    def show_page(self, place: int) -> None:
        """Go to a page by its place in the list."""
        self._list.setCurrentRow(place)

    def show_exchange(self) -> None:
        """Go to the exchange folder."""
        self._list.setCurrentRow(self._pages.indexOf(self.exchange))

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes, in order."""
        return (self._list, self._pages)

    def _on_theme_changed(self) -> None:
        self._menu.setFixedWidth(self._theme.px(_LIST))
        self._list.setFixedHeight(self._theme.px(_ROW) * self._list.count())
        super()._on_theme_changed()
