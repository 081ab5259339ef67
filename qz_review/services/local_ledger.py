"""What this workspace has, as the verdict on a package needs it."""

from __future__ import annotations

from collections.abc import Iterator

from qz_review.events.kinds import ROSTER_STREAM
from qz_review.events.record import StoredEvent
from qz_review.ledger.roster import Roster
from qz_review.services.desk import Desk

RECALLED = "handover.recalled."
"""Setting, by the hash of a HandedOver event: who signed its recall, which came first."""


class DeskLedger:
    """A desk's log, blobs and set-aside branches."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def roster(self) -> Roster:
        """The roster as of now."""
        return self._desk.roster()

    def roster_rows(self) -> Iterator[StoredEvent]:
        """The roster's chain."""
        return self._desk.store.events.read_stream(ROSTER_STREAM)

    def rows(self, stream: str) -> Iterator[StoredEvent]:
        """A manuscript's chain."""
        return self._desk.store.events.read_stream(stream)

    def has_blob(self, digest: str) -> bool:
        """Whether a blob is kept."""
        return self._desk.store.blobs.has(digest)

    def is_set_aside(self, event_hash: str) -> bool:
        """Whether an event is kept as part of a branch that does not count."""
        return self._desk.store.set_aside.has(event_hash)

    def recalled_by(self, event_hash: str) -> str:
        """Who signed the recall of a handing over that has not come yet; empty for nobody."""
        return str(self._desk.store.settings.get(RECALLED + event_hash, ""))
