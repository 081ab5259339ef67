"""``apply``: what one event makes of a manuscript.  It never refuses; ``decide`` does that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch

from qz_review.events import kinds
from qz_review.events.record import Recorded
from qz_review.model.stage import Phase, Stage
from qz_review.workflow import custody
from qz_review.workflow.apply_publishing import PublishingEvent, apply_publishing
from qz_review.workflow.apply_scanning import ScanningEvent, apply_scanning
from qz_review.workflow.progress import (
    passed_over,
    signed,
    supersede,
    supersede_by,
    wait_at,
    when_released_everywhere,
)
from qz_review.workflow.state import (
    Consultation,
    Delegation,
    JointReview,
    ManuscriptState,
    Note,
    Overruling,
    Return,
    SignOff,
    Version,
)


def fold(events: Iterable[Recorded]) -> ManuscriptState | None:
    """The state after all events of one manuscript, None for none."""
    state: ManuscriptState | None = None
    for recorded in events:
        state = apply(state, recorded)
    return state


def apply(state: ManuscriptState | None, recorded: Recorded) -> ManuscriptState:
    """The state after one more event.

    Raises TypeError only for a stream that does not begin with its registration, which
    ``decide`` never writes and the chain's verification names.
    """
    event = recorded.event
    if isinstance(event, kinds.ManuscriptRegistered):
        return _registered(event, recorded)
    if state is None:
        raise TypeError("a manuscript's first event must register it")
    after = _apply(event, state, recorded)
    envelope = recorded.envelope
    return replace(
        after,
        seq=envelope.seq,
        head=recorded.hash,
        last_time=max(state.last_time, envelope.time),
        passed_over=passed_over(after),
    )


def _registered(event: kinds.ManuscriptRegistered, recorded: Recorded) -> ManuscriptState:
    envelope = recorded.envelope
    return ManuscriptState(
        manuscript_id=envelope.stream,
        seq=envelope.seq,
        head=recorded.hash,
        number=event.number,
        title=event.title,
        section_id=event.section_id,
        channel_ids=event.channel_ids,
        editor_id=event.editor_id,
        author=event.author,
        registered_by=envelope.actor_id,
        registered_at=envelope.time,
        source_file=event.source_file,
        flags=event.flags,
        source=event.source,
        assignments=event.assignments,
        hours=event.hours,
        strict_separation=event.strict_separation,
        text_hash=event.text_hash,
        phase=Phase.IN_REVIEW,
        stage=Stage.REVIEW_1,
        entered_at=envelope.time,
        last_time=envelope.time,
        versions=(Version(envelope.seq, event.text_hash, None, envelope.actor_id, envelope.time),),
        corrects=event.corrects,
        corrects_hash=event.corrects_hash,
    )


@singledispatch
def _apply(event: object, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    raise TypeError(f"no manuscript event: {type(event).__name__}")


@_apply.register
def _(event: kinds.SourceConverted, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    return replace(state, received_file=event.received)


@_apply.register
def _(event: kinds.RevisionsKept, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    return replace(state, kept=event)


@_apply.register
def _(event: kinds.NoteAdded, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    envelope = recorded.envelope
    stage = None if event.author else state.stage
    note = Note(envelope.seq, event, envelope.actor_id, envelope.time, stage)
    return replace(state, notes=(*state.notes, note))


@_apply.register
def _(event: kinds.NoteRemoved, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    notes = tuple(
        replace(note, settled=True) if note.event.note_id == event.note_id else note
        for note in state.notes
    )
    return replace(state, notes=notes)


@_apply.register
def _(event: kinds.FlagsChanged, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    return replace(state, flags=event.flags, source=event.source)


@_apply.register
def _(event: kinds.ChannelsChanged, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    return when_released_everywhere(replace(state, channel_ids=event.channel_ids), recorded)


@_apply.register
def _(
    event: kinds.AssignmentChanged, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    new = event.assignment
    kept = tuple(a for a in state.assignments if (a.stage, a.part) != (new.stage, new.part))
    return replace(state, assignments=(*kept, new) if new.person_id else kept)


@_apply.register
def _(event: kinds.TextSaved, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    envelope = recorded.envelope
    version = Version(envelope.seq, event.text_hash, event.stage, envelope.actor_id, envelope.time)
    state = replace(state, text_hash=event.text_hash, versions=(*state.versions, version))
    if state.stage is None:  # a change after 三校 sends the manuscript back to 三校
        return wait_at(supersede(state, Stage.PROOF_3), Stage.PROOF_3, envelope.time)
    return supersede(state, state.stage)  # half of a pair signed another text


@_apply.register
def _(event: kinds.StepSigned, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    envelope = recorded.envelope
    sign_off = SignOff(
        seq=envelope.seq,
        hash=recorded.hash,
        stage=event.stage,
        part=event.part,
        person_id=envelope.actor_id,
        on_behalf_of=envelope.on_behalf_of,
        decision=event.decision,
        opinion=event.opinion,
        text_hash=event.text_hash,
        time=envelope.time,
        key_id=recorded.key_id,
        checklist_version=event.checklist_version,
        answers=event.answers,
        all_yes=event.all_yes,
        instructions=event.instructions,
        changes=event.changes,
        carried_out=event.carried_out,
        seconds_open=event.seconds_open,
    )
    return signed(state, sign_off)


@_apply.register
def _(event: kinds.PaperSigned, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    sign_off = SignOff(
        seq=recorded.envelope.seq,
        hash=recorded.hash,
        stage=event.stage,
        part=event.part,
        person_id=event.signer_id,
        on_behalf_of="",
        decision=event.decision,
        opinion=event.opinion,
        text_hash=event.text_hash,
        time=recorded.envelope.time,
        key_id=recorded.key_id,
        checklist_version=event.checklist_version,
        answers=event.answers,
        instructions=event.instructions,
        paper=True,
        recorded_by=recorded.envelope.actor_id,
        sheet=event.sheet,
    )
    return signed(state, sign_off)


@_apply.register
def _(event: kinds.StepReturned, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    envelope = recorded.envelope
    note = Return(envelope.seq, event, envelope.actor_id, envelope.on_behalf_of, envelope.time)
    state = replace(supersede(state, event.to_stage), returns=(*state.returns, note))
    return wait_at(state, event.to_stage, envelope.time)


@_apply.register
def _(
    event: kinds.NegativeOverruled, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    envelope = recorded.envelope
    note = Overruling(
        envelope.seq,
        event.stage,
        event.to_stage,
        event.reason,
        envelope.actor_id,
        envelope.on_behalf_of,
        envelope.time,
    )
    state = replace(supersede(state, event.to_stage), overrulings=(*state.overrulings, note))
    return wait_at(state, event.to_stage, envelope.time)


@_apply.register
def _(
    event: kinds.SignatureWithdrawn, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    since = state.sign_offs[-1].waited_since  # taking it back gains no time
    state = supersede_by(state, event.stage, recorded.envelope.actor_id)
    if event.stage.position <= Stage.REVIEW_3.position:
        state = replace(state, approved_hash="")
    moment = since or recorded.envelope.time
    return wait_at(replace(state, release_hash=""), event.stage, moment)


@_apply.register
def _(event: kinds.Delegated, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    new = Delegation(recorded.envelope.seq, event, recorded.envelope.time)
    return replace(state, delegations=(*state.delegations, new))


@_apply.register
def _(
    event: kinds.DelegationRevoked, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    return replace(
        state,
        delegations=tuple(
            replace(d, revoked=True) if d.granted.delegation_id == event.delegation_id else d
            for d in state.delegations
        ),
    )


@_apply.register
def _(
    event: kinds.ProofPartnerNamed, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    return replace(state, proof_partners=(*state.proof_partners, event.person_id))


@_apply.register
def _(
    event: kinds.ConsultationRequested, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    new = Consultation(recorded.envelope.seq, event, recorded.envelope.time)
    return replace(state, consultations=(*state.consultations, new))


@_apply.register
def _(
    event: kinds.ConsultationAnswered, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    return replace(
        state,
        consultations=tuple(
            replace(c, answer=event, answered_at=recorded.envelope.time, our_reason="")
            if c.request.consultation_id == event.consultation_id
            else c
            for c in state.consultations
        ),
    )


@_apply.register
def _(
    event: kinds.ConsultationCancelled, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    cancelled = tuple(
        c for c in state.consultations if c.request.consultation_id == event.consultation_id
    )
    return replace(
        state,
        consultations=tuple(c for c in state.consultations if c not in cancelled),
        cancelled_consultations=(*state.cancelled_consultations, *cancelled),
    )


@_apply.register
def _(
    event: kinds.DisagreementExplained, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    return replace(
        state,
        consultations=tuple(
            replace(c, our_reason=event.our_reason)
            if c.request.consultation_id == event.consultation_id
            else c
            for c in state.consultations
        ),
    )


@_apply.register
def _(
    event: kinds.JointReviewRequested, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    new = JointReview(event.person_id, event.matter, recorded.envelope.time)
    return replace(state, joint_reviews=(*state.joint_reviews, new))


@_apply.register
def _(event: kinds.JointReviewed, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    envelope = recorded.envelope
    reviews = list(state.joint_reviews)
    for index in reversed(range(len(reviews))):  # asked twice: the opinion answers the latest
        if reviews[index].person_id == envelope.actor_id:
            reviews[index] = replace(
                reviews[index], review=event, reviewed_at=envelope.time, seq=envelope.seq
            )
            break
    return replace(state, joint_reviews=tuple(reviews))


@_apply.register(kinds.FindingSuppressed)
@_apply.register(kinds.FindingRestored)
@_apply.register(kinds.ManuscriptWordsChanged)
@_apply.register(kinds.FinalScanned)
@_apply.register(kinds.ScanCertified)
@_apply.register(kinds.ScanWaived)
def _(event: ScanningEvent, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    return apply_scanning(event, state, recorded)


@_apply.register(kinds.Released)
@_apply.register(kinds.AddressAdded)
@_apply.register(kinds.PublishedCompared)
def _(event: PublishingEvent, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    return apply_publishing(event, state, recorded)


@_apply.register
def _(event: kinds.Withdrawn, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    return replace(
        state,
        phase=Phase.WITHDRAWN,
        stage=None,
        end_reason=event.reason,
        entered_at=recorded.envelope.time,
    )


@_apply.register
def _(event: kinds.CorrectionLinked, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    link = (event.manuscript_id, event.number)
    return replace(state, corrected_by=(*state.corrected_by, link))


@_apply.register
def _(event: kinds.Archived, state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    return replace(state, phase=Phase.ARCHIVED, archived_at=recorded.envelope.time)


_apply.register(kinds.HandedOver, custody.handed_over)
_apply.register(kinds.HandoverReceived, custody.received)
_apply.register(kinds.HandoverRecalled, custody.recalled)
_apply.register(kinds.ForkSettled, custody.settled)
