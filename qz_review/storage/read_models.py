"""Writing the projections behind lists and search, and the reads that lists are made of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from qz_review.clock import to_stored
from qz_review.events.kinds import ROSTER_STREAM
from qz_review.events.record import Head
from qz_review.storage import figures_queries, ledger_queries, read_queries
from qz_review.storage.connection import transaction
from qz_review.storage.database import Database
from qz_review.storage.figures_queries import Grouping
from qz_review.storage.projected import (
    CountedGroup,
    Counts,
    ManuscriptFilter,
    ManuscriptRow,
    Page,
    ProjectedManuscript,
    ReleaseRow,
    SignedRow,
    Signer,
    SortKey,
    Sums,
    WaitingRow,
)
from qz_review.storage.read_tables import SHAPE, SHAPE_SETTING, TABLES, create_tables
from qz_review.storage.search_text import indexed
from qz_review.storage.settings import Settings
from qz_review.storage.sqlite_errors import storage_errors

_STALE = f"""
    SELECT e.stream FROM
      (SELECT stream, MAX(seq) AS seq FROM events WHERE stream <> '{ROSTER_STREAM}'
       GROUP BY stream) AS last
      JOIN events AS e ON e.stream = last.stream AND e.seq = last.seq
      LEFT JOIN manuscripts AS m ON m.manuscript_id = e.stream
    WHERE m.head_hash IS NOT e.hash
    UNION
    SELECT manuscript_id FROM manuscripts AS m
    WHERE NOT EXISTS (SELECT 1 FROM events AS e WHERE e.stream = m.manuscript_id)
    ORDER BY 1
"""


class ReadModels:
    """Projections of one workspace.  Services write them in the transaction of the append."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._settings = Settings(db)

    def is_current(self) -> bool:
        """Whether the tables have the shape this program reads; else drop_all and fill."""
        return bool(self._settings.get(SHAPE_SETTING) == SHAPE)

    def drop_all(self) -> None:
        """Make the tables anew, empty: the first half of a rebuild."""
        with transaction(self._db):
            create_tables(self._db)
            self._settings.set(SHAPE_SETTING, SHAPE)

    def upsert(self, projected: ProjectedManuscript) -> None:
        """Put a manuscript's projection in place of what stands there.

        Raises ValueError where ``text`` is None and this text was never indexed.
        """
        with transaction(self._db):
            row, indexed_hash = self._put_row(projected)
            self._put_tags(projected)
            self._put_waiting(projected)
            self._put_signatures(row, projected)
            self._put_releases(projected)
            if indexed_hash != projected.text_hash:
                self._index(row, projected)

    def mark_damaged(self, head: Head) -> None:
        """Say that a manuscript's record cannot be read: its row stays, and nothing waits.

        head: of its stream as the log has it.  The next upsert takes the mark away.
        """
        with transaction(self._db):
            self._db.conn.execute(
                "UPDATE manuscripts SET damaged = 1, running = 0, stage = NULL, due = NULL,"
                " holder_ids = '[]', head_seq = ?, head_hash = ? WHERE manuscript_id = ?",
                (head.seq, head.hash, head.stream),
            )
            self._db.conn.execute("DELETE FROM waiting WHERE manuscript_id = ?", (head.stream,))

    def latest_update(self) -> datetime | None:
        """When the manuscript that changed last did so, None without any."""
        with storage_errors():
            return read_queries.latest_update(self._db.conn)

    def stale(self) -> list[str]:
        """Manuscripts whose projection is not that of their head, and ones without events."""
        with storage_errors():
            return [str(stream) for (stream,) in self._db.conn.execute(_STALE)]

    def snapshot(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything in the projections, in a stable order, without the database's own numbers."""
        with storage_errors():
            found = {table: self._rows(table) for table in TABLES if table != "manuscript_search"}
            words = self._db.conn.execute(
                "SELECT m.manuscript_id, s.words FROM manuscript_search AS s"
                " JOIN manuscripts AS m ON m.row = s.rowid ORDER BY 1"
            )
            found["manuscript_search"] = [tuple(row) for row in words]
        return found

    def list_manuscripts(
        self,
        wanted: ManuscriptFilter,
        sort: SortKey = SortKey.UPDATED,
        descending: bool = True,
        limit: int = 200,
        offset: int = 0,
    ) -> Page:
        """A page of the manuscripts that the filter lets through."""
        with storage_errors():
            return read_queries.page(self._db.conn, wanted, sort, descending, limit, offset)

    def every(
        self, wanted: ManuscriptFilter, sort: SortKey, descending: bool
    ) -> Iterator[tuple[ManuscriptRow, ...]]:
        """All manuscripts that the filter lets through, some at a time."""
        with storage_errors():
            yield from read_queries.every(self._db.conn, wanted, sort, descending)

    def ledger(
        self, wanted: ManuscriptFilter, sort: SortKey, descending: bool, limit: int, now: datetime
    ) -> tuple[tuple[ManuscriptRow, ...], Sums]:
        """The first rows that the filter lets through, and what all of them add up to."""
        with storage_errors():
            return ledger_queries.first_page(self._db.conn, wanted, sort, descending, limit, now)

    def groups(
        self,
        grouping: Grouping,
        registered_from: datetime | None,
        registered_to: datetime | None,
        now: datetime,
    ) -> tuple[CountedGroup, ...]:
        """What manuscripts add up to by month, section, person or channel."""
        with storage_errors():
            return figures_queries.groups(
                self._db.conn, grouping, registered_from, registered_to, now
            )

    def signers_of(self, manuscript_ids: Sequence[str]) -> dict[str, tuple[Signer, ...]]:
        """Who signed some manuscripts, as far as in force, oldest first."""
        with storage_errors():
            return ledger_queries.signers_of(self._db.conn, manuscript_ids)

    def signed_by(
        self, person_id: str, signed_from: datetime | None, signed_to: datetime | None
    ) -> tuple[SignedRow, ...]:
        """Every sign-off of a person in a time, oldest first."""
        with storage_errors():
            return tuple(ledger_queries.signed(self._db.conn, signed_from, signed_to, person_id))

    def signed_between(
        self, signed_from: datetime | None, signed_to: datetime | None
    ) -> tuple[SignedRow, ...]:
        """Every sign-off in a time, oldest first."""
        with storage_errors():
            return tuple(ledger_queries.signed(self._db.conn, signed_from, signed_to))

    def get(self, manuscript_id: str) -> ManuscriptRow | None:
        """One manuscript's row."""
        with storage_errors():
            return read_queries.one(self._db.conn, "manuscript_id", manuscript_id)

    def by_number(self, number: str) -> ManuscriptRow | None:
        """The manuscript of a number."""
        with storage_errors():
            return read_queries.one(self._db.conn, "number", number)

    def last_number(self, prefix: str) -> str:
        """The highest number that starts with ``prefix``, empty where there is none."""
        with storage_errors():
            return read_queries.last_number(self._db.conn, prefix)

    def waiting_for(self, person_id: str) -> tuple[WaitingRow, ...]:
        """What waits for a person, the most urgent first."""
        with storage_errors():
            return read_queries.waiting_for(self._db.conn, person_id)

    def in_progress(self, limit: int) -> tuple[ManuscriptRow, ...]:
        """Manuscripts on the way, the nearest to release first."""
        with storage_errors():
            return read_queries.in_progress(self._db.conn, limit)

    def recent_releases(self, limit: int) -> tuple[ReleaseRow, ...]:
        """The latest releases, newest first."""
        with storage_errors():
            return read_queries.recent_releases(self._db.conn, limit)

    def counts(self, now: datetime) -> Counts:
        """Totals for the workbench; ``now`` decides what is overdue."""
        with storage_errors():
            return read_queries.counts(self._db.conn, now)

    def _put_row(self, projected: ProjectedManuscript) -> tuple[int, str]:
        """The row's number, and the text that the index holds for it (empty for none)."""
        values = _values(projected)
        known = self._db.conn.execute(
            f"SELECT row, text_hash, {', '.join(values)} FROM manuscripts WHERE manuscript_id = ?",
            (projected.manuscript_id,),
        ).fetchone()
        if known:
            # Only what changed: SQLite rewrites the index of every column that is set.
            changed = {
                name: value
                for (name, value), old in zip(values.items(), known[2:], strict=True)
                if value != old
            }
            if changed:
                columns = ", ".join(f"{name} = ?" for name in changed)
                self._db.conn.execute(
                    f"UPDATE manuscripts SET {columns} WHERE row = ?",
                    (*changed.values(), known[0]),
                )
            return int(known[0]), str(known[1])
        marks = ", ".join("?" * len(values))
        cursor = self._db.conn.execute(
            f"INSERT INTO manuscripts ({', '.join(values)}) VALUES ({marks})",
            tuple(values.values()),
        )
        return int(cursor.lastrowid or 0), ""

    def _put_tags(self, projected: ProjectedManuscript) -> None:
        tags = {("channel", channel) for channel in projected.channel_ids}
        tags |= {("flag", flag.value) for flag in projected.flags}
        self._replace(
            "manuscript_tags",
            projected.manuscript_id,
            [(kind, value, projected.manuscript_id) for kind, value in sorted(tags)],
        )

    def _put_waiting(self, projected: ProjectedManuscript) -> None:
        self._replace(
            "waiting",
            projected.manuscript_id,
            [
                (
                    w.person_id,
                    projected.manuscript_id,
                    place,
                    w.stage.value if w.stage else None,
                    w.part.value,
                    to_stored(w.since),
                    _stored(w.due),
                    w.task,
                )
                for place, w in enumerate(projected.waiting)
            ],
        )

    def _put_signatures(self, row: int, projected: ProjectedManuscript) -> None:
        people = {projected.editor_id} | {s.person_id for s in projected.signatures}
        people |= {s.behalf_id for s in projected.signatures}
        known = self._db.conn.execute("SELECT person_id FROM involved WHERE row = ?", (row,))
        if {person for (person,) in known} != people - {""}:
            self._db.conn.execute("DELETE FROM involved WHERE row = ?", (row,))
            self._db.conn.executemany(
                "INSERT INTO involved VALUES (?, ?)",
                [(person, row) for person in sorted(people - {""})],
            )
        self._replace(
            "signatures",
            projected.manuscript_id,
            [
                (
                    projected.manuscript_id,
                    s.seq,
                    s.stage.value,
                    s.part.value,
                    s.person_id,
                    s.behalf_id,
                    s.decision.value,
                    to_stored(s.signed_at),
                    _stored(s.waited_from),
                    s.seconds_open,
                    s.saved,
                    int(s.late),
                    int(s.paper),
                    int(s.superseded),
                )
                for s in projected.signatures
            ],
        )

    def _put_releases(self, projected: ProjectedManuscript) -> None:
        self._replace(
            "releases",
            projected.manuscript_id,
            [
                (projected.manuscript_id, r.seq, r.channel_id, r.address, to_stored(r.released_at))
                for r in projected.releases
            ],
        )

    def _replace(self, table: str, manuscript_id: str, rows: list[tuple[Any, ...]]) -> None:
        """Put a manuscript's rows in place, untouched where they are the same: most are."""
        found = self._db.conn.execute(
            f"SELECT * FROM {table} WHERE manuscript_id = ?", (manuscript_id,)
        ).fetchall()
        if sorted(found, key=repr) == sorted(rows, key=repr):
            return
        self._db.conn.execute(f"DELETE FROM {table} WHERE manuscript_id = ?", (manuscript_id,))
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._db.conn.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

    def _index(self, row: int, projected: ProjectedManuscript) -> None:
        if projected.text is None:
            raise ValueError(f"no text to index for {projected.manuscript_id}")
        words = indexed("\n".join((projected.number, projected.title, projected.text)))
        self._db.conn.execute("DELETE FROM manuscript_search WHERE rowid = ?", (row,))
        self._db.conn.execute(
            "INSERT INTO manuscript_search (rowid, words) VALUES (?, ?)", (row, words)
        )

    def _rows(self, table: str) -> list[tuple[Any, ...]]:
        cursor = self._db.conn.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        kept = [place for place, name in enumerate(names) if name != "row"]
        rows = [tuple(row[place] for place in kept) for row in cursor]
        return sorted(rows, key=repr)


def _values(projected: ProjectedManuscript) -> dict[str, Any]:
    """The columns of a manuscript's row."""
    holders = tuple(dict.fromkeys(w.person_id for w in projected.waiting))
    return {
        "manuscript_id": projected.manuscript_id,
        "number": projected.number,
        "title": projected.title,
        "section_id": projected.section_id,
        "channel_ids": json.dumps(projected.channel_ids, ensure_ascii=False),
        "phase": projected.phase.value,
        "stage": projected.stage.value if projected.stage else None,
        "entered_at": to_stored(projected.entered_at),
        "due": _stored(projected.due),
        "registered_at": to_stored(projected.registered_at),
        "updated_at": to_stored(projected.updated_at),
        "editor_id": projected.editor_id,
        "flags": json.dumps(sorted(flag.value for flag in projected.flags)),
        "returned": int(projected.returned),
        "progress": projected.progress,
        "characters": projected.characters,
        "text_hash": projected.text_hash,
        "head_seq": projected.head.seq,
        "head_hash": projected.head.hash,
        "released_at": _stored(projected.released_at),
        "archived_at": _stored(projected.archived_at),
        "holder_ids": json.dumps(holders),
        "author": projected.author,
        "corrects": projected.corrects,
        "running": int(not projected.phase.is_over),
        "damaged": 0,
        "return_count": projected.return_count,
        "delegated": int(projected.delegated),
        "late": int(projected.late),
        "superseded": projected.superseded,
        "differences": projected.differences,
    }


def _stored(moment: datetime | None) -> str | None:
    return to_stored(moment) if moment else None
