"""The words of the 花脸稿 as pieces: how a run looks, and which marks stand with it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qz_review.archive import paper
from qz_review.archive.dossier import NoteRow
from qz_review.archive.typesetting import Piece, Sign, Style
from qz_review.assets import Face
from qz_review.markup.changes import Change, ChangeKind
from qz_review.markup.marked import Mark, MarkedBlock, MarkedDocument, MarkedRun
from qz_review.markup.proof_marks import ProofMark, mark_of
from qz_review.markup.stage_marks import StageMark, look_of
from qz_review.model.stage import Stage

Looks = Callable[[Stage | None], StageMark]
"""How the marks of each step look; None for marks that belong to no step."""


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Turns runs of one marked document into pieces.

    changes: of the document, the first with number 1.
    formats: for a block, by its identity, the changes of its format.
    sources: for a change that moved a paragraph, the number it had before (第 n 段).
    notes: for a block, by its identity, the notes in it, each behind so many living characters.
    """

    changes: Sequence[Change]
    looks: Looks = look_of
    formats: Mapping[int, Sequence[Change]] = field(default_factory=dict)
    sources: Mapping[int, int] = field(default_factory=dict)
    notes: Mapping[int, Sequence[tuple[int, NoteRow]]] = field(default_factory=dict)

    def pieces(self, block: MarkedBlock, base: Style) -> list[Piece]:
        """The pieces of one line; where it was moved, it says from or to where."""
        pieces = self._noted_pieces(block, base)
        if block.moved:
            pieces.insert(0, self._moved_piece(block, base))
        signs = tuple(
            Sign(mark_of(change.kind), self.looks(change.stage), change.number)
            for change in self.formats.get(id(block), ())
        )
        if signs and pieces:
            first = pieces[0]
            pieces[0] = Piece(first.text, replace(first.style, signs=(*signs, *first.style.signs)))
        return pieces

    def _noted_pieces(self, block: MarkedBlock, base: Style) -> list[Piece]:
        """The runs, cut where a note belongs."""
        waiting = list(self.notes.get(id(block), ()))
        if not waiting:
            return self.run_pieces(block.runs, base)
        pieces: list[Piece] = []
        at = 0
        for run in block.runs:
            while waiting and waiting[0][0] <= at:
                pieces.append(self._note_piece(waiting.pop(0)[1], base))
            living = run.deleted is None and not run.is_break
            while living and waiting and waiting[0][0] < at + len(run.text):
                length = waiting[0][0] - at
                pieces += self.run_pieces([replace(run, text=run.text[:length])], base)
                pieces.append(self._note_piece(waiting.pop(0)[1], base))
                run = replace(run, text=run.text[length:])
                at += length
            pieces += self.run_pieces([run], base)
            at += len(run.text) if living else 0
        pieces += [self._note_piece(note, base) for _, note in waiting]
        return pieces

    def _note_piece(self, note: NoteRow, base: Style) -> Piece:
        look = self.looks(note.stage)
        size = base.size * 0.6
        style = Style(Face.SANS, size, look.light, rise=base.size - size)
        sign = Sign(ProofMark.NOTE, look, note.number)
        return Piece(f"［附注{note.number}］", replace(style, signs=(sign,)))

    def run_pieces(self, runs: Sequence[MarkedRun], base: Style) -> list[Piece]:
        """Runs as pieces; a paragraph mark that came or went ends the line."""
        return [
            Piece("\n" if run.is_break else run.text, self.style(run, base))
            for run in runs
            if run.text
        ]

    def style(self, run: MarkedRun, base: Style) -> Style:
        """How one run looks.  One that came and went carries both lines."""
        style = base
        if run.inserted is not None:
            look = self.looks(run.inserted.stage)
            kind = self._kind(run.inserted_change)
            style = replace(style, color=look.light)
            if kind is ChangeKind.MOVED:
                style = replace(style, ring=look)
            elif kind is ChangeKind.KEPT and run.deleted is None:
                style = replace(style, kept=look)
            else:
                style = replace(style, under=look)
        if run.deleted is not None:
            look = self.looks(run.deleted.stage)
            style = replace(style, color=paper.DELETED)
            if self._kind(run.deleted_change) is ChangeKind.MOVED:
                style = replace(style, ring=look)
            else:
                style = replace(style, through=look)
        return replace(style, signs=tuple(self._signs(run)))

    def of_moved_line(self, pieces: Sequence[Piece], base: Style, *, gone: bool) -> list[Piece]:
        """The pieces of a whole line that was moved: a bracket marks it, not rings."""
        return [
            Piece(
                piece.text,
                replace(piece.style, ring=None, color=paper.DELETED if gone else base.color)
                if piece.style.ring is not None
                else piece.style,
            )
            for piece in pieces
        ]

    def look_of_move(self, block: MarkedBlock) -> StageMark | None:
        """The look of the step that moved a whole line; None for a line that stayed."""
        mark = _mover(block)
        return self.looks(mark.stage) if block.moved and mark is not None else None

    def _kind(self, number: int | None) -> ChangeKind | None:
        return None if number is None else self.changes[number - 1].kind

    def _signs(self, run: MarkedRun) -> Iterator[Sign]:
        ends = ((run.inserted, run.inserted_change), (run.deleted, run.deleted_change))
        for place, (mark, number) in enumerate(ends):
            if mark is not None and number is not None:
                kind = self.changes[number - 1].kind
                look = self.looks(mark.stage)
                yield Sign(mark_of(kind), look, number, place == 1, len(run.text))

    def _moved_piece(self, block: MarkedBlock, base: Style) -> Piece:
        mark = _mover(block)
        number = next(self._moves_of(block), None)
        change = self.changes[number - 1] if number is not None else None
        if block.deleted is not None:
            there = change.paragraph if change is not None else 0
            words = f"［移至第{there}段］" if there else "［移出］"
        else:
            here = self.sources.get(change.number, 0) if change is not None else 0
            words = f"［由原第{here}段移入］" if here else "［移入］"
        color = self.looks(mark.stage).light if mark is not None else paper.GREY
        return Piece(words, replace(base, face=Face.SANS, size=base.size * 0.75, color=color))

    def _moves_of(self, block: MarkedBlock) -> Iterator[int]:
        for run in block.runs:
            for number in (run.deleted_change, run.inserted_change):
                if self._kind(number) is ChangeKind.MOVED and number is not None:
                    yield number


def marked_words(
    document: MarkedDocument, looks: Looks = look_of, notes: Sequence[NoteRow] = ()
) -> MarkedWords:
    """For the runs of a whole document."""
    formats: dict[int, list[Change]] = {}
    for change in document.changes:
        if change.kind is ChangeKind.FORMAT:
            formats.setdefault(id(document.blocks[change.line]), []).append(change)
    sources = {
        run.deleted_change: block.place.number
        for block in document.blocks
        if block.moved and block.deleted is not None
        for run in block.runs
        if run.deleted_change is not None
    }
    return MarkedWords(document.changes, looks, formats, sources, _notes_by_block(document, notes))


def _notes_by_block(
    document: MarkedDocument, notes: Sequence[NoteRow]
) -> dict[int, list[tuple[int, NoteRow]]]:
    present = [block for block in document.blocks if block.is_present]
    starts = [block.place.start for block in present]
    placed: dict[int, list[tuple[int, NoteRow]]] = {}
    for note in notes:
        block = present[max(0, bisect_right(starts, note.end) - 1)]
        placed.setdefault(id(block), []).append((note.end - block.place.start, note))
    for waiting in placed.values():
        waiting.sort(key=lambda item: (item[0], item[1].number))
    return placed


def _mover(block: MarkedBlock) -> Mark | None:
    return block.deleted or block.inserted
