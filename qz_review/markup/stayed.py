"""Which units of a text stayed where they were, where some of them were moved.

The shortest edit script counts equal lines only, so of two lines that changed places it may
keep either.  Where lines were moved, those stay that hold the most text together, lines that
were edited counted in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from qz_review.markup.align import Match, align
from qz_review.markup.changes import BlockKind
from qz_review.markup.units import Units

_MOVABLE = (BlockKind.PARAGRAPH, BlockKind.CELL)
_SHARE = 0.3  # of the shorter unit that must be found in the other to be recognised
_SHINGLE = 3  # characters in a row by which an edited line is recognised


class Stayed(NamedTuple):
    """Units that stayed: each equal to the one facing it, or old ones that became new ones."""

    old: range
    new: range
    equal: bool


def align_units(old: Units, new: Units) -> tuple[list[Stayed], bool]:
    """Units that stayed where they were, in order on both sides; and whether coarse.

    Units that were edited are among them only where something was moved: to say what was.
    """
    matches, coarse = align(old.keys, new.keys)
    if not _something_moved(old, new, matches):
        return [_stayed(match) for match in matches], coarse
    found: list[Stayed] = []
    old_at = new_at = 0
    for kept in _grouped(old, new, heaviest(_candidates(old, new))):
        i, j = kept.old.start, kept.new.start
        inner, inner_coarse = align(old.keys[old_at:i], new.keys[new_at:j])
        coarse |= inner_coarse
        found.extend([_stayed(match, old_at, new_at) for match in inner])
        found.append(kept)
        old_at, new_at = kept.old.stop, kept.new.stop
    inner, inner_coarse = align(old.keys[old_at:], new.keys[new_at:])
    found.extend([_stayed(match, old_at, new_at) for match in inner])
    return found, coarse or inner_coarse


def _stayed(match: Match, old_at: int = 0, new_at: int = 0) -> Stayed:
    i, j = old_at + match.old, new_at + match.new
    return Stayed(range(i, i + match.length), range(j, j + match.length), True)


def _grouped(old: Units, new: Units, chain: Sequence[tuple[int, int]]) -> list[Stayed]:
    """The chain with the parts of a split or joined unit together."""
    grouped: list[Stayed] = []
    for i, j in chain:
        equal = old.keys[i] == new.keys[j]
        last = grouped[-1] if grouped else None
        if last is not None and (i < last.old.stop or j < last.new.stop):
            if not last.equal and not equal and _continues(last, i, j, old):
                olds, news = range(last.old.start, i + 1), range(last.new.start, j + 1)
                grouped[-1] = Stayed(olds, news, False)
            continue
        grouped.append(Stayed(range(i, i + 1), range(j, j + 1), equal))
    return grouped


def _continues(last: Stayed, i: int, j: int, old: Units) -> bool:
    """True for the next part of a paragraph that was split or joined."""
    if old.first(i).place.kind is not BlockKind.PARAGRAPH:
        return False
    joins = i == last.old.stop and len(last.new) == 1 and j == last.new.start
    splits = j == last.new.stop and len(last.old) == 1 and i == last.old.start
    return joins or splits


def heaviest(pairs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """The pairs (old, new, weight) in order on both sides that weigh the most together.

    A unit may occur in more than one: it was split, or joined with others.
    """
    ordered = sorted(pairs, key=lambda pair: (pair[1], pair[0]))
    olds = sorted({pair[0] for pair in pairs})
    best = [(0, -1)] * (len(olds) + 1)  # Fenwick tree: the best chain up to an old unit
    before: list[int] = []
    for index, (i, _, weight) in enumerate(ordered):
        at = bisect_left(olds, i) + 1
        total, last = 0, -1
        while at > 0:
            total, last = max((total, last), best[at])
            at -= at & -at
        before.append(last)
        at = bisect_left(olds, i) + 1
        while at <= len(olds):
            best[at] = max(best[at], (total + weight, index))
            at += at & -at
    at, top = len(olds), (0, -1)
    while at > 0:
        top = max(top, best[at])
        at -= at & -at
    chain: list[tuple[int, int]] = []
    index = top[1]
    while index >= 0:
        chain.append(ordered[index][:2])
        index = before[index]
    return chain[::-1]


def _something_moved(old: Units, new: Units, matches: Sequence[Match]) -> bool:
    """True when a unit may have left one place for another: two places are out of balance."""
    lacking = surplus = False
    i = j = 0
    for match in [*matches, Match(len(old.keys), len(new.keys), 0)]:
        gone, come = match.old - i, match.new - j
        if gone > come:
            lacking = True
        elif come > gone:
            surplus = True
        i, j = match.old + match.length, match.new + match.length
    return lacking and surplus


def _candidates(old: Units, new: Units) -> list[tuple[int, int, int]]:
    """Units equal on both sides, and those that share characters found nowhere else."""
    pairs: list[tuple[int, int, int]] = []
    old_once, new_once = _once(old.keys), _once(new.keys)
    for key, j in new_once.items():
        if key in old_once:
            pairs.append((old_once[key], j, len(new.text(j)) + 1))
    homes = _homes(old, {i for i, _, _ in pairs})
    shared: Counter[tuple[int, int]] = Counter()
    for shingle, j in _homes(new, {j for _, j, _ in pairs}).items():
        if shingle in homes:
            shared[homes[shingle], j] += 1
    pairs.extend(
        (i, j, weight)
        for (i, j), weight in shared.items()
        if weight >= _SHARE * min(len(old.text(i)), len(new.text(j)))
        and old.first(i).place.kind is new.first(j).place.kind in _MOVABLE
    )
    return pairs


def _once(keys: Sequence[Hashable]) -> dict[Hashable, int]:
    counts = Counter(keys)
    return {key: number for number, key in enumerate(keys) if counts[key] == 1}


def _homes(units: Units, known: set[int]) -> dict[str, int]:
    """The unit of each few characters in a row that stand in one unit only."""
    homes: dict[str, int] = {}
    for number in range(len(units.keys)):
        if number in known:
            continue
        text = units.text(number)
        for shingle in {text[at : at + _SHINGLE] for at in range(len(text) - _SHINGLE + 1)}:
            homes[shingle] = -1 if shingle in homes else number
    return {shingle: home for shingle, home in homes.items() if home >= 0}
