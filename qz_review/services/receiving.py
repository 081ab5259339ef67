"""签收: looking at a package, taking it in, sending the receipt back: ``workspace.receiving``."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from qz_review.errors import AppendConflict, Refused, Tampered
from qz_review.events.codec import decode
from qz_review.events.kinds import HandoverRecalled, HandoverReceived
from qz_review.handover.inspecting import inspect_opened
from qz_review.handover.manifest import Purpose
from qz_review.handover.opening import OpenPackage, peek
from qz_review.handover.sealing import is_sealed, sealed_for
from qz_review.handover.verdict import Inspection, ManuscriptVerdict, Verdict
from qz_review.jobs import JobContext, SilentJob
from qz_review.services.acts import ATTEMPTS, Acts
from qz_review.services.changes import ChangeSet
from qz_review.services.delegation_watch import DelegationWatch
from qz_review.services.desk import Desk
from qz_review.services.handover_views import Admitted, PackageView
from qz_review.services.local_ledger import RECALLED, DeskLedger
from qz_review.services.package_check import package_view
from qz_review.services.package_content import only_events, row_about
from qz_review.services.package_files import opened, readable, remove_left_over, write_to
from qz_review.services.rows import put_row
from qz_review.services.unit_certificate import OWNER, joined_key_file
from qz_review.signing.unit_certificate import certificate_id
from qz_review.storage.atomic_file import replacing
from qz_review.workflow.commands import ReceiveHandover
from qz_review.workflow.custody import open_handover


class ReceivingService:
    """Takes packages in.  Nothing is written before everything in them is verified."""

    def __init__(self, desk: Desk, acts: Acts) -> None:
        self._desk = desk
        self._acts = acts

    def inspect(self, file: Path, job: JobContext | None = None) -> PackageView:
        """The verdict on a package; reads, and changes nothing.

        A sealed one needs its recipient to be logged in: Refused ``package.sealed_for_other``,
        ``session.locked``.  Raises Environment(``file.unreadable``), Cancelled.
        """
        with opened(file, self._desk) as source:
            me = self._desk.signed_in.person_id
            try:
                package = OpenPackage(source.file)
            except Tampered as fault:
                found = Inspection(Verdict.CORRUPT, fault.code, tuple(fault.facts.items()))
                return package_view(found, sealed=source.sealed, reader_id=me)
            found = inspect_opened(package, DeskLedger(self._desk), job)
            view = package_view(found, sealed=source.sealed, reader_id=me)
            return replace(view, admissible=view.admissible or self._left_to_do(package, found))

    def is_sealed(self, file: Path) -> bool:
        """Whether a package is closed for somebody's key.  Raises Environment."""
        with readable(file) as source:
            return is_sealed(source)

    def addressed_to(self, file: Path) -> str:
        """Person id of who a package is for, empty for whoever; taken on trust.

        Raises Environment(``file.unreadable``).
        """
        with readable(file) as source:
            try:
                if is_sealed(source):
                    key = self._desk.roster().key(sealed_for(source))
                    return key.person_id if key is not None else ""
                says = peek(source)
            except Tampered:
                return ""  # the verdict says what is wrong with it
            return says.recipient_id if says.purpose == Purpose.HANDOVER else ""

    def admit(self, file: Path, job: JobContext | None = None) -> Admitted:
        """Take in a fast-forward, in one transaction, and sign for what was handed to me.

        Afterwards :meth:`write_receipt` makes what goes back.  Raises Refused
        ``handover.not_admissible`` (facts verdict, reason), ``handover.not_for_you`` (person),
        ``session.locked``; Tampered ``package.*``; Environment; Cancelled.  Nothing is kept then.
        """
        remove_left_over(self._desk)
        with opened(file, self._desk) as source:
            package = OpenPackage(source.file)
            for attempt in range(ATTEMPTS):
                try:
                    return self._admit(package, job or SilentJob())
                except AppendConflict:  # another window wrote meanwhile: the verdict may differ
                    if attempt == ATTEMPTS - 1:
                        raise
        raise AssertionError("unreachable")

    def note_recall(self, file: Path) -> bool:
        """A recall that came before its package: the package will not be admissible here.

        Only by who handed over himself: of the others nobody here knows whether they may.
        Whether it was a recall.  Raises as :meth:`inspect`.
        """
        desk = self._desk
        with opened(file, desk) as source:
            package = OpenPackage(source.file)
            found = inspect_opened(package, DeskLedger(desk))
        recall = found.manifest is not None and found.manifest.purpose is Purpose.RECALL
        if not recall or found.verdict is not Verdict.GAP:
            return False
        for rows in package.streams.values():
            recorded = decode(rows[-1])
            if isinstance(recorded.event, HandoverRecalled):
                key = RECALLED + recorded.event.handed_over
                desk.store.settings.set(key, recorded.envelope.actor_id)
        return True

    def keep_branch(self, file: Path, job: JobContext | None = None) -> Admitted:
        """Keep the other branch of a fork beside ours, whole, for somebody to choose.

        Our chain stays as it is.  Raises Refused ``fork.none`` where the package brings none,
        and as :meth:`admit`.
        """
        desk, watch = self._desk, job or SilentJob()
        remove_left_over(desk)
        with opened(file, desk) as source:
            package = OpenPackage(source.file)
            found = inspect_opened(package, DeskLedger(desk), watch, blobs=False)
            forked = [j for j in found.manuscripts if j.fork_seq and j.new_rows and not j.settled]
            if found.verdict is not Verdict.FORKED or not forked:
                raise Refused("fork.none")
            with self._staged(package, watch), desk.store.transaction():
                self._take_in(package, replace(found, manuscripts=()))
                kept = sum(desk.store.set_aside.keep(judged.new_rows) for judged in forked)
        changed = tuple(judged.part.id for judged in forked)
        desk.changes.publish(ChangeSet(frozenset(changed), roster=bool(found.new_roster)))
        return Admitted((), len(found.new_roster), (), kept, package.manifest.sender_id)

    def write_receipt(self, manuscript_ids: Sequence[str], file: Path) -> None:
        """回执: the signed receipts of manuscripts received here, for the desk that sent them.

        Raises Refused ``handover.nothing_received``; Environment.
        """
        desk = self._desk
        parts, to_id = [], ""
        for manuscript_id in manuscript_ids:
            state = desk.state(manuscript_id)
            row = row_about(desk, state, HandoverReceived)
            if row is None:
                raise Refused("handover.nothing_received", number=state.number)
            to_id = state.handovers[-1].from_id
            parts.append((state, (row,)))
        content = only_events(desk, parts, uuid.uuid4().hex, Purpose.RECEIPT, to_id)
        with replacing(file) as beside:
            write_to(beside, desk, content, desk.signed_in.keypair(), None)

    # --- inside ---

    def _admit(self, package: OpenPackage, watch: JobContext) -> Admitted:
        desk = self._desk
        found = inspect_opened(package, DeskLedger(desk), watch, blobs=False)
        if not found.admissible and not self._left_to_do(package, found):
            raise Refused("handover.not_admissible", verdict=found.verdict, reason=found.reason)
        manifest = package.manifest
        mine = manifest.purpose is Purpose.HANDOVER
        if mine and manifest.recipient_id != desk.signed_in.require_id():
            raise Refused("handover.not_for_you", person=found.recipient)
        desk.need_desk_id()
        with self._staged(package, watch), desk.store.transaction():
            self._take_in(package, found)
            self._keep_keys(package, found)
            received = self._receive(found) if mine else ()
            desk.roster_caught_up()
        self._note_length()
        changed = tuple(judged.part.id for judged in found.manuscripts if judged.new_rows)
        desk.changes.publish(ChangeSet(frozenset(changed), roster=bool(found.new_roster)))
        return Admitted(changed, len(found.new_roster), received, 0, manifest.sender_id)

    def _left_to_do(self, package: OpenPackage, found: Inspection) -> bool:
        """Whether a package without news still has something for this desk.

        A manuscript that came here by another way and was never signed for, or a key.
        """
        if found.verdict is not Verdict.ALREADY_HAVE:
            return False
        return bool(self._under_way_to_me(found)) or any(self._keys_to_keep(package, found))

    def _under_way_to_me(self, found: Inspection) -> list[str]:
        desk, me = self._desk, self._desk.signed_in.person_id
        waiting = []
        for judged in found.manuscripts:
            state = desk.find_state(judged.part.id)
            handover = open_handover(state) if state is not None else None
            if (
                handover is not None
                and handover.event.to_id == me
                and handover.event.from_desk != desk.desk_id()
            ):
                waiting.append(judged.part.id)
        return waiting

    def _keys_to_keep(
        self, package: OpenPackage, found: Inspection
    ) -> Iterator[tuple[str, str, bytes]]:
        """Sealed keys of a roster package that count now and are not here: owner, key, file."""
        for name, data in package.sealed_keys().items():
            owner, start, _ = name.split(".")
            if owner == OWNER:
                yield from self._unit_key(found, data)
                continue
            person = found.roster.people.get(owner)
            if person is None or not person.key_id.startswith(start):
                continue
            if self._desk.store.keys.read(owner, person.key_id) is None:
                yield owner, person.key_id, data

    def _unit_key(self, found: Inspection, data: bytes) -> Iterator[tuple[str, str, bytes]]:
        """The unit's archive key, where the package has copies for people who have none here."""
        certificate = found.roster.certificate
        if certificate is None:
            return
        here = self._desk.store.keys.read(OWNER, certificate_id(certificate))
        joined = joined_key_file(found.roster, here, data)
        if joined is not None:
            yield (OWNER, *joined)

    def _keep_keys(self, package: OpenPackage, found: Inspection) -> None:
        for owner, key_id, data in self._keys_to_keep(package, found):
            self._desk.store.keys.write(owner, key_id, data)

    @contextmanager
    def _staged(self, package: OpenPackage, watch: JobContext) -> Iterator[None]:
        """Large blobs in their places while the transaction runs; gone again where it fails."""
        blobs, staged = self._desk.store.blobs, []
        total, done = sum(part.size for part in package.blobs), 0
        try:
            for part in package.blobs:
                watch.check_cancelled()
                watch.progress(done, total)
                if blobs.stage(part.sha256, part.size, package.blob_pieces(part.sha256)):
                    staged.append(part.sha256)
                done += part.size
            yield
        except BaseException:
            for digest in staged:
                blobs.unstage(digest)
            raise

    def _take_in(self, package: OpenPackage, found: Inspection) -> None:
        """Roster, blobs, events and rows; inside the transaction."""
        desk = self._desk
        for part in package.blobs:
            desk.store.blobs.put_pieces(part.sha256, part.size, package.blob_pieces(part.sha256))
        if found.new_roster:
            after = partial(self._acts.roster_moved, found.roster)
            here = desk.roster().head
            desk.store.events.append(found.new_roster, expected=[here], after=after)
        context = desk.context()
        for judged in found.manuscripts:
            if judged.new_rows:
                self._append(judged)
                DelegationWatch(desk).note(decode(row) for row in judged.new_rows)
                put_row(desk, judged.part.id, context)

    def _append(self, judged: ManuscriptVerdict) -> None:
        store = self._desk.store
        if judged.settled:
            store.set_aside.switch(judged.local, judged.fork_seq, judged.new_rows)
        else:
            store.events.append(judged.new_rows, expected=[judged.local])
            if judged.state is not None:
                self._desk.remember(judged.state)

    def _receive(self, found: Inspection) -> tuple[str, ...]:
        """Sign for what is under way to who is logged in."""
        waiting = self._under_way_to_me(found)
        if waiting:
            self._acts.perform_all([(i, ReceiveHandover()) for i in waiting])
        return tuple(waiting)

    def _note_length(self) -> None:
        signed_in = self._desk.signed_in
        if signed_in.person_id:
            self._acts.note_length(signed_in.keypair(), signed_in.person_id)
