"""签署: saving a text and signing a step, on the screen or on paper.

Source: 《制度》 三（一）, 三（二）, 四; what a signature covers is in domain terms the hash of
the exact text.
"""

from __future__ import annotations

from datetime import timedelta

from qz_review.events.kinds import PaperSigned, StepSigned, TextSaved
from qz_review.model.check_code import check_code, same_code
from qz_review.model.checklist import Answer, ItemAnswer
from qz_review.model.manuscript import Decision, Part
from qz_review.model.person import Person
from qz_review.model.stage import Phase, Stage
from qz_review.workflow import conditions, duties
from qz_review.workflow.checklists import misplaced_answers, missing_answers
from qz_review.workflow.commands import RecordPaper, SaveText, SignStep
from qz_review.workflow.context import Context
from qz_review.workflow.decided import Decided, WorkflowRefused
from qz_review.workflow.stages import APPROVALS
from qz_review.workflow.state import ManuscriptState

_ONE_DAY = timedelta(days=1)
"""A sheet bears a day, often no hour: its midnight may lie before the step began."""


def save_text(
    state: ManuscriptState, command: SaveText, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """A new version of the text.  After 三校 it reopens 三校; nothing for the same text."""
    if command.text_hash == state.text_hash:
        return ()
    if not duties.may_edit(state, actor, context):
        raise WorkflowRefused("workflow.not_yours_to_edit", stage=state.stage, phase=state.phase)
    _need_present_base(state, command.base_hash)
    stage = state.stage or Stage.PROOF_3
    saved = TextSaved(stage, command.text_hash, state.text_hash)
    return (Decided(saved, _editing_for(state, stage, actor, context)),)


def sign_step(
    state: ManuscriptState, command: SignStep, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """One person's sign-off; a changed text is saved in the same act."""
    if state.stage is None or state.stage is not command.stage:
        raise WorkflowRefused("workflow.other_step", stage=state.stage, phase=state.phase)
    acting = duties.acting_as(state, command.part, actor, context)
    if acting is None:
        raise WorkflowRefused("workflow.not_your_step", stage=command.stage)
    check_conclusion(state, command.part, command.decision)
    changed = command.text_hash != state.text_hash
    if changed and not duties.may_edit(state, actor, context):
        raise WorkflowRefused("workflow.not_yours_to_edit", stage=state.stage, phase=state.phase)
    if changed:
        _need_present_base(state, command.base_hash)
    check_checklist(command.stage, command.checklist_version, command.answers, context)
    check_ready(state, command.decision)
    opinion = _opinion(command.decision, command.opinion, command.instructions)
    _check_proof_3(command)
    signed = StepSigned(
        stage=command.stage,
        part=command.part,
        text_hash=command.text_hash,
        decision=command.decision,
        opinion=opinion,
        checklist_version=command.checklist_version,
        answers=command.answers,
        all_yes=_all_yes(command),
        instructions=tuple(i.strip() for i in command.instructions if i.strip()),
        changes=command.changes,
        carried_out=command.carried_out,
        seconds_open=command.seconds_open,
        paragraphs_unread=command.paragraphs_unread,
    )
    events = [Decided(signed, acting.on_behalf_of)]
    if changed:
        saved = TextSaved(command.stage, command.text_hash, state.text_hash)
        events.insert(0, Decided(saved, acting.on_behalf_of))
    return tuple(events)


def record_paper(
    state: ManuscriptState, command: RecordPaper, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """纸质签批: the section chief records the sheet that a leader signed."""
    if state.stage is not Stage.REVIEW_3:
        raise WorkflowRefused("workflow.paper_only_final_review", stage=state.stage)
    if not duties.is_section_chief(state, actor):
        raise WorkflowRefused("workflow.paper_by_chief")
    signer = context.person(command.signer_id)
    if signer is None:
        raise WorkflowRefused("workflow.unknown_person")
    acting = duties.acting_as(state, command.part, signer, context)
    if acting is None or acting.on_behalf_of:
        raise WorkflowRefused("workflow.not_his_step", person=signer.name)
    if signer.id == actor.id:
        raise WorkflowRefused("workflow.paper_own")
    check_conclusion(state, command.part, command.decision)
    if command.text_hash != state.text_hash:
        raise WorkflowRefused("workflow.paper_other_text")
    if not same_code(command.check_code, check_code(state.number, state.text_hash)):
        raise WorkflowRefused("workflow.paper_code")
    began = min(state.entered_at, context.now)  # the clock may have been set right meanwhile
    if command.signed_on > context.now or command.signed_on < began - _ONE_DAY:
        raise WorkflowRefused("workflow.paper_date")
    check_checklist(Stage.REVIEW_3, command.checklist_version, command.answers, context)
    check_ready(state, command.decision)
    event = PaperSigned(
        stage=Stage.REVIEW_3,
        part=command.part,
        signer_id=signer.id,
        text_hash=command.text_hash,
        decision=command.decision,
        opinion=_opinion(command.decision, command.opinion, command.instructions),
        check_code=check_code(state.number, state.text_hash),
        sheet=command.sheet,
        signed_on=command.signed_on,
        checklist_version=command.checklist_version,
        answers=command.answers,
        instructions=tuple(i.strip() for i in command.instructions if i.strip()),
    )
    return (Decided(event),)


def check_conclusion(state: ManuscriptState, part: Part, decision: Decision) -> None:
    """Refuse a conclusion the step does not have, or a positive one over a skipped proof."""
    stage = state.stage
    if stage is None:
        raise WorkflowRefused("workflow.other_step", stage=None, phase=state.phase)
    if decision not in conditions.conclusions_of(state):
        raise WorkflowRefused("workflow.no_such_conclusion", stage=stage, decision=decision)
    if state.passed_over and not decision.negative:
        raise WorkflowRefused("workflow.proof_passed_over", stage=state.passed_over[0])


def check_checklist(
    stage: Stage, version: str, answers: tuple[ItemAnswer, ...], context: Context
) -> None:
    """Refuse an unanswered item, an answer to no item, or another version of the list."""
    checklist = context.checklists.of(stage)
    if version != checklist.version:
        raise WorkflowRefused("checklist.other_version", version=version)
    missing = missing_answers(checklist, answers)
    if missing:
        raise WorkflowRefused("checklist.unanswered", count=len(missing), items=missing)
    misplaced = misplaced_answers(checklist, answers)
    if misplaced:
        raise WorkflowRefused("checklist.misplaced", items=misplaced)


def check_ready(state: ManuscriptState, decision: Decision) -> None:
    """What blocks a positive conclusion of 二审 and 三审: 会签, 协商, 联审."""
    if not conditions.others_concern(state, decision):
        return
    if conditions.nobody_consulted(state):
        raise WorkflowRefused("workflow.no_consultation")
    waiting = conditions.unanswered(state)
    if waiting:
        raise WorkflowRefused(
            "workflow.consultation_open", units=tuple(c.request.unit for c in waiting)
        )
    unexplained = conditions.unexplained(state)
    if unexplained:
        raise WorkflowRefused(
            "workflow.disagreement_unexplained",
            units=tuple(c.request.unit for c in unexplained),
        )
    if state.stage is Stage.REVIEW_3 and conditions.joint_review_owed(state):
        raise WorkflowRefused("workflow.joint_review_missing")


def _need_present_base(state: ManuscriptState, base_hash: str) -> None:
    """Refuse a text made from another than the saved one: it would take edits back unseen."""
    if base_hash and base_hash != state.text_hash:
        raise WorkflowRefused("ledger.append_conflict", stream=state.manuscript_id)


def _opinion(decision: Decision, words: str, instructions: tuple[str, ...]) -> str:
    """Words are needed for a negative conclusion, and for 修改后发布 without instructions."""
    stripped = words.strip()
    instructed = any(instruction.strip() for instruction in instructions)
    if not stripped and decision.negative:
        raise WorkflowRefused("workflow.no_opinion", decision=decision)
    if not stripped and decision is Decision.APPROVE_WITH_CHANGES and not instructed:
        raise WorkflowRefused("workflow.no_instruction")
    if instructed and decision not in APPROVALS:
        raise WorkflowRefused("workflow.instruction_without_approval")
    return stripped


def _all_yes(command: SignStep) -> bool:
    """各项均为是 is the leader's act, and stands only where no answer says otherwise."""
    return (
        command.all_yes
        and command.stage is Stage.REVIEW_3
        and all(answer.answer is not Answer.NO for answer in command.answers)
    )


def _check_proof_3(command: SignStep) -> None:
    """三校 classes every change after the approved copy and answers every line."""
    if command.stage is not Stage.PROOF_3:
        return
    expected = {change.key for change in command.expected_changes}
    classed = {change.key for change in command.changes if change.kind is not None}
    if expected - classed:
        raise WorkflowRefused("workflow.changes_unclassed", count=len(expected - classed))
    if classed - expected:
        raise WorkflowRefused("workflow.changes_unknown")
    lines = {line.key for line in command.expected_lines}
    answered = {line.key for line in command.carried_out if line.done or line.answer.strip()}
    if lines - answered:
        raise WorkflowRefused("workflow.lines_unanswered", count=len(lines - answered))


def _editing_for(state: ManuscriptState, stage: Stage, actor: Person, context: Context) -> str:
    """On whose behalf an edit is made: the delegator's, where the editor is a delegate."""
    if state.phase in (Phase.FINAL_SCAN, Phase.READY):
        parts: tuple[Part, ...] = (Part.READER, Part.CHECKER)
    else:
        parts = duties.parts_open(state, actor, context)
    for part in parts:
        acting = duties.acting_for(state, stage, part, actor, context)
        if acting is not None:
            return acting.on_behalf_of
    for sign_off in state.in_force(stage):
        if sign_off.person_id == actor.id:
            return sign_off.on_behalf_of
    return ""
