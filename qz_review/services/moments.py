"""Moments as files and marks write them."""

from __future__ import annotations

import re
from datetime import datetime

from qz_review.clock import from_stored

_STORED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def moment_of(written: str) -> datetime | None:
    """The moment in a written time, None where it is none.

    What the ledger stored is in UTC and alone has milliseconds.  Word and WPS write the wall
    clock, with a ``Z`` that means nothing, and show the digits as they stand: so they are taken
    as the machine's local time, and people read here what they read there.
    """
    try:
        if _STORED.fullmatch(written):
            return from_stored(written)
        return datetime.fromisoformat(written).replace(tzinfo=None).astimezone()
    except (ValueError, OverflowError, OSError):
        return None
