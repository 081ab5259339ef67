"""Row over the text: view, text size, changes by step, next and previous change.

Signals: ``mode_chosen(ViewMode)``, ``size_chosen(int)``, ``change_wanted(int)`` (1 next, -1
previous), ``find_wanted``, ``panel_wanted``.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from ui.editor.change_list import ChangeList
from ui.editor.formats import BASE_PX, MAX_PX, MIN_PX
from ui.editor.line_picture import ViewMode
from ui.widgets.button import Button
from ui.widgets.segmented import SegmentedControl
from ui.widgets.stage_chip import StageChip
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

SIZES = (MIN_PX, 16, BASE_PX, 20, 22, 24, MAX_PX)


class ToolRow(Themed, QFrame):
    """48 px high."""

    mode_chosen = Signal(object)
    size_chosen = Signal(int)
    change_wanted = Signal(int)
    find_wanted = Signal()
    panel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", "window")
        self.modes = SegmentedControl(
            (("marked", "修订"), ("clean", "清样"), ("original", "原稿")),
            parent=self,
            accessible_name="视图",
        )
        self.modes.setObjectName("view_mode")
        self.size_button = Button(
            str(BASE_PX), self, kind="flat", size="small", icon="textsize", name="text_size",
            tooltip="正文字号",
        )  # fmt: skip
        self.find_button = Button(
            parent=self, kind="flat", size="small", icon="search", name="find",
            tooltip="查找  Ctrl F",
        )  # fmt: skip
        self._chips: list[StageChip] = []
        self._chip_row = QHBoxLayout()
        self._chip_row.setSpacing(12)
        self.previous = Button(
            parent=self, kind="flat", size="small", icon="chevron-up", name="previous_change",
            tooltip="上一处改动  Shift F7",
        )  # fmt: skip
        self.count = TextLabel("", "small", "text2", self)
        self.count.setObjectName("change_count")
        self.next = Button(
            parent=self, kind="flat", size="small", icon="chevron-down", name="next_change",
            tooltip="下一处改动  F7",
        )  # fmt: skip
        self.panel = Button("要点与意见", self, size="small", icon="list", name="open_panel")
        self.panel.hide()
        self._total = 0
        self._build()
        self._connect()
        self._follow_theme()
        self._on_theme_changed()

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 0)
        layout.setSpacing(12)
        layout.addWidget(self.modes)
        layout.addWidget(self.size_button)
        layout.addWidget(self.find_button)
        layout.addStretch(1)
        layout.addLayout(self._chip_row)
        layout.addSpacing(8)
        for widget in (self.previous, self.count, self.next, self.panel):
            layout.addWidget(widget)

    def _connect(self) -> None:
        self.modes.value_changed.connect(lambda key: self.mode_chosen.emit(ViewMode(key)))
        self.size_button.clicked.connect(self._on_size_clicked)
        self.find_button.clicked.connect(self.find_wanted)
        self.previous.clicked.connect(lambda: self.change_wanted.emit(-1))
        self.next.clicked.connect(lambda: self.change_wanted.emit(1))
        self.panel.clicked.connect(self.panel_wanted)

    def set_changes(self, changes: ChangeList, number: int) -> None:
        """Counts by step, and which change the caret is at."""
        while len(self._chips) > len(changes.counts):
            chip = self._chips.pop()
            self._chip_row.removeWidget(chip)
            chip.deleteLater()
        for place, (stage, count) in enumerate(changes.counts.items()):
            if place == len(self._chips):
                self._chips.append(StageChip(stage, parent=self))
                self._chip_row.addWidget(self._chips[place])
                self._chips[place].show()
            self._chips[place].set_stage(stage, f"{stage.label} {count}")
            self._chips[place].setToolTip(f"{stage.label}改动 {count} 处")
        self._total = len(changes.changes)
        self.set_number(number)

    def set_number(self, number: int) -> None:
        """Show 13 / 22 处."""
        total = self._total
        words = f"{number} / {total} 处" if number else f"{total} 处"
        self.count.setText(words if total else "没有改动")
        for button in (self.previous, self.next):
            button.setEnabled(total > 0)

    def set_size(self, px: int) -> None:
        """Show the text size."""
        self.size_button.setText(str(px))

    def make_size_menu(self) -> QMenu:
        """Sizes from 14 to 28."""
        menu = QMenu(self)
        for px in SIZES:
            words = f"{px}（默认）" if px == BASE_PX else str(px)
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(str(px) == self.size_button.text())
            action.setData(px)
        menu.triggered.connect(lambda action: self.size_chosen.emit(int(action.data())))
        return menu

    def _on_size_clicked(self) -> None:
        menu = self.make_size_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.size_button.mapToGlobal(QPoint(0, self.size_button.height() + 4)))

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(max(48, self._theme.px(48)))
        super()._on_theme_changed()
