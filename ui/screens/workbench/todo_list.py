"""我的待办 as rows of 56 px, the most pressing first.

Signals: ``opened(str)`` with the manuscript's id; ``all_requested()``,
``under_way_requested()``, ``registration_requested()``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from qz_review.services.views import TodoRow
from ui.screens.workbench.facts_line import FactsLine
from ui.screens.workbench.words import act_words, came_words, todo_facts
from ui.text.moments import deadline_tone, deadline_words, moment_words
from ui.theme.tokens import TODO_ROW_HEIGHT
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.stage_chip import StageChip
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed

SHOWN = 8  # rows; the others stand in 稿件 under 我的
_STAGE, _WHO, _DUE, _ACT = 52, 132, 132, 84  # px at 100 %


class TodoLine(Themed, QWidget):
    """One row; a click anywhere opens it, the button is its stop for the tab key."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: TodoRow | None = None
        self._late = False
        self._last = False
        self._chip: StageChip | None = None
        self._title = ElidedLabel("", "strong", parent=self)
        self._facts = FactsLine(self)
        self._came = ElidedLabel("", "small", parent=self)
        self._came_at = ElidedLabel("", "caption", parent=self)
        self._due = ElidedLabel("", "small", parent=self)
        self._limit = ElidedLabel("", "caption", parent=self)
        self.act = Button("", self, size="small")
        self._grid = QGridLayout(self)
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self.act.clicked.connect(self._open)

    def _build(self) -> None:
        grid = self._grid
        grid.setContentsMargins(16, 6, 16, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, widgets in enumerate(
            ((self._title, self._came, self._due), (self._facts, self._came_at, self._limit))
        ):
            for column, widget in enumerate(widgets, start=1):
                grid.addWidget(widget, row, column)
        grid.addWidget(self.act, 0, 4, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_row(self, row: TodoRow, now: datetime, *, first: bool, last: bool) -> None:
        """Show a step; the first of the list has the small primary button."""
        self._row, self._last = row, last
        if self._chip is None:
            self._chip = StageChip(row.stage, parent=self)
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(self._chip, 0, 0, 2, 1, middle)
        else:
            self._chip.set_stage(row.stage)
        self._title.setText(row.title)
        caption = " · ".join(part for part in (row.number, row.channel) if part)
        self._facts.set_content(caption, todo_facts(row))
        self._came.setText(came_words(row))
        self._came_at.setText(moment_words(row.came_at, now))
        self._late = row.due is not None and now >= row.due
        self._due.setText(deadline_words(row.due, now) if row.due else "")
        tone = deadline_tone(row.due, now) if row.due else "text"
        self._due.set_tone(tone)
        bold = tone != "text"
        self._due.setProperty("textRole", "small-strong" if bold else "small")
        self._due.style().polish(self._due)
        self._limit.setText(f"限 {moment_words(row.due, now)}" if row.due else "")
        self.act.setText(act_words(row))
        self.act.setObjectName(f"todo_{row.manuscript_id}")
        self.act.setAccessibleName(f"{act_words(row)} {row.title}")
        self.act.set_kind("primary" if first else "secondary")
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the row opens it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self._open()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hover, the danger edge, the line below."""
        painter = QPainter(self)
        if self._late:
            edge = QRectF(0, 0, 3, self.height())
            painter.fillRect(edge, self._theme.color("danger"))
        if not self._last:
            line = QRectF(0, self.height() - 1, self.width(), 1)
            painter.fillRect(line, self._theme.color("line"))

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(TODO_ROW_HEIGHT))
        for column, width in ((0, _STAGE), (2, _WHO), (3, _DUE), (4, _ACT)):
            self._grid.setColumnMinimumWidth(column, self._theme.px(width))
        for widget, width in ((self._came, _WHO), (self._came_at, _WHO), (self._due, _DUE),
                              (self._limit, _DUE)):  # fmt: skip
            widget.setFixedWidth(self._theme.px(width))
        self.act.setFixedWidth(self._theme.px(_ACT))
        super()._on_theme_changed()

    def _open(self) -> None:
        if self._row is not None:
            self.opened.emit(self._row.manuscript_id)


class TodoList(Card):
    """The card; says when there is nothing to do."""

    opened = Signal(str)
    all_requested = Signal()
    under_way_requested = Signal()
    registration_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=1, spacing=0)
        self._lines: list[TodoLine] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._empty = EmptyState(
            "check", "待办已清", "报送给你的稿件会出现在这里", "看在办稿件", self
        )
        self._empty.setMinimumHeight(180)
        self._more = QWidget(self)
        self._more_words = TextLabel("", "small", "text2", self._more)
        self.all = Button("查看全部", self._more, kind="link", name="todo_all")
        more = QGridLayout(self._more)
        more.setContentsMargins(16, 4, 16, 4)
        more.addWidget(self._more_words, 0, 0)
        more.addWidget(self.all, 0, 1, Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._more)
        self.body.addWidget(self._empty)
        self.all.clicked.connect(self.all_requested)
        self._empty.action_clicked.connect(self._on_empty_action)
        self._offers_registration = False
        self._more.hide()
        self._empty.hide()

    def set_rows(self, rows: Sequence[TodoRow], now: datetime) -> None:
        """Show the rows; beyond :data:`SHOWN` a line leads to the list."""
        shown = rows[:SHOWN]
        while len(self._lines) < len(shown):
            line = TodoLine(self)
            line.opened.connect(self.opened)
            self._rows.addWidget(line)
            self._lines.append(line)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(shown))
            if place < len(shown):
                last = place == len(rows) - 1
                line.set_row(shown[place], now, first=place == 0, last=last)
        self._more.setVisible(len(rows) > SHOWN)
        self._more_words.setText(f"其余 {len(rows) - SHOWN} 件")
        self._empty.setVisible(not rows)

    def set_office(self, *, empty: bool, may_register: bool) -> None:
        """What stands there with nothing to do.

        empty: the office has no manuscript under way; may_register: whether this person begins one.
        """
        self._offers_registration = empty and may_register
        if self._offers_registration:
            self._empty.set_content("doc", "没有待办", "登记一篇稿件，从一审开始办", "登记稿件")
        else:
            action = "" if empty else "看在办稿件"
            self._empty.set_content("check", "待办已清", "报送给你的稿件会出现在这里", action)

    def _on_empty_action(self) -> None:
        if self._offers_registration:
            self.registration_requested.emit()
        else:
            self.under_way_requested.emit()
