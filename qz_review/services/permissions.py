"""What the person at the desk may do with a manuscript: what the screens offer.

``decide`` has the last word; this only keeps acts that would be refused off the screen.
"""

from __future__ import annotations

from qz_review.model.manuscript import Outcome, Part
from qz_review.model.person import Person, Role
from qz_review.model.stage import Phase, Stage
from qz_review.workflow import duties
from qz_review.workflow.context import Context
from qz_review.workflow.custody import held_here, open_handover
from qz_review.workflow.decisions.handing_over import takes_part
from qz_review.workflow.decisions.returning import last_own_sign_off
from qz_review.workflow.duties import Acting
from qz_review.workflow.progress import step_complete
from qz_review.workflow.stages import PAIR, RETURNS_TO
from qz_review.workflow.state import ManuscriptState

_BEFORE_RELEASE = (Phase.IN_REVIEW, Phase.FINAL_SCAN, Phase.READY)


def acts_open(state: ManuscriptState, person: Person, context: Context) -> frozenset[str]:
    """Names of the acts open to a person now, as ``ManuscriptView.may`` lists them."""
    if not person.active:
        return frozenset()
    if not held_here(state, context):
        return frozenset({"recall"} if _may_recall(state, person, context) else ())
    acts = {
        *({"hand_over"} if takes_part(person) else ()),
        *_at_step(state, person, context),
        *_around(state, person, context),
        *_consulting(state, person),
        *_afterwards(state, person),
    }
    return frozenset(acts)


def _may_recall(state: ManuscriptState, person: Person, context: Context) -> bool:
    """What this desk handed over and nobody received yet, as far as is known here."""
    handover = open_handover(state)
    return (
        handover is not None and handover.event.from_desk == context.desk_id and takes_part(person)
    )


def delegable_stages(state: ManuscriptState, person: Person, context: Context) -> tuple[Stage, ...]:
    """Steps of this manuscript that a person holds himself and may delegate."""
    if state.phase.is_over or not held_here(state, context):
        return ()
    return tuple(
        stage
        for stage in Stage
        if not step_complete(state, stage)
        and any(duties.holds_duty(state, stage, part, person) for part in Part)
        and duties.separated(state, stage, Acting(person.id))
        and all(d.granted.from_id != person.id for d in state.delegation_of(stage, context.now))
    )


def _at_step(state: ManuscriptState, person: Person, context: Context) -> set[str]:
    acts = set()
    parts = duties.parts_open(state, person, context)
    stage = state.stage
    if parts:
        acts.add("sign")
    if stage is not None:
        half = any(s.person_id == person.id and not s.paper for s in state.in_force(stage))
        if stage in RETURNS_TO and (parts or half):
            acts.add("return")
        if state.passed_over and parts:
            acts.add("overrule")
        others = [p for p in context.people.values() if p.id != person.id]
        if (
            stage is Stage.REVIEW_3
            and duties.is_section_chief(state, person)
            and any(duties.parts_open(state, other, context) for other in others)
        ):
            acts.add("record_paper")
    elif _may_report_back(state, person, context):
        acts.add("return")
    if duties.may_edit(state, person, context):
        acts.add("edit")
    if last_own_sign_off(state, person) is not None:
        acts.add("withdraw_signature")
    return acts


def _may_report_back(state: ManuscriptState, person: Person, context: Context) -> bool:
    """After 三校, before the first release: 三校 may still report to 三审."""
    if state.phase not in (Phase.FINAL_SCAN, Phase.READY) or state.releases:
        return False
    return duties.is_section_chief(state, person) or any(
        duties.acting_for(state, Stage.PROOF_3, part, person, context) for part in PAIR
    )


def _around(state: ManuscriptState, person: Person, context: Context) -> set[str]:
    acts = set()
    chief = duties.is_section_chief(state, person)
    superior = chief or bool(duties.LEADERS & person.roles)
    responsible = superior or person.id == state.editor_id
    if delegable_stages(state, person, context):
        acts.add("delegate")
    if state.phase in _BEFORE_RELEASE:
        if responsible:
            acts.add("assign")
            if not state.releases:
                acts.add("withdraw")
        if duties.is_insider(person):
            acts.add("change_channels")
            if not state.in_force(Stage.REVIEW_3):
                acts.add("change_flags")
        if chief and not step_complete(state, Stage.PROOF_3):
            acts.add("name_partner")
    return acts


def _consulting(state: ManuscriptState, person: Person) -> set[str]:
    if state.phase is not Phase.IN_REVIEW or state.in_force(Stage.REVIEW_3):
        return set()
    acts = set()
    if duties.is_insider(person):
        acts |= {"consult", "request_joint_review"}
        if state.consultations:
            acts.add("answer_consultation")
        superior = duties.is_section_chief(state, person) or bool(duties.LEADERS & person.roles)
        unanswered = any(c.answer is None for c in state.consultations)
        if unanswered and (superior or person.id == state.editor_id):
            acts.add("cancel_consultation")
        answers = [c.answer for c in state.consultations if c.answer is not None]
        if any(answer.outcome is Outcome.DISAGREE for answer in answers):
            acts.add("explain_disagreement")
    if any(joint.person_id == person.id for joint in state.joint_reviews):
        acts.add("give_joint_review")
    return acts


def _afterwards(state: ManuscriptState, person: Person) -> set[str]:
    acts = set()
    signers = {s.person_id for s in state.in_force(Stage.PROOF_3)}
    chief = duties.is_section_chief(state, person)
    finishes = person.id in signers or person.id == state.editor_id or chief
    if state.phase in (Phase.FINAL_SCAN, Phase.READY) and finishes:
        acts.add("scan")
    if state.phase is Phase.FINAL_SCAN and chief and state.scans:
        last = state.scans[-1].event
        if last.text_hash == state.release_hash and last.serious:
            acts.add("waive_scan")
    if state.phase is Phase.READY and person.id in signers:
        acts.add("release")
    if state.phase in (Phase.READY, Phase.RELEASED, Phase.ARCHIVED) and state.releases and finishes:
        acts.add("add_address")
    if state.phase in (Phase.RELEASED, Phase.REJECTED, Phase.WITHDRAWN) and finishes:
        acts.add("archive")
    may_register = bool(person.roles & {Role.EDITOR, Role.SECTION_CHIEF})
    if state.phase in (Phase.RELEASED, Phase.ARCHIVED) and state.release_hash and may_register:
        acts.add("correct")
    return acts
