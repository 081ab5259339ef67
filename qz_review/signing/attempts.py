"""How long wrong passwords delay the next try.  Pure; storage keeps the counts.

The delay hinders guessing at the desk.  Somebody who copies the key file is hindered by the
cost of the derivation alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from qz_review.errors import Refused

FREE_TRIES = 5
"""Wrong passwords in a row that cost nothing but the derivation."""

FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Attempts:
    """Tries since the last success, and when the latest was made."""

    tries: int = 0
    last: datetime | None = None


def delay_after(tries: int) -> timedelta:
    """How long to wait after so many tries in a row: 30 s after five, then doubling."""
    if tries < FREE_TRIES:
        return timedelta(0)
    doublings = min(tries - FREE_TRIES, 10)
    return min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)


def locked_until(attempts: Attempts) -> datetime | None:
    """The moment before which no further try is taken; None where nothing delays."""
    delay = delay_after(attempts.tries)
    if attempts.last is None or not delay:
        return None
    return attempts.last + delay


def settled(attempts: Attempts, now: datetime) -> Attempts:
    """The count with its time moved to ``now`` where the clock was set back meanwhile.

    Otherwise a clock that once ran a year ahead would lock the account for a year.
    """
    if attempts.last is not None and attempts.last > now:
        return Attempts(attempts.tries, now)
    return attempts


def counted(attempts: Attempts, now: datetime) -> Attempts:
    """The count with one more try, to be stored before the password is tried.

    Raises Refused(``keys.delayed``, until=, seconds=) while the delay lasts.
    """
    until = locked_until(attempts)
    if until is not None and now < until:
        seconds = -int(-(until - now).total_seconds() // 1)
        raise Refused("keys.delayed", until=until, seconds=seconds, tries=attempts.tries)
    return Attempts(attempts.tries + 1, now)
