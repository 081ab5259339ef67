"""本月, 上月, 本季度 … are the days that people mean by them."""

from __future__ import annotations

from datetime import date

import pytest

from ui.text.periods import NAMED, Period, named_period, period_words

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("", None, None),
        ("this_month", date(2026, 3, 1), date(2026, 3, 31)),
        ("last_month", date(2026, 2, 1), date(2026, 2, 28)),
        ("this_quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("this_year", date(2026, 1, 1), date(2026, 12, 31)),
        ("last_year", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_named_periods(key: str, first: date | None, last: date | None) -> None:
    assert key in NAMED and named_period(key, TODAY) == Period(first, last)


def test_in_january_last_month_is_in_the_year_before() -> None:
    assert named_period("last_month", date(2027, 1, 5)).first == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(), "全部时间"),
        (Period(date(2026, 3, 1), date(2026, 3, 31)), "3月1日–3月31日"),
        (Period(date(2026, 3, 5), date(2026, 3, 5)), "3月5日"),
        (Period(date(2025, 12, 1), date(2026, 1, 31)), "2025年12月1日–1月31日"),
        (Period(None, date(2026, 3, 1)), "3月1日以前"),
        (Period(date(2026, 3, 1), None), "3月1日以后"),
    ],
)
def test_periods_in_words(period: Period, words: str) -> None:
    assert period_words(period, TODAY) == words
