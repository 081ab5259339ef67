"""Changes that are one thing to people though each of their lines is listed.

A table that went is a change for each of its cells, a picture one for itself and one for its
caption; half a row or a caption without its picture would make no text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from qz_review.markup.changes import BlockKind, Place
from qz_review.markup.lines import lines_of
from qz_review.markup.positions import Positions

_IN_BLOCKS = (BlockKind.CELL, BlockKind.CAPTION, BlockKind.PICTURE)


def with_companions(positions: Positions, version: int, numbers: Iterable[int]) -> frozenset[int]:
    """The changes, and those of the same version that only make sense together with them.

    A paragraph that was moved takes the edits of its words along, though each of these can do
    without; words that were moved out of a paragraph that went need it back, and one that came
    takes those that were moved into it along.
    """
    units = [
        *_units(positions, version - 1, version),
        *_units(positions, version, version),
        *_exchanged_pictures(positions, version),
    ]
    rules = [(unit, unit) for unit in units]
    rules += _edited_moves(positions, version)
    rules += _moved_words(positions, version)
    wanted = set(numbers)
    while True:
        more = {n for asked, unit in rules if asked & wanted for n in unit} - wanted
        if not more:
            return frozenset(wanted)
        wanted |= more


def _units(positions: Positions, side: int, version: int) -> list[set[int]]:
    """Numbers of the changes of whole tables, rows, cells and pictures on one side.

    side: the version before (what went) or ``version`` itself (what came).
    """
    units: list[set[int]] = []
    for members in _blocks(positions, side, version):
        cells = [member for member in members if member.place.kind is BlockKind.CELL]
        groups = [
            members,
            *_split(cells, lambda place: (place.row,)),
            *_split(cells, lambda place: (place.row, place.column)),
        ]
        for group in groups:
            numbers = {member.change for member in group}
            if None not in numbers:
                units.append({number for number in numbers if number is not None})
    return units


def _exchanged_pictures(positions: Positions, version: int) -> list[set[int]]:
    """A picture that went and the one that came in its place, over the same caption."""
    pictures: list[dict[int, int | None]] = []  # strand of the caption → change of its picture
    for side in (version - 1, version):
        pictures.append(
            {
                member.strand: members[0].change
                for members in _blocks(positions, side, version)
                for member in members
                if members[0].place.kind is BlockKind.PICTURE
                and member.place.kind is BlockKind.CAPTION
            }
        )
    before, after = pictures
    pairs = ({before[strand], after[strand]} for strand in before.keys() & after.keys())
    return [{number for number in pair if number is not None} for pair in pairs]


def _edited_moves(positions: Positions, version: int) -> Iterator[tuple[set[int], set[int]]]:
    """The change that moved a paragraph, and it with the edits of its words on the way."""
    for block in positions.document.blocks:
        mark = block.deleted or block.inserted
        if not block.moved or mark is None or mark.version != version:
            continue
        own: set[int] = set()
        for run in (*block.runs, block.end):
            for end, number in (
                (run.inserted, run.inserted_change),
                (run.deleted, run.deleted_change),
            ):
                if number is not None and end is not None and end.version == version:
                    own.add(number)
        moves = {block.end.inserted_change, block.end.deleted_change} & own
        yield {number for number in moves if number is not None}, own


def _moved_words(positions: Positions, version: int) -> Iterator[tuple[set[int], set[int]]]:
    """Words moved out of lines that went as wholes, and into lines that came."""
    moved_lines = {
        strand.run.inserted_change for strand in positions.strands if strand.is_break
    } & {strand.run.deleted_change for strand in positions.strands if strand.is_break}
    for side, other in ((version - 1, version), (version, version - 1)):
        for line in _lines(positions, side):
            runs = [positions.strands[n].run for n in line]
            if any(run.is_in(other) for run in runs):
                continue
            gone = side < version
            numbers = [run.deleted_change if gone else run.inserted_change for run in runs]
            end = numbers[-1]
            if end is None or end in moved_lines:
                continue
            for number in numbers[:-1]:
                if number is not None and number != end:
                    yield ({number}, {number, end}) if gone else ({end}, {number, end})


def _lines(positions: Positions, version: int) -> Iterator[list[int]]:
    """The strands of each line of a version, its end last."""
    line: list[int] = []
    for number, strand in enumerate(positions.strands):
        if strand.run.is_in(version):
            line.append(number)
            if strand.is_break:
                yield line
                line = []


@dataclass(frozen=True, slots=True)
class _Member:
    """A line of a table or picture: its line end, and the change it came or went with."""

    strand: int
    place: Place
    change: int | None


def _blocks(positions: Positions, side: int, version: int) -> Iterator[list[_Member]]:
    lines = lines_of(positions.versions[side].text)
    members = []
    for strand, number in positions.lines(side).items():
        run, place = positions.strands[strand].run, lines[number].place
        mark, change = (
            (run.deleted, run.deleted_change)
            if side < version
            else (run.inserted, run.inserted_change)
        )
        if place.kind in _IN_BLOCKS:
            known = mark is not None and mark.version == version
            members.append(_Member(strand, place, change if known else None))
    for _, block in groupby(members, key=lambda member: member.place.block):
        yield list(block)


def _split(
    members: list[_Member], key: Callable[[Place], tuple[int, ...]]
) -> Iterator[list[_Member]]:
    for _, group in groupby(members, key=lambda member: key(member.place)):
        yield list(group)
