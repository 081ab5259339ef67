"""An event as it stands in the log: envelope, fact, stored bytes, hash, signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qz_review.events.kinds import Event

GENESIS = "0" * 64
"""``prev`` of the first event of every stream."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Position, authority and time; part of the signed body.

    prev: hash of the event before it in the stream, GENESIS for the first.
    actor_id: who acted, with his own key.  on_behalf_of: who delegated, else empty.
    roster_seq, roster_hash: the roster's head under which it was made (empty hash for the
        first roster event).
    clock_behind_ms: how far the machine's clock ran behind the last event, 0 if it did not.
    """

    event_id: str
    stream: str
    seq: int
    prev: str
    actor_id: str
    time: datetime
    on_behalf_of: str = ""
    roster_seq: int = 0
    roster_hash: str = ""
    clock_behind_ms: int = 0


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """The row as stored; nothing in it is trusted before it is verified."""

    stream: str
    seq: int
    kind: str
    body: bytes
    prev_hash: str
    hash: str
    key_id: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class Recorded:
    """A stored event with its body decoded."""

    envelope: Envelope
    event: Event
    hash: str
    key_id: str


@dataclass(frozen=True, slots=True)
class Head:
    """End of a stream: seq 0 and GENESIS for one that has no event yet."""

    stream: str
    seq: int = 0
    hash: str = GENESIS
