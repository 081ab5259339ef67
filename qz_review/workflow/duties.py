"""Who may act at which step: roles, assignments, delegation, separation of duties.

Source: 《“三审三校”工作制度》 三, 四, 五（三）; nobody signs two of 一审, 二审, 三审 on one
manuscript; the stricter setting lets nobody hold two links at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from qz_review.model.manuscript import Flag, Part
from qz_review.model.person import Person, Role
from qz_review.model.stage import Phase, Stage
from qz_review.workflow.context import Context
from qz_review.workflow.custody import held_here
from qz_review.workflow.stages import PAIR, READ_ALOUD, REVIEWS
from qz_review.workflow.state import ManuscriptState

LEADERS = frozenset({Role.UNIT_LEADER, Role.PRINCIPAL})
WORKING_ROLES = frozenset({Role.EDITOR, Role.SECTION_CHIEF, Role.UNIT_LEADER, Role.PRINCIPAL})


@dataclass(frozen=True, slots=True)
class Acting:
    """A person may act, in his own right or on behalf of the one who delegated to him."""

    person_id: str
    on_behalf_of: str = ""

    @property
    def holder_id(self) -> str:
        """Whose duty it is: the delegator's where there is one."""
        return self.on_behalf_of or self.person_id


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whom the manuscript waits for."""

    person_id: str
    stage: Stage
    part: Part
    on_behalf_of: str = ""


def has_role_for(state: ManuscriptState, stage: Stage, part: Part, person: Person) -> bool:
    """Does the rule let this person hold the part at all (assignment and separation apart)?"""
    if not person.active:
        return False
    if stage is Stage.REVIEW_1:
        return Role.EDITOR in person.roles
    if stage is Stage.PROOF_1:
        named = part is Part.READER and state.assigned(stage, part) == person.id
        return Role.EDITOR in person.roles or (named and can_read_aloud(person))
    if stage in (Stage.REVIEW_2, Stage.PROOF_2):
        return is_chief(state, stage, part, person)
    if stage is Stage.REVIEW_3:
        if part is Part.PRINCIPAL:
            return Role.PRINCIPAL in person.roles
        return bool(LEADERS & person.roles)
    return is_chief(state, stage, part, person) or is_proof_partner(state, person)


def can_read_aloud(person: Person) -> bool:
    """Who may be named 朗读人 of 一校 beside the editors: anybody who works on manuscripts."""
    return is_insider(person) or (person.active and Role.SPECIALIST in person.roles)


def is_chief(state: ManuscriptState, stage: Stage, part: Part, person: Person) -> bool:
    """责任科室负责人: chief of the manuscript's section, or a chief assigned by name."""
    if Role.SECTION_CHIEF not in person.roles:
        return False
    return person.section_id == state.section_id or state.assigned(stage, part) == person.id


def is_proof_partner(state: ManuscriptState, person: Person) -> bool:
    """Who proofs the last round beside the chief: the editor, or whom the chief named."""
    first = {s.person_id for s in state.in_force(Stage.REVIEW_1)}
    is_editor = Role.EDITOR in person.roles and (person.id == state.editor_id or person.id in first)
    return is_editor or person.id in state.proof_partners


def separated(state: ManuscriptState, stage: Stage, acting: Acting) -> bool:
    """May this person (and the one he acts for) sign this step beside what they signed before?

    Superseded sign-offs count: whoever once judged a manuscript at one review is not the
    right one for another.
    """
    mine = {acting.person_id, acting.holder_id}
    for past_stage, people in _links_held(state):
        if past_stage is stage or not mine & people:
            continue
        if state.strict_separation or (stage in REVIEWS and past_stage in REVIEWS):
            return False
    return True


def _links_held(state: ManuscriptState) -> list[tuple[Stage, frozenset[str]]]:
    """Every signed act of the route as (step, who signed and for whom)."""
    held = [(s.stage, frozenset({s.person_id, s.on_behalf_of} - {""})) for s in state.sign_offs]
    held += [
        (r.event.from_stage, frozenset({r.person_id, r.on_behalf_of} - {""})) for r in state.returns
    ]
    held += [(o.stage, frozenset({o.person_id, o.on_behalf_of} - {""})) for o in state.overrulings]
    return held


def acting_for(
    state: ManuscriptState, stage: Stage, part: Part, person: Person, context: Context
) -> Acting | None:
    """How a person may act in a part of a step: himself, for a delegator, or not at all."""
    if not person.active:
        return None
    if holds_duty(state, stage, part, person):
        own = Acting(person.id)
        return own if separated(state, stage, own) else None
    for delegation in state.delegation_of(stage, context.now):
        granted = delegation.granted
        giver = context.person(granted.from_id)
        if granted.to_id != person.id or giver is None:
            continue
        acting = Acting(person.id, giver.id)
        if holds_duty(state, stage, part, giver) and separated(state, stage, acting):
            return acting
    return None


def holds_duty(state: ManuscriptState, stage: Stage, part: Part, person: Person) -> bool:
    """True for who has the role and, where somebody is assigned, is that one."""
    if not has_role_for(state, stage, part, person):
        return False
    assigned = state.assigned(stage, part)
    return not assigned or assigned == person.id


def needed_parts(state: ManuscriptState) -> tuple[Part, ...]:
    """The signatures the waiting step still lacks, as parts."""
    stage = state.stage
    if stage is None:
        return ()
    signed = {s.part for s in state.in_force(stage)}
    if stage in READ_ALOUD:
        return tuple(part for part in PAIR if part not in signed)
    if stage is Stage.REVIEW_3 and Part.SIGNER in signed:
        return (Part.PRINCIPAL,)
    return (Part.SIGNER,)


def parts_open(state: ManuscriptState, person: Person, context: Context) -> tuple[Part, ...]:
    """What a person may sign now.  For the principal of a 重要 manuscript who is himself the
    leader this is PRINCIPAL: one signature counts for both."""
    return tuple(part for part, _ in _open(state, person, context))


def acting_as(
    state: ManuscriptState, part: Part, person: Person, context: Context
) -> Acting | None:
    """How a person may sign a part of the waiting step now, None where he may not."""
    return dict(_open(state, person, context)).get(part)


def _open(state: ManuscriptState, person: Person, context: Context) -> list[tuple[Part, Acting]]:
    stage = state.stage
    if stage is None:
        return []
    if any(s.person_id == person.id for s in state.in_force(stage)):
        return []  # the other half of a pair, or the principal, is another person
    found = []
    for part in needed_parts(state):
        acting = acting_for(state, stage, part, person, context)
        if acting is None:
            continue
        if stage is Stage.PROOF_3 and not _completes_pair(state, acting, context):
            continue
        if part is Part.PRINCIPAL and acting.on_behalf_of and _is_leader(state, person):
            continue
        signs_for_both = (
            stage is Stage.REVIEW_3
            and part is Part.SIGNER
            and Flag.IMPORTANT in state.flags
            and Role.PRINCIPAL in person.roles
        )
        found.append((Part.PRINCIPAL if signs_for_both else part, acting))
    return found


def _is_leader(state: ManuscriptState, person: Person) -> bool:
    """Whether 三审 was signed on this person's behalf: he cannot stand in for 主要领导 as well."""
    return any(s.on_behalf_of == person.id for s in state.in_force(Stage.REVIEW_3))


def _completes_pair(state: ManuscriptState, acting: Acting, context: Context) -> bool:
    """三校 needs a chief (or his delegate) and the editor or somebody the chief named."""
    signed = state.in_force(Stage.PROOF_3)
    if not signed:
        return True
    other = signed[0]
    return _chief_and_partner(
        state,
        (other.on_behalf_of or other.person_id, other.person_id),
        (acting.holder_id, acting.person_id),
        context,
    )


def _chief_and_partner(
    state: ManuscriptState, one: tuple[str, str], two: tuple[str, str], context: Context
) -> bool:
    """Each is (holder, hand): can one be the chief and the other the partner?"""

    def chief(ids: tuple[str, str]) -> bool:
        holder = context.people.get(ids[0])
        return holder is not None and any(
            is_chief(state, Stage.PROOF_3, part, holder) for part in PAIR
        )

    def partner(ids: tuple[str, str]) -> bool:
        holder = context.people.get(ids[0])
        return holder is not None and is_proof_partner(state, holder)

    return (chief(one) and partner(two)) or (chief(two) and partner(one))


def may_edit(state: ManuscriptState, person: Person, context: Context) -> bool:
    """May this person change the text now?

    Whoever may sign the waiting step, or has signed his half of it; not once the leader has
    signed and the principal's sign-off waits.  After 三校, whoever may sign 三校, until the
    first release (and the change reopens 三校).  Nobody at a desk that has it not in hand.
    """
    if not held_here(state, context):
        return False
    if state.phase in (Phase.FINAL_SCAN, Phase.READY):
        return not state.releases and any(
            acting_for(state, Stage.PROOF_3, part, person, context) for part in PAIR
        )
    if state.stage is None or state.phase is not Phase.IN_REVIEW:
        return False
    if state.stage is Stage.REVIEW_3 and state.in_force(Stage.REVIEW_3):
        return False
    half = any(s.person_id == person.id for s in state.in_force(state.stage))
    return half or bool(parts_open(state, person, context))


def eligible(
    state: ManuscriptState | None, stage: Stage, part: Part, section_id: str, context: Context
) -> tuple[Person, ...]:
    """People who could be assigned to a part of a step; before registration state is None."""
    if state is not None:
        return tuple(
            p
            for p in context.people.values()
            if _could_be_assigned(state, stage, part, p) and separated(state, stage, Acting(p.id))
        )
    return tuple(p for p in context.people.values() if _role_fits(stage, part, section_id, p))


def _could_be_assigned(state: ManuscriptState, stage: Stage, part: Part, person: Person) -> bool:
    if has_role_for(state, stage, part, person):
        return True
    if stage is Stage.PROOF_1 and part is Part.READER:
        return can_read_aloud(person)
    chief_steps = (Stage.REVIEW_2, Stage.PROOF_2, Stage.PROOF_3)
    return person.active and stage in chief_steps and Role.SECTION_CHIEF in person.roles


def _role_fits(stage: Stage, part: Part, section_id: str, person: Person) -> bool:
    if not person.active:
        return False
    if stage is Stage.REVIEW_1 or (stage is Stage.PROOF_1 and part is Part.CHECKER):
        return Role.EDITOR in person.roles
    if stage is Stage.PROOF_1:
        return can_read_aloud(person)
    if stage in (Stage.REVIEW_2, Stage.PROOF_2):
        return Role.SECTION_CHIEF in person.roles
    if stage is Stage.REVIEW_3:
        wanted = frozenset({Role.PRINCIPAL}) if part is Part.PRINCIPAL else LEADERS
        return bool(wanted & person.roles)
    return bool(person.roles & {Role.EDITOR, Role.SECTION_CHIEF})


def waiting(state: ManuscriptState, context: Context) -> tuple[Waiting, ...]:
    """Everybody whom the waiting step waits for.

    Delegates come beside (not instead of) the one who delegated: both may act.
    """
    if state.stage is None:
        return ()
    return tuple(
        Waiting(person.id, state.stage, part, acting.on_behalf_of)
        for person in context.people.values()
        for part, acting in _open(state, person, context)
    )


def is_insider(person: Person) -> bool:
    """Somebody who works on manuscripts, as against a mere administrator or supervisor."""
    return person.active and bool(WORKING_ROLES & person.roles)


def is_section_chief(state: ManuscriptState, person: Person) -> bool:
    """责任科室负责人 of this manuscript at any of his steps."""
    steps = (Stage.REVIEW_2, Stage.PROOF_2, Stage.PROOF_3)
    return person.active and any(
        is_chief(state, stage, part, person) for stage in steps for part in Part
    )
