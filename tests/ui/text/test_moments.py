"""Moments and spans in words, as the wording rules ask."""

from datetime import UTC, datetime, timedelta

import pytest

from ui.text.moments import (
    date_line,
    deadline_tone,
    deadline_words,
    elapsed_words,
    minutes_and_seconds,
    moment_words,
    span_words,
)

NOW = datetime(2026, 11, 23, 10, 20).astimezone()


def test_today_other_days_and_other_years() -> None:
    assert moment_words(NOW.replace(hour=9, minute=2), NOW) == "今天 09:02"
    assert moment_words(NOW - timedelta(days=3), NOW) == "11月20日 10:20"
    assert moment_words(NOW.replace(year=2025), NOW) == "2025年11月23日 10:20"
    assert date_line(NOW) == "11月23日 星期一"


def test_moments_in_utc_are_shown_in_local_time() -> None:
    assert moment_words(NOW.astimezone(UTC), NOW.astimezone(UTC)) == "今天 10:20"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "1分"), (50, "50分"), (60, "1小时"), (310, "5小时10分"), (1440, "1天"), (4500, "3天")],
)
def test_spans(minutes: int, words: str) -> None:
    assert span_words(timedelta(minutes=minutes)) == words


def test_deadlines_say_what_is_left_or_how_late() -> None:
    assert deadline_words(NOW + timedelta(minutes=100), NOW) == "剩 1小时40分"
    assert deadline_words(NOW - timedelta(minutes=140), NOW) == "超时 2小时20分"
    assert [deadline_tone(NOW + timedelta(minutes=m), NOW) for m in (-1, 0, 119, 120)] == [
        "danger",
        "danger",
        "warn",
        "text",
    ]


def test_elapsed_is_coarse() -> None:
    ago = [elapsed_words(NOW - timedelta(minutes=m), NOW) for m in (0, 35, 150, 3000)]
    assert ago == ["1分", "35分", "2小时", "2天"]


def test_countdown() -> None:
    assert [minutes_and_seconds(s) for s in (45, 125, -3)] == ["45秒", "2分05秒", "0秒"]
