"""退回, 不同意前一级的否定意见, 撤回签署: the ways back, each signed and with a reason."""

from __future__ import annotations

from qz_review.events.kinds import NegativeOverruled, SignatureWithdrawn, StepReturned
from qz_review.model.manuscript import Part
from qz_review.model.person import Person
from qz_review.model.stage import Phase, Stage
from qz_review.workflow import duties
from qz_review.workflow.commands import OverruleNegative, ReturnStep, WithdrawSignature
from qz_review.workflow.context import Context
from qz_review.workflow.decided import Decided, WorkflowRefused, need_phase, need_words
from qz_review.workflow.duties import Acting
from qz_review.workflow.stages import PAIR, RETURNS_TO
from qz_review.workflow.state import ManuscriptState, SignOff


def return_step(
    state: ManuscriptState, command: ReturnStep, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """Back to the step the table names; a signer of half a pair may still return it.

    After 三校 and before the first release 三校 may still report to 三审; the section chief
    may do so for signers who are no longer there.
    """
    if state.phase in (Phase.FINAL_SCAN, Phase.READY):
        stage = Stage.PROOF_3
        part, acting = _after_last_proof(state, actor, context)
    else:
        stage = _waiting(state)
        part, acting = _acting(state, stage, actor, context)
    if stage not in RETURNS_TO:
        raise WorkflowRefused("workflow.no_return", stage=stage)
    reason = need_words(command.reason, "workflow.no_reason")
    event = StepReturned(stage, RETURNS_TO[stage], reason, state.text_hash, part)
    return (Decided(event, acting.on_behalf_of),)


def overrule_negative(
    state: ManuscriptState, command: OverruleNegative, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """A superior who disagrees with 不采用 or 不能发布 sends it to the proof passed over."""
    stage = _waiting(state)
    _, acting = _acting(state, stage, actor, context)
    if not state.passed_over:
        raise WorkflowRefused("workflow.nothing_to_overrule", stage=stage)
    reason = need_words(command.reason, "workflow.no_reason")
    event = NegativeOverruled(stage, state.passed_over[0], reason, state.text_hash)
    return (Decided(event, acting.on_behalf_of),)


def withdraw_signature(
    state: ManuscriptState, command: WithdrawSignature, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """A signer takes his sign-off back while nothing has been built on it."""
    need_phase(state, Phase.IN_REVIEW, Phase.FINAL_SCAN)
    reason = need_words(command.reason, "workflow.no_reason")
    last = last_own_sign_off(state, actor)
    if last is None:
        raise WorkflowRefused("workflow.nothing_to_withdraw")
    return (Decided(SignatureWithdrawn(last.stage, reason), last.on_behalf_of),)


def last_own_sign_off(state: ManuscriptState, actor: Person) -> SignOff | None:
    """The person's sign-off in force that nothing came after: no text, act or scan."""
    if not state.sign_offs:
        return None
    last = state.sign_offs[-1]
    later = [v.seq for v in state.versions] + [r.seq for r in state.returns]
    later += [o.seq for o in state.overrulings] + [s.seq for s in state.scans]
    mine = last.person_id == actor.id and not last.superseded and not last.paper
    if not mine or state.phase not in (Phase.IN_REVIEW, Phase.FINAL_SCAN):
        return None
    return None if any(seq > last.seq for seq in later) else last


def _waiting(state: ManuscriptState) -> Stage:
    if state.stage is None:
        raise WorkflowRefused("workflow.other_step", stage=None, phase=state.phase)
    return state.stage


def _acting(
    state: ManuscriptState, stage: Stage, actor: Person, context: Context
) -> tuple[Part, Acting]:
    for part in duties.parts_open(state, actor, context):
        acting = duties.acting_as(state, part, actor, context)
        if acting is not None:
            return part, acting
    for sign_off in state.in_force(stage):
        if sign_off.person_id == actor.id and not sign_off.paper:
            return sign_off.part, Acting(actor.id, sign_off.on_behalf_of)
    raise WorkflowRefused("workflow.not_your_step", stage=stage)


def _after_last_proof(
    state: ManuscriptState, actor: Person, context: Context
) -> tuple[Part, Acting]:
    if state.releases:
        raise WorkflowRefused("workflow.released_already")
    for part in PAIR:
        acting = duties.acting_for(state, Stage.PROOF_3, part, actor, context)
        if acting is not None:
            return part, acting
    if duties.is_section_chief(state, actor):
        return Part.CHECKER, Acting(actor.id)
    raise WorkflowRefused("workflow.not_your_step", stage=Stage.PROOF_3)
