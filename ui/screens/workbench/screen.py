"""工作台, as mock-up 01.

Signals: ``manuscript_opened(str)``, ``registration_requested()``, ``search_requested()``,
``list_requested(object)`` with a :class:`ManuscriptQuery` that 稿件 shall show,
``board_chosen(bool)``, ``arrivals_clicked()`` for the packages that wait in the inbox.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qz_review.model.manuscript import Flag
from qz_review.model.stage import Phase
from qz_review.services.views import ManuscriptQuery, ReminderKind, WorkbenchView
from ui.screens.workbench.board import Board
from ui.screens.workbench.progress_list import ProgressList
from ui.screens.workbench.rail import WorkbenchRail
from ui.screens.workbench.todo_list import TodoList
from ui.text.moments import date_line
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.headings import PageHeader, SectionTitle
from ui.widgets.search_field import SearchField
from ui.widgets.segmented import SegmentedControl
from ui.widgets.themed import Themed

_WIDE, _RAIL, _NARROW_RAIL = 1440, 304, 272  # px: window width from which the rail is wide
_NAVIGATION = 216
_SEARCH = 280

UNDER_WAY = frozenset(phase for phase in Phase if not phase.is_over)
_LISTS = {
    ReminderKind.OVERDUE: ManuscriptQuery(overdue=True, phases=UNDER_WAY, sort="due",
                                          descending=False),
    ReminderKind.CONSULTATION: ManuscriptQuery(flags=frozenset({Flag.OTHER_UNITS}),
                                               phases=frozenset({Phase.IN_REVIEW})),
    ReminderKind.JOINT_REVIEW: ManuscriptQuery(flags=frozenset({Flag.SPECIALIST}),
                                               phases=frozenset({Phase.IN_REVIEW})),
    ReminderKind.RETURNED: ManuscriptQuery(returned=True, phases=UNDER_WAY),
    ReminderKind.READY: ManuscriptQuery(phases=frozenset({Phase.READY})),
    ReminderKind.TO_ARCHIVE: ManuscriptQuery(phases=frozenset({Phase.RELEASED})),
}  # fmt: skip


class _SearchDoor(SearchField):
    """Looks like a search field; a click or a key opens the search of everything."""

    asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("搜稿件、人名、原文", "Ctrl K", parent)
        self.setReadOnly(True)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setProperty("door", True)
        self.returnPressed.connect(self.asked)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the search."""
        super().mouseReleaseEvent(event)
        self.asked.emit()


class WorkbenchScreen(Themed, QWidget):
    """own_name: who is at the desk; board: whether 分栏 is shown first;
    may_register: whether 登记稿件 is this person's act.
    """

    manuscript_opened = Signal(str)
    registration_requested = Signal()
    search_requested = Signal()
    list_requested = Signal(object)
    board_chosen = Signal(bool)
    arrivals_clicked = Signal()

    def __init__(
        self,
        own_name: str,
        board: bool = False,
        may_register: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("workbench_screen")
        self._own_name = own_name
        self._may_register = may_register
        self._view: WorkbenchView | None = None
        self.header = PageHeader("工作台", parent=self)
        self._search = _SearchDoor(self)
        self.register = Button("登记稿件", self, icon="plus", name="workbench_register")
        self.register.setVisible(may_register)
        self.arrivals = Banner("accent", "", parent=self)
        self.arrivals.action.setObjectName("workbench_receive")
        self.arrivals.hide()
        self.todo_title = SectionTitle("我的待办", 0, "按办理时限排序", self)
        self.todo = TodoList(self)
        self.progress_title = SectionTitle("在办稿件", 0, parent=self)
        self.layout_choice = SegmentedControl(
            (("rows", "进度"), ("board", "分栏")),
            "board" if board else "rows",
            self,
            accessible_name="在办稿件的样式",
        )
        self.layout_choice.setObjectName("workbench_layout")
        self.progress = ProgressList(self)
        self.board = Board(self)
        self._under_way = QStackedWidget(self)
        self.rail = WorkbenchRail(self)
        self._main = QWidget()
        self._rail_scroll = QScrollArea(self)
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self._connect()
        self._show_layout()

    def _build(self) -> None:
        self.header.add_action(self._search)
        self.header.add_action(self.register)
        self.progress_title.add_action(self.layout_choice)
        self._under_way.addWidget(self.progress)
        self._under_way.addWidget(self.board)
        column = QVBoxLayout(self._main)
        column.setContentsMargins(24, 8, 0, 20)
        column.setSpacing(8)
        column.addWidget(self.arrivals)
        column.addWidget(self.todo_title)
        column.addWidget(self.todo)
        column.addSpacing(8)
        column.addWidget(self.progress_title)
        column.addWidget(self._under_way, 1)
        main_scroll = QScrollArea(self)
        for widget, area in ((self._main, main_scroll), (self.rail, self._rail_scroll)):
            widget.setProperty("plain", True)
            area.setWidget(widget)
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QHBoxLayout()
        inside.setContentsMargins(0, 0, 24, 0)
        inside.setSpacing(24)
        inside.addWidget(main_scroll, 1)
        inside.addWidget(self._rail_scroll)
        rail_layout = self.rail.layout()
        assert rail_layout is not None
        rail_layout.setContentsMargins(0, 8, 0, 20)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(inside, 1)

    def _connect(self) -> None:
        self._search.asked.connect(self.search_requested)
        self.register.clicked.connect(self.registration_requested)
        self.arrivals.action_clicked.connect(self.arrivals_clicked)
        self.layout_choice.value_changed.connect(self._on_layout_chosen)
        for part in (self.todo, self.progress, self.board, self.rail):
            part.opened.connect(self.manuscript_opened)
        mine = ManuscriptQuery(mine=True, sort="due", descending=False)
        self.todo.all_requested.connect(lambda: self._ask(mine))
        under_way = ManuscriptQuery(phases=UNDER_WAY)
        self.todo.under_way_requested.connect(lambda: self._ask(under_way))
        self.todo.registration_requested.connect(self.registration_requested)
        self.progress.all_requested.connect(lambda: self._ask(under_way))
        self.rail.reminder_requested.connect(lambda kind: self._ask(_LISTS[kind]))

    def set_arrivals(self, fact: str, detail: str = "", action: str = "") -> None:
        """What waits in the inbox, over everything else; empty for nothing."""
        if fact:
            self.arrivals.set_content("accent", fact, detail, action, icon="box")
        self.arrivals.setVisible(bool(fact))

    def set_view(self, view: WorkbenchView) -> None:
        """Show what the services found."""
        self._view = view
        late = sum(1 for row in view.todo if row.due is not None and view.now >= row.due)
        parts = [f"{len(view.todo)} 件待你签署" if view.todo else "没有待你签署的稿件"]
        if late:
            parts.append(f"{late} 件已超时")
        self.header.set_title("工作台", f"{date_line(view.now)} · {'，'.join(parts)}")
        self.todo_title.set_count(len(view.todo))
        self.todo_title.set_caption("按办理时限排序" if len(view.todo) > 1 else "")
        self.todo.set_office(empty=not view.under_way_total, may_register=self._may_register)
        self.todo.set_rows(view.todo, view.now)
        self.progress_title.set_count(view.under_way_total)
        self._fill_under_way()
        self.rail.set_view(view, self._own_name)

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes, in order."""
        return (self.todo, self._under_way, self.rail)

    def _fill_under_way(self) -> None:
        view = self._view
        if view is None:
            return
        if self.layout_choice.value == "board":
            self.board.set_items(view.under_way, self._own_name, view.now)
        else:
            self.progress.set_items(view.under_way, view.under_way_total, self._own_name, view.now)

    def _show_layout(self) -> None:
        board = self.layout_choice.value == "board"
        self._under_way.setCurrentWidget(self.board if board else self.progress)
        self._fill_under_way()

    def _on_layout_chosen(self, value: str) -> None:
        self._show_layout()
        self.board_chosen.emit(value == "board")

    def _ask(self, query: ManuscriptQuery) -> None:
        self.list_requested.emit(query)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail follows the window's width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < _WIDE - _NAVIGATION
        self._rail_scroll.setFixedWidth(self._theme.px(_NARROW_RAIL if narrow else _RAIL))
        self.progress.set_narrow(narrow)

    def _on_theme_changed(self) -> None:
        self._search.setFixedWidth(self._theme.px(_SEARCH))
        self._fit()
        super()._on_theme_changed()

    def minimumSizeHint(self) -> QSize:
        """The screen scrolls where it must."""
        return QSize(800, 480)
