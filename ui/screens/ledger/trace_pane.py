"""责任倒查 at the right of 台账: whose words, and everybody who signed them afterwards.

Signals: ``quote_entered(str)`` words pasted from the web page; ``place_wanted(int)`` 1 for the
next place of the quote, -1 for the one before; ``sheet_chosen(str)`` ``print`` or ``pdf``.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from qz_review.services.trace_course import Course
from ui.screens.ledger.course_list import CourseList
from ui.widgets.button import Button
from ui.widgets.drop_menu import drop_menu
from ui.widgets.empty_state import EmptyState
from ui.widgets.icon_label import IconView
from ui.widgets.search_field import SearchField
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed

_HEAD = 44  # px at 100 %
_HINT = "在左边选中文字，或粘贴网页上的一句话"


class TracePane(Themed, QFrame):
    """Fill it with :meth:`set_course`."""

    quote_entered = Signal(str)
    place_wanted = Signal(int)
    sheet_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trace_pane")
        self.setProperty("frameRole", "panel")
        self.heading = TextLabel("责任倒查", "strong", parent=self)
        self.quote = ElidedLabel("", "body", "text2", self)
        self.quote.setObjectName("trace_quote")
        self.previous = Button(parent=self, kind="flat", size="small", icon="chevron-up",
                               name="trace_previous", tooltip="上一处")  # fmt: skip
        self.places = TextLabel("", "caption", parent=self)
        self.next = Button(parent=self, kind="flat", size="small", icon="chevron-down",
                           name="trace_next", tooltip="下一处")  # fmt: skip
        self.sheet = Button("倒查表", self, size="small", icon="print", name="trace_sheet",
                            tooltip="打印或存为PDF")  # fmt: skip
        self.field = SearchField("粘贴网页上的文字，查它的来历", parent=self)
        self.field.setObjectName("trace_field")
        self.source = TextLabel("", "small-strong", "danger", self)
        self.summary = ElidedLabel("", "small", "text", self)
        self.summary.setObjectName("trace_summary")
        self.course = CourseList(self)
        self.empty = EmptyState("route", "还没有选文字", _HINT, "", self)
        self._stack = QStackedWidget(self)
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self.field.search_changed.connect(self.quote_entered)
        self.previous.clicked.connect(lambda: self.place_wanted.emit(-1))
        self.next.clicked.connect(lambda: self.place_wanted.emit(1))
        self.sheet.clicked.connect(lambda: drop_menu(self.sheet_menu(), self.sheet))
        self.clear()

    def _build(self) -> None:
        self._head = QFrame(self)
        self._head.setProperty("frameRole", "group-head")
        line = QHBoxLayout(self._head)
        line.setContentsMargins(20, 0, 12, 0)
        line.setSpacing(8)
        line.addWidget(IconView("route", "accent", parent=self))
        line.addWidget(self.heading)
        line.addWidget(self.quote, 1)
        for widget in (self.previous, self.places, self.next, self.sheet):
            line.addWidget(widget)
        field = QHBoxLayout()
        field.setContentsMargins(16, 10, 16, 10)
        field.addWidget(self.field)
        self._band = QFrame(self)
        self._band.setProperty("frameRole", "window")
        band = QHBoxLayout(self._band)
        band.setContentsMargins(20, 8, 16, 8)
        band.setSpacing(6)
        band.addWidget(TextLabel("形成", "small", parent=self))
        band.addWidget(self.source)
        band.addWidget(TextLabel("·", "small", "text3", self))
        band.addWidget(self.summary, 1)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.course)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addLayout(field)
        layout.addWidget(self._band)
        layout.addWidget(self._stack, 1)

    def clear(self) -> None:
        """Another manuscript, or no words."""
        self._show(there=False)
        self.empty.set_content("route", "还没有选文字", _HINT)
        self._stack.setCurrentWidget(self.empty)

    def say_nothing_found(self, words: str) -> None:
        """The quote is not in the text."""
        self._show(there=False)
        self.empty.set_content("search", "没有查到", words)
        self._stack.setCurrentWidget(self.empty)

    def set_course(self, course: Course, place: int, places: int, now: datetime) -> None:
        """Show a course, the ``place``-th (from 0) of so many places of the quote."""
        self._show(there=True)
        self.quote.setText(f"“{course.quote}”")
        sources = ["".join((label, " ", who)).strip() for label, who in course.sources]
        self.source.setText("、".join(sources[:2]) + (" 等" if len(sources) > 2 else ""))
        self.summary.setText(course.after_words)
        for widget in (self.previous, self.places, self.next):
            widget.setVisible(places > 1)
        self.places.setText(f"{place + 1}/{places} 处")
        self.course.set_course(course, now)
        self._stack.setCurrentWidget(self.course)

    def sheet_menu(self) -> QMenu:
        """打印 or PDF."""
        menu = QMenu(self)
        menu.setObjectName("trace_menu")
        menu.addAction("打印…").setData("print")
        menu.addAction("存为 PDF…").setData("pdf")
        menu.triggered.connect(lambda entry: self.sheet_chosen.emit(str(entry.data())))
        return menu

    def _show(self, *, there: bool) -> None:
        for widget in (self._band, self.quote, self.sheet):
            widget.setVisible(there)
        for widget in (self.previous, self.places, self.next):
            widget.setVisible(False)

    def _on_theme_changed(self) -> None:
        self._head.setFixedHeight(self._theme.px(_HEAD))
        self.setMinimumWidth(self._theme.px(320))
        super()._on_theme_changed()
