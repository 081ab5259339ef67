"""The stored evidence as verification reads it, all of it or what came since a checkpoint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from qz_review.events.kinds import ROSTER_STREAM
from qz_review.events.record import StoredEvent
from qz_review.storage.blob_store import BlobStore
from qz_review.storage.event_store import EventStore
from qz_review.storage.set_aside import SetAside


class StoredEvidence:
    """Evidence behind the log's position ``after``; 0 means everything, blobs included."""

    def __init__(
        self, events: EventStore, blobs: BlobStore, set_aside: SetAside, after: int = 0
    ) -> None:
        self._events = events
        self._blobs = blobs
        self._set_aside = set_aside
        self._after = after

    def count(self) -> int:
        """Events to verify; the roster is verified whole each time."""
        return self._events.count(after=self._after)

    def roster_rows(self) -> Iterator[StoredEvent]:
        """The whole roster."""
        return self._events.read_stream(ROSTER_STREAM)

    def manuscript_rows(self) -> Iterator[StoredEvent]:
        """Manuscripts' rows, stream by stream."""
        return self._events.iterate_manuscripts(self._after)

    def set_aside_rows(self) -> Iterator[StoredEvent]:
        """Branches that do not count, or none where only what is new is verified."""
        return iter(()) if self._after else self._set_aside.rows()

    def row(self, stream: str, seq: int) -> StoredEvent | None:
        """One row."""
        return self._events.row(stream, seq)

    def has_blob(self, digest: str) -> bool:
        """Whether a blob is kept."""
        return self._blobs.has(digest)

    def blobs(self) -> Iterator[str]:
        """All blobs, or none where only what is new is verified."""
        return iter(()) if self._after else self._blobs.digests()

    def open_blob(self, digest: str) -> BinaryIO:
        """A blob's bytes."""
        return self._blobs.open(digest)
