"""Where the time comes from, so that tests and the sample office can set it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Clock = Callable[[], datetime]
"""A function that returns the present moment, aware, in UTC."""


_FIXED = timezone(timedelta(hours=8), "CST")


@cache
def china_time() -> tzinfo:
    """China Standard Time; a fixed +08:00 where the machine has no time zone data."""
    try:
        return ZoneInfo("Asia/Shanghai")
    except (ZoneInfoNotFoundError, OSError):
        return _FIXED


def system_clock() -> datetime:
    """The machine's own time, to the millisecond (events store milliseconds)."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def to_stored(moment: datetime) -> str:
    """ISO 8601 in UTC with milliseconds: the form every event and table stores.

    Raises ValueError for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_stored(stored: str) -> datetime:
    """The moment in a stored time; raises ValueError for anything else."""
    moment = datetime.fromisoformat(stored)
    if moment.tzinfo is None:
        raise ValueError("a stored moment without a time zone")
    return moment
