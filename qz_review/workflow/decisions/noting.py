"""Notes on words of the text: what one says to the next, and 批注 that came with the 原稿."""

from __future__ import annotations

from qz_review.events.kinds import NoteAdded, NoteRemoved
from qz_review.model.person import Person
from qz_review.workflow import duties
from qz_review.workflow.commands import AddNote, RemoveNote
from qz_review.workflow.context import Context
from qz_review.workflow.decided import (
    Decided,
    WorkflowRefused,
    need_insider,
    need_open,
    need_words,
)
from qz_review.workflow.state import ManuscriptState

MAX_WORDS = 5_000  # code points of one note


def note_event(command: AddNote) -> NoteAdded:
    """The event of a note.  Raises WorkflowRefused for one without words or too long a one."""
    words = need_words(command.words, "note.no_words")
    if len(words) > MAX_WORDS:
        raise WorkflowRefused("note.too_long", limit=MAX_WORDS)
    return NoteAdded(
        note_id=command.note_id,
        text_hash=command.text_hash,
        start=command.start,
        end=command.end,
        quote=command.quote,
        words=words,
        author=command.author,
        written=command.written,
    )


def add_note(
    state: ManuscriptState, command: AddNote, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """Whoever works on manuscripts may note something until the route ends.

    On any version: the place is found again in later ones.  Nobody writes in another's name.
    """
    need_open(state)
    need_insider(actor, duties.is_insider(actor))
    if command.author:
        raise WorkflowRefused("note.not_yours")
    if all(version.text_hash != command.text_hash for version in state.versions):
        raise WorkflowRefused("manuscript.unknown_version")
    if any(note.event.note_id == command.note_id for note in state.notes):
        return ()
    return (Decided(note_event(command)),)


def remove_note(
    state: ManuscriptState, command: RemoveNote, actor: Person, context: Context
) -> tuple[Decided, ...]:
    """Its writer settles a note, and so does whoever may edit the text it asks something of."""
    need_open(state)
    note = next((n for n in state.notes if n.event.note_id == command.note_id), None)
    if note is None:
        raise WorkflowRefused("note.unknown")
    if note.settled:
        return ()
    wrote = note.person_id == actor.id and not note.event.author
    if not wrote and not duties.may_edit(state, actor, context):
        raise WorkflowRefused("note.not_yours")
    return (Decided(NoteRemoved(command.note_id)),)
