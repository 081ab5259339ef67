"""花脸稿 on the screen: two texts of a manuscript, who changed what: ``workspace.comparison``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from qz_review.jobs import JobContext, SilentJob
from qz_review.markup.changes import Change
from qz_review.markup.layers import compose
from qz_review.markup.marked import MarkedBlock, MarkedDocument, MarkedRun
from qz_review.model.text import ManuscriptText
from qz_review.services.compared_texts import ComparedTexts, Hand
from qz_review.services.comparison_views import (
    ChangeView,
    ComparedText,
    ComparisonView,
    PlacedNote,
)
from qz_review.services.compositions import Compositions
from qz_review.services.desk import Desk
from qz_review.services.drafts import DraftShelf
from qz_review.services.marked_versions import laid_versions, version_of_edits
from qz_review.services.moments import moment_of
from qz_review.services.notes import NotesService, NoteView
from qz_review.workflow.duties import is_insider, may_edit
from qz_review.workflow.state import ManuscriptState

_SHORT = 2  # code points; so short a change is shown with its neighbours
_NEIGHBOURS = 3


class ComparisonService:
    """Queries only; for the person at the desk, who sees his own unsigned edits on top."""

    def __init__(
        self, desk: Desk, shelf: DraftShelf, compositions: Compositions, notes: NotesService
    ) -> None:
        self._desk = desk
        self._shelf = shelf
        self._compositions = compositions
        self._notes = notes

    def view(
        self, manuscript_id: str, old: str = "", new: str = "", job: JobContext | None = None
    ) -> ComparisonView:
        """Two texts laid over each other, with every text between them.

        old, new: keys or hashes of ``ComparisonView.choices``; empty, or no longer there: the
        oldest text (来稿（修订前） where the 原稿 came with 修订 that were kept, else the 原稿),
        and the present text with the person's own edits.  Given the wrong way round they are
        turned.
        Raises Refused ``manuscript.unknown``, ``session.locked``; Tampered; Cancelled.
        """
        watch = job or SilentJob()
        desk = self._desk
        state, me, names = desk.state(manuscript_id), desk.me(), desk.names()
        edits = may_edit(state, me, desk.context())
        draft = self._draft(state, me.id) if edits else None
        laid = laid_versions(state, names, desk.text, draft, me.id)
        history = [one.version for one in laid]
        drafted = draft is not None and history[-1].text is draft
        texts = ComparedTexts(state, names, history, drafted=drafted)
        choices = texts.choices()
        before, after = _chosen(choices, old, new)
        watch.check_cancelled()
        if (before.place, after.place) == (0, len(history) - 1):
            marked = self._compositions.of(state, draft, me.id).document
        else:
            marked = compose(history[before.place : after.place + 1])
        watch.check_cancelled()
        own = version_of_edits(state, laid, me.id) - before.place if edits else None
        changes = _change_views(marked, texts.hands[before.place :], own)
        is_present = after.place == choices[-1].place
        return ComparisonView(
            manuscript_id=manuscript_id,
            number=state.number,
            title=history[after.place].text.title or state.title,
            phase=state.phase,
            stage=state.stage,
            choices=choices,
            old=before,
            new=after,
            document=marked,
            changes=changes,
            people=tuple(dict.fromkeys(name for change in changes for name in change.people)),
            notes=self._placed_notes(manuscript_id, draft, marked) if is_present else (),
            may_edit=edits,
            may_note=is_present and not state.phase.is_over and is_insider(me),
        )

    def _placed_notes(
        self, manuscript_id: str, draft: ManuscriptText | None, marked: MarkedDocument
    ) -> tuple[PlacedNote, ...]:
        found = self._notes.of(manuscript_id, draft)
        if not found:
            return ()
        lines = [(n, block) for n, block in enumerate(marked.blocks) if block.is_present]
        starts = [block.place.start for _, block in lines]
        return tuple(_place(note, lines, starts) for note in found)

    def _draft(self, state: ManuscriptState, person_id: str) -> ManuscriptText | None:
        opened = self._shelf.open(state, person_id)
        return opened.work.text if opened else None


def _place(
    note: NoteView, lines: Sequence[tuple[int, MarkedBlock]], starts: Sequence[int]
) -> PlacedNote:
    """The line a note begins in; one over several lines stands in the first."""
    index, block = lines[max(bisect_right(starts, note.start) - 1, 0)]
    place, size = block.place, len(block.clean)
    start = min(note.start - place.start, size)
    end = min(max(note.end - place.start, start), size)
    return PlacedNote(note, index, start, end, place.kind, place.number)


def _chosen(
    choices: Sequence[ComparedText], old: str, new: str
) -> tuple[ComparedText, ComparedText]:
    known = {choice.text_hash: choice for choice in choices}
    known.update((choice.key, choice) for choice in choices)
    before = known.get(old, choices[0])
    after = known.get(new, choices[-1])
    return (after, before) if after.place < before.place else (before, after)


def _change_views(
    marked: MarkedDocument, hands: Sequence[Hand], own: int | None
) -> tuple[ChangeView, ...]:
    """hands: of each version that the document was composed of.

    own: the version with the unsigned edits of the person at the desk, None where he may not edit.
    """
    alive, came = _inserted_changes(marked)
    return tuple(
        _change_view(
            change,
            hands[change.version],
            marked,
            undone=change.number in came and change.number not in alive,
            own=change.version == own,
        )
        for change in marked.changes
    )


def _inserted_changes(marked: MarkedDocument) -> tuple[set[int], set[int]]:
    """Numbers of the changes with inserted characters that are still there, and of all."""
    alive: set[int] = set()
    came: set[int] = set()
    for block in marked.blocks:
        for run in (*block.runs, block.end):
            if run.inserted_change is not None:
                came.add(run.inserted_change)
                if run.deleted is None:
                    alive.add(run.inserted_change)
    return alive, came


def _change_view(
    change: Change, hand: Hand, marked: MarkedDocument, *, undone: bool, own: bool
) -> ChangeView:
    before = after = ""
    if 0 < len(change.deleted) + len(change.inserted) <= _SHORT:
        before, after = _neighbours(marked.blocks[change.line].runs, change.number)
    return ChangeView(
        number=change.number,
        kind=change.kind,
        deleted=change.deleted,
        inserted=change.inserted,
        before=before,
        after=after,
        block=change.line,
        place_kind=change.place_kind,
        paragraph=change.paragraph,
        stage=change.stage,
        who=hand.who,
        people=hand.people,
        at=moment_of(change.time),
        undone=undone,
        is_own_edit=own,
    )


def _neighbours(runs: Sequence[MarkedRun], number: int) -> tuple[str, str]:
    """Characters of the new text right before and right behind a change."""
    own = [
        place
        for place, run in enumerate(runs)
        if number in (run.inserted_change, run.deleted_change)
    ]
    if not own:
        return "", ""
    before = "".join(_present(runs[: own[0]]))[-_NEIGHBOURS:]
    after = "".join(_present(runs[own[-1] + 1 :]))[:_NEIGHBOURS]
    return before, after


def _present(runs: Sequence[MarkedRun]) -> Iterator[str]:
    return (run.text for run in runs if run.deleted is None and not run.is_break)
