"""The checks one row must pass: in the roster's chain, in a manuscript's, and what it names.

Shared by the verification of a workspace and of a package that comes from another desk.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from qz_review.errors import Tampered
from qz_review.events.chain import Tail, verify_row
from qz_review.events.codec import decode
from qz_review.events.kinds import KINDS, RosterEvent, UnitFounded
from qz_review.events.record import Recorded, StoredEvent
from qz_review.ledger.roster import Roster
from qz_review.ledger.roster_rules import check_roster_event
from qz_review.model.person import PublicKey

TEXT_START = b'{"attachments":['
"""How every canonical text begins: it names further blobs, its pictures and attachments."""

_ROSTER_KINDS = frozenset(kind for kind, cls in KINDS.items() if issubclass(cls, RosterEvent))
_OPENING_KIND = "manuscript-registered.v1"
# Two patterns with a literal start are searched four times faster than one with a choice.
_TEXT_NAMES = re.compile(rb'text_hash":"([0-9a-f]{64})"')
_FILE_NAMES = re.compile(rb'digest":"([0-9a-f]{64})"')


def blobs_named_by(body: bytes) -> list[bytes]:
    """Digests (hex) of the texts and files that an event's body names."""
    return _TEXT_NAMES.findall(body) + _FILE_NAMES.findall(body)


def blobs_named_in(text: bytes) -> list[bytes]:
    """Digests (hex) of the pictures and attachments that a canonical text names."""
    return _FILE_NAMES.findall(text)


def check_kind(row: StoredEvent) -> None:
    """A manuscript begins with its registration, which stands nowhere else.

    Raises Tampered: ``ledger.unreadable`` for a kind unknown here, ``chain.kind``.
    """
    if row.kind not in KINDS:
        raise Tampered("ledger.unreadable", stream=row.stream, seq=row.seq, kind=row.kind)
    if row.kind in _ROSTER_KINDS or (row.kind == _OPENING_KIND) != (row.seq == 1):
        raise Tampered("chain.kind", stream=row.stream, seq=row.seq, kind=row.kind)


def check_roster_place(
    row: StoredEvent, tail: Tail, before: int, roster_hashes: Sequence[str]
) -> None:
    """The roster head that a row names must have existed, and not lie before the one named last.

    before: the roster's seq that the event before it named.  roster_hashes: by seq, from 0.
    Raises Tampered: ``chain.roster``, ``chain.roster_backdated``.
    """
    known = 0 < tail.roster_seq < len(roster_hashes)
    if not known or roster_hashes[tail.roster_seq] != tail.roster_hash:
        raise Tampered("chain.roster", stream=row.stream, seq=row.seq)
    if tail.roster_seq < before:
        raise Tampered("chain.roster_backdated", stream=row.stream, seq=row.seq)


def checked_roster_event(row: StoredEvent, roster: Roster) -> Recorded:
    """A verified event of the roster.  Raises Tampered, or Refused from the roster's rules."""
    recorded = decode(row)
    envelope, event = recorded.envelope, recorded.event
    key = roster.keys.get(row.key_id)
    if row.seq == 1 and isinstance(event, UnitFounded):
        key = _founding_key(row, event)
    tail = verify_row(row, roster.head, key)
    if (tail.roster_seq, tail.roster_hash) != (
        roster.head.seq,
        roster.head.hash if row.seq > 1 else "",
    ):
        raise Tampered("chain.roster", stream=row.stream, seq=row.seq)
    check_roster_event(roster, event, envelope.actor_id, row.key_id)
    return recorded


def _founding_key(row: StoredEvent, event: UnitFounded) -> PublicKey | None:
    try:
        raw = bytes.fromhex(event.public_key)
    except ValueError:
        return None
    return PublicKey(hashlib.sha256(raw).hexdigest(), event.administrator.id, raw, 0)
