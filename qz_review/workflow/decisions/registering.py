"""登记: a manuscript enters the route (《制度》 三（一）; 四（一）1（4） for sources)."""

from __future__ import annotations

from qz_review.events.kinds import (
    Assignment,
    ManuscriptEvent,
    ManuscriptRegistered,
    RevisionsKept,
    SourceConverted,
)
from qz_review.model.manuscript import Flag, Part, SourceFacts
from qz_review.model.person import Person, Role
from qz_review.model.stage import Stage
from qz_review.workflow import duties
from qz_review.workflow.commands import Register
from qz_review.workflow.context import Context
from qz_review.workflow.decided import Decided, WorkflowRefused, need_words
from qz_review.workflow.decisions.noting import note_event


def register(command: Register, actor: Person, context: Context) -> tuple[Decided, ...]:
    """Refuses without title, section, open channel, needed source facts, or fitting people."""
    if not actor.roles & {Role.EDITOR, Role.SECTION_CHIEF}:
        raise WorkflowRefused("workflow.not_editor", person=actor.name)
    title = need_words(command.title, "registration.no_title")
    if Flag.AUDIOVISUAL in command.flags:
        raise WorkflowRefused("registration.audiovisual")
    if command.section_id not in {section.id for section in context.unit.sections}:
        raise WorkflowRefused("registration.no_section")
    need_channels(command.channel_ids, context)
    check_source(command.flags, command.source)
    if command.corrects and not command.corrects_hash:
        raise WorkflowRefused("registration.corrects_unreleased")
    _check_assignments(command, context)
    editor_id = next(
        (a.person_id for a in command.assignments if a.stage is Stage.REVIEW_1), actor.id
    )
    editor = context.person(editor_id)
    if editor is None or Role.EDITOR not in editor.roles:
        raise WorkflowRefused("registration.no_editor")
    hours = {**dict(context.unit.route.hours), **dict(command.hours)}
    if set(hours) - {stage.value for stage in Stage} or any(h <= 0 for h in hours.values()):
        raise WorkflowRefused("registration.bad_hours")
    assignments = _with_editor(command.assignments, editor_id)
    _check_separation(assignments, context)
    event = ManuscriptRegistered(
        number=command.number,
        title=title,
        text_hash=command.text_hash,
        section_id=command.section_id,
        channel_ids=command.channel_ids,
        editor_id=editor_id,
        author=command.author.strip(),
        source_file=command.source_file,
        flags=command.flags,
        source=command.source,
        assignments=assignments,
        hours=tuple(hours.items()),
        strict_separation=context.unit.route.strict_separation,
        corrects=command.corrects,
        corrects_hash=command.corrects_hash,
    )
    events: list[ManuscriptEvent] = [event]
    if command.received_file is not None:
        events.append(SourceConverted(command.received_file))
    if command.kept is not None:
        _check_kept(command.kept, command.text_hash)
        events.append(command.kept)
    for note in command.notes:
        if note.text_hash != command.text_hash:
            raise WorkflowRefused("manuscript.unknown_version")
        events.append(note_event(note))
    return tuple(Decided(item) for item in events)


def _check_kept(kept: RevisionsKept, text_hash: str) -> None:
    """The last kept version is the 原稿; otherwise the trace would end in another text."""
    if not kept.versions or kept.versions[-1].text_hash != text_hash:
        raise WorkflowRefused("registration.kept_differs")


def need_channels(channel_ids: tuple[str, ...], context: Context) -> None:
    """Refuse for none, for a channel twice, unknown or closed."""
    known = {channel.id: channel for channel in context.unit.channels}
    if not channel_ids:
        raise WorkflowRefused("registration.no_channel")
    if len(set(channel_ids)) != len(channel_ids) or any(c not in known for c in channel_ids):
        raise WorkflowRefused("registration.unknown_channel")
    closed = [known[c].name for c in channel_ids if known[c].closed]
    if closed:
        raise WorkflowRefused("registration.closed_channel", channel=closed[0])


def check_source(flags: frozenset[Flag], source: SourceFacts | None) -> None:
    """转载 or 引用 needs source, authority, address, copyright; 转载 also the source's text."""
    if not flags & {Flag.REPRINT, Flag.QUOTATION}:
        return
    if source is None or not all(
        value.strip()
        for value in (source.source, source.authority, source.address, source.copyright)
    ):
        raise WorkflowRefused("registration.source_incomplete")
    if Flag.REPRINT in flags and not source.text_hash:
        raise WorkflowRefused("registration.source_text_missing")


def _with_editor(assignments: tuple[Assignment, ...], editor_id: str) -> tuple[Assignment, ...]:
    if any(a.stage is Stage.REVIEW_1 for a in assignments):
        return assignments
    return (Assignment(Stage.REVIEW_1, Part.SIGNER, editor_id), *assignments)


def _check_assignments(command: Register, context: Context) -> None:
    """Nobody twice at one place, nobody at a step his role does not fit."""
    places = [(a.stage, a.part) for a in command.assignments]
    if len(set(places)) != len(places):
        raise WorkflowRefused("registration.assigned_twice")
    for assignment in command.assignments:
        fits = duties.eligible(None, assignment.stage, assignment.part, command.section_id, context)
        if assignment.person_id not in {person.id for person in fits}:
            raise WorkflowRefused(
                "registration.does_not_fit",
                person=_name(assignment.person_id, context),
                stage=assignment.stage,
            )


def _check_separation(assignments: tuple[Assignment, ...], context: Context) -> None:
    """Nobody at two reviews, no pair of one; the editor at 一审 counts though not named."""
    strict = context.unit.route.strict_separation
    for one in assignments:
        for two in assignments:
            if one is two or one.person_id != two.person_id:
                continue
            same_step = one.stage is two.stage
            both_reviews = not one.stage.is_proof and not two.stage.is_proof
            if same_step or both_reviews or strict:
                raise WorkflowRefused(
                    "registration.not_separated",
                    person=_name(one.person_id, context),
                    stage=one.stage,
                    other=two.stage,
                )


def _name(person_id: str, context: Context) -> str:
    person = context.people.get(person_id)
    return person.name if person else ""
