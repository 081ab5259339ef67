"""From untrusted bytes to one verdict.  Reads, and changes nothing.

The order is the order of trust: form and digests, the unit, the roster's own chain, the
sender's signature, each event's place, hash and signature, what the package is for, and last
whether its events could be made by those who signed them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import BinaryIO

from qz_review.clock import to_stored
from qz_review.errors import Refused, Tampered
from qz_review.events.chain import head_of, read_tail, verify_row
from qz_review.events.codec import decode
from qz_review.events.kinds import (
    ROSTER_STREAM,
    Event,
    ForkSettled,
    HandedOver,
    HandoverRecalled,
    HandoverReceived,
)
from qz_review.events.record import Head, Recorded, StoredEvent
from qz_review.handover.manifest import Manifest, ManuscriptPart, Purpose
from qz_review.handover.opening import OpenPackage
from qz_review.handover.roster_course import RosterCourse, Untrusted
from qz_review.handover.verdict import Inspection, LocalLedger, ManuscriptVerdict, Verdict
from qz_review.jobs import JobContext, SilentJob
from qz_review.ledger.checked_rows import blobs_named_by, check_kind, check_roster_place
from qz_review.model.person import Role
from qz_review.workflow.apply import apply
from qz_review.workflow.lawful import check_lawful
from qz_review.workflow.state import ManuscriptState

_UNTRUSTED = frozenset(
    {
        "chain.unknown_key",
        "chain.actor",
        "chain.key_not_valid",
        "chain.roster",
        "chain.roster_backdated",
    }
)
_LAST: Mapping[Purpose, type[Event]] = {
    Purpose.HANDOVER: HandedOver,
    Purpose.RECEIPT: HandoverReceived,
    Purpose.RECALL: HandoverRecalled,
}
_WORST = (Verdict.FORKED, Verdict.GAP, Verdict.FAST_FORWARD)


def inspect(
    file: BinaryIO, local: LocalLedger, job: JobContext | None = None, *, blobs: bool = True
) -> Inspection:
    """The verdict on a file.  Whatever is wrong with it is a verdict, never an error.

    blobs: read and check the blobs too; left out where they are about to be copied anyway,
    and checked then.  Raises Cancelled, and OSError where the disk fails.
    """
    try:
        package = OpenPackage(file)
    except Tampered as fault:
        return Inspection(Verdict.CORRUPT, fault.code, tuple(fault.facts.items()))
    return inspect_opened(package, local, job, blobs=blobs)


def inspect_opened(
    package: OpenPackage,
    local: LocalLedger,
    job: JobContext | None = None,
    *,
    blobs: bool = True,
) -> Inspection:
    """The same for a package that is open already."""
    found = Inspection(Verdict.CORRUPT, manifest=package.manifest)
    try:
        course = RosterCourse(package.roster, local)
    except Untrusted as fault:
        return replace(found, verdict=Verdict.UNTRUSTED, reason=fault.code)
    except (Tampered, Refused) as fault:
        return _faulty(found, fault)
    manifest, roster = package.manifest, course.latest
    found = replace(
        found,
        sender=roster.name(manifest.sender_id),
        recipient=roster.name(manifest.recipient_id),
        known_unit=course.known_unit,
        roster=roster,
        new_roster=course.new_rows,
    )
    try:
        _check_sender(package, course)
        judged = tuple(
            _Chain(part, package.streams[part.id], course, local).judge(manifest)
            for part in manifest.manuscripts
        )
        found = replace(found, manuscripts=judged)
        _check_blobs(package, local, job or SilentJob(), read=blobs)
    except (Tampered, Refused) as fault:
        return _faulty(found, fault)
    if not course.known_unit:
        return replace(found, verdict=Verdict.UNTRUSTED, reason="package.unknown_unit")
    return replace(found, verdict=_overall(found))


def _overall(found: Inspection) -> Verdict:
    verdicts = {judged.verdict for judged in found.manuscripts if not judged.settled}
    for verdict in _WORST:
        if verdict in verdicts:
            return verdict
    settled = any(judged.settled for judged in found.manuscripts)
    return Verdict.FAST_FORWARD if found.new_roster or settled else Verdict.ALREADY_HAVE


def _faulty(found: Inspection, fault: Tampered | Refused) -> Inspection:
    trusted = isinstance(fault, Tampered) and fault.code not in _UNTRUSTED
    verdict = Verdict.CORRUPT if trusted else Verdict.UNTRUSTED
    return replace(
        found, verdict=verdict, reason=fault.code, facts=tuple(fault.facts.items()), new_roster=()
    )


def _check_sender(package: OpenPackage, course: RosterCourse) -> None:
    """Who made the package must be on duty as far as both rosters know, and have signed it."""
    manifest, roster = package.manifest, course.latest
    key = roster.key(package.key_id)
    if key is None:
        raise Refused("package.sender_unknown")
    if not package.signed_by(key.raw):
        raise Tampered("package.signature")
    person = roster.people.get(manifest.sender_id)
    if key.person_id != manifest.sender_id or person is None:
        raise Refused("package.other_sender")
    if not roster.key_valid(key.key_id, person.id, roster.head.seq):
        raise Refused("package.sender_key_ended", person=person.name)
    if manifest.purpose is Purpose.ROSTER and Role.ADMINISTRATOR not in person.roles:
        raise Refused("package.not_administrator", person=person.name)
    if manifest.purpose is Purpose.ROSTER and manifest.manuscripts:
        raise Tampered("package.entries")
    if manifest.purpose is not Purpose.ROSTER and not manifest.manuscripts:
        raise Tampered("package.entries")
    if manifest.purpose is not Purpose.ROSTER and package.sealed_keys():
        raise Tampered("package.entries")


def _check_blobs(
    package: OpenPackage, local: LocalLedger, watch: JobContext, *, read: bool
) -> None:
    """All that events and texts name must be carried or here; nothing else be carried.

    read: every blob is read to its end and checked; texts always are.
    """
    carried = {part.sha256 for part in package.blobs}
    wanted = _named_by(row for rows in package.streams.values() for row in rows)
    for digest in sorted(wanted & carried):
        wanted.update(package.text_names(digest))
    for digest in sorted(wanted - carried):
        if not local.has_blob(digest):
            raise Tampered("package.blob_missing", digest=digest)
    if carried - wanted - _named_by(package.roster):
        raise Tampered("package.entries")
    if not read:
        return
    total, done = sum(part.size for part in package.blobs), 0
    for part in package.blobs:
        watch.progress(done, total)
        for _ in package.blob_pieces(part.sha256):
            watch.check_cancelled()
        done += part.size
    watch.progress(total, total)


def _named_by(rows: Iterable[StoredEvent]) -> set[str]:
    return {name.decode() for row in rows for name in blobs_named_by(row.body)}


class _Chain:
    """One manuscript of a package beside what this workspace has of it."""

    def __init__(
        self,
        part: ManuscriptPart,
        rows: tuple[StoredEvent, ...],
        course: RosterCourse,
        local: LocalLedger,
    ) -> None:
        self._part = part
        self._rows = rows
        self._course = course
        self._local = local
        self._mine = list(local.rows(part.id)) if course.known_unit else []

    def judge(self, manifest: Manifest) -> ManuscriptVerdict:
        """The verdict.  Raises Tampered, or Refused for what nobody may have done."""
        mine, first = self._mine, self._rows[0].seq
        head = head_of(mine[-1]) if mine else Head(self._part.id)
        if self._part.id == ROSTER_STREAM:
            raise Tampered("package.entries")
        if first > head.seq + 1:
            self._verify(self._rows, Head(self._part.id, first - 1, self._rows[0].prev_hash), 0)
            return ManuscriptVerdict(self._part, Verdict.GAP, head)
        common = self._common()
        behind = mine[first - 2] if first > 1 else None
        if not common and behind is not None and behind.hash != self._rows[0].prev_hash:
            return self._apart(head, first)
        known, new = self._rows[:common], self._rows[common:]
        before = known[-1] if known else behind
        start = head_of(before) if before is not None else Head(self._part.id)
        at_roster = read_tail(before).roster_seq if before is not None else 0
        self._verify(new, start, at_roster)
        state = self._follow([*mine[: first - 1], *self._rows], start.seq, manifest)
        if not new:
            return ManuscriptVerdict(self._part, Verdict.ALREADY_HAVE, head)
        if new and self._local.recalled_by(new[-1].hash) == manifest.sender_id:
            raise Refused("package.recalled")
        if head.seq == start.seq:
            return ManuscriptVerdict(self._part, Verdict.FAST_FORWARD, head, new, state=state)
        return self._forked(head, new)

    def _common(self) -> int:
        """How many of the package's rows are here, byte for byte."""
        first = self._rows[0].seq
        for number, row in enumerate(self._rows):
            place = first - 1 + number
            if place >= len(self._mine) or self._mine[place] != row:
                return number
        return len(self._rows)

    def _apart(self, head: Head, first: int) -> ManuscriptVerdict:
        """A part of a chain that parted from ours before its own beginning."""
        self._verify(self._rows, Head(self._part.id, first - 1, self._rows[0].prev_hash), 0)
        return ManuscriptVerdict(self._part, Verdict.FORKED, head, (), first - 1)

    def _forked(self, head: Head, new: tuple[StoredEvent, ...]) -> ManuscriptVerdict:
        ours = self._mine[new[0].seq - 1 :]
        if self._local.is_set_aside(new[0].hash) and self._local.is_set_aside(new[-1].hash):
            return ManuscriptVerdict(self._part, Verdict.ALREADY_HAVE, head)
        settled = any(
            isinstance(event, ForkSettled)
            and event.aside_first == ours[0].hash
            and (
                head.seq < event.aside_seq
                or (event.aside_seq, event.aside_hash) == (head.seq, head.hash)
            )
            for event in (decode(row).event for row in new)
        )
        return ManuscriptVerdict(self._part, Verdict.FORKED, head, new, new[0].seq, settled)

    def _verify(self, rows: tuple[StoredEvent, ...], head: Head, at_roster: int) -> None:
        for row in rows:
            tail = verify_row(row, head, self._course.latest.keys.get(row.key_id))
            check_roster_place(row, tail, at_roster, self._course.hashes)
            check_kind(row)
            since = self._course.latest.revoked.get(row.key_id)
            if since is not None and tail.time >= to_stored(since):
                raise Refused("package.key_revoked", seq=row.seq)
            head, at_roster = head_of(row), tail.roster_seq

    def _follow(
        self, rows: list[StoredEvent], known: int, manifest: Manifest
    ) -> ManuscriptState | None:
        """Fold the chain; what is new must be lawful, and end as the package's purpose says."""
        state: ManuscriptState | None = None
        recorded: Recorded | None = None
        for row in rows:
            recorded = decode(row)
            if row.seq > known:
                check_lawful(state, recorded, self._course.context(recorded.envelope.roster_seq))
            try:
                state = apply(state, recorded)
            except (TypeError, ValueError, LookupError) as error:
                raise Tampered("ledger.unreadable", stream=row.stream, seq=row.seq) from error
        if recorded is not None:
            _check_purpose(manifest, recorded)
        return state


def _check_purpose(manifest: Manifest, last: Recorded) -> None:
    wanted = _LAST.get(manifest.purpose)
    if wanted is None:
        return
    event = last.event
    if not isinstance(event, wanted):
        raise Tampered("package.purpose")
    if isinstance(event, HandedOver) and last.envelope.actor_id != manifest.sender_id:
        raise Refused("package.other_sender")
    if isinstance(event, HandedOver) and (event.to_id, event.package_id) != (
        manifest.recipient_id,
        manifest.package_id,
    ):
        raise Tampered("package.purpose")
