"""Sealing an event into its chain, and checking that a stored row is what was sealed.

Hash and signature cover the stored bytes of kind and body (:mod:`qz_review.signing.pae`); the
body repeats its place in the chain, so a row cannot be moved, swapped or given to another
actor.  Verification never re-encodes, and reads the envelope from the body's end without
decoding the rest: keys are sorted, so ``envelope`` always stands last.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from datetime import datetime
from typing import NamedTuple

from qz_review.errors import Tampered
from qz_review.events.codec import encode_body, kind_of
from qz_review.events.kinds import Event
from qz_review.events.record import Envelope, Head, StoredEvent
from qz_review.model.person import PublicKey
from qz_review.signing.keypair import KeyPair, verify_signature
from qz_review.signing.pae import pae

_PLAIN = rb'"([^"\\]*)"'
_TAIL = re.compile(
    rb',"envelope":\{"actor_id":'
    + _PLAIN
    + rb',"clock_behind_ms":(\d{1,18}),"event_id":'
    + _PLAIN
    + rb',"on_behalf_of":'
    + _PLAIN
    + rb',"prev":"([0-9a-f]{64})","roster_hash":"([0-9a-f]*)"'
    + rb',"roster_seq":(\d{1,18}),"seq":(\d{1,18}),"stream":'
    + _PLAIN
    + rb',"time":'
    + _PLAIN
    + rb"\}\}"
)
_NUMBERS = frozenset({"clock_behind_ms", "roster_seq", "seq"})
_TAIL_START = b',"envelope":{"actor_id":'


class Tail(NamedTuple):
    """The envelope of a row as its body states it; ``time`` in its stored form."""

    actor_id: str
    clock_behind_ms: int
    event_id: str
    on_behalf_of: str
    prev: str
    roster_hash: str
    roster_seq: int
    seq: int
    stream: str
    time: str


def new_event_id() -> str:
    """A name for a new event."""
    return uuid.uuid4().hex


def head_of(row: StoredEvent) -> Head:
    """The head of a chain that ends with this row."""
    return Head(row.stream, row.seq, row.hash)


def next_envelope(
    head: Head,
    actor_id: str,
    time: datetime,
    roster: Head,
    *,
    on_behalf_of: str = "",
    last_time: datetime | None = None,
) -> Envelope:
    """The envelope of the event that follows ``head``.

    roster: head of the roster under which it is made (for a roster event: ``head`` itself).
    last_time: time of the event before it; how far the clock runs behind that is recorded.
    """
    behind = 0
    if last_time is not None and time < last_time:
        behind = round((last_time - time).total_seconds() * 1000)
    return Envelope(
        event_id=new_event_id(),
        stream=head.stream,
        seq=head.seq + 1,
        prev=head.hash,
        actor_id=actor_id,
        time=time,
        on_behalf_of=on_behalf_of,
        roster_seq=roster.seq,
        roster_hash=roster.hash if roster.seq else "",
        clock_behind_ms=behind,
    )


def seal(event: Event, envelope: Envelope, keypair: KeyPair) -> StoredEvent:
    """The row to store: body, hash and signature over one and the same bytes."""
    kind = kind_of(event)
    body = encode_body(envelope, event)
    payload = pae(kind, body)
    return StoredEvent(
        stream=envelope.stream,
        seq=envelope.seq,
        kind=kind,
        body=body,
        prev_hash=envelope.prev,
        hash=hashlib.sha256(payload).hexdigest(),
        key_id=keypair.key_id,
        signature=keypair.sign(payload),
    )


def read_tail(row: StoredEvent) -> Tail:
    """The envelope inside the body.  Raises Tampered(``chain.envelope``) where there is none.

    A body that matches the pattern at its very end and is JSON at all has exactly this
    envelope: unescaped quotes cannot stand inside a string, and nothing follows.
    """
    start = row.body.rfind(_TAIL_START)
    match = _TAIL.fullmatch(row.body, start) if start >= 0 else None
    if match is None:
        return _decoded_tail(row)
    actor, behind, event_id, behalf, prev, roster_hash, roster_seq, seq, stream, time = (
        match.groups()
    )
    try:
        return Tail(
            actor.decode(),
            int(behind),
            event_id.decode(),
            behalf.decode(),
            prev.decode(),
            roster_hash.decode(),
            int(roster_seq),
            int(seq),
            stream.decode(),
            time.decode(),
        )
    except UnicodeDecodeError as error:
        raise _fault("chain.envelope", row) from error


def verify_row(row: StoredEvent, previous: Head, key: PublicKey | None) -> Tail:
    """Check one row against the head before it and the key that its ``key_id`` names.

    key: None where the roster has no such key.  Returns the envelope, already compared with
    the row.  Raises Tampered with stream= and seq=: ``chain.row``, ``chain.gap``, ``chain.prev``,
    ``chain.hash``, ``chain.envelope``, ``chain.unknown_key``, ``chain.signature``,
    ``chain.actor``, ``chain.key_not_valid``.
    """
    if not (isinstance(row.body, bytes) and isinstance(row.signature, bytes)):
        raise _fault("chain.row", row)
    if row.stream != previous.stream or row.seq != previous.seq + 1:
        raise _fault("chain.gap", row, expected=previous.seq + 1)
    if row.prev_hash != previous.hash:
        raise _fault("chain.prev", row)
    payload = pae(row.kind, row.body)
    if hashlib.sha256(payload).hexdigest() != row.hash:
        raise _fault("chain.hash", row)
    tail = read_tail(row)
    if tail.stream != row.stream or tail.seq != row.seq or tail.prev != row.prev_hash:
        raise _fault("chain.envelope", row)
    if key is None or key.key_id != row.key_id:
        raise _fault("chain.unknown_key", row)
    if not verify_signature(key.raw, row.signature, payload):
        raise _fault("chain.signature", row)
    if tail.actor_id != key.person_id:
        raise _fault("chain.actor", row)
    if not key.from_seq <= tail.roster_seq or (
        key.until_seq is not None and tail.roster_seq >= key.until_seq
    ):
        raise _fault("chain.key_not_valid", row)
    return tail


def _decoded_tail(row: StoredEvent) -> Tail:
    """The slow way, for a body with escapes in its envelope; everything else is a fault."""
    try:
        raw = json.loads(row.body)["envelope"]
        if set(raw) != set(Tail._fields):
            raise ValueError(sorted(raw))
        for name, value in raw.items():
            if type(value) is not (int if name in _NUMBERS else str):
                raise TypeError(name)
        return Tail(**raw)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise _fault("chain.envelope", row) from error


def _fault(code: str, row: StoredEvent, **facts: object) -> Tampered:
    return Tampered(code, stream=row.stream, seq=row.seq, kind=row.kind, **facts)
