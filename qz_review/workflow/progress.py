"""Where a manuscript goes: when a step is complete, what loses its force, what waits next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from qz_review.events.record import Recorded
from qz_review.model.manuscript import Decision, Flag, Part
from qz_review.model.stage import Phase, Stage
from qz_review.workflow.stages import APPROVALS, PAIR, READ_ALOUD, goes_to
from qz_review.workflow.state import ManuscriptState, SignOff


def step_complete(state: ManuscriptState, stage: Stage) -> bool:
    """True when every signature the step needs is in force."""
    in_force = state.in_force(stage)
    parts = {sign_off.part for sign_off in in_force}
    if stage in READ_ALOUD:
        return parts >= set(PAIR)
    if stage is Stage.REVIEW_3:
        by_principal = any(s.part is Part.PRINCIPAL and s.decision in APPROVALS for s in in_force)
        if by_principal:  # the principal is himself the leader: one signature for both
            return True
        if Flag.IMPORTANT in state.flags:
            return {Part.SIGNER, Part.PRINCIPAL} <= parts
    return Part.SIGNER in parts


def passed_over(state: ManuscriptState) -> tuple[Stage, ...]:
    """Proofs before the waiting step that a negative opinion skipped."""
    if state.stage is None:
        return ()
    return tuple(
        stage
        for stage in Stage
        if stage.position < state.stage.position
        and stage.is_proof
        and not step_complete(state, stage)
    )


def supersede(state: ManuscriptState, first: Stage) -> ManuscriptState:
    """The sign-offs of a step and of every later one lose their force."""
    return replace(
        state,
        sign_offs=tuple(
            replace(s, superseded=True) if s.stage.position >= first.position else s
            for s in state.sign_offs
        ),
        approved_hash=state.approved_hash if first.position > Stage.REVIEW_3.position else "",
        release_hash="",
    )


def wait_at(state: ManuscriptState, stage: Stage, since: datetime) -> ManuscriptState:
    """The manuscript waits at a step from now on."""
    return replace(state, stage=stage, phase=Phase.IN_REVIEW, entered_at=since)


def signed(state: ManuscriptState, sign_off: SignOff) -> ManuscriptState:
    """The state after one more sign-off: the step may be complete, and the route go on."""
    sign_off = replace(sign_off, waited_since=state.entered_at)
    state = replace(state, sign_offs=(*state.sign_offs, sign_off))
    stage, decision = sign_off.stage, sign_off.decision
    if decision is Decision.REJECT:
        return replace(
            state,
            phase=Phase.REJECTED,
            stage=None,
            end_reason=sign_off.opinion,
            entered_at=sign_off.time,
        )
    if not decision.negative and not step_complete(state, stage):
        return state
    following = goes_to(stage, decision)
    if following is not None:
        if stage is Stage.REVIEW_3:
            state = replace(state, approved_hash=sign_off.text_hash)
        return wait_at(state, following, sign_off.time)
    return replace(
        state,
        phase=Phase.FINAL_SCAN,
        stage=None,
        release_hash=sign_off.text_hash,
        entered_at=sign_off.time,
    )


def supersede_by(state: ManuscriptState, stage: Stage, person_id: str) -> ManuscriptState:
    """One person's own sign-off of a step loses its force (撤回签署)."""
    return replace(
        state,
        sign_offs=tuple(
            replace(s, superseded=True)
            if s.stage is stage and s.person_id == person_id and not s.paper
            else s
            for s in state.sign_offs
        ),
    )


def when_released_everywhere(state: ManuscriptState, recorded: Recorded) -> ManuscriptState:
    """Released on every channel it was meant for: the route ends."""
    done = {release.event.channel_id for release in state.releases}
    if state.phase is Phase.READY and done and done >= set(state.channel_ids):
        return replace(state, phase=Phase.RELEASED, entered_at=recorded.envelope.time)
    return state
