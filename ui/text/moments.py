"""Moments and spans of time in words: 今天 10:26, 11月23日 08:00, 剩 1小时40分, 超时 2小时20分.

Moments are aware datetimes; they are shown in the machine's own time zone.  ``now`` is passed in,
so that a screen speaks of one moment and tests are repeatable.
"""

from __future__ import annotations

from datetime import datetime, timedelta

NEAR = timedelta(hours=2)
"""A deadline nearer than this is shown as near."""

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_WEEKDAYS = "一二三四五六日"


def day_words(moment: datetime, now: datetime) -> str:
    """今天, 11月23日, or 2025年11月23日 in another year."""
    local, today = moment.astimezone(), now.astimezone()
    if local.date() == today.date():
        return "今天"
    day = f"{local.month}月{local.day}日"
    return day if local.year == today.year else f"{local.year}年{day}"


def moment_words(moment: datetime, now: datetime) -> str:
    """Day and time: 今天 10:26, 11月23日 08:00, 2025年11月23日 08:00."""
    return f"{day_words(moment, now)} {moment.astimezone():%H:%M}"


def time_words(moment: datetime) -> str:
    """The time of day alone: 10:26."""
    return f"{moment.astimezone():%H:%M}"


def date_line(now: datetime) -> str:
    """The day of the page header: 11月23日 星期一."""
    local = now.astimezone()
    return f"{local.month}月{local.day}日 星期{_WEEKDAYS[local.weekday()]}"


def span_words(span: timedelta) -> str:
    """A length of time: 50分, 5小时10分, 1天, 3天.

    Days stand alone: who has a day left does not count its hours.
    """
    seconds = max(int(span.total_seconds()), 0)
    if seconds >= _DAY:
        return f"{seconds // _DAY}天"
    hours, minutes = seconds // _HOUR, seconds % _HOUR // _MINUTE
    if hours:
        return f"{hours}小时{minutes}分" if minutes else f"{hours}小时"
    return f"{max(minutes, 1)}分"


def elapsed_words(since: datetime, now: datetime) -> str:
    """How long something has lasted, coarsely: 50分, 2小时, 3天."""
    seconds = max(int((now - since).total_seconds()), 0)
    if seconds >= _DAY:
        return f"{seconds // _DAY}天"
    if seconds >= _HOUR:
        return f"{seconds // _HOUR}小时"
    return f"{max(seconds // _MINUTE, 1)}分"


def deadline_words(due: datetime, now: datetime) -> str:
    """剩 1小时40分 before the deadline, 超时 2小时20分 after it."""
    if now >= due:
        return f"超时 {span_words(now - due)}"
    return f"剩 {span_words(due - now)}"


def deadline_tone(due: datetime, now: datetime) -> str:
    """Colour role of a deadline: ``danger`` past it, ``warn`` under two hours, else ``text``."""
    if now >= due:
        return "danger"
    return "warn" if due - now < NEAR else "text"


def minutes_and_seconds(seconds: int) -> str:
    """A countdown: 45秒, 2分05秒."""
    minutes, rest = divmod(max(seconds, 0), _MINUTE)
    return f"{minutes}分{rest:02d}秒" if minutes else f"{rest}秒"
