"""委托 of one step of one manuscript, and 指定他人 for 三校.

Source: 《制度》 五（三） 谁签字谁负责、谁委托谁负责; 三（二） 三校.
"""

from __future__ import annotations

import uuid

from qz_review.events.kinds import Delegated, DelegationRevoked, ProofPartnerNamed
from qz_review.model.manuscript import Part
from qz_review.model.person import Person
from qz_review.model.stage import Stage
from qz_review.workflow import duties
from qz_review.workflow.commands import Delegate, NameProofPartner, RevokeDelegation
from qz_review.workflow.context import Context
from qz_review.workflow.decided import Decided, WorkflowRefused, need_open, need_words
from qz_review.workflow.duties import Acting
from qz_review.workflow.progress import step_complete
from qz_review.workflow.state import ManuscriptState


def delegate(
    state: ManuscriptState, command: Delegate, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """Only who holds the duty himself delegates it, to somebody the separation allows."""
    need_open(state)
    reason = need_words(command.reason, "workflow.no_reason")
    stage = command.stage
    if not any(duties.holds_duty(state, stage, part, actor) for part in Part):
        raise WorkflowRefused("workflow.not_yours_to_delegate", stage=stage)
    if not duties.separated(state, stage, Acting(actor.id)):
        raise WorkflowRefused("workflow.not_separated", person=actor.name, stage=stage)
    if step_complete(state, stage):
        raise WorkflowRefused("workflow.step_signed", stage=stage)
    if command.until <= context.now:
        raise WorkflowRefused("workflow.delegation_past")
    other = context.person(command.to_id)
    if other is None or other.id == actor.id or not duties.is_insider(other):
        raise WorkflowRefused("workflow.bad_delegate")
    if stage is Stage.REVIEW_3 and not duties.LEADERS & other.roles:
        raise WorkflowRefused("workflow.delegate_leader_only", person=other.name)
    if not duties.separated(state, stage, Acting(other.id, actor.id)):
        raise WorkflowRefused("workflow.not_separated", person=other.name, stage=stage)
    if any(d.granted.from_id == actor.id for d in state.delegation_of(stage, context.now)):
        raise WorkflowRefused("workflow.already_delegated", stage=stage)
    event = Delegated(
        delegation_id=_delegation_id(state, stage, actor, other),
        stage=stage,
        from_id=actor.id,
        to_id=other.id,
        reason=reason,
        until=command.until,
    )
    return (Decided(event),)


def revoke_delegation(
    state: ManuscriptState, command: RevokeDelegation, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """Only who gave it takes it back; what was signed under it stays signed."""
    reason = need_words(command.reason, "workflow.no_reason")
    for delegation in state.delegations:
        granted = delegation.granted
        if granted.delegation_id == command.delegation_id and not delegation.revoked:
            if granted.from_id != actor.id:
                raise WorkflowRefused("workflow.not_your_delegation")
            return (Decided(DelegationRevoked(command.delegation_id, reason)),)
    raise WorkflowRefused("workflow.no_delegation")


def name_proof_partner(
    state: ManuscriptState, command: NameProofPartner, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """The section chief names, in a signed record, who proofs the last round with him."""
    need_open(state)
    if not duties.is_section_chief(state, actor):
        raise WorkflowRefused("workflow.partner_by_chief")
    reason = need_words(command.reason, "workflow.no_reason")
    person = context.person(command.person_id)
    if person is None or person.id == actor.id:
        raise WorkflowRefused("workflow.bad_partner")
    if not duties.separated(state, Stage.PROOF_3, Acting(person.id)):
        raise WorkflowRefused("workflow.not_separated", person=person.name, stage=Stage.PROOF_3)
    if step_complete(state, Stage.PROOF_3):
        raise WorkflowRefused("workflow.step_signed", stage=Stage.PROOF_3)
    if duties.is_proof_partner(state, person):
        return ()
    return (Decided(ProofPartnerNamed(person.id, reason)),)


def _delegation_id(state: ManuscriptState, stage: Stage, giver: Person, taker: Person) -> str:
    """Stable for one position in one chain, so that ``decide`` stays pure."""
    name = f"{state.manuscript_id}:{state.seq}:{stage}:{giver.id}:{taker.id}"
    return uuid.uuid5(uuid.NAMESPACE_OID, name).hex
