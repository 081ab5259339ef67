"""The conclusions a person may choose at the waiting step, and the cards of a pair."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qz_review.model.manuscript import Decision, Flag, Part
from qz_review.model.person import Person
from qz_review.model.stage import Stage
from qz_review.services.results import short_code
from qz_review.services.views import ChoiceKind, DecisionChoice, PairMember
from qz_review.workflow.conditions import conclusions_of
from qz_review.workflow.context import Context
from qz_review.workflow.stages import (
    PAIR,
    READ_ALOUD,
    RETURNS_TO,
    goes_to,
)
from qz_review.workflow.state import ManuscriptState


def decision_choices(
    state: ManuscriptState, parts: Sequence[Part], may: frozenset[str]
) -> tuple[DecisionChoice, ...]:
    """What the person may conclude now; empty where the step is not his.

    Over a negative opinion there is no plain approval: either the superior shares it, or he
    overrules it and the proof passed over comes first.
    """
    stage = state.stage
    if stage is None or not parts:
        return ()
    choices = [
        DecisionChoice(
            ChoiceKind.SIGN,
            decision,
            goes_to(stage, decision),
            ends=decision is Decision.REJECT,
            waits=_waits(state, parts[0], decision),
        )
        for decision in conclusions_of(state)
        if decision.negative or not state.passed_over
    ]
    if "overrule" in may:
        choices.insert(0, DecisionChoice(ChoiceKind.OVERRULE, None, state.passed_over[0]))
    if "return" in may:
        back = DecisionChoice(ChoiceKind.RETURN, None, RETURNS_TO[stage])
        negative = [i for i, c in enumerate(choices) if c.decision and c.decision.negative]
        choices.insert(negative[0] if negative else len(choices), back)
    return tuple(choices)


def _waits(state: ManuscriptState, part: Part, decision: Decision) -> bool:
    stage = state.stage
    if stage is None or decision.negative:
        return False
    if stage in READ_ALOUD:
        return not state.in_force(stage)
    return stage is Stage.REVIEW_3 and part is Part.SIGNER and Flag.IMPORTANT in state.flags


def pair_members(
    state: ManuscriptState,
    me: Person,
    parts: Sequence[Part],
    context: Context,
    picture_of: Callable[[str], bytes | None],
) -> tuple[PairMember, ...]:
    """朗读人 and 核对人 of the waiting step; a name is empty while it is open who that is."""
    stage = state.stage
    if stage not in READ_ALOUD:
        return ()
    signed = {s.part: s for s in state.in_force(stage)}
    members = []
    for part in PAIR:
        sign_off = signed.get(part)
        if sign_off is not None:
            person_id = sign_off.person_id
        else:
            person_id = state.assigned(stage, part) or (me.id if tuple(parts) == (part,) else "")
        person = context.people.get(person_id)
        members.append(
            PairMember(
                part,
                person_id,
                person.name if person else "",
                person.duty if person else "",
                short_code(person.key_id) if person and person.key_id else "",
                sign_off.time if sign_off else None,
                person_id == me.id,
                (picture_of(person_id) or b"") if sign_off and person_id else b"",
            )
        )
    return tuple(members)
