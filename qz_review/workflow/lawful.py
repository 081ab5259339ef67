"""Whether an event from another desk is one that ``decide`` would have written there.

A package's signatures say who acted; a changed program could still have signed what its owner
may not do.  So what moves the route is decided once more, in the state before it, with the
roster it names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from qz_review.events import kinds
from qz_review.events.record import Recorded
from qz_review.model.person import Person
from qz_review.workflow import commands as do
from qz_review.workflow import duties
from qz_review.workflow.context import Context
from qz_review.workflow.custody import need_custody
from qz_review.workflow.decide import decide
from qz_review.workflow.decided import WorkflowRefused
from qz_review.workflow.decisions.signing import check_conclusion, check_ready
from qz_review.workflow.state import ManuscriptState

_COMMANDS: dict[type, Callable[[Any], do.Command]] = {
    kinds.TextSaved: lambda e: do.SaveText(e.text_hash, e.base_hash),
    kinds.FlagsChanged: lambda e: do.ChangeFlags(e.flags, e.source, e.reason),
    kinds.ChannelsChanged: lambda e: do.ChangeChannels(e.channel_ids, e.reason),
    kinds.AssignmentChanged: lambda e: do.Assign(e.assignment, e.reason),
    kinds.ConsultationRequested: lambda e: do.RequestConsultation(e.kind, e.unit, e.matter),
    kinds.ConsultationAnswered: lambda e: do.AnswerConsultation(
        e.consultation_id, e.outcome, e.words, e.signed_by, e.sealed, e.sheet
    ),
    kinds.ConsultationCancelled: lambda e: do.CancelConsultation(e.consultation_id, e.reason),
    kinds.DisagreementExplained: lambda e: do.ExplainDisagreement(e.consultation_id, e.our_reason),
    kinds.JointReviewRequested: lambda e: do.RequestJointReview(e.person_id, e.matter),
    kinds.FindingSuppressed: lambda e: do.SuppressFinding(
        e.suppression_id, e.finding, e.where, e.reason
    ),
    kinds.FindingRestored: lambda e: do.RestoreFinding(e.suppression_id),
    kinds.StepReturned: lambda e: do.ReturnStep(e.reason),
    kinds.NegativeOverruled: lambda e: do.OverruleNegative(e.reason),
    kinds.SignatureWithdrawn: lambda e: do.WithdrawSignature(e.reason),
    kinds.Delegated: lambda e: do.Delegate(e.stage, e.to_id, e.reason, e.until),
    kinds.DelegationRevoked: lambda e: do.RevokeDelegation(e.delegation_id, e.reason),
    kinds.ProofPartnerNamed: lambda e: do.NameProofPartner(e.person_id, e.reason),
    kinds.JointReviewed: lambda e: do.GiveJointReview(e.outcome, e.opinion),
    kinds.FinalScanned: lambda e: do.RecordFinalScan(
        e.text_hash, e.result, e.versions, e.serious, e.minor, e.hints
    ),
    kinds.ScanWaived: lambda e: do.WaiveScan(e.reason),
    kinds.Released: lambda e: do.RecordRelease(e.channel_id, e.address, e.released_at, e.text_hash),
    kinds.AddressAdded: lambda e: do.AddAddress(e.channel_id, e.address),
    kinds.Withdrawn: lambda e: do.Withdraw(e.reason),
    kinds.HandedOver: lambda e: do.HandOver(e.to_id, e.package_id, e.note),
    kinds.HandoverReceived: lambda e: do.ReceiveHandover(),
    kinds.HandoverRecalled: lambda e: do.RecallHandover(e.reason),
    kinds.ForkSettled: lambda e: do.SettleFork(
        e.first_seq, e.aside_first, e.aside_seq, e.aside_hash, e.reason
    ),
}


def check_lawful(state: ManuscriptState | None, recorded: Recorded, then: Context) -> None:
    """Raise WorkflowRefused where the event's actor could not do this in this state.

    state: before the event.  then: people and unit under the roster that the event names.
    Codes as :func:`decide` has them, and ``handover.unlawful`` where it would have recorded
    something else.
    """
    event, envelope = recorded.event, recorded.envelope
    if state is None:
        return
    actor = then.person(envelope.actor_id)
    if actor is None:
        raise WorkflowRefused("handover.unlawful")
    at_desk = _at_the_desk(state, recorded, replace(then, now=envelope.time))
    if isinstance(event, kinds.StepSigned):
        need_custody(state, at_desk)
        _check_signed(state, event, recorded, actor, at_desk)
    elif isinstance(event, kinds.PaperSigned):
        need_custody(state, at_desk)
        _check_paper(state, event, actor, at_desk)
    elif type(event) in _COMMANDS:
        command = _COMMANDS[type(event)](event)
        decided = decide(state, command, actor, at_desk)
        if all((d.event, d.on_behalf_of) != (event, envelope.on_behalf_of) for d in decided):
            raise WorkflowRefused("handover.unlawful")
    else:
        need_custody(state, at_desk)


def _at_the_desk(state: ManuscriptState, recorded: Recorded, then: Context) -> Context:
    """The context of the desk that the event says it was made at, or that had custody."""
    event = recorded.event
    if isinstance(event, kinds.HandedOver):
        return replace(then, desk_id=event.from_desk)
    if isinstance(event, (kinds.HandoverReceived, kinds.ForkSettled)):
        return replace(then, desk_id=event.desk_id)
    if isinstance(event, kinds.HandoverRecalled):
        given = state.handovers[-1].event.from_desk if state.handovers else ""
        return replace(then, desk_id=given)
    return replace(then, desk_id=state.custody.desk_id if state.custody else "")


def _check_signed(
    state: ManuscriptState,
    event: kinds.StepSigned,
    recorded: Recorded,
    actor: Person,
    then: Context,
) -> None:
    if event.stage is not state.stage:
        raise WorkflowRefused("workflow.other_step", stage=state.stage, phase=state.phase)
    acting = duties.acting_as(state, event.part, actor, then)
    if acting is None or acting.on_behalf_of != recorded.envelope.on_behalf_of:
        raise WorkflowRefused("workflow.not_your_step", stage=event.stage)
    if event.text_hash != state.text_hash:
        raise WorkflowRefused("handover.unlawful")
    check_conclusion(state, event.part, event.decision)
    check_ready(state, event.decision)


def _check_paper(
    state: ManuscriptState, event: kinds.PaperSigned, actor: Person, then: Context
) -> None:
    signer = then.person(event.signer_id)
    if event.stage is not state.stage or not duties.is_section_chief(state, actor):
        raise WorkflowRefused("workflow.paper_by_chief")
    if signer is None or signer.id == actor.id or event.text_hash != state.text_hash:
        raise WorkflowRefused("handover.unlawful")
    acting = duties.acting_as(state, event.part, signer, then)
    if acting is None or acting.on_behalf_of:
        raise WorkflowRefused("workflow.not_his_step", person=signer.name)
    check_conclusion(state, event.part, event.decision)
    check_ready(state, event.decision)
