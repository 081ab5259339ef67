"""Head of the 花脸稿 screen: back, title, number, layout, 打印, 导出.

Signals: ``back_clicked``, ``layout_chosen(SheetLayout)``, ``print_clicked``,
``export_chosen(str)`` with the key of a file.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from ui.screens.compare.columns import SheetLayout
from ui.widgets.button import Button
from ui.widgets.segmented import SegmentedControl
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed

HEIGHT, LOW = 60, 52  # px at 100 %; in windows under 840 px


class CompareHeader(Themed, QFrame):
    """exports: key and words of each file that can be made."""

    back_clicked = Signal()
    layout_chosen = Signal(object)
    print_clicked = Signal()
    export_chosen = Signal(str)

    def __init__(self, exports: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", "header")
        self._exports = tuple(exports)
        self._low = False
        self.back = Button(
            parent=self, kind="flat", icon="chevron-left", tooltip="返回  Esc", name="back"
        )
        self.heading = TextLabel("花脸稿", "manuscript-title", parent=self)
        self.title = ElidedLabel("", "body", "text2", self)
        self.title.setObjectName("compare_title")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.number = TextLabel("", "caption", parent=self, selectable=True)
        self.layouts = SegmentedControl(
            (
                (SheetLayout.SIDE_BY_SIDE.value, "左右对照"),
                (SheetLayout.SINGLE.value, "单页花脸"),
                (SheetLayout.TRIPLE.value, "三栏"),
            ),
            parent=self,
            accessible_name="版式",
        )
        self.layouts.setObjectName("sheet_layout")
        self.print_button = Button("打印", self, icon="print", name="print", tooltip="Ctrl P")
        self.export = Button("导出", self, icon="export", name="export", tooltip="存为文件")
        self._build()
        self._connect()
        self._follow_theme()
        self._on_theme_changed()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 24, 0)
        row.setSpacing(12)
        left: tuple[QWidget, ...] = (self.back, self.heading, self.title, self.number)
        right: tuple[QWidget, ...] = (self.layouts, self.print_button, self.export)
        for widget in left:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in right:
            row.addWidget(widget)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_clicked)
        self.layouts.value_changed.connect(lambda key: self.layout_chosen.emit(SheetLayout(key)))
        self.print_button.clicked.connect(self.print_clicked)
        self.export.clicked.connect(self._on_export_clicked)

    def set_manuscript(self, title: str, number: str) -> None:
        """Whose 花脸稿 it is."""
        self.title.setText(title)
        self.number.setText(number)

    def set_layout(self, layout: SheetLayout) -> None:
        """Show a layout as chosen, without a signal where it is already."""
        self.layouts.set_value(layout.value)

    def make_menu(self) -> QMenu:
        """The files that can be made."""
        menu = QMenu(self)
        menu.setObjectName("export_menu")
        for key, words in self._exports:
            menu.addAction(words).setData(key)
        menu.triggered.connect(lambda action: self.export_chosen.emit(str(action.data())))
        return menu

    def _on_export_clicked(self) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = self.export.mapToGlobal(QPoint(self.export.width(), self.export.height() + 4))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def set_low(self, low: bool) -> None:
        """52 px in windows under 840 px high."""
        self._low = low
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(LOW if self._low else HEIGHT))
        super()._on_theme_changed()
