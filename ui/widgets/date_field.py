"""A date, with or without a time of day, and a calendar in Chinese.

Signals are those of QDateTimeEdit.
"""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtGui import QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QDateTimeEdit, QWidget

from ui.widgets.themed import Themed

_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


class DateField(Themed, QDateTimeEdit):
    """Shows 2026年11月23日, and 18:00 behind it when ``with_time``."""

    def __init__(
        self,
        value: QDateTime | None = None,
        parent: QWidget | None = None,
        *,
        with_time: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.setDisplayFormat("yyyy年M月d日 HH:mm" if with_time else "yyyy年M月d日")
        self.setCalendarPopup(True)
        self.setProperty("popup", True)
        self.setDateTime(value or QDateTime.currentDateTime())
        self._follow_theme()
        self._dress_calendar()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page and never changes a date in passing."""
        event.ignore()

    def _on_theme_changed(self) -> None:
        self._dress_calendar()
        super()._on_theme_changed()

    def _dress_calendar(self) -> None:
        calendar = self.calendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setLocale(self.locale())
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        words = QTextCharFormat()
        words.setForeground(self._theme.color("text3"))
        for day in _WEEKEND:
            calendar.setWeekdayTextFormat(day, words)
        calendar.setHeaderTextFormat(words)
