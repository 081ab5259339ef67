"""Branches of a fork that do not count: kept for good beside the chains, never lost.

A branch is a run of events that parted from a chain; its id is the hash of its first event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qz_review.errors import AppendConflict
from qz_review.events.record import Head, StoredEvent
from qz_review.storage.connection import transaction
from qz_review.storage.database import Database
from qz_review.storage.sqlite_errors import storage_errors

_COLUMNS = "stream, seq, kind, body, prev_hash, hash, key_id, signature"
_INTO_LOG = f"INSERT INTO events (position, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch that is not in its stream's chain, oldest event first."""

    rows: tuple[StoredEvent, ...]

    @property
    def id(self) -> str:
        """Hash of its first event."""
        return self.rows[0].hash

    @property
    def stream(self) -> str:
        """The manuscript it belongs to."""
        return self.rows[0].stream

    @property
    def first_seq(self) -> int:
        """Where it parts from the chain."""
        return self.rows[0].seq


class SetAside:
    """The set-aside branches of one workspace."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, rows: Sequence[StoredEvent]) -> int:
        """Keep a branch that another desk made; how many of its events are new here.

        rows: from the branch's first event on; more of a branch that is kept goes to it.
        """
        kept = 0
        with transaction(self._db):
            for row in rows:
                if not self.has(row.hash):
                    self._insert(rows[0].hash, None, row)
                    kept += 1
        return kept

    def switch(self, head: Head, first_seq: int, rows: Sequence[StoredEvent]) -> None:
        """Another branch becomes the chain from ``first_seq`` on; what stood there is set aside.

        head: the chain's present end, AppendConflict where it is no longer.  rows: the events
        that go on from the one before ``first_seq``; at least one.  One transaction.
        """
        with transaction(self._db), storage_errors(conflict=True):
            found = self._db.conn.execute(
                f"SELECT position, {_COLUMNS} FROM events WHERE stream = ? AND seq >= ?"
                " ORDER BY seq",
                (head.stream, first_seq),
            ).fetchall()
            leaving = [(int(place), StoredEvent(*values)) for place, *values in found]
            if not leaving or (leaving[-1][1].seq, leaving[-1][1].hash) != (head.seq, head.hash):
                raise AppendConflict(stream=head.stream, expected=head.seq)
            place = self._last_position()
            for position, row in leaving:
                self._insert(leaving[0][1].hash, position, row)
            for position, _ in reversed(leaving):
                self._db.conn.execute("DELETE FROM events WHERE position = ?", (position,))
            before = leaving[0][1].prev_hash
            for number, row in enumerate(rows):
                if (row.stream, row.seq, row.prev_hash) != (
                    head.stream,
                    first_seq + number,
                    before,
                ):
                    raise AppendConflict(stream=row.stream, expected=first_seq + number)
                self._db.conn.execute(_INTO_LOG, (place + 1 + number, *_values(row)))
                before = row.hash

    def has(self, event_hash: str) -> bool:
        """Whether an event is kept here."""
        with storage_errors():
            found = self._db.conn.execute(
                "SELECT 1 FROM set_aside WHERE hash = ? LIMIT 1", (event_hash,)
            )
            return found.fetchone() is not None

    def branches(self, stream: str = "") -> list[Branch]:
        """Branches that are not in the chain now, of one manuscript or of all."""
        grouped: dict[str, dict[str, StoredEvent]] = {}
        for branch, row in self._rows(stream):
            grouped.setdefault(branch, {}).setdefault(row.hash, row)
        found = [Branch(tuple(rows.values())) for rows in grouped.values()]
        return [branch for branch in found if not self._in_chain(branch.id)]

    def rows(self) -> Iterator[StoredEvent]:
        """Every event kept, branch by branch, by seq; nothing in them is verified."""
        for _, row in self._rows(""):
            yield row

    def _rows(self, stream: str) -> Iterator[tuple[str, StoredEvent]]:
        where, values = ("WHERE stream = ?", (stream,)) if stream else ("", ())
        with storage_errors():
            rows = self._db.conn.execute(
                f"SELECT branch, {_COLUMNS} FROM set_aside {where} ORDER BY branch, seq, position",
                values,
            )
            for branch, *fields in rows:
                yield branch, StoredEvent(*fields)

    def _in_chain(self, event_hash: str) -> bool:
        with storage_errors():
            found = self._db.conn.execute("SELECT 1 FROM events WHERE hash = ?", (event_hash,))
            return found.fetchone() is not None

    def _insert(self, branch: str, log_position: int | None, row: StoredEvent) -> None:
        self._db.conn.execute(
            f"INSERT INTO set_aside (branch, log_position, {_COLUMNS})"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (branch, log_position, *_values(row)),
        )

    def _last_position(self) -> int:
        (number,) = self._db.conn.execute(
            "SELECT MAX(p) FROM (SELECT MAX(position) AS p FROM events"
            " UNION ALL SELECT MAX(log_position) FROM set_aside)"
        ).fetchone()
        return int(number or 0)


def _values(row: StoredEvent) -> tuple[object, ...]:
    return (
        row.stream,
        row.seq,
        row.kind,
        row.body,
        row.prev_hash,
        row.hash,
        row.key_id,
        row.signature,
    )
