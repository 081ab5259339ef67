"""Counting manuscripts and steps by month, section, person or channel (统计)."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from enum import StrEnum

from qz_review.clock import to_stored
from qz_review.model.stage import Stage
from qz_review.storage.projected import CountedGroup, CountedStep


class Grouping(StrEnum):
    """By what is counted."""

    MONTH = "month"
    SECTION = "section"
    PERSON = "person"
    CHANNEL = "channel"


# Months are those of China Standard Time, whatever the machine's zone.
_MONTH = "strftime('%Y-%m', m.registered_at, '+8 hours')"
_KEYS = {
    Grouping.MONTH: (_MONTH, _MONTH, ""),
    Grouping.SECTION: ("m.section_id", "m.section_id", ""),
    Grouping.PERSON: ("i.person_id", "g.person_id", " JOIN involved AS i ON i.row = m.row"),
    Grouping.CHANNEL: (
        "t.value",
        "t.value",
        " JOIN manuscript_tags AS t ON t.manuscript_id = m.manuscript_id AND t.kind = 'channel'",
    ),
}


def groups(
    connection: sqlite3.Connection,
    grouping: Grouping,
    registered_from: datetime | None,
    registered_to: datetime | None,
    now: datetime,
) -> tuple[CountedGroup, ...]:
    """What the manuscripts registered in a time add up to, by group, keys in order.

    ``now`` decides what is overdue.  By person: of manuscripts the person edited or signed, and
    the steps the person signed.
    """
    where, values = _range(registered_from, registered_to)
    of_manuscript, of_step, join = _KEYS[grouping]
    counted = connection.execute(
        f"SELECT {of_manuscript} AS k, COUNT(*), COUNT(m.released_at), TOTAL(m.return_count),"
        " TOTAL(m.return_count > 0), TOTAL(m.late = 1 OR (m.running = 1 AND m.due < ?)),"
        " TOTAL(m.delegated), TOTAL(m.characters)"
        f" FROM manuscripts AS m{join}{where} GROUP BY k ORDER BY k",
        (to_stored(now), *values),
    ).fetchall()
    join = "" if grouping is Grouping.PERSON else join
    steps: dict[str, dict[Stage, CountedStep]] = {}
    for key, stage, count, hours, saved, late in connection.execute(
        f"SELECT {of_step} AS k, g.stage, COUNT(*),"
        " AVG((julianday(g.signed_at) - julianday(g.waited_from)) * 24.0), TOTAL(g.saved),"
        " TOTAL(g.late) FROM signatures AS g JOIN manuscripts AS m"
        f" ON m.manuscript_id = g.manuscript_id{join}{where} GROUP BY k, g.stage",
        values,
    ):
        step = CountedStep(int(count), hours, int(saved), int(late))
        steps.setdefault(str(key), {})[Stage(stage)] = step
    return tuple(
        CountedGroup(
            key=str(row[0]),
            manuscripts=int(row[1]),
            released=int(row[2]),
            returns=int(row[3]),
            sent_back=int(row[4]),
            late=int(row[5]),
            delegated=int(row[6]),
            characters=int(row[7]),
            steps=steps.get(str(row[0]), {}),
        )
        for row in counted
    )


def _range(begin: datetime | None, end: datetime | None) -> tuple[str, list[str]]:
    terms, values = [], []
    if begin is not None:
        terms.append("m.registered_at >= ?")
        values.append(to_stored(begin))
    if end is not None:
        terms.append("m.registered_at < ?")
        values.append(to_stored(end))
    return (f" WHERE {' AND '.join(terms)}" if terms else ""), values
