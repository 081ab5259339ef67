"""Chooses a span of days: 本月, 上月 …, or two dates of one's own.

Signals: ``period_changed(Period)``.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.text.periods import NAMED, Period, named_period, period_words
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.date_field import DateField
from ui.widgets.form_field import FormField
from ui.widgets.small_dialog import SmallDialog

_OWN, _ASK = "own", "ask"


class PeriodField(ComboBox):
    """today: what 本月 is reckoned from."""

    period_changed = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent, icon="calendar")
        self.setAccessibleName("时间范围")
        self._today = today
        self._period = Period()
        self._fill("")
        self.activated.connect(self._on_activated)

    @property
    def period(self) -> Period:
        """The days chosen."""
        return self._period

    def set_period(self, period: Period) -> None:
        """Show a period, by its name where it has one; no signal."""
        self._period = period
        known = (key for key in NAMED if named_period(key, self._today) == period)
        self._fill(next(known, _OWN))

    def _fill(self, current: str) -> None:
        own = [(_OWN, period_words(self._period, self._today))] if current == _OWN else []
        self.set_choices([*own, *NAMED.items(), (_ASK, "自选…")], current)

    def _on_activated(self) -> None:
        key = self.choice or ""
        if key == _ASK:
            self.set_period(self._period)  # what holds until the dialog is answered
            self.ask()
        elif key != _OWN:
            self._choose(named_period(key, self._today))

    def ask(self) -> PeriodDialog:
        """Ask for two dates."""
        dialog = PeriodDialog(self, self._period, self._today)
        dialog.chosen.connect(self._choose)
        dialog.open()
        return dialog

    def _choose(self, period: Period) -> None:
        self.set_period(period)
        self.period_changed.emit(period)


class PeriodDialog(SmallDialog):
    """Two dates.  Signals: ``chosen(Period)``."""

    chosen = Signal(object)

    def __init__(self, host: QWidget, period: Period, today: date) -> None:
        super().__init__(host, "时间范围")
        self.setObjectName("period_dialog")
        self.first = DateField(_moment(period.first or today.replace(day=1)), self.panel)
        self.last = DateField(_moment(period.last or today), self.panel)
        self._last_field = FormField("到", self.last, "两天都算在内")
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(FormField("从", self.first), 1)
        line.addWidget(self._last_field, 1)
        self.body.addSpacing(12)
        self.body.addLayout(line)
        cancel = Button("取消", self.panel)
        self.accept = Button("确定", self.panel, kind="primary", name="period_accept")
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self.accept)
        cancel.clicked.connect(self.request_close)
        self.accept.clicked.connect(self._on_accept)

    def _on_accept(self) -> None:
        first, last = _day(self.first), _day(self.last)
        if last < first:
            self._last_field.set_error("结束日期早于开始日期，改其中一个")
            return
        self.close_overlay()
        self.chosen.emit(Period(first, last))


def _moment(day: date) -> QDateTime:
    return QDateTime(QDate(day.year, day.month, day.day), QTime(0, 0))


def _day(field: DateField) -> date:
    shown = field.date()
    return date(shown.year(), shown.month(), shown.day())
