"""What the waiting step may conclude, and what other people still owe it.

One place, so that what is refused and what a person is told beforehand cannot drift apart.
"""

from __future__ import annotations

from qz_review.model.manuscript import Decision, Flag, Outcome, Part
from qz_review.model.stage import Stage
from qz_review.workflow.context import Context
from qz_review.workflow.stages import CONCLUSIONS, PRINCIPAL_CONCLUSIONS
from qz_review.workflow.state import Consultation, ManuscriptState, SignOff


def conclusions_of(state: ManuscriptState) -> tuple[Decision, ...]:
    """The conclusions of the waiting step; the principal's own once the leader has signed."""
    stage = state.stage
    if stage is None:
        return ()
    signed = {sign_off.part for sign_off in state.in_force(stage)}
    leader_signed = stage is Stage.REVIEW_3 and Part.SIGNER in signed
    return PRINCIPAL_CONCLUSIONS if leader_signed else CONCLUSIONS[stage]


def others_concern(state: ManuscriptState, decision: Decision) -> bool:
    """Do 会签, 协商 and 联审 stand before this conclusion?  Only positive ones of 二审, 三审."""
    return not decision.negative and state.stage in (Stage.REVIEW_2, Stage.REVIEW_3)


def nobody_consulted(state: ManuscriptState) -> bool:
    """涉及其他单位, and no unit was asked (四（一）2（7）)."""
    return Flag.OTHER_UNITS in state.flags and not state.consultations


def unanswered(state: ManuscriptState) -> tuple[Consultation, ...]:
    """征求意见 and 会签 without an answer."""
    return tuple(c for c in state.consultations if c.answer is None)


def unexplained(state: ManuscriptState) -> tuple[Consultation, ...]:
    """Disagreements without our reasons beside theirs."""
    return tuple(
        c
        for c in state.consultations
        if c.answer and c.answer.outcome is Outcome.DISAGREE and not c.our_reason
    )


def joint_review_owed(state: ManuscriptState) -> bool:
    """专业性强, and no specialist has given an opinion yet."""
    reviewed = any(joint.review is not None for joint in state.joint_reviews)
    return Flag.SPECIALIST in state.flags and not reviewed


def revoked_sign_offs(state: ManuscriptState, context: Context) -> tuple[SignOff, ...]:
    """Sign-offs in force that a key made which was in other hands by then."""
    return tuple(
        s
        for s in state.sign_offs
        if not s.superseded and s.key_id in context.revoked and s.time >= context.revoked[s.key_id]
    )
