"""Delegations end by the clock, without an event: the lists must notice.

The moments are kept beside the read models; they are no evidence and can be lost: the next
event of the manuscript, or a rebuild, puts its row right anyway.
"""

from __future__ import annotations

from collections.abc import Iterable

from qz_review.clock import from_stored, to_stored
from qz_review.events.kinds import Delegated
from qz_review.events.record import Recorded
from qz_review.services.changes import ChangeSet
from qz_review.services.desk import Desk
from qz_review.services.rows import put_row

_UNTIL = "delegations.until"


class DelegationWatch:
    """Projects manuscripts again once a delegation of theirs has ended."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def note(self, events: Iterable[Recorded]) -> None:
        """Remember when the delegations among these events end; inside their transaction."""
        ends = {
            f"{recorded.envelope.stream}:{recorded.envelope.seq}": to_stored(recorded.event.until)
            for recorded in events
            if isinstance(recorded.event, Delegated)
        }
        if ends:
            kept = self._desk.store.settings.get(_UNTIL, {})
            self._desk.store.settings.set(_UNTIL, {**kept, **ends})

    def sweep(self) -> None:
        """Put the rows right whose delegation has ended by now; cheap where none has."""
        desk = self._desk
        now = desk.now()
        kept = desk.store.settings.get(_UNTIL, {})
        ended = {key for key, until in kept.items() if from_stored(until) < now}
        if not ended:
            return
        streams = {key.rpartition(":")[0] for key in ended}
        context = desk.context(now)
        with desk.store.transaction():
            for stream in sorted(streams):
                put_row(desk, stream, context)
            rest = {key: until for key, until in kept.items() if key not in ended}
            desk.store.settings.set(_UNTIL, rest)
        desk.changes.publish(ChangeSet(frozenset(streams)))
