"""From pieces with a history to the blocks and the numbered changes that people see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qz_review.markup.changes import BREAK_SIGN, Change, ChangeKind, Place
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
    formats: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Assembled:
    """Blocks in reading order and the changes with their final numbers."""

    blocks: tuple[MarkedBlock, ...]
    changes: tuple[Change, ...]


def assemble(pieces: Sequence[Piece], changes: Sequence[Change]) -> Assembled:
    """Cut the pieces into blocks and number the changes as they are met."""
    numbers = _numbers(pieces)
    blocks: list[MarkedBlock] = []
    homes: dict[int, int] = {}
    current: list[Piece] = []
    for piece in pieces:
        current.append(piece)
        if piece.place is None or not _closes(current):
            continue
        _note_homes(homes, current, len(blocks), changes)
        blocks.append(_block(current, numbers, changes))
        current = []
    numbered = [
        replace(
            changes[index],
            number=number,
            line=homes[index],
            paragraph=blocks[homes[index]].place.number,
        )
        for index, number in numbers.items()
    ]
    return Assembled(tuple(blocks), tuple(numbered))


def _numbers(pieces: Sequence[Piece]) -> dict[int, int]:
    numbers: dict[int, int] = {}
    for piece in pieces:
        for index in _changes_of(piece):
            numbers.setdefault(index, len(numbers) + 1)
    return numbers


def _changes_of(piece: Piece) -> list[int]:
    found = [i for i in (piece.inserted_change, piece.deleted_change) if i is not None]
    return found + piece.formats


def _note_homes(
    homes: dict[int, int], current: list[Piece], block: int, changes: Sequence[Change]
) -> None:
    for piece in current:
        for index in _changes_of(piece):
            homes.setdefault(index, block)
            if index == piece.inserted_change and changes[index].kind is ChangeKind.MOVED:
                homes[index] = block


def _closes(current: list[Piece]) -> bool:
    """A living paragraph mark ends a block; a deleted one only after nothing but deletions."""
    if current[-1].deleted is None:
        return True
    return all(piece.deleted is not None for piece in current)


def _block(current: list[Piece], numbers: dict[int, int], changes: Sequence[Change]) -> MarkedBlock:
    last = current[-1]
    place = last.place
    if place is None:
        raise ValueError("a block ends with a paragraph mark")
    whole = _inserted_as_whole(current)
    shown = [_run(piece, numbers) for piece in current[:-1]]
    end = _run(last, numbers)
    if last.inserted is not None and not whole:
        # 分段: the sign is drawn, and ``end`` must not count the paragraph mark twice.
        shown.append(end)
        end = replace(end, text="", is_break=False)
    return MarkedBlock(
        kind=place.kind,
        level=place.level,
        label=place.label,
        runs=tuple(_merged(shown)),
        place=place,
        end=end,
        inserted=last.inserted if whole else None,
        deleted=last.deleted,
        moved=last.moved,
        stages=_stages(current, changes),
    )


def _inserted_as_whole(current: list[Piece]) -> bool:
    mark = current[-1].inserted
    if mark is None:
        return False
    return all(p.inserted is not None and p.inserted.version >= mark.version for p in current)


def _run(piece: Piece, numbers: dict[int, int]) -> MarkedRun:
    come, gone = piece.inserted_change, piece.deleted_change
    return MarkedRun(
        text=piece.text if piece.place is None else BREAK_SIGN,
        inserted=piece.inserted,
        deleted=piece.deleted,
        inserted_change=None if come is None else numbers[come],
        deleted_change=None if gone is None else numbers[gone],
        is_break=piece.place is not None,
    )


def _merged(runs: list[MarkedRun]) -> list[MarkedRun]:
    """Neighbouring runs with the same history as one."""
    merged: list[MarkedRun] = []
    for run in runs:
        if merged and not run.is_break and replace(merged[-1], text=run.text) == run:
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return merged


def _stages(current: list[Piece], changes: Sequence[Change]) -> tuple[Stage, ...]:
    found = {changes[index].stage for piece in current for index in _changes_of(piece)}
    return tuple(sorted((s for s in found if s is not None), key=lambda s: s.position))
