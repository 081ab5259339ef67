"""The signed head note: a chain alone does not show that its end was cut off.

The note lies beside the database and says, signed, how far the log had come: number and
digest of all heads.  It is written at each sign-off and on closing, and checked on opening.
A log that went on since is in order; one that is shorter, or differs, is not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from qz_review.clock import to_stored
from qz_review.errors import Tampered
from qz_review.events.kinds import ROSTER_STREAM
from qz_review.events.record import Head
from qz_review.ledger.roster import Roster
from qz_review.signing.keypair import KeyPair, verify_signature
from qz_review.signing.pae import pae
from qz_review.storage.atomic_file import file_errors, write_atomically
from qz_review.storage.event_store import EventStore

KIND = "head-note.v1"
_LARGEST = 64 * 1024


class HeadNoteStatus(StrEnum):
    """What a check found; everything else is raised."""

    EMPTY = "empty"  # no events yet
    MISSING = "missing"  # events, and no note: to be told, and a new one written
    CURRENT = "current"
    BEHIND = "behind"  # the log went on since


@dataclass(frozen=True, slots=True)
class HeadNote:
    """How far the log had come.

    position, events: the log's place and length then.  streams, digest: number and digest of
    all heads.  stream, seq: what was appended last, to name it should it be gone.
    """

    actor_id: str
    time: str
    position: int
    events: int
    streams: int
    digest: str
    stream: str = ROSTER_STREAM
    seq: int = 0


def digest_of(heads: Iterable[Head]) -> tuple[int, str]:
    """How many heads, and one digest (SHA-256, hex) for all, which come sorted by stream."""
    hasher, number = hashlib.sha256(), 0
    for head in heads:
        hasher.update(f"{head.stream}\t{head.seq}\t{head.hash}\n".encode())
        number += 1
    return number, hasher.hexdigest()


def write_head_note(
    path: Path, events: EventStore, keypair: KeyPair, actor_id: str, now: datetime
) -> None:
    """Write the note for the log as it is.  Raises Environment where the disk refuses."""
    position = events.last_position()
    streams, digest = digest_of(events.iterate_heads(position))
    last = events.at(position)
    note = HeadNote(
        actor_id=actor_id,
        time=to_stored(now),
        position=position,
        events=events.count(until=position),
        streams=streams,
        digest=digest,
        stream=last.stream if last else ROSTER_STREAM,
        seq=last.seq if last else 0,
    )
    body = json.dumps(asdict(note), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    data = {
        "kind": KIND,
        "body": body,
        "key_id": keypair.key_id,
        "signature": keypair.sign(pae(KIND, body.encode())).hex(),
    }
    write_atomically(path, json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n")


def check_head_note(path: Path, events: EventStore, roster: Roster) -> HeadNoteStatus:
    """Compare the note with the log.

    Raises Tampered: ``ledger.cut_tail`` where the log is shorter than the note says (facts:
    stream, seq of what is missing, events= and found=), ``ledger.heads_differ`` where it is
    another log, ``ledger.head_note_forged`` where nobody signed the note whose key was his
    own under the roster as it stood then.
    """
    data = _read(path)  # before the log: another process may append meanwhile
    position = events.last_position()
    if data is None:
        return HeadNoteStatus.MISSING if position else HeadNoteStatus.EMPTY
    note, key_id, signature, body = _parsed(data)
    key = roster.key(key_id)
    if key is None and note.position > position:
        raise _cut(note, events)  # the signer's own entry may be what was cut off
    if (
        key is None
        or key.person_id != note.actor_id
        or not verify_signature(key.raw, signature, pae(KIND, body))
    ):
        raise Tampered("ledger.head_note_forged")
    if note.position > position:
        raise _cut(note, events)
    count = events.count(until=note.position)
    heads = list(events.iterate_heads(note.position))
    found = digest_of(heads)
    if (count, *found) != (note.events, note.streams, note.digest):
        if count < note.events:
            raise _cut(note, events)
        raise Tampered("ledger.heads_differ", stream=note.stream, seq=note.seq, noted=note.time)
    roster_seq = next((head.seq for head in heads if head.stream == ROSTER_STREAM), 0)
    if not roster.key_valid(key_id, note.actor_id, roster_seq):
        raise Tampered("ledger.head_note_forged", noted=note.time)
    return HeadNoteStatus.CURRENT if note.position == position else HeadNoteStatus.BEHIND


def _cut(note: HeadNote, events: EventStore) -> Tampered:
    return Tampered(
        "ledger.cut_tail",
        stream=note.stream,
        seq=note.seq,
        events=note.events,
        found=events.count(),
        noted=note.time,
    )


def _read(path: Path) -> bytes | None:
    with file_errors(path):
        try:
            with path.open("rb") as file:
                return file.read(_LARGEST)
        except FileNotFoundError:
            return None


def _parsed(data: bytes) -> tuple[HeadNote, str, bytes, bytes]:
    try:
        raw = json.loads(data)
        if raw["kind"] != KIND:
            raise ValueError(raw["kind"])
        body = str(raw["body"]).encode()
        note = HeadNote(**json.loads(body))
        numbers = (note.position, note.events, note.streams, note.seq)
        if not all(type(number) is int and 0 <= number < 2**62 for number in numbers):
            raise ValueError(numbers)
        return note, str(raw["key_id"]), bytes.fromhex(raw["signature"]), body
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise Tampered("ledger.head_note_forged") from error
