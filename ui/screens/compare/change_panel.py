"""The panel at the right: counter, next and previous, the list, what can be done.

Signals: ``step_wanted(int)``, ``revert_wanted``, ``note_wanted``, ``settle_wanted``; those of the
list are reached by :attr:`list`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.screens.compare.change_list import ChangeListView
from ui.widgets.button import Button
from ui.widgets.card import Divider
from ui.widgets.empty_state import EmptyState
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

WIDTH, NARROW = 336, 280  # px at 100 %; where the text beside it needs the room
_HEAD, _FOOT = 40, 44  # px at 100 %


class ChangePanel(Themed, QFrame):
    """336 px wide, or 280.  told, when: words of a change or note, by its number."""

    step_wanted = Signal(int)
    revert_wanted = Signal()
    note_wanted = Signal()
    settle_wanted = Signal()

    def __init__(
        self,
        told: Callable[[int], str],
        when: Callable[[int], str],
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
        self.note = Button("附注…", self, size="small", icon="comment", name="add_note",
                           tooltip="写在这一处旁边，不改正文  Ctrl M")  # fmt: skip
        self.revert = Button("还原…", self, size="small", icon="undo", name="revert_change",
                             tooltip="把这一处改回去")  # fmt: skip
        self.settle = Button("办结", self, size="small", icon="check", name="settle_note",
                             tooltip="这条附注已经办理")  # fmt: skip
        self.empty = EmptyState("check-circle", "各环节都没有改动", parent=self)
        self.setFocusProxy(self.list)
        self._build()
        self.previous.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.next.clicked.connect(lambda: self.step_wanted.emit(1))
        self.revert.clicked.connect(self.revert_wanted)
        self.note.clicked.connect(self.note_wanted)
        self.settle.clicked.connect(self.settle_wanted)
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
        self._foot = QFrame(self)
        self._foot.setProperty("frameRole", "footer")
        acts = QHBoxLayout(self._foot)
        acts.setContentsMargins(16, 0, 16, 0)
        acts.setSpacing(8)
        for button in (self.note, self.revert, self.settle):
            acts.addWidget(button)
        acts.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(Divider(parent=self))
        column.addWidget(body, 1)
        column.addWidget(self._foot)
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

    def set_acts(self, *, note: bool, revert: bool, settle: bool) -> None:
        """What can be done with the row that is chosen; without anything the foot goes."""
        for button, may in ((self.note, note), (self.revert, revert), (self.settle, settle)):
            button.setVisible(may)
        self._foot.setVisible(note or revert or settle)

    def set_empty(self, line: str, sub_line: str = "") -> None:
        """What an empty list says; an empty ``line`` shows the list."""
        if line:
            self.empty.set_content("check-circle", line, sub_line)
        self._stack.setCurrentWidget(self.empty if line else self.list)

    def _on_theme_changed(self) -> None:
        self._head.setFixedHeight(self._theme.px(_HEAD) - 1)
        self._foot.setFixedHeight(self._theme.px(_FOOT))
        super()._on_theme_changed()
