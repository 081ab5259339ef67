"""From pieces with a history to the blocks and the numbered changes that people see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from qz_review.markup.changes import BREAK_SIGN, Change, ChangeKind, Place
from qz_review.markup.edits import Draft
from qz_review.markup.marked import Mark, MarkedBlock, MarkedRun
from qz_review.model.stage import Stage


@dataclass(slots=True)
class Piece:
    """Characters with one history, or (``place`` set, no text) the end of a line.

    inserted_change, deleted_change, formats: indexes into the list of all changes.
    """

    text: str
    place: Place | None = None
    inserted: Mark | None = None
    deleted: Mark | None = None
    inserted_change: int | None = None
    deleted_change: int | None = None
    moved: bool = False
    formats: tuple[int, ...] = ()

    def copy(self) -> Piece:
        """The same piece as another object."""
        return Piece(
            self.text, self.place, self.inserted, self.deleted,
            self.inserted_change, self.deleted_change, self.moved, self.formats,
        )  # fmt: skip

    def cut(self, at: int) -> Piece:
        """Keep the first ``at`` characters; the rest is a piece of its own, alike in all else."""
        rest = Piece(
            self.text[at:], self.place, self.inserted, self.deleted,
            self.inserted_change, self.deleted_change, self.moved, self.formats,
        )  # fmt: skip
        self.text = self.text[:at]
        return rest

    @property
    def is_untouched(self) -> bool:
        """True for characters of the 原稿 that nobody changed."""
        return self.inserted is None and self.deleted is None and not self.formats

    @property
    def changes(self) -> tuple[int, ...]:
        """All changes it belongs to."""
        found = (self.inserted_change, self.deleted_change, *self.formats)
        return tuple([index for index in found if index is not None])


class Assembled(NamedTuple):
    """Blocks in reading order and the changes with their final numbers."""

    blocks: tuple[MarkedBlock, ...]
    changes: tuple[Change, ...]


def assemble(pieces: Sequence[Piece], changes: Sequence[tuple[Draft, Mark]]) -> Assembled:
    """Cut the pieces into blocks and number the changes as they are met."""
    return _Assembler(pieces, changes).assembled()


_UNTOUCHED_END = MarkedRun(BREAK_SIGN, is_break=True)


class _Assembler:
    def __init__(self, pieces: Sequence[Piece], changes: Sequence[tuple[Draft, Mark]]) -> None:
        self._pieces = pieces
        self._changes = changes
        self._numbers: dict[int, int] = {}  # index of a change → its number
        self._homes: dict[int, int] = {}  # index of a change → its block
        self._blocks: list[MarkedBlock] = []

    def assembled(self) -> Assembled:
        current: list[Piece] = []
        touched = False
        for piece in self._pieces:
            current.append(piece)
            if not piece.is_untouched:
                touched = True
                self._number(piece, len(self._blocks))
            if piece.place is None:
                continue
            if not touched:
                self._blocks.append(_untouched_block(current, piece.place))
            elif _closes(current):
                self._blocks.append(self._block(current, piece.place))
            else:
                continue
            current = []
            touched = False
        changes = [
            self._change(index, number, self._homes[index])
            for index, number in self._numbers.items()
        ]
        return Assembled(tuple(self._blocks), tuple(changes))

    def _number(self, piece: Piece, block: int) -> None:
        """Number the changes of a piece; one that moves words is at home where they went."""
        for index in piece.changes:
            self._numbers.setdefault(index, len(self._numbers) + 1)
            self._homes.setdefault(index, block)
            if index == piece.inserted_change and self._changes[index][0].kind is ChangeKind.MOVED:
                self._homes[index] = block

    def _change(self, index: int, number: int, block: int) -> Change:
        draft, mark = self._changes[index]
        return Change(
            number, draft.kind, draft.deleted, draft.inserted,
            block, draft.line.place.kind, self._blocks[block].place.number,
            draft.old_start, draft.old_end, draft.new_start, draft.new_end,
            mark.stage, mark.author, mark.time, mark.version,
        )  # fmt: skip

    def _block(self, current: list[Piece], place: Place) -> MarkedBlock:
        last = current[-1]
        whole = _inserted_as_whole(current)
        shown = [self._run(piece) for piece in current[:-1]]
        end = self._run(last)
        if last.inserted is not None and not whole:
            # 另起段: the sign is drawn, and ``end`` must not count the paragraph mark twice.
            shown.append(end)
            end = replace(end, text="", is_break=False)
        return MarkedBlock(
            place.kind,
            place.level,
            place.label,
            _merged(shown),
            place,
            end,
            last.inserted if whole else None,
            last.deleted,
            last.moved,
            self._stages(current),
        )

    def _run(self, piece: Piece) -> MarkedRun:
        come, gone = piece.inserted_change, piece.deleted_change
        is_break = piece.place is not None
        return MarkedRun(
            BREAK_SIGN if is_break else piece.text,
            piece.inserted,
            piece.deleted,
            None if come is None else self._numbers[come],
            None if gone is None else self._numbers[gone],
            is_break,
        )

    def _stages(self, current: list[Piece]) -> tuple[Stage, ...]:
        found = {self._changes[index][1].stage for piece in current for index in piece.changes}
        stages = [stage for stage in found if stage is not None]
        return tuple(sorted(stages, key=lambda stage: stage.position))


def _untouched_block(current: list[Piece], place: Place) -> MarkedBlock:
    text = "".join([piece.text for piece in current])
    runs = (MarkedRun(text),) if text else ()
    return MarkedBlock(place.kind, place.level, place.label, runs, place, _UNTOUCHED_END)


def _closes(current: list[Piece]) -> bool:
    """A living paragraph mark ends a block; a deleted one only after nothing but deletions."""
    if current[-1].deleted is None:
        return True
    return all(piece.deleted is not None for piece in current)


def _inserted_as_whole(current: list[Piece]) -> bool:
    mark = current[-1].inserted
    if mark is None:
        return False
    return all(p.inserted is not None and p.inserted.version >= mark.version for p in current)


def _merged(runs: list[MarkedRun]) -> tuple[MarkedRun, ...]:
    """Neighbouring runs with the same history as one."""
    merged: list[MarkedRun] = []
    for run in runs:
        if merged and not run.is_break and _same_history(merged[-1], run):
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return tuple(merged)


def _same_history(before: MarkedRun, run: MarkedRun) -> bool:
    return (
        before.inserted is run.inserted
        and before.deleted is run.deleted
        and before.inserted_change == run.inserted_change
        and before.deleted_change == run.deleted_change
        and not before.is_break
    )
