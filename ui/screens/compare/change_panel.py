"""The panel at the right: counter, next and previous, the list of changes.

Signals: ``step_wanted(int)``; those of the list are reached by :attr:`list`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from qz_review.services.comparison_views import ChangeView
from ui.screens.compare.change_list import ChangeListView
from ui.widgets.button import Button
from ui.widgets.card import Divider
from ui.widgets.empty_state import EmptyState
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

WIDTH, _HEAD = 336, 40  # px at 100 %


class ChangePanel(Themed, QFrame):
    """336 px wide.  told, when: words of a change."""

    step_wanted = Signal(int)

    def __init__(
        self,
        told: Callable[[ChangeView], str],
        when: Callable[[ChangeView], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", "panel")
        self.setObjectName("change_panel")
        self.counter = TextLabel("", "caption", parent=self)
        self.counter.setObjectName("change_counter")
        self.previous = Button(
            parent=self, kind="flat", size="small", icon="chevron-up", name="previous_change",
            tooltip="上一处改动  Shift F7",
        )  # fmt: skip
        self.next = Button(
            parent=self, kind="flat", size="small", icon="chevron-down", name="next_change",
            tooltip="下一处改动  F7",
        )  # fmt: skip
        self.list = ChangeListView(told, when, self)
        self.empty = EmptyState("check-circle", "各环节都没有改动", parent=self)
        self._build()
        self.previous.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.next.clicked.connect(lambda: self.step_wanted.emit(1))
        self._follow_theme()
        self._on_theme_changed()

    def _build(self) -> None:
        self._head = QWidget(self)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(TextLabel("改动", "small-strong", parent=self._head))
        row.addSpacing(4)
        row.addWidget(self.counter)
        row.addStretch(1)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        body = QWidget(self)
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(Divider(parent=self))
        column.addWidget(body, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Divider(Qt.Orientation.Vertical, self))
        outer.addLayout(column, 1)

    def set_counter(self, words: str, *, any_listed: bool) -> None:
        """38 处 · 第 17 处."""
        self.counter.setText(words)
        for button in (self.previous, self.next):
            button.setEnabled(any_listed)

    def set_empty(self, line: str, sub_line: str = "") -> None:
        """What an empty list says; an empty ``line`` shows the list."""
        if line:
            self.empty.set_content("check-circle", line, sub_line)
        self._stack.setCurrentWidget(self.empty if line else self.list)

    def _on_theme_changed(self) -> None:
        self._head.setFixedHeight(self._theme.px(_HEAD) - 1)
        super()._on_theme_changed()
