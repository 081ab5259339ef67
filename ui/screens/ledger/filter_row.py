"""The filter of 台账, two lines: what to look for, and what is remarkable about it.

Signals: ``query_changed(LedgerQuery)``, sort and direction kept; ``sheet_chosen(str)`` the way in
which the sheet of the person chosen is wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from qz_review.model.manuscript import Flag
from qz_review.model.person import Person, Unit
from qz_review.services.ledger_views import (
    LedgerColumn,
    LedgerDate,
    LedgerMark,
    LedgerQuery,
    LedgerSums,
)
from ui.person_sheets import person_sheet_menu
from ui.screens.ledger.states import state_choices, state_key, with_state
from ui.text.periods import Period
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.drop_menu import drop_menu
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.period_field import PeriodField
from ui.widgets.search_field import SearchField
from ui.widgets.text_label import ElidedLabel
from ui.widgets.themed import Themed

_WIDTHS = {"dates": 96, "period": 168, "channel": 112, "section": 112, "person": 112, "state": 112,
           "flag": 104}  # fmt: skip
_MARKS = (LedgerMark.SENT_BACK, LedgerMark.DELEGATED, LedgerMark.LATE, LedgerMark.SUPERSEDED)


class LedgerFilter(Themed, QWidget):
    """Every control acts at once.  today: in China."""

    query_changed = Signal(object)
    sheet_chosen = Signal(str)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = LedgerQuery()
        self._offered: object = None
        self._setting = False
        self.search = SearchField("标题、原文、编号", parent=self)
        self.search.setObjectName("ledger_search")
        self.dates = ComboBox(self)
        self.period = PeriodField(today, self)
        self.channel = ComboBox(self)
        self.section = ComboBox(self)
        self.person = ComboBox(self)
        self.state = ComboBox(self)
        self.flag = ComboBox(self)
        self.marks = {mark: _toggle(mark, self) for mark in _MARKS}
        self.clear = Button("清除条件", self, kind="link", name="ledger_clear")
        self.sheet = Button("签署清单…", self, kind="link", name="ledger_person_sheet")
        self.sums = ElidedLabel("", "small", "text2", self)
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self._connect()
        self._show_links()

    def _build(self) -> None:
        names = {
            "dates": "按哪个时间",
            "period": "时间范围",
            "channel": "栏目",
            "section": "科室",
            "person": "人员",
            "state": "状态",
            "flag": "类别",
        }
        for name, label in names.items():
            box = getattr(self, name)
            box.setObjectName(f"ledger_{name}")
            box.setAccessibleName(label)
        self.dates.set_choices([(kind.value, kind.label) for kind in LedgerDate])
        self.state.set_choices(state_choices(), "")
        flags = [(f.value, f.label) for f in Flag if f is not Flag.AUDIOVISUAL]
        self.flag.set_choices([("", "全部类别"), *flags], "")
        self.set_offers(Unit(""), ())
        self.sums.setObjectName("ledger_sums")
        controls = QWidget(self)
        flow = FlowLayout(controls, spacing_x=8, spacing_y=8)
        for widget in (self.search, self.dates, self.period, self.channel, self.section,
                       self.person, self.state, self.flag):  # fmt: skip
            flow.addWidget(widget)
        second = QHBoxLayout()
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(8)
        for button in (*self.marks.values(), self.clear, self.sheet):
            second.addWidget(button)
        second.addSpacing(8)
        second.addWidget(self.sums, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(controls)
        layout.addLayout(second)

    def _connect(self) -> None:
        self.search.search_changed.connect(self._on_changed)
        for box in (self.dates, self.channel, self.section, self.person, self.state, self.flag):
            box.currentIndexChanged.connect(self._on_changed)
        self.period.period_changed.connect(self._on_changed)
        for button in self.marks.values():
            button.toggled.connect(self._on_changed)
        self.clear.clicked.connect(self.reset)
        self.sheet.clicked.connect(lambda: drop_menu(self.sheet_menu(), self.sheet))

    @property
    def query(self) -> LedgerQuery:
        """What the controls say."""
        return self._query

    def set_offers(self, unit: Unit, people: Sequence[Person]) -> None:
        """Offer the unit's sections, channels and people."""
        if (unit, tuple(people)) == self._offered:
            return
        self._offered = unit, tuple(people)
        offers = (
            (self.channel, "全部栏目", [(c.id, c.name) for c in unit.channels]),
            (self.section, "全部科室", [(s.id, s.name) for s in unit.sections]),
            (self.person, "全部人员", [(p.id, p.name) for p in people]),
        )
        for box, everything, choices in offers:
            kept = box.choice or ""
            known = kept if kept in dict(choices) else ""
            box.set_choices([("", everything), *choices], known)

    def set_query(self, query: LedgerQuery) -> None:
        """Show a query and ask for it."""
        self._setting = True
        self._query = query
        self.search.setText(query.text)
        self.dates.set_choice(query.date_kind.value)
        self.period.set_period(Period(query.first_day, query.last_day))
        self.state.set_choice(state_key(query))
        self.flag.set_choice(next((flag.value for flag in sorted(query.flags)), ""))
        for box, wanted in (
            (self.channel, query.channel_id),
            (self.section, query.section_id),
            (self.person, query.person_id),
        ):
            box.setCurrentIndex(max(box.findData(wanted), 0))
        for mark, button in self.marks.items():
            button.setChecked(mark in query.marks)
        self._setting = False
        self._show_links()
        self.query_changed.emit(query)

    def set_sort(self, column: LedgerColumn, descending: bool) -> None:
        """Sort otherwise."""
        self._query = replace(self._query, sort=column, descending=descending)
        self.query_changed.emit(self._query)

    def reset(self) -> None:
        """清除条件: everything is shown; the sort stays."""
        self.set_query(LedgerQuery(sort=self._query.sort, descending=self._query.descending))

    def set_sums(self, sums: LedgerSums) -> None:
        """What the rows found add up to."""
        counts = {
            LedgerMark.SENT_BACK: sums.sent_back,
            LedgerMark.DELEGATED: sums.delegated,
            LedgerMark.LATE: sums.late,
            LedgerMark.SUPERSEDED: sums.superseded,
        }
        for mark, button in self.marks.items():
            button.setText(f"{mark.label} {counts[mark]:,}")
        parts = [
            f"{sums.manuscripts:,} 件",
            f"{sums.characters:,} 字",
            f"发布 {sums.released:,} 件",
        ]
        parts += [f"退回 {sums.returns:,} 次"] if sums.returns else []
        self.sums.setText(" · ".join(parts))

    @property
    def is_narrowed(self) -> bool:
        """True while something restricts the list."""
        query = self._query
        return query != LedgerQuery(
            date_kind=query.date_kind, sort=query.sort, descending=query.descending
        )

    def sheet_menu(self) -> QMenu:
        """The ways to bring out the sheet of the person chosen."""
        menu = person_sheet_menu(self)
        menu.triggered.connect(lambda entry: self.sheet_chosen.emit(str(entry.data())))
        return menu

    def _on_changed(self, *_: object) -> None:
        if self._setting:
            return
        period = self.period.period
        flag = self.flag.choice
        self._query = replace(
            self._query,
            text=self.search.text(),
            date_kind=LedgerDate(self.dates.choice or LedgerDate.REGISTERED.value),
            first_day=period.first,
            last_day=period.last,
            person_id=self.person.choice or "",
            section_id=self.section.choice or "",
            channel_id=self.channel.choice or "",
            flags=frozenset({Flag(flag)}) if flag else frozenset(),
            marks=frozenset(mark for mark, button in self.marks.items() if button.isChecked()),
        )
        self._query = with_state(self._query, self.state.choice or "")
        self._show_links()
        self.query_changed.emit(self._query)

    def _show_links(self) -> None:
        self.clear.setVisible(self.is_narrowed)
        self.sheet.setVisible(bool(self._query.person_id))

    def _on_theme_changed(self) -> None:
        self.search.setFixedWidth(self._theme.px(192))
        for name, width in _WIDTHS.items():
            getattr(self, name).setFixedWidth(self._theme.px(width))
        super()._on_theme_changed()


def _toggle(mark: LedgerMark, parent: QWidget) -> Button:
    button = Button(mark.label, parent, size="small", name=f"ledger_mark_{mark.value}")
    button.setCheckable(True)
    return button
