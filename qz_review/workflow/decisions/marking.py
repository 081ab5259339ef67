"""Flags, channels and assignments, changed on the way."""

from __future__ import annotations

from qz_review.events.kinds import AssignmentChanged, ChannelsChanged, FlagsChanged
from qz_review.model.manuscript import Flag, Part
from qz_review.model.person import Person
from qz_review.model.stage import Phase, Stage
from qz_review.workflow import duties
from qz_review.workflow.commands import Assign, ChangeChannels, ChangeFlags
from qz_review.workflow.context import Context
from qz_review.workflow.decided import (
    Decided,
    WorkflowRefused,
    need_insider,
    need_open,
    need_phase,
    need_words,
)
from qz_review.workflow.decisions.registering import check_source, need_channels
from qz_review.workflow.progress import step_complete
from qz_review.workflow.state import ManuscriptState


def change_flags(
    state: ManuscriptState, command: ChangeFlags, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """Anybody who works on it may add a flag; only the chief or a leader may take one off.

    Not once 三审 has signed: a flag may need signatures before that one.
    """
    need_open(state)
    need_insider(actor, duties.is_insider(actor))
    reason = need_words(command.reason, "workflow.no_reason")
    if Flag.AUDIOVISUAL in command.flags:
        raise WorkflowRefused("registration.audiovisual")
    if state.in_force(Stage.REVIEW_3):
        raise WorkflowRefused("workflow.flags_fixed")
    check_source(command.flags, command.source)
    removed = state.flags - command.flags
    superior = duties.is_section_chief(state, actor) or bool(duties.LEADERS & actor.roles)
    if removed and not superior:
        raise WorkflowRefused(
            "workflow.flag_not_yours", flags=tuple(sorted(flag.label for flag in removed))
        )
    if command.flags == state.flags and command.source == state.source:
        return ()
    return (Decided(FlagsChanged(command.flags, command.source, reason)),)


def change_channels(
    state: ManuscriptState, command: ChangeChannels, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """Channels may change until the last release; one already released on stays."""
    need_phase(state, Phase.IN_REVIEW, Phase.FINAL_SCAN, Phase.READY)
    need_insider(actor, duties.is_insider(actor))
    reason = need_words(command.reason, "workflow.no_reason")
    new = tuple(c for c in command.channel_ids if c not in state.channel_ids)
    if not command.channel_ids or new:
        need_channels(new, context)
    if {r.event.channel_id for r in state.releases} - set(command.channel_ids):
        raise WorkflowRefused("workflow.channel_released")
    if command.channel_ids == state.channel_ids:
        return ()
    return (Decided(ChannelsChanged(command.channel_ids, reason)),)


def assign(
    state: ManuscriptState, command: Assign, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """The editor, the chief or a leader names who is to act; empty person id: nobody."""
    need_open(state)
    stage, part = command.assignment.stage, command.assignment.part
    may = (
        actor.id == state.editor_id
        or duties.is_section_chief(state, actor)
        or bool(duties.LEADERS & actor.roles)
    )
    need_insider(actor, may)
    if any(s.part is part for s in state.in_force(stage)) or step_complete(state, stage):
        raise WorkflowRefused("workflow.step_signed", stage=stage)
    person_id = command.assignment.person_id
    if person_id == state.assigned(stage, part):
        return ()
    if person_id:
        person = context.person(person_id)
        fits = duties.eligible(state, stage, part, state.section_id, context)
        if person is None or person not in fits:
            raise WorkflowRefused(
                "registration.does_not_fit", person=person.name if person else "", stage=stage
            )
        partner = Part.CHECKER if part is Part.READER else Part.READER
        if state.assigned(stage, partner) == person_id:
            raise WorkflowRefused("workflow.same_as_partner", person=person.name)
    return (Decided(AssignmentChanged(command.assignment, command.reason.strip())),)
