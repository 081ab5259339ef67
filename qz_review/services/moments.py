"""Moments as files and marks write them."""

from __future__ import annotations

from datetime import datetime


def moment_of(written: str) -> datetime | None:
    """The moment in a written time, None where it is none.

    One without a time zone, as word processors write it, is taken as the machine's local time.
    """
    try:
        moment = datetime.fromisoformat(written)
        return moment if moment.tzinfo is not None else moment.astimezone()
    except (ValueError, OverflowError, OSError):
        return None
