"""The log: events are appended in one transaction, read in order, and never change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from qz_review.errors import AppendConflict
from qz_review.events.kinds import ROSTER_STREAM
from qz_review.events.record import Head, StoredEvent
from qz_review.storage.blob_store import BlobStore
from qz_review.storage.connection import transaction
from qz_review.storage.database import Database
from qz_review.storage.sqlite_errors import storage_errors

_COLUMNS = "stream, seq, kind, body, prev_hash, hash, key_id, signature"
_HEAD = "SELECT seq, hash FROM events WHERE stream = ? ORDER BY seq DESC LIMIT 1"
_HEADS = (
    "SELECT e.stream, e.seq, e.hash FROM"
    " (SELECT stream, MAX(seq) AS seq FROM events WHERE position <= ? GROUP BY stream) AS last"
    " JOIN events AS e ON e.stream = last.stream AND e.seq = last.seq ORDER BY e.stream"
)
_COUNT = (
    "SELECT (SELECT COUNT(*) FROM events WHERE position > ? AND position <= ?)"
    " + (SELECT COUNT(*) FROM set_aside WHERE log_position > ? AND log_position <= ?)"
)
_HEAD_OF_FORK = (
    "SELECT seq, hash FROM ("
    "SELECT position, seq, hash FROM events WHERE stream = ?1 AND position <= ?2 UNION ALL"
    " SELECT log_position, seq, hash FROM set_aside WHERE stream = ?1 AND log_position <= ?2"
    ") ORDER BY position DESC LIMIT 1"
)
_INSERT = f"INSERT INTO events ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_END = 2**63 - 1


class EventStore:
    """Events of one workspace, as one connection sees them."""

    def __init__(self, db: Database, blobs: BlobStore) -> None:
        self._db = db
        self._blobs = blobs

    def append(
        self,
        events: Sequence[StoredEvent],
        *,
        expected: Sequence[Head] = (),
        blobs: Sequence[bytes] = (),
        after: Callable[[], None] | None = None,
    ) -> None:
        """Append events, of one or several streams, in one durable transaction.

        expected: heads on which the decision rested, the roster's among them; each must still
        be the head of its stream.  blobs: what the events name by digest.  after: runs before
        the commit (read models, draft deletion).
        Raises AppendConflict where anybody was first: fold again and decide again.  Raises
        Environment where the disk or another process does not let it; nothing is kept then.
        """
        with transaction(self._db):
            with storage_errors(conflict=True):
                self._insert(events, self._checked(expected))
            for data in blobs:
                self._blobs.put(data)
            if after is not None:
                after()

    def head(self, stream: str) -> Head:
        """The end of a stream; seq 0 and GENESIS where there is none."""
        with storage_errors():
            return Head(stream, *self._head(stream))

    def heads(self, until: int = _END) -> dict[str, Head]:
        """The head of every stream, sorted by stream, as of the log's position ``until``."""
        return {head.stream: head for head in self.iterate_heads(until)}

    def iterate_heads(self, until: int = _END) -> Iterator[Head]:
        """The same, one at a time."""
        with storage_errors():
            moved = self._heads_of_forks(until)
            for row in self._db.conn.execute(_HEADS, (until,)):
                yield moved.get(row[0]) or Head(*row)

    def streams(self) -> list[str]:
        """Ids of all manuscripts."""
        with storage_errors():
            rows = self._db.conn.execute("SELECT DISTINCT stream FROM events ORDER BY stream")
            return [stream for (stream,) in rows if stream != ROSTER_STREAM]

    def read_stream(self, stream: str, after_seq: int = 0) -> Iterator[StoredEvent]:
        """Rows of a stream, oldest first, from ``after_seq`` on; nothing in them is verified."""
        return self._rows("stream = ? AND seq > ? ORDER BY seq", (stream, after_seq))

    def row(self, stream: str, seq: int) -> StoredEvent | None:
        """One row."""
        return next(self._rows("stream = ? AND seq = ?", (stream, seq)), None)

    def at(self, position: int) -> StoredEvent | None:
        """The row at a position of the log."""
        return next(self._rows("position = ?", (position,)), None)

    def iterate_manuscripts(self, after: int = 0) -> Iterator[StoredEvent]:
        """Rows of manuscripts behind the log's position ``after``, stream by stream.

        Only a few rows are in memory at a time.
        """
        if not after:
            yield from self._rows("stream <> ? ORDER BY stream, seq", (ROSTER_STREAM,))
            return
        with storage_errors():
            found = self._db.conn.execute(
                "SELECT DISTINCT stream FROM events WHERE position > ? ORDER BY stream", (after,)
            ).fetchall()
        for (stream,) in found:
            if stream != ROSTER_STREAM:
                yield from self._rows("stream = ? AND position > ? ORDER BY seq", (stream, after))

    def count(self, *, after: int = 0, until: int = _END) -> int:
        """Events between two positions of the log, those that were set aside since among them."""
        with storage_errors():
            (number,) = self._db.conn.execute(_COUNT, (after, until) * 2).fetchone()
        return int(number)

    def has_kind(self, kinds: Sequence[str]) -> bool:
        """Whether there is an event of any of these kinds."""
        marks = ", ".join("?" * len(kinds))
        with storage_errors():
            found = self._db.conn.execute(
                f"SELECT 1 FROM events WHERE kind IN ({marks}) LIMIT 1", tuple(kinds)
            )
            return found.fetchone() is not None

    def handed_over(self) -> list[str]:
        """Ids of the manuscripts that were ever handed over."""
        with storage_errors():
            rows = self._db.conn.execute(
                "SELECT DISTINCT stream FROM events WHERE kind = 'handed-over.v1' ORDER BY stream"
            )
            return [stream for (stream,) in rows]

    def last_position(self) -> int:
        """The log's present position; it grows with every event."""
        with storage_errors():
            (number,) = self._db.conn.execute("SELECT MAX(position) FROM events").fetchone()
        return int(number or 0)

    def _heads_of_forks(self, until: int) -> dict[str, Head]:
        """Heads, as of a position, of streams whose end was set aside: the log's order tells."""
        streams = self._db.conn.execute(
            "SELECT DISTINCT stream FROM set_aside WHERE log_position IS NOT NULL"
        ).fetchall()
        found = {}
        for (stream,) in streams:
            row = self._db.conn.execute(_HEAD_OF_FORK, (stream, until)).fetchone()
            if row is not None:
                found[stream] = Head(stream, *row)
        return found

    def _checked(self, expected: Sequence[Head]) -> dict[str, tuple[int, str]]:
        heads: dict[str, tuple[int, str]] = {}
        for head in expected:
            found = self._head(head.stream)
            if found != (head.seq, head.hash):
                raise AppendConflict(stream=head.stream, expected=head.seq, found=found[0])
            heads[head.stream] = found
        return heads

    def _insert(self, events: Sequence[StoredEvent], heads: dict[str, tuple[int, str]]) -> None:
        for row in events:
            seq, last = heads.get(row.stream) or self._head(row.stream)
            if row.seq != seq + 1 or row.prev_hash != last:
                raise AppendConflict(stream=row.stream, expected=row.seq - 1, found=seq)
            values = (
                row.stream,
                row.seq,
                row.kind,
                row.body,
                row.prev_hash,
                row.hash,
                row.key_id,
                row.signature,
            )
            self._db.conn.execute(_INSERT, values)
            heads[row.stream] = (row.seq, row.hash)

    def _head(self, stream: str) -> tuple[int, str]:
        row = self._db.conn.execute(_HEAD, (stream,)).fetchone()
        return (int(row[0]), str(row[1])) if row else (0, Head(stream).hash)

    def _rows(self, where: str, values: tuple[object, ...]) -> Iterator[StoredEvent]:
        with storage_errors():
            rows = self._db.conn.execute(f"SELECT {_COLUMNS} FROM events WHERE {where}", values)
            for row in rows:
                yield StoredEvent(*row)
