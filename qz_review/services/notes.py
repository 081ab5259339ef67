"""附注 on words of the text: ``workspace.notes``.

A note is put on one exact text; later texts are searched for its words by the composition of
the versions, so that it stays with them while they are edited, split and moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from qz_review.errors import Refused
from qz_review.model.person import Person
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, plain_text, text_hash
from qz_review.services.acts import Acts
from qz_review.services.composition import Composition
from qz_review.services.compositions import Compositions
from qz_review.services.desk import Desk
from qz_review.services.moments import moment_of
from qz_review.services.sound_text import sound
from qz_review.workflow.commands import AddNote, RemoveNote
from qz_review.workflow.context import Context
from qz_review.workflow.duties import is_insider, may_edit
from qz_review.workflow.state import ManuscriptState, Note


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note and where it stands in the text asked for.

    who, stage, at: who wrote it, at which step and when; of a 批注 that came with the 原稿 as
    its file has them (``from_source``), without a step.  quote: the words as they were then.
    start, end: offsets into the plain text asked for; ``gone``: its words were deleted, and
    both are the place nearest to where they stood.
    """

    note_id: str
    who: str
    stage: Stage | None
    at: datetime | None
    words: str
    quote: str
    start: int
    end: int
    gone: bool
    settled: bool
    from_source: bool
    may_settle: bool


class NotesService:
    """Writes and settles notes, and finds their places."""

    def __init__(self, desk: Desk, acts: Acts, compositions: Compositions) -> None:
        self._desk = desk
        self._acts = acts
        self._compositions = compositions

    def add(self, manuscript_id: str, text_hash: str, start: int, end: int, words: str) -> str:
        """Put a note on [start, end) of a saved text; returns the note's id.

        An equal start and end make a note on a place between words.  Raises Refused
        ``manuscript.unknown_version``, ``note.no_place`` and what ``decide`` refuses.
        """
        state = self._desk.state(manuscript_id)
        if all(version.text_hash != text_hash for version in state.versions):
            raise Refused("manuscript.unknown_version")
        wording = plain_text(self._desk.text(text_hash))
        if not 0 <= start <= end <= len(wording):
            raise Refused("note.no_place")
        note_id = uuid4().hex
        self._acts.perform(
            manuscript_id,
            AddNote(note_id, text_hash, start, end, wording[start:end], sound(words)),
        )
        return note_id

    def settle(self, manuscript_id: str, note_id: str) -> None:
        """A note is dealt with; it stays in the ledger."""
        self._acts.perform(manuscript_id, RemoveNote(note_id))

    def anchor(
        self, manuscript_id: str, text: ManuscriptText, start: int, end: int
    ) -> tuple[str, int, int]:
        """Where a range of unsaved work stands in the saved text: what :meth:`add` takes.

        Raises Refused ``note.not_saved`` where none of its words are saved yet.
        """
        state, text = self._desk.state(manuscript_id), sound(text)
        given = text_hash(text)
        if any(version.text_hash == given for version in state.versions):
            return given, start, end
        positions = self._compositions.of(state, text).positions
        carried = positions.carry(start, end, positions.last, positions.last - 1)
        if carried.gone:
            raise Refused("note.not_saved")
        return state.text_hash, carried.start, carried.end

    def of(self, manuscript_id: str, text: ManuscriptText | None = None) -> tuple[NoteView, ...]:
        """All notes, settled ones too, in the order of their places in ``text``.

        text: a draft; left out, the present saved text.
        """
        desk = self._desk
        state, me, context = desk.state(manuscript_id), desk.me(), desk.context()
        if not state.notes:
            return ()
        composition = self._compositions.of(state, None if text is None else sound(text), me.id)
        views = [self._view(note, state, composition, me, context) for note in state.notes]
        return tuple(sorted(views, key=lambda view: (view.start, view.end)))

    def _view(
        self,
        note: Note,
        state: ManuscriptState,
        composition: Composition,
        me: Person,
        context: Context,
    ) -> NoteView:
        event = note.event
        place = self._compositions.carry(
            state, composition, event.text_hash, note.seq, (event.start, event.end)
        )
        wrote = note.person_id == me.id and not event.author
        may = is_insider(me) and not state.phase.is_over and not note.settled
        return NoteView(
            note_id=event.note_id,
            who=event.author or self._desk.names().person(note.person_id),
            stage=note.stage,
            at=moment_of(event.written) if event.author else note.time,
            words=event.words,
            quote=event.quote,
            start=place.start,
            end=place.end,
            gone=place.gone,
            settled=note.settled,
            from_source=bool(event.author),
            may_settle=may and (wrote or may_edit(state, me, context)),
        )
