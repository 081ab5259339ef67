"""统计: how many, how long, how often sent back; and 监督提示.

Signals: ``choice_changed(Grouping, Period)``; ``ledger_requested(LedgerQuery)`` the rows behind a
number; ``manuscript_opened(str)``; ``print_clicked``, ``export_chosen(str)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from qz_review.model.chart import Chart
from qz_review.services.figures import Figures, Grouping
from qz_review.services.supervision import HintView
from ui.screens.figures.model import WIDTHS, FiguresModel
from ui.screens.figures.questions import QuestionList
from ui.widgets.bar_chart import BarChart
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.drop_menu import drop_menu
from ui.widgets.empty_state import EmptyState
from ui.widgets.fill_column import FillColumn
from ui.widgets.period_field import PeriodField
from ui.widgets.segmented import SegmentedControl
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_view import TableView
from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed

FIGURES, QUESTIONS = "figures", "questions"
_GROUPS = (
    (Grouping.MONTH.value, "按月"),
    (Grouping.SECTION.value, "按科室"),
    (Grouping.PERSON.value, "按人员"),
    (Grouping.CHANNEL.value, "按栏目"),
)


class FiguresScreen(Themed, QWidget):
    """Shows what its presenter hands over.  today: in China."""

    choice_changed = Signal(object, object)
    ledger_requested = Signal(object)
    manuscript_opened = Signal(str)
    print_clicked = Signal()
    export_chosen = Signal(str)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figures_screen")
        self.title = TextLabel("统计", "page-title", parent=self)
        self.sums = ElidedLabel("", "small", "text2", self)
        self.groups = SegmentedControl(_GROUPS, parent=self, accessible_name="按什么统计")
        self.groups.setObjectName("figures_groups")
        self.period = PeriodField(today, self)
        self.period.setObjectName("figures_period")
        self.print_button = Button("打印", self, icon="print", name="figures_print",
                                   tooltip="Ctrl P")  # fmt: skip
        self.export = Button("导出", self, icon="export", name="figures_export")
        self.tabs = TabStrip(((FIGURES, "数据"), (QUESTIONS, "监督提示")), self)
        self.charts = (BarChart(self), BarChart(self))
        self._chart_titles = tuple(TextLabel("", "small-strong", parent=self) for _ in self.charts)
        self.model = FiguresModel()
        self.table = TableView(self)
        self.empty = EmptyState(
            "chart", "这段时间没有稿件", "换一段时间，或登记稿件后再看", "", self
        )
        self.questions = QuestionList(self)
        self._pages = QStackedWidget(self)
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self._connect()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 24, 4)
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.sums, 1)
        for widget in (self.groups, self.period, self.print_button, self.export):
            head.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.tabs)
        layout.addWidget(self._pages, 1)
        self._pages.addWidget(self._figures_page())
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.questions)

    def _figures_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 12, 24, 20)
        column.setSpacing(12)
        across = QHBoxLayout()
        across.setSpacing(12)
        for title, chart in zip(self._chart_titles, self.charts, strict=True):
            card = Card(page, padding=(16, 12, 16, 12), spacing=8)
            card.body.addWidget(title)
            card.body.addWidget(chart)
            card.body.addStretch(1)
            across.addWidget(card, 1)
        self.table.setObjectName("figures_table")
        self.table.setAccessibleName("统计表")
        self.table.setModel(self.model)
        self._fill = FillColumn(self.table, 0, WIDTHS[0])
        self.table.setCursor(Qt.CursorShape.PointingHandCursor)
        card = Card(page, padding=1, spacing=0)
        card.body.addWidget(self.table)
        words = "点数字看台账里是哪些稿件；环节下是每次签署平均等候的时间"
        column.addLayout(across)
        column.addWidget(TextLabel(words, "caption", parent=page))
        column.addWidget(card, 1)
        return page

    def _connect(self) -> None:
        self.groups.value_changed.connect(self._on_choice_changed)
        self.period.period_changed.connect(self._on_choice_changed)
        self.tabs.current_changed.connect(self._on_tab_changed)
        self.table.clicked.connect(self._on_cell)
        self.table.row_opened.connect(self._on_cell)
        self.questions.manuscript_opened.connect(self.manuscript_opened)
        self.print_button.clicked.connect(self.print_clicked)
        self.export.clicked.connect(lambda: drop_menu(self.export_menu(), self.export))
        QShortcut(QKeySequence.StandardKey.Print, self, self.print_clicked.emit)

    @property
    def grouping(self) -> Grouping:
        """By what is counted."""
        return Grouping(self.groups.value or Grouping.MONTH.value)

    def set_figures(self, figures: Figures, charts: Sequence[Chart], sums: str) -> None:
        """Show figures with their charts."""
        self.model.set_figures(figures)
        self.sums.setText(sums)
        for title, widget, chart in zip(self._chart_titles, self.charts, charts, strict=True):
            title.setText(chart.title)
            widget.set_chart(chart)
        self._there = bool(figures.rows)
        self._show_page()

    def set_questions(self, hints: Sequence[HintView], now: datetime) -> None:
        """Show 监督提示."""
        self.questions.set_questions(hints, now)
        self.tabs.set_count(QUESTIONS, len(hints) or "")

    def export_menu(self) -> QMenu:
        """The files that can be made."""
        menu = QMenu(self)
        menu.setObjectName("export_menu")
        for key, words in (("xlsx", "统计 Excel…"), ("pdf", "统计 PDF…")):
            menu.addAction(words).setData(key)
        menu.triggered.connect(lambda entry: self.export_chosen.emit(str(entry.data())))
        return menu

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes, in order."""
        return (self.groups, self.tabs, self._pages)

    _there = False

    def _show_page(self) -> None:
        if self.tabs.current == QUESTIONS:
            self._pages.setCurrentWidget(self.questions)
        else:
            self._pages.setCurrentIndex(0 if self._there else 1)

    def _on_tab_changed(self, key: str) -> None:
        figures = key == FIGURES
        for widget in (self.groups, self.print_button, self.export, self.sums):
            widget.setVisible(figures)
        self._show_page()

    def _on_choice_changed(self, *_: object) -> None:
        self.choice_changed.emit(self.grouping, self.period.period)

    def _on_cell(self, index: QModelIndex) -> None:
        query = self.model.query_at(index)
        if query is not None:
            self.ledger_requested.emit(query)

    def _on_theme_changed(self) -> None:
        self.period.setFixedWidth(self._theme.px(184))
        with self._fill.arranging():
            self.table.set_column_widths(dict(enumerate(WIDTHS)))
        self._fill.fill()
        super()._on_theme_changed()
