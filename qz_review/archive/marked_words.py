"""The words of the 花脸稿 as pieces: how a run looks, and which marks stand with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qz_review.archive import paper
from qz_review.archive.typesetting import Piece, Sign, Style
from qz_review.assets import Face
from qz_review.markup.changes import Change, ChangeKind, Place
from qz_review.markup.marked import Mark, MarkedBlock, MarkedDocument, MarkedRun
from qz_review.markup.proof_marks import mark_of
from qz_review.markup.stage_marks import StageMark, look_of
from qz_review.model.stage import Stage

Looks = Callable[[Stage | None], StageMark]
"""How the marks of each step look; None for marks that belong to no step."""


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Turns runs of one marked document into pieces.

    changes: of the document, the first with number 1.
    formats: for a block, by the place of its line, the changes of its format.
    sources: for a change that moved a paragraph, the number it had before (第 n 段).
    """

    changes: Sequence[Change]
    looks: Looks = look_of
    formats: Mapping[Place, Sequence[Change]] = field(default_factory=dict)
    sources: Mapping[int, int] = field(default_factory=dict)

    def pieces(self, block: MarkedBlock, base: Style) -> list[Piece]:
        """The pieces of one line; where it was moved, it says from or to where."""
        pieces = self.run_pieces(block.runs, base)
        if block.moved:
            pieces.insert(0, self._moved_piece(block, base))
        signs = tuple(
            Sign(mark_of(change.kind), self.looks(change.stage), change.number)
            for change in self.formats.get(block.place, ())
        )
        if signs and pieces:
            first = pieces[0]
            pieces[0] = Piece(first.text, replace(first.style, signs=(*signs, *first.style.signs)))
        return pieces

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


def marked_words(document: MarkedDocument, looks: Looks = look_of) -> MarkedWords:
    """For the runs of a whole document."""
    formats: dict[Place, list[Change]] = {}
    for change in document.changes:
        if change.kind is ChangeKind.FORMAT:
            formats.setdefault(document.blocks[change.line].place, []).append(change)
    sources = {
        run.deleted_change: block.place.number
        for block in document.blocks
        if block.moved and block.deleted is not None
        for run in block.runs
        if run.deleted_change is not None
    }
    return MarkedWords(document.changes, looks, formats, sources)


def _mover(block: MarkedBlock) -> Mark | None:
    return block.deleted or block.inserted
