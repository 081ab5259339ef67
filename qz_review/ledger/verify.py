"""Verification: every hash, every signature, every key's right to sign, every blob.

Reads stored bytes and never re-encodes; memory stays flat: one stream at a time, the roster's
keys, and nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from qz_review.clock import to_stored
from qz_review.errors import Refused, Tampered
from qz_review.events.chain import head_of, read_tail, verify_row
from qz_review.events.codec import decode
from qz_review.events.kinds import ROSTER_STREAM, ManuscriptRegistered
from qz_review.events.record import Head, StoredEvent
from qz_review.jobs import JobContext
from qz_review.ledger.checked_rows import (
    TEXT_START,
    blobs_named_by,
    blobs_named_in,
    check_kind,
    check_roster_place,
    checked_roster_event,
)
from qz_review.ledger.roster import EMPTY_ROSTER, Roster, apply_roster

_NEVER = "~"  # behind every stored time
_LARGEST_TEXT = 64 * 1024 * 1024
_CHUNK = 1024 * 1024
_TELL_EVERY = 500
_MOST_FAULTS = 100


class EvidenceSource(Protocol):
    """Where the stored evidence is read from; none of it is trusted."""

    def count(self) -> int:
        """Events that :meth:`roster_rows` and :meth:`manuscript_rows` will give."""

    def roster_rows(self) -> Iterator[StoredEvent]:
        """The whole roster stream, by seq."""

    def manuscript_rows(self) -> Iterator[StoredEvent]:
        """Rows to verify, stream by stream, by seq."""

    def set_aside_rows(self) -> Iterator[StoredEvent]:
        """Events of branches that do not count, branch by branch, by seq."""

    def row(self, stream: str, seq: int) -> StoredEvent | None:
        """One row."""

    def has_blob(self, digest: str) -> bool:
        """Whether a blob of this name is kept."""

    def blobs(self) -> Iterator[str]:
        """Digests of the blobs to verify."""

    def open_blob(self, digest: str) -> BinaryIO:
        """A blob's bytes.  Raises Tampered(``blobs.missing``)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Evidence that does not verify.

    stream: manuscript id, ``roster``, or empty where it is the store itself.  number, title:
    what the manuscript calls itself, where that can still be read.
    """

    stream: str
    seq: int
    code: str
    number: str = ""
    title: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RevokedEvent:
    """An event that verifies and does not count: its key was in other hands by then."""

    stream: str
    seq: int
    person_id: str
    number: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """Result of a verification: how much was looked at, and what is wrong.

    revoked: signatures that are whole and do not count; no fault of the evidence.
    """

    events: int = 0
    manuscripts: int = 0
    blobs: int = 0
    faults: tuple[Fault, ...] = ()
    revoked: tuple[RevokedEvent, ...] = ()
    roster: Roster = field(default=EMPTY_ROSTER, repr=False)

    @property
    def ok(self) -> bool:
        """True when nothing is wrong."""
        return not self.faults

    @property
    def first_fault(self) -> Fault | None:
        """The first thing that is wrong."""
        return self.faults[0] if self.faults else None


def verify_ledger(source: EvidenceSource, job: JobContext) -> VerifyReport:
    """Verify everything a source gives.

    A fault in the roster ends it, since no key can be trusted then; a fault in a manuscript
    halts that manuscript, and the others go on.  Raises Cancelled.
    """
    return _Verification(source, job).run()


class _Verification:
    """One run: its counters, the roster's keys, and the stream it is in."""

    def __init__(self, source: EvidenceSource, job: JobContext) -> None:
        self._source = source
        self._job = job
        self._total = source.count()
        self._roster = EMPTY_ROSTER
        self._roster_hashes = [""]
        self._faults: list[Fault] = []
        self._revoked: list[RevokedEvent] = []
        self._since: dict[str, str] = {}
        self._events = 0
        self._manuscripts = 0
        self._blobs = 0
        self._place = ("", 0)

    def run(self) -> VerifyReport:
        """Roster, manuscripts, blobs; an unreadable store is a fault where it broke off."""
        try:
            if self._verify_roster():
                self._verify_manuscripts()
                self._verify_set_aside()
                self._verify_blobs()
        except Tampered as broken:
            self._add(broken, *self._place)
        self._job.progress(self._events, self._total)
        return VerifyReport(
            self._events,
            self._manuscripts,
            self._blobs,
            tuple(self._faults),
            tuple(self._revoked),
            self._roster,
        )

    def _verify_roster(self) -> bool:
        for row in self._source.roster_rows():
            self._step(row)
            try:
                recorded = checked_roster_event(row, self._roster)
            except (Tampered, Refused) as fault:
                self._add(fault, ROSTER_STREAM, row.seq)
                return False
            self._roster = apply_roster(self._roster, recorded)
            self._roster_hashes.append(recorded.hash)
        self._since = {k: to_stored(since) for k, since in self._roster.revoked.items()}
        return True

    def _verify_manuscripts(self) -> None:
        head = Head("")
        roster_seq = 0
        halted = ""
        named: set[bytes] = set()
        for row in self._source.manuscript_rows():
            self._step(row)
            if row.stream == halted:
                continue
            if row.stream != head.stream:
                self._check_present(head, named)
                self._manuscripts += 1
                head, roster_seq = self._before(row)
            try:
                tail = verify_row(row, head, self._roster.keys.get(row.key_id))
                check_roster_place(row, tail, roster_seq, self._roster_hashes)
                check_kind(row)
            except Tampered as fault:
                self._add(fault, row.stream, row.seq)
                halted = row.stream
                named.clear()
                continue
            head, roster_seq = head_of(row), tail.roster_seq
            if self._since and tail.time >= self._since.get(row.key_id, _NEVER):
                number, title = self._names(row.stream)
                self._revoked.append(
                    RevokedEvent(row.stream, row.seq, tail.actor_id, number, title)
                )
            named.update(blobs_named_by(row.body))
        self._check_present(head, named)

    def _verify_set_aside(self) -> None:
        """Branches that do not count were signed as well; each begins at a place of its own."""
        head, roster_seq = Head(""), 0
        for row in self._source.set_aside_rows():
            self._place = (row.stream, row.seq)
            if (row.stream, row.prev_hash) != (head.stream, head.hash):
                head, roster_seq = Head(row.stream, row.seq - 1, row.prev_hash), 0
            named = set(blobs_named_by(row.body))
            try:
                tail = verify_row(row, head, self._roster.keys.get(row.key_id))
                check_roster_place(row, tail, roster_seq, self._roster_hashes)
                check_kind(row)
                head, roster_seq = head_of(row), tail.roster_seq
            except Tampered as fault:
                self._add(fault, row.stream, row.seq)
            self._check_present(Head(row.stream, row.seq), named)

    def _before(self, row: StoredEvent) -> tuple[Head, int]:
        """The head a stream's first row must follow, and the roster's seq that it named.

        The stream's start, or what was verified before.
        """
        if row.seq > 1:
            earlier = self._source.row(row.stream, row.seq - 1)
            if earlier is not None:
                return head_of(earlier), self._named_roster(earlier)
        return Head(row.stream), 0

    def _named_roster(self, earlier: StoredEvent) -> int:
        """The roster's seq in a row verified before; the last there is where it broke since."""
        try:
            return read_tail(earlier).roster_seq
        except Tampered:
            return len(self._roster_hashes)

    def _check_present(self, head: Head, named: set[bytes]) -> None:
        """The blobs that a manuscript's events name must be there."""
        for name in sorted(named):
            digest = name.decode()
            if not self._source.has_blob(digest):
                fault = Tampered("blobs.missing", digest=digest)
                self._add(fault, head.stream, head.seq)
                break
        named.clear()

    def _verify_blobs(self) -> None:
        for digest in self._source.blobs():
            self._blobs += 1
            if not self._blobs % _TELL_EVERY:
                self._job.check_cancelled()
            try:
                self._verify_blob(digest)
            except Tampered as fault:
                self._add(fault, "", 0)

    def _verify_blob(self, digest: str) -> None:
        """Hash a blob; a text's own pictures and attachments must be there too."""
        hasher = hashlib.sha256()
        text = b""
        with self._source.open_blob(digest) as stream:
            piece = stream.read(_CHUNK)
            is_text = piece.startswith(TEXT_START)
            while piece:
                hasher.update(piece)
                if is_text and len(text) < _LARGEST_TEXT:
                    text += piece
                piece = stream.read(_CHUNK)
        if hasher.hexdigest() != digest:
            raise Tampered("blobs.damaged", digest=digest)
        for name in blobs_named_in(text):
            if not self._source.has_blob(name.decode()):
                raise Tampered("blobs.missing", digest=name.decode(), named_in=digest)

    def _step(self, row: StoredEvent) -> None:
        self._events += 1
        self._place = (row.stream, row.seq)
        if not self._events % _TELL_EVERY:
            self._job.progress(self._events, self._total)
            self._job.check_cancelled()

    def _add(self, fault: Tampered | Refused, stream: str, seq: int) -> None:
        if len(self._faults) >= _MOST_FAULTS:
            return
        facts = tuple((name, str(value)) for name, value in sorted(fault.facts.items()))
        number, title = self._names(stream)
        self._faults.append(Fault(stream, seq, fault.code, number, title, facts))

    def _names(self, stream: str) -> tuple[str, str]:
        """Number and title as the manuscript's first event states them, for the message."""
        if stream in ("", ROSTER_STREAM):
            return "", ""
        try:
            row = self._source.row(stream, 1)
            event = decode(row).event if row else None
        except Tampered:
            return "", ""
        return (event.number, event.title) if isinstance(event, ManuscriptRegistered) else ("", "")
