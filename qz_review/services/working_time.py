"""Office hours for the acts of 示例单位 and of the demo, so that nobody there signs at night.

The hours are those of the machine's own time zone, in which every page and sheet shows them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

OPENS, CLOSES = time(8, 30), time(18, 0)
WORKING_DAYS = 5

LEAST_GAP, LARGEST_GAP = timedelta(minutes=6), timedelta(minutes=20)


def working_moment(moment: datetime) -> datetime:
    """The moment, or in its place one in the last working hour before it; never a later one."""
    local = moment.astimezone()
    day = local
    if local.time() < OPENS:
        day -= timedelta(days=1)
    elif local.time() <= CLOSES and local.weekday() < WORKING_DAYS:
        return moment
    while day.weekday() >= WORKING_DAYS:
        day -= timedelta(days=1)
    closing = day.replace(hour=CLOSES.hour, minute=CLOSES.minute, second=0, microsecond=0)
    landed = closing - timedelta(minutes=local.minute, seconds=local.second)
    return landed.astimezone(moment.tzinfo)


def working_moments(
    moments: Iterable[datetime], kept_from: datetime | None = None
) -> dict[datetime, datetime]:
    """A moment in office hours for each, none later than itself, in the same order.

    kept_from: this moment and all later ones stay as they are.
    """
    found: dict[datetime, datetime] = {}
    after: datetime | None = None
    own_after: datetime | None = None
    for moment in sorted(set(moments), reverse=True):
        if kept_from is not None and moment >= kept_from:
            found[moment] = moment
        else:
            wanted = moment
            if after is not None and own_after is not None:
                gap = min(max(own_after - moment, LEAST_GAP), LARGEST_GAP)
                wanted = min(working_moment(moment), after - gap)
            found[moment] = working_moment(wanted)
        after, own_after = found[moment], moment
    return found
