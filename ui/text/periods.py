"""Spans of days as people say them: 本月, 去年, 11月1日–11月23日."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included; None leaves an end open."""

    first: date | None = None
    last: date | None = None


NAMED = {
    "": "全部时间",
    "this_month": "本月",
    "last_month": "上月",
    "this_quarter": "本季度",
    "this_year": "今年",
    "last_year": "去年",
}
"""Keys and words of the periods that need no dates from the person."""


def named_period(key: str, today: date) -> Period:
    """The days of a named period; raises KeyError for an unknown key."""
    match key:
        case "":
            return Period()
        case "this_month":
            return _months(today.year, today.month, 1)
        case "last_month":
            before = today.replace(day=1) - timedelta(days=1)
            return _months(before.year, before.month, 1)
        case "this_quarter":
            return _months(today.year, (today.month - 1) // 3 * 3 + 1, 3)
        case "this_year":
            return _months(today.year, 1, 12)
        case "last_year":
            return _months(today.year - 1, 1, 12)
    raise KeyError(f"no period {key!r}")


def _months(year: int, month: int, count: int) -> Period:
    end = month + count - 1
    return Period(date(year, month, 1), date(year, end, calendar.monthrange(year, end)[1]))


def period_words(period: Period, today: date) -> str:
    """11月1日–11月23日; days of another year with it; an open end in words."""
    first, last = period.first, period.last
    if first is None and last is None:
        return NAMED[""]
    if first is None and last is not None:
        return f"{_day(last, today)}以前"
    if last is None and first is not None:
        return f"{_day(first, today)}以后"
    assert first is not None and last is not None
    return _day(first, today) if first == last else f"{_day(first, today)}–{_day(last, today)}"


def _day(day: date, today: date) -> str:
    words = f"{day.month}月{day.day}日"
    return words if day.year == today.year else f"{day.year}年{words}"
