"""Which lines of the old version became which lines of the new one.

Equal lines first, then lines that are alike within each changed stretch, then paragraphs
that were split (分段) or joined (接排), last paragraphs that were moved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qz_review.markup.align import align
from qz_review.markup.changes import BlockKind
from qz_review.markup.lines import Line
from qz_review.markup.similarity import MOVE_FROM, Stretch, alike, pair_ends

_MOVE_LENGTH = 8  # code points: shorter lines that reappear elsewhere are not called moved
_MAX_MOVE_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Group:
    """Old lines that became new lines; one side empty: deleted or inserted as a whole."""

    old: range
    new: range


@dataclass(frozen=True, slots=True)
class Pairing:
    """All lines of both versions, grouped, in order on both sides.

    moves: old line → new line, each deleted here and inserted there.
    """

    groups: tuple[Group, ...]
    moves: dict[int, int]
    coarse: bool = False


def pair_lines(old: Sequence[Line], new: Sequence[Line]) -> Pairing:
    """Pair the lines of two versions."""
    alignment = align([line.identity for line in old], [line.identity for line in new])
    groups: list[Group] = []
    coarse = alignment.coarse
    old_at = new_at = 0
    ends = [(m.old, m.new, m.length) for m in alignment.matches]
    for i, j, length in [*ends, (len(old), len(new), 0)]:
        stretch = Stretch(old, new, range(old_at, i), range(new_at, j))
        groups.extend(_pair_stretch(old, new, stretch, range(old_at, i), range(new_at, j)))
        coarse = coarse or stretch.coarse
        groups.extend(
            Group(range(i + k, i + k + 1), range(j + k, j + k + 1)) for k in range(length)
        )
        old_at, new_at = i + length, j + length
    return Pairing(tuple(groups), _moves(old, new, groups), coarse)


def _pair_stretch(
    old: Sequence[Line], new: Sequence[Line], stretch: Stretch, old_range: range, new_range: range
) -> list[Group]:
    if not old_range or not new_range:
        return _singles(old_range, new_range)
    pairs = stretch.pairs()
    groups: list[Group] = []
    old_at, new_at = old_range.start, new_range.start
    for index, (i, j) in enumerate(pairs):
        following = pairs[index + 1] if index + 1 < len(pairs) else (old_range.stop, new_range.stop)
        group = _widen(old, new, stretch, (i, j), (old_at, new_at), following)
        groups.extend(_singles(range(old_at, group.old.start), range(new_at, group.new.start)))
        groups.append(group)
        old_at, new_at = group.old.stop, group.new.stop
    groups.extend(_singles(range(old_at, old_range.stop), range(new_at, new_range.stop)))
    return groups


def _widen(
    old: Sequence[Line],
    new: Sequence[Line],
    stretch: Stretch,
    pair: tuple[int, int],
    floor: tuple[int, int],
    ceiling: tuple[int, int],
) -> Group:
    """Take unpaired neighbours into the pair that hold the rest of a split or joined line."""
    i, j = pair
    parts = range(floor[1], ceiling[1])
    taken = _take_rest(new, j, parts, stretch.old_pairs[i], stretch.new_pairs)
    if len(taken) > 1:
        return Group(range(i, i + 1), taken)
    parts = range(floor[0], ceiling[0])
    return Group(
        _take_rest(old, i, parts, stretch.new_pairs[j], stretch.old_pairs), range(j, j + 1)
    )


def _take_rest(
    lines: Sequence[Line],
    paired: int,
    within: range,
    whole: frozenset[str],
    pairs: Mapping[int, frozenset[str]],
) -> range:
    """Neighbours of ``paired`` at least half of whose words are in the rest of ``whole``."""
    rest = set(whole - pairs[paired])
    first = last = paired
    for step, limit in ((1, within.stop), (-1, within.start - 1)):
        for at in range(paired + step, limit, step):
            words = pairs[at]
            if not _may_join(lines[paired], lines[at]) or 2 * len(words & rest) < len(words):
                break
            rest -= words
            first, last = min(first, at), max(last, at)
    return range(first, last + 1)


def _may_join(line: Line, neighbour: Line) -> bool:
    here, there = line.place, neighbour.place
    if here.kind is BlockKind.PARAGRAPH:
        return there.kind is BlockKind.PARAGRAPH and bool(neighbour.text)
    same_cell = (here.block, here.row, here.column) == (there.block, there.row, there.column)
    return here.kind is BlockKind.CELL and there.kind is BlockKind.CELL and same_cell


def _singles(old_range: range, new_range: range) -> list[Group]:
    gone = [Group(range(i, i + 1), range(new_range.start, new_range.start)) for i in old_range]
    come = [Group(range(old_range.stop, old_range.stop), range(j, j + 1)) for j in new_range]
    return gone + come


def _moves(old: Sequence[Line], new: Sequence[Line], groups: list[Group]) -> dict[int, int]:
    gone = [g.old.start for g in groups if not g.new and _can_move(old[g.old.start])]
    come = [g.new.start for g in groups if not g.old and _can_move(new[g.new.start])]
    if not gone or not come:
        return {}
    homes: dict[tuple[object, ...], list[int]] = {}
    for j in come:
        homes.setdefault(new[j].identity, []).append(j)
    moves: dict[int, int] = {}
    for i in gone:
        targets = homes.get(old[i].identity)
        if targets:
            moves[i] = targets.pop(0)
    gone = [i for i in gone if i not in moves][:_MAX_MOVE_CANDIDATES]
    taken = set(moves.values())
    come = [j for j in come if j not in taken][:_MAX_MOVE_CANDIDATES]
    come_pairs = {j: pair_ends(new[j].text) for j in come}
    for i in gone:
        mine = pair_ends(old[i].text)
        scored = [
            (alike(mine, pairs), -j)
            for j, pairs in come_pairs.items()
            if new[j].place.kind is old[i].place.kind
        ]
        score, negative = max(scored, default=(0.0, 0))
        if score >= MOVE_FROM:
            moves[i] = -negative
            del come_pairs[-negative]
    return moves


def _can_move(line: Line) -> bool:
    kind = line.place.kind
    return kind is BlockKind.PICTURE or (
        kind is BlockKind.PARAGRAPH and len(line.text) >= _MOVE_LENGTH
    )
