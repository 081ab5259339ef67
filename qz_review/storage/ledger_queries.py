"""The questions 台账 asks beyond a list's: sums, signers of many rows, one person's sign-offs.

``tests/bench/bench_ledger.py`` measures them over 100,000 manuscripts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from qz_review.clock import from_stored, to_stored
from qz_review.model.manuscript import Decision, Part
from qz_review.model.stage import Stage
from qz_review.storage.projected import (
    ManuscriptFilter,
    ManuscriptRow,
    ProjectedSignature,
    SignedRow,
    Signer,
    SortKey,
    Sums,
)
from qz_review.storage.read_queries import ROW, WIDTH, conditions, manuscript_of, order_by
from qz_review.storage.search_text import match_query

_SIGNATURE = (
    "g.seq, g.stage, g.part, g.person_id, g.behalf_id, g.decision, g.signed_at, g.waited_from,"
    " g.seconds_open, g.saved, g.late, g.paper, g.superseded"
)
_IDS_AT_ONCE = 500
_FEW = 3000


def first_page(
    connection: sqlite3.Connection,
    wanted: ManuscriptFilter,
    sort: SortKey,
    descending: bool,
    limit: int,
    now: datetime,
) -> tuple[tuple[ManuscriptRow, ...], Sums]:
    """The first rows of a filtered, sorted list, and what all of it adds up to.

    Words are looked up once for both.  ``now`` decides what is overdue.
    """
    where, values = conditions(wanted)
    source = "manuscripts AS m"
    if wanted.text.strip() or wanted.person_id:
        count = _keep(connection, *_numbers(wanted, where, values))
        where, values = "", []
        # Few rows are sorted; of many, the first are found by walking the index of the order.
        pair = ("found AS f", source) if count <= _FEW else (source, "found AS f")
        source = f"{pair[0]} CROSS JOIN {pair[1]} ON m.row = f.row"
    added = connection.execute(
        "SELECT COUNT(*), TOTAL(m.characters), COUNT(m.released_at), TOTAL(m.return_count > 0),"
        " TOTAL(m.return_count), TOTAL(m.delegated), TOTAL(m.superseded > 0),"
        f" TOTAL(m.late = 1 OR (m.running = 1 AND m.due < ?)) FROM {source}{where}",
        (to_stored(now), *values),
    ).fetchone()
    rows = connection.execute(
        f"SELECT {ROW} FROM {source}{where} ORDER BY {order_by(sort, descending)} LIMIT ?",
        (*values, limit),
    )
    return tuple(manuscript_of(row) for row in rows), Sums(*(int(value) for value in added))


def _numbers(wanted: ManuscriptFilter, where: str, values: Sequence[Any]) -> tuple[str, Any]:
    """The query for the numbers of the rows; of mere words the index alone knows them."""
    words = match_query(wanted.text)
    if words and wanted == ManuscriptFilter(text=wanted.text):
        return "SELECT rowid FROM manuscript_search WHERE manuscript_search MATCH ?", (words,)
    return f"SELECT m.row FROM manuscripts AS m{where}", values


def _keep(connection: sqlite3.Connection, query: str, values: Sequence[Any]) -> int:
    """Put the numbers of the rows into the temporary table ``found``; gives how many."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS found (row INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM found")
    return connection.execute(f"INSERT INTO found {query}", values).rowcount


def signers_of(
    connection: sqlite3.Connection, manuscript_ids: Sequence[str]
) -> dict[str, tuple[Signer, ...]]:
    """Who signed some manuscripts, as far as in force, oldest first; none: not in the result."""
    found: dict[str, list[Signer]] = {}
    for start in range(0, len(manuscript_ids), _IDS_AT_ONCE):
        some = manuscript_ids[start : start + _IDS_AT_ONCE]
        marks = ", ".join("?" * len(some))
        rows = connection.execute(
            "SELECT manuscript_id, stage, part, person_id, behalf_id FROM signatures"
            f" WHERE manuscript_id IN ({marks}) AND superseded = 0 ORDER BY manuscript_id, seq",
            some,
        )
        for manuscript_id, stage, part, person_id, behalf_id in rows:
            signer = Signer(_STAGES[stage], _PARTS[part], person_id, behalf_id)
            found.setdefault(manuscript_id, []).append(signer)
    return {manuscript_id: tuple(rows) for manuscript_id, rows in found.items()}


_STAGES = {stage.value: stage for stage in Stage}
_PARTS = {part.value: part for part in Part}


def signed(
    connection: sqlite3.Connection,
    signed_from: datetime | None,
    signed_to: datetime | None,
    person_id: str = "",
) -> Iterator[SignedRow]:
    """Every sign-off in a time (from inclusive, to exclusive), or a person's, oldest first."""
    terms, values = [], []
    for term, value in (
        ("g.person_id = ?", person_id),
        ("g.signed_at >= ?", to_stored(signed_from) if signed_from else ""),
        ("g.signed_at < ?", to_stored(signed_to) if signed_to else ""),
    ):
        if value:
            terms.append(term)
            values.append(value)
    where = f" WHERE {' AND '.join(terms)}" if terms else ""
    rows = connection.execute(
        f"SELECT {ROW}, {_SIGNATURE} FROM signatures AS g"
        f" JOIN manuscripts AS m ON m.manuscript_id = g.manuscript_id{where}"
        " ORDER BY g.signed_at, m.number, g.seq",
        values,
    )
    for row in rows:
        yield SignedRow(_signature(row[WIDTH:]), manuscript_of(row))


def _signature(row: tuple[Any, ...]) -> ProjectedSignature:
    return ProjectedSignature(
        seq=row[0],
        stage=Stage(row[1]),
        part=Part(row[2]),
        person_id=row[3],
        behalf_id=row[4],
        decision=Decision(row[5]),
        signed_at=from_stored(row[6]),
        waited_from=from_stored(row[7]) if row[7] else None,
        seconds_open=row[8],
        saved=row[9],
        late=bool(row[10]),
        paper=bool(row[11]),
        superseded=bool(row[12]),
    )
