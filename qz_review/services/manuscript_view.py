"""Everything the manuscript screen and the leader view show, put together from the fold."""

from __future__ import annotations

from collections.abc import Mapping

from qz_review.errors import Refused, Tampered
from qz_review.model.checklist import ItemAnswer
from qz_review.model.manuscript import CarriedOut, ClassedChange, Flag
from qz_review.model.person import Person
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import ManuscriptText, count_characters
from qz_review.services.after_approval import changes_between
from qz_review.services.choices import decision_choices, pair_members
from qz_review.services.desk import Desk
from qz_review.services.drafts import DraftShelf
from qz_review.services.grounds import Ground
from qz_review.services.leader_lines import expected_lines, grounds
from qz_review.services.leader_round import hash_before_leader, instructions_owed
from qz_review.services.naming import Names
from qz_review.services.permissions import acts_open, delegable_stages
from qz_review.services.stepper import nodes
from qz_review.services.timeline import opinions, version_rows
from qz_review.services.views import (
    ConsultationView,
    DelegationView,
    JointReviewView,
    ManuscriptView,
    ReleaseState,
    ScanView,
)
from qz_review.workflow.checklists import suggested_answer
from qz_review.workflow.context import Context
from qz_review.workflow.duties import acting_as, may_edit, parts_open
from qz_review.workflow.state import ManuscriptState


class ViewBuilder:
    """Builds the view of one manuscript for the person at the desk."""

    def __init__(self, desk: Desk, shelf: DraftShelf) -> None:
        self._desk = desk
        self._shelf = shelf

    def view(self, manuscript_id: str) -> ManuscriptView:
        """Raises Refused ``manuscript.unknown``, ``session.locked``; Tampered."""
        desk = self._desk
        state, me = desk.state(manuscript_id), desk.me()
        context, names = desk.context(), desk.names()
        parts = parts_open(state, me, context)
        may = acts_open(state, me, context)
        opened = self._shelf.open(state, me.id) if self._drafts(state, me, context) else None
        saved = desk.text(state.text_hash)
        text = opened.work.text if opened else saved
        changes, lines = expected_at_proof_3(desk, state, text)
        acting = acting_as(state, parts[0], me, context) if parts else None
        checklist = context.checklists.of(state.stage) if state.stage else None
        return ManuscriptView(
            manuscript_id=manuscript_id,
            number=state.number,
            title=text.title or state.title,
            section=names.section(state.section_id),
            channels=release_states(state, names),
            author=state.author,
            editor=names.person(state.editor_id),
            registered_at=state.registered_at,
            flags=state.flags,
            source=state.source,
            phase=state.phase,
            stage=state.stage,
            due=state.due,
            nodes=nodes(state, names, context),
            text=text,
            text_hash=state.text_hash,
            signed_text=saved,
            original=desk.text(state.original_hash),
            characters=count_characters(text),
            parts=parts,
            may_edit=may_edit(state, me, context),
            draft=opened.work if opened else None,
            draft_saved_at=opened.saved_at if opened else None,
            checklist=checklist,
            suggestions=(
                tuple(
                    ItemAnswer(item.id, answer)
                    for item in checklist.questions()
                    if (answer := suggested_answer(item, state.flags)) is not None
                )
                if checklist
                else ()
            ),
            choices=decision_choices(state, parts, may),
            opinions=opinions(state, names),
            consultations=consultations(state),
            joint_reviews=joint_reviews(state, names),
            delegations=delegations(state, names, me, context),
            pair=pair_members(state, me, parts, context, self._picture),
            needs_principal=Flag.IMPORTANT in state.flags,
            expected_changes=changes,
            expected_lines=lines,
            grounds=grounds_at_proof_3(desk, state, text),
            scan=scan_view(state, names),
            versions=version_rows(state, names, desk.characters),
            head_seq=state.seq,
            head_hash=state.head,
            end_reason=state.end_reason,
            corrects=self._corrects(state),
            corrected_by=state.corrected_by,
            delegated_by=names.person(acting.on_behalf_of) if acting else "",
            may=may,
            delegable_stages=delegable_stages(state, me, context),
            open_notes=sum(not note.settled for note in state.notes),
            ignored_findings=sum(not act.restored for act in state.set_aside),
            set_aside=opened.set_aside if opened else None,
        )

    def _drafts(self, state: ManuscriptState, me: Person, context: Context) -> bool:
        """Only who may work on the step sees his draft; what moved on shows what was saved."""
        asked = any(joint.person_id == me.id for joint in state.joint_reviews)
        return asked or may_edit(state, me, context) or bool(parts_open(state, me, context))

    def _picture(self, person_id: str) -> bytes | None:
        picture = self._desk.roster().pictures.get(person_id)
        return self._desk.store.blobs.get(picture.digest) if picture else None

    def _corrects(self, state: ManuscriptState) -> tuple[str, str] | None:
        if not state.corrects:
            return None
        try:
            return state.corrects, self._desk.state(state.corrects).number
        except (Refused, Tampered):
            return state.corrects, ""  # the released one lies on another desktop, or is damaged


def expected_at_proof_3(
    desk: Desk, state: ManuscriptState, draft: ManuscriptText
) -> tuple[tuple[ClassedChange, ...], tuple[CarriedOut, ...]]:
    """What 三校 must class and answer; empty at any other step."""
    if not _asks_what_leader_wanted(state):
        return (), ()
    approved = desk.text(state.approved_hash)
    before = desk.text(hash_before_leader(state))
    owed = instructions_owed(state, desk.text)
    return changes_between(approved, draft), expected_lines(before, approved, owed, draft)


def grounds_at_proof_3(
    desk: Desk, state: ManuscriptState, draft: ManuscriptText
) -> Mapping[str, tuple[Ground, ...]]:
    """What the text shows of each line that 三校 must answer, by key; empty at any other step."""
    if not _asks_what_leader_wanted(state):
        return {}
    before = desk.text(hash_before_leader(state))
    owed = instructions_owed(state, desk.text)
    return grounds(before, desk.text(state.approved_hash), owed, draft)


def _asks_what_leader_wanted(state: ManuscriptState) -> bool:
    reopening = state.phase in (Phase.FINAL_SCAN, Phase.READY)
    return bool(state.approved_hash) and (state.stage is Stage.PROOF_3 or reopening)


def release_states(state: ManuscriptState, names: Names) -> tuple[ReleaseState, ...]:
    """Every channel of the manuscript, released or not."""
    done = {release.event.channel_id: release for release in state.releases}
    result = []
    for channel_id in state.channel_ids:
        release = done.get(channel_id)
        channel = names.channel_entry(channel_id)
        result.append(
            ReleaseState(
                channel_id,
                names.channel(channel_id),
                release.event.address if release else (channel.address if channel else ""),
                release.event.released_at if release else None,
                names.person(release.person_id) if release else "",
            )
        )
    return tuple(result)


def consultations(state: ManuscriptState) -> tuple[ConsultationView, ...]:
    """征求意见 and 会签, as asked."""
    return tuple(
        ConsultationView(
            consultation_id=c.request.consultation_id,
            kind=c.request.kind,
            unit=c.request.unit,
            matter=c.request.matter,
            requested_at=c.requested_at,
            outcome=c.answer.outcome if c.answer else None,
            words=c.answer.words if c.answer else "",
            signed_by=c.answer.signed_by if c.answer else "",
            sealed=bool(c.answer and c.answer.sealed),
            sheet_name=c.answer.sheet.name if c.answer and c.answer.sheet else "",
            sheet_digest=c.answer.sheet.digest if c.answer and c.answer.sheet else "",
            our_reason=c.our_reason,
        )
        for c in state.consultations
    )


def joint_reviews(state: ManuscriptState, names: Names) -> tuple[JointReviewView, ...]:
    """联审, as asked."""
    return tuple(
        JointReviewView(
            joint.person_id,
            names.person(joint.person_id),
            joint.matter,
            joint.review.outcome if joint.review else None,
            joint.review.opinion if joint.review else "",
            joint.reviewed_at,
        )
        for joint in state.joint_reviews
    )


def delegations(
    state: ManuscriptState, names: Names, me: Person, context: Context
) -> tuple[DelegationView, ...]:
    """委托 of any step, revoked and expired ones too."""
    return tuple(
        DelegationView(
            d.granted.delegation_id,
            d.granted.stage,
            names.person(d.granted.from_id),
            names.person(d.granted.to_id),
            d.granted.reason,
            d.granted.until,
            not d.revoked and max(context.now, state.last_time) <= d.granted.until,
            d.granted.from_id == me.id,
        )
        for d in state.delegations
    )


def scan_view(state: ManuscriptState, names: Names) -> ScanView | None:
    """The last final scan of the text 三校 signed; None before, and after a change."""
    if not state.scans or state.scans[-1].event.text_hash != state.release_hash:
        return None
    scan = state.scans[-1]
    return ScanView(
        scan.event.result,
        scan.time,
        names.person(scan.person_id),
        scan.event.serious,
        scan.event.minor,
        scan.event.hints,
        scan.event.versions.rules,
        scan.waiver_reason,
        scan.certificate.digest if scan.certificate else "",
    )
