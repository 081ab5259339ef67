"""The questions lists ask.  Each runs on an index; ``tests/bench/bench_queries.py`` measures."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from qz_review.clock import from_stored, to_stored
from qz_review.events.record import Head
from qz_review.model.manuscript import Flag, Part
from qz_review.model.stage import Phase, Stage
from qz_review.storage.projected import (
    Counts,
    ManuscriptFilter,
    ManuscriptRow,
    Page,
    ProjectedRelease,
    ReleaseRow,
    SortKey,
    Waiting,
    WaitingRow,
)
from qz_review.storage.search_text import match_query, plain

_NAMES = (
    "manuscript_id",
    "number",
    "title",
    "section_id",
    "channel_ids",
    "phase",
    "stage",
    "entered_at",
    "due",
    "registered_at",
    "updated_at",
    "editor_id",
    "flags",
    "returned",
    "progress",
    "characters",
    "text_hash",
    "head_seq",
    "head_hash",
    "released_at",
    "archived_at",
    "holder_ids",
    "author",
    "corrects",
    "damaged",
    "return_count",
    "delegated",
    "late",
    "superseded",
    "differences",
)
ROW = ", ".join(f"m.{name}" for name in _NAMES)
"""Columns of a manuscript, to be selected first; ``WIDTH`` of them."""
_AT_ONCE = 500
WIDTH = len(_NAMES)


def page(
    connection: sqlite3.Connection,
    wanted: ManuscriptFilter,
    sort: SortKey,
    descending: bool,
    limit: int,
    offset: int,
) -> Page:
    """A page of a filtered, sorted list, and its full length; a limit below 0 means all."""
    where, values = conditions(wanted)
    order = order_by(sort, descending)
    if wanted.text.strip() and limit >= 0:
        rank, words = _rank(wanted.text) if sort is SortKey.UPDATED and descending else ("", [])
        order = f"ORDER BY {rank}{order}"
        return _searched(connection, where, order, [*values, *words], limit, offset)
    (total,) = connection.execute(
        f"SELECT COUNT(*) FROM manuscripts AS m{where}", values
    ).fetchone()
    rows = connection.execute(
        f"SELECT {ROW} FROM manuscripts AS m{where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return Page(tuple(manuscript_of(row) for row in rows), int(total))


def _searched(
    connection: sqlite3.Connection,
    where: str,
    order: str,
    values: list[Any],
    limit: int,
    offset: int,
) -> Page:
    """The same with one look into the full-text index, which is what costs time."""
    hits = connection.execute(f"SELECT m.row FROM manuscripts AS m{where} {order}", values)
    found = [row for (row,) in hits]
    return Page(_inorder_by(connection, found[offset : offset + limit]), len(found))


def every(
    connection: sqlite3.Connection, wanted: ManuscriptFilter, sort: SortKey, descending: bool
) -> Iterator[tuple[ManuscriptRow, ...]]:
    """All rows of a filtered, sorted list, some at a time: only their numbers are kept."""
    where, values = conditions(wanted)
    order = order_by(sort, descending)
    hits = connection.execute(f"SELECT m.row FROM manuscripts AS m{where} ORDER BY {order}", values)
    found = array("q", (row for (row,) in hits))
    for start in range(0, len(found), _AT_ONCE):
        yield _inorder_by(connection, found[start : start + _AT_ONCE])


def _inorder_by(connection: sqlite3.Connection, wanted: Sequence[int]) -> tuple[ManuscriptRow, ...]:
    """The rows with these numbers, in their order."""
    marks = ", ".join("?" * len(wanted))
    rows = connection.execute(
        f"SELECT {ROW}, m.row FROM manuscripts AS m WHERE m.row IN ({marks})", tuple(wanted)
    )
    by_number = {row[WIDTH]: row for row in rows}
    return tuple(manuscript_of(by_number[number]) for number in wanted if number in by_number)


def conditions(wanted: ManuscriptFilter) -> tuple[str, list[Any]]:
    """The WHERE clause of a filter, with a leading space, and its values."""
    terms: list[str] = []
    values: list[Any] = []

    def add(term: str, *found: Any) -> None:
        terms.append(term)
        values.extend(found)

    if wanted.text.strip():
        _add_text(wanted.text, add)
    if wanted.phases:
        marks = ", ".join("?" * len(wanted.phases))
        add(f"m.phase IN ({marks})", *sorted(phase.value for phase in wanted.phases))
    if wanted.stage is not None:
        add("m.stage = ?", wanted.stage.value)
    if wanted.section_id:
        add("m.section_id = ?", wanted.section_id)
    if wanted.editor_id:
        add("m.editor_id = ?", wanted.editor_id)
    if wanted.channel_id:
        add(_TAGGED, "channel", wanted.channel_id)
    for flag in sorted(wanted.flags):
        add(_TAGGED, "flag", flag.value)
    if wanted.waiting_person:
        add(
            "m.manuscript_id IN (SELECT manuscript_id FROM waiting WHERE person_id = ?)",
            wanted.waiting_person,
        )
    if wanted.returned is not None:
        add("m.running = 1 AND m.returned = ?", int(wanted.returned))
    if wanted.overdue_at is not None:
        add("m.running = 1 AND m.due < ?", to_stored(wanted.overdue_at))
    if wanted.registered_from is not None:
        add("m.registered_at >= ?", to_stored(wanted.registered_from))
    if wanted.registered_to is not None:
        add("m.registered_at < ?", to_stored(wanted.registered_to))
    if wanted.released_from is not None:
        add("m.released_at >= ?", to_stored(wanted.released_from))
    if wanted.released_to is not None:
        add("m.released_at < ?", to_stored(wanted.released_to))
    if wanted.person_id:
        add(
            "m.row IN (SELECT row FROM involved WHERE person_id = ?)",
            wanted.person_id,
        )
    if wanted.sent_back:
        add("m.return_count > 0")
    if wanted.delegated:
        add("m.delegated = 1")
    if wanted.superseded:
        add("m.superseded > 0")
    if wanted.late_at is not None:
        add("(m.late = 1 OR (m.running = 1 AND m.due < ?))", to_stored(wanted.late_at))
    return (f" WHERE {' AND '.join(terms)}" if terms else ""), values


def one(connection: sqlite3.Connection, column: str, value: str) -> ManuscriptRow | None:
    """The row in which a column of ours has a value."""
    row = connection.execute(
        f"SELECT {ROW} FROM manuscripts AS m WHERE m.{column} = ?", (value,)
    ).fetchone()
    return manuscript_of(row) if row else None


def last_number(connection: sqlite3.Connection, prefix: str) -> str:
    """The highest number of a prefix: the longer one is higher (9999 before 10000)."""
    row = connection.execute(
        "SELECT number FROM manuscripts WHERE number >= ? AND number < ?"
        " ORDER BY LENGTH(number) DESC, number DESC LIMIT 1",
        (prefix, prefix + "\U0010ffff"),
    ).fetchone()
    return str(row[0]) if row else ""


def latest_update(connection: sqlite3.Connection) -> datetime | None:
    """When the manuscript that changed last did so."""
    (found,) = connection.execute("SELECT MAX(updated_at) FROM manuscripts").fetchone()
    return _moment(found)


def waiting_for(connection: sqlite3.Connection, person_id: str) -> tuple[WaitingRow, ...]:
    """What waits for a person: by limit, then by age."""
    rows = connection.execute(
        f"SELECT {ROW}, w.person_id, w.stage, w.part, w.since, w.due, w.task"
        " FROM waiting AS w JOIN manuscripts AS m ON m.manuscript_id = w.manuscript_id"
        " WHERE w.person_id = ? ORDER BY w.due IS NULL, w.due, w.since, m.number",
        (person_id,),
    )
    return tuple(WaitingRow(_waiting(row[WIDTH:]), manuscript_of(row)) for row in rows)


def in_progress(connection: sqlite3.Connection, limit: int) -> tuple[ManuscriptRow, ...]:
    """Manuscripts on the way, the nearest to release first, the longest waiting before others."""
    rows = connection.execute(
        f"SELECT {ROW} FROM manuscripts AS m WHERE m.running = 1"
        " ORDER BY m.progress DESC, m.entered_at LIMIT ?",
        (limit,),
    )
    return tuple(manuscript_of(row) for row in rows)


def recent_releases(connection: sqlite3.Connection, limit: int) -> tuple[ReleaseRow, ...]:
    """The latest releases."""
    rows = connection.execute(
        f"SELECT {ROW}, r.seq, r.channel_id, r.address, r.released_at"
        " FROM releases AS r JOIN manuscripts AS m ON m.manuscript_id = r.manuscript_id"
        " ORDER BY r.released_at DESC LIMIT ?",
        (limit,),
    )
    return tuple(
        ReleaseRow(
            ProjectedRelease(
                row[WIDTH], row[WIDTH + 1], row[WIDTH + 2], from_stored(row[WIDTH + 3])
            ),
            manuscript_of(row),
        )
        for row in rows
    )


def counts(connection: sqlite3.Connection, now: datetime) -> Counts:
    """Totals over everything."""
    by_phase = connection.execute("SELECT phase, COUNT(*) FROM manuscripts GROUP BY phase")
    by_stage = connection.execute(
        "SELECT stage, COUNT(*) FROM manuscripts WHERE stage IS NOT NULL GROUP BY stage"
    )
    (overdue,) = connection.execute(
        "SELECT COUNT(*) FROM manuscripts WHERE running = 1 AND due < ?", (to_stored(now),)
    ).fetchone()
    (returned,) = connection.execute(
        "SELECT COUNT(*) FROM manuscripts WHERE running = 1 AND returned = 1"
    ).fetchone()
    return Counts(
        {Phase(phase): number for phase, number in by_phase},
        {Stage(stage): number for stage, number in by_stage},
        overdue,
        returned,
    )


_TAGGED = (
    "m.manuscript_id IN (SELECT manuscript_id FROM manuscript_tags WHERE kind = ? AND value = ?)"
)


def _add_text(text: str, add: Any) -> None:
    query = match_query(text)
    if query:
        add(
            "m.row IN (SELECT rowid FROM manuscript_search WHERE manuscript_search MATCH ?)",
            query,
        )
    else:  # nothing but punctuation, which the index does not hold
        add("instr(m.title, ?) > 0", text.strip())


def order_by(sort: SortKey, descending: bool) -> str:
    """The terms of ORDER BY; what has no limit comes last either way."""
    way = "DESC" if descending else "ASC"
    last = "m.due IS NULL, " if sort is SortKey.DUE else ""
    return f"{last}m.{sort.value} {way}, m.row {way}"


_RANKED = 20
"""Words that count for the order; a whole pasted text would make the query too deep."""


def _rank(text: str) -> tuple[str, list[Any]]:
    """The first term of ORDER BY and its values: finds in title or number before the others.

    Where the order was chosen otherwise (by limit, by title …), that order holds alone.
    """
    terms: list[str] = []
    values: list[str] = []
    for word in text.split()[:_RANKED]:
        terms.append("(instr(lower(m.number || ' ' || m.title), ?) > 0 OR instr(m.title, ?) > 0)")
        values += [plain(word).lower(), word]
    return f"({' AND '.join(terms)}) DESC, ", values


def manuscript_of(row: tuple[Any, ...]) -> ManuscriptRow:
    """The row that begins with the columns of ``ROW``."""
    return ManuscriptRow(
        manuscript_id=row[0],
        number=row[1],
        title=row[2],
        section_id=row[3],
        channel_ids=tuple(json.loads(row[4])),
        phase=Phase(row[5]),
        stage=Stage(row[6]) if row[6] else None,
        entered_at=from_stored(row[7]),
        due=_moment(row[8]),
        registered_at=from_stored(row[9]),
        updated_at=from_stored(row[10]),
        editor_id=row[11],
        flags=frozenset(Flag(flag) for flag in json.loads(row[12])),
        returned=bool(row[13]),
        progress=row[14],
        characters=row[15],
        text_hash=row[16],
        head=Head(row[0], row[17], row[18]),
        released_at=_moment(row[19]),
        archived_at=_moment(row[20]),
        holder_ids=tuple(json.loads(row[21])),
        author=row[22],
        corrects=row[23],
        damaged=bool(row[24]),
        return_count=row[25],
        delegated=bool(row[26]),
        late=bool(row[27]),
        superseded=row[28],
        differences=row[29],
    )


def _waiting(row: tuple[Any, ...]) -> Waiting:
    return Waiting(
        person_id=row[0],
        stage=Stage(row[1]) if row[1] else None,
        part=Part(row[2]),
        since=from_stored(row[3]),
        due=_moment(row[4]),
        task=row[5],
    )


def _moment(stored: str | None) -> datetime | None:
    return from_stored(stored) if stored else None
