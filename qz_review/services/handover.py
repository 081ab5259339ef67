"""交接: giving manuscripts to another desk, and what became of them: ``workspace.handover``."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

from qz_review.errors import Environment, Refused
from qz_review.events.kinds import HandoverRecalled
from qz_review.handover.manifest import Purpose
from qz_review.handover.packing import PackageContent
from qz_review.jobs import JobContext
from qz_review.model.manuscript import Flag
from qz_review.services.acts import Acts, Done
from qz_review.services.desk import Desk
from qz_review.services.drafts import DraftShelf
from qz_review.services.handover_views import CustodyView, OutboxRow, RecipientRow, SentPackage
from qz_review.services.outbox import Outbox
from qz_review.services.package_content import only_events, row_about, whole_manuscripts
from qz_review.services.package_files import remove_left_over, write_to
from qz_review.services.sound_text import file_name
from qz_review.storage.atomic_file import replacing
from qz_review.workflow.commands import HandOver, RecallHandover
from qz_review.workflow.custody import held_here, open_handover
from qz_review.workflow.decisions.handing_over import takes_part
from qz_review.workflow.duties import waiting
from qz_review.workflow.state import ManuscriptState

SUFFIX = ".qzpkg"


class HandoverService:
    """Sends.  What comes in is :class:`ReceivingService`'s."""

    def __init__(
        self, desk: Desk, acts: Acts, shelf: DraftShelf, leave: Callable[[str], None]
    ) -> None:
        self._desk = desk
        self._acts = acts
        self._shelf = shelf
        self._leave = leave
        self._outbox = Outbox(desk)

    # --- before sending ---

    def recipients(self, manuscript_ids: Sequence[str]) -> tuple[RecipientRow, ...]:
        """Whom these manuscripts may be given to, those they wait for first."""
        desk, names = self._desk, self._desk.names()
        context = desk.context()
        waited: set[str] = set()
        for manuscript_id in manuscript_ids:
            state = desk.state(manuscript_id)
            waited |= {w.person_id for w in waiting(state, context)}
            waited |= {j.person_id for j in state.joint_reviews if j.review is None}
        rows = [
            RecipientRow(
                person.id,
                person.name,
                " · ".join(filter(None, (names.section(person.section_id), person.duty))),
                person.id in waited,
            )
            for person in desk.roster().active()
            if takes_part(person) and person.id != desk.signed_in.person_id
        ]
        return tuple(sorted(rows, key=lambda row: not row.waited_for))

    def sealed_by_default(self, manuscript_ids: Sequence[str]) -> bool:
        """Whether one of them is marked 内部, so that the package is closed for its recipient."""
        return any(Flag.INTERNAL in self._desk.state(i).flags for i in manuscript_ids)

    def suggested_name(self, manuscript_ids: Sequence[str], to_id: str) -> str:
        """A file name: number (or how many), recipient, moment."""
        number = self._desk.state(manuscript_ids[0]).number
        what = number if len(manuscript_ids) == 1 else f"{number}等{len(manuscript_ids)}件"
        moment = self._desk.now().astimezone()
        name = self._desk.roster().name(to_id)
        return file_name(f"{what}-交{name}-{moment:%Y%m%d-%H%M}{SUFFIX}").replace("/", "_")

    def usual_sender(self, manuscript_ids: Sequence[str]) -> str:
        """Account of who would hand these over here: who has it in hand, or worked on it last."""
        desk = self._desk
        state = desk.state(manuscript_ids[0])
        last = desk.events_of(state.manuscript_id)[-1].envelope.actor_id
        held = state.custody.person_id if state.custody else ""
        return desk.roster().person(held or last).account

    def usual_giver(self, manuscript_ids: Sequence[str]) -> str:
        """Account of who handed these over last, and so would recall them."""
        state = self._desk.state(manuscript_ids[0])
        if not state.handovers:
            raise Refused("handover.nothing_under_way")
        return self._desk.roster().person(state.handovers[-1].from_id).account

    # --- sending ---

    def send(
        self,
        manuscript_ids: Sequence[str],
        to_id: str,
        file: Path,
        *,
        note: str = "",
        sealed: bool | None = None,
        job: JobContext | None = None,
    ) -> SentPackage:
        """Hand manuscripts over in one package; from then on this desk only reads them.

        One's own unsaved edits are saved as a version first.  sealed: closed for the
        recipient's key; None: where one of them is marked 内部.  The package is on the disk,
        under another name, before the act is stored: whatever fails or is cancelled before
        leaves neither.  Raises Refused ``handover.*``, Environment, Cancelled.
        """
        desk = self._desk
        for manuscript_id in manuscript_ids:
            self._leave(manuscript_id)
            self._need_no_draft_of_others(desk.state(manuscript_id))
        if not manuscript_ids:
            raise Refused("handover.nothing_chosen")
        desk.need_desk_id()
        remove_left_over(desk)
        closed = self.sealed_by_default(manuscript_ids) if sealed is None else sealed
        package_id = uuid.uuid4().hex
        wish = HandOver(to_id, package_id, note)
        noted = False
        try:
            with replacing(file) as beside:

                def write(ahead: Done) -> None:
                    content = whole_manuscripts(
                        desk, ahead.states, package_id, Purpose.HANDOVER, to_id, ahead.rows
                    )
                    self._write(beside, content, closed, job)

                self._acts.perform_all(
                    [(manuscript_id, wish) for manuscript_id in manuscript_ids],
                    key=desk.signed_in.keypair(),  # so that the head note covers it
                    before=write,
                    after=lambda: self._outbox.note_file(package_id, file),
                )
                noted = True
        except Environment as error:
            if noted:
                raise Environment("handover.file_missing", **error.facts) from error
            raise
        return SentPackage(package_id, file, closed, tuple(manuscript_ids))

    def write_again(
        self, package_id: str, file: Path, job: JobContext | None = None
    ) -> SentPackage:
        """Write the package of an earlier handing over once more: the stick was lost.

        Raises Refused ``handover.nothing_under_way``; Environment.
        """
        states = self._outbox.under_way(package_id)
        if not states:
            raise Refused("handover.nothing_under_way")
        ids = [state.manuscript_id for state in states]
        to_id = states[0].handovers[-1].event.to_id
        closed = self.sealed_by_default(ids)
        content = whole_manuscripts(self._desk, states, package_id, Purpose.HANDOVER, to_id)
        with replacing(file) as beside:
            self._write(beside, content, closed, job)
        self._outbox.note_file(package_id, file)
        return SentPackage(package_id, file, closed, tuple(ids))

    # --- afterwards ---

    def custody(self, manuscript_id: str) -> CustodyView | None:
        """In whose hands a manuscript is; None for one that was never handed over."""
        desk = self._desk
        state, context = desk.state(manuscript_id), desk.context()
        if state.custody is None:
            return None
        handover = open_handover(state)
        return CustodyView(
            held_here=held_here(state, context),
            person_id=state.custody.person_id,
            person=desk.roster().name(state.custody.person_id),
            since=state.custody.since,
            under_way=handover is not None,
            given_here=handover is not None and handover.event.from_desk == desk.desk_id(),
            note=handover.event.note if handover is not None else "",
        )

    def outbox(self) -> tuple[OutboxRow, ...]:
        """Everything this desk handed over, the latest first."""
        return self._outbox.rows()

    def recall(self, manuscript_ids: Sequence[str], reason: str, file: Path | None = None) -> None:
        """Take back what was not received, as far as is known here; custody is here again.

        file: writes the signed recall for the recipient's desk too, so that his copy of the
        package is worth nothing.  The package itself is removed where it still lies.
        Raises Refused ``handover.nothing_under_way``, ``workflow.no_reason``; Environment.
        """
        desk = self._desk
        given = [open_handover(desk.state(i)) for i in manuscript_ids]
        wishes = [(i, RecallHandover(reason)) for i in manuscript_ids]
        self._acts.perform_all(wishes, key=desk.signed_in.keypair())
        for handover in given:
            if handover is not None:
                self._outbox.remove_file(handover.event.package_id)
        if file is not None:
            self.write_recall(manuscript_ids, file)

    def write_recall(self, manuscript_ids: Sequence[str], file: Path) -> None:
        """Write the signed recalls of these manuscripts, for the desk they were given to.

        Raises Refused ``handover.not_recalled``; Environment.
        """
        desk = self._desk
        parts, to_id = [], ""
        for manuscript_id in manuscript_ids:
            state = desk.state(manuscript_id)
            row = row_about(desk, state, HandoverRecalled)
            if row is None:
                raise Refused("handover.not_recalled", number=state.number)
            to_id = state.handovers[-1].event.to_id
            parts.append((state, (row,)))
        content = only_events(desk, parts, uuid.uuid4().hex, Purpose.RECALL, to_id)
        with replacing(file) as beside:
            write_to(beside, desk, content, desk.signed_in.keypair(), None)

    def _write(
        self, beside: Path, content: PackageContent, closed: bool, job: JobContext | None
    ) -> None:
        roster = self._desk.roster()
        key = roster.key(roster.person(content.recipient_id).key_id) if closed else None
        if closed and key is None:
            raise Refused("handover.recipient_without_key")
        keypair = self._desk.signed_in.keypair()
        write_to(beside, self._desk, content, keypair, key.raw if key else None, job)

    def _need_no_draft_of_others(self, state: ManuscriptState) -> None:
        """Refuse where somebody else at this desk has edits that would stay behind unseen."""
        me = self._desk.signed_in.person_id
        saved = self._desk.text(state.text_hash)
        for person in self._desk.roster().active():
            opened = self._shelf.open(state, person.id) if person.id != me else None
            if opened is not None and opened.work.text != saved:
                raise Refused("handover.draft_open", person=person.name, number=state.number)
