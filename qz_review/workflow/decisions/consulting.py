"""征求意见、会签 and 联审 (《制度》 四（一）2（7）, 四（一）3（5）, 四（一）末段)."""

from __future__ import annotations

import uuid

from qz_review.events.kinds import (
    ConsultationAnswered,
    ConsultationCancelled,
    ConsultationRequested,
    DisagreementExplained,
    JointReviewed,
    JointReviewRequested,
)
from qz_review.model.manuscript import ConsultationKind, Outcome
from qz_review.model.person import Person, Role
from qz_review.model.stage import Phase, Stage
from qz_review.workflow import duties
from qz_review.workflow.commands import (
    AnswerConsultation,
    CancelConsultation,
    ExplainDisagreement,
    GiveJointReview,
    RequestConsultation,
    RequestJointReview,
)
from qz_review.workflow.context import Context
from qz_review.workflow.decided import (
    Decided,
    WorkflowRefused,
    need_insider,
    need_phase,
    need_words,
)
from qz_review.workflow.state import Consultation, ManuscriptState


def request_consultation(
    state: ManuscriptState, command: RequestConsultation, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """Ask another unit; from now on it blocks 二审 and 三审 until answered."""
    _before_approval(state)
    need_insider(actor, duties.is_insider(actor))
    unit = need_words(command.unit, "workflow.no_unit")
    name = f"{state.manuscript_id}:{state.seq}:{unit}:{command.kind}"
    event = ConsultationRequested(
        uuid.uuid5(uuid.NAMESPACE_OID, name).hex, command.kind, unit, command.matter.strip()
    )
    return (Decided(event),)


def answer_consultation(
    state: ManuscriptState, command: AnswerConsultation, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """Record the other unit's answer; a 会签 needs who signed and the scanned sheet."""
    _before_approval(state)
    need_insider(actor, duties.is_insider(actor))
    asked = _find(state, command.consultation_id)
    if asked.request.kind is ConsultationKind.COUNTERSIGN:
        need_words(command.signed_by, "workflow.countersign_no_name")
        if command.sheet is None:
            raise WorkflowRefused("workflow.countersign_no_sheet")
    if command.outcome is not Outcome.AGREE:
        need_words(command.words, "workflow.no_words")
    event = ConsultationAnswered(
        command.consultation_id,
        command.outcome,
        command.words.strip(),
        command.signed_by.strip(),
        command.sealed,
        command.sheet,
    )
    return (Decided(event),)


def cancel_consultation(
    state: ManuscriptState, command: CancelConsultation, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """The editor, the chief or a leader takes a request back that has no answer yet."""
    _before_approval(state)
    asked = _find(state, command.consultation_id)
    if asked.answer is not None:
        raise WorkflowRefused("workflow.consultation_answered", unit=asked.request.unit)
    may = (
        actor.id == state.editor_id
        or duties.is_section_chief(state, actor)
        or bool(duties.LEADERS & actor.roles)
    )
    need_insider(actor, may)
    reason = need_words(command.reason, "workflow.no_reason")
    return (Decided(ConsultationCancelled(command.consultation_id, reason)),)


def explain_disagreement(
    state: ManuscriptState, command: ExplainDisagreement, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """Write our reasons beside theirs, so that 三审 sees both."""
    _before_approval(state)
    need_insider(actor, duties.is_insider(actor))
    asked = _find(state, command.consultation_id)
    if asked.answer is None or asked.answer.outcome is not Outcome.DISAGREE:
        raise WorkflowRefused("workflow.no_disagreement")
    reason = need_words(command.our_reason, "workflow.no_reason")
    return (Decided(DisagreementExplained(command.consultation_id, reason)),)


def request_joint_review(
    state: ManuscriptState, command: RequestJointReview, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """Ask a named specialist; 专业性强 needs at least one opinion before 三审."""
    _before_approval(state)
    need_insider(actor, duties.is_insider(actor))
    person = context.person(command.person_id)
    if person is None or Role.SPECIALIST not in person.roles:
        raise WorkflowRefused("workflow.no_specialist")
    if any(j.person_id == person.id and j.review is None for j in state.joint_reviews):
        raise WorkflowRefused("workflow.already_asked", person=person.name)
    return (Decided(JointReviewRequested(person.id, command.matter.strip())),)


def give_joint_review(
    state: ManuscriptState, command: GiveJointReview, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """The specialist signs his opinion over the present text; he may give it anew."""
    _before_approval(state)
    if not any(j.person_id == actor.id for j in state.joint_reviews):
        raise WorkflowRefused("workflow.not_asked")
    opinion = need_words(command.opinion, "workflow.no_opinion_words")
    return (Decided(JointReviewed(command.outcome, opinion, state.text_hash)),)


def _before_approval(state: ManuscriptState) -> None:
    need_phase(state, Phase.IN_REVIEW)
    if state.in_force(Stage.REVIEW_3):
        raise WorkflowRefused("workflow.leader_signed")


def _find(state: ManuscriptState, consultation_id: str) -> Consultation:
    for consultation in state.consultations:
        if consultation.request.consultation_id == consultation_id:
            return consultation
    raise WorkflowRefused("workflow.unknown_consultation")
