"""Aligning two sequences: which items of the old one are which of the new one.

The shortest edit script (Myers, by fast_diff_match_patch) over symbols, without any
"semantic" clean-up, which swallows whole clauses in Chinese.  Items that occur on one side
only are set aside first, and sequences too long for the quadratic worst case are cut at
items that occur exactly once on both sides; so no input makes it run away.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from fast_diff_match_patch import diff

_MAX_PRODUCT = 9_000_000  # items × items handed to Myers at once: about 0.1 s at the worst
_FIRST_SYMBOL = 0x100
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class Match:
    """``length`` items from ``old`` on are the items from ``new`` on."""

    old: int
    new: int
    length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Matches in order; ``coarse`` when a part was too large and was left unmatched."""

    matches: tuple[Match, ...]
    coarse: bool = False


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> Alignment:
    """The common items of two sequences, in order (a longest or nearly longest common part)."""
    head = 0
    limit = min(len(old), len(new))
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    pairs = [(i, i) for i in range(head)]
    inner, coarse = _align_inner(old[head : len(old) - tail], new[head : len(new) - tail])
    pairs.extend((head + i, head + j) for i, j in inner)
    pairs.extend((len(old) - k, len(new) - k) for k in range(tail, 0, -1))
    return Alignment(_joined(pairs), coarse)


def increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs (sorted by the second) whose first numbers increase."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for index, (value, _) in enumerate(pairs):
        at = bisect_left(ends, value)
        if at == len(ends):
            ends.append(value)
            places.append(index)
        else:
            ends[at] = value
            places[at] = index
        before.append(places[at - 1] if at else -1)
    kept: list[tuple[int, int]] = []
    index = places[-1] if places else -1
    while index >= 0:
        kept.append(pairs[index])
        index = before[index]
    return kept[::-1]


def _align_inner(
    old: Sequence[Hashable], new: Sequence[Hashable]
) -> tuple[list[tuple[int, int]], bool]:
    in_old, in_new = set(old), set(new)
    old_places = [i for i, item in enumerate(old) if item in in_new]
    new_places = [j for j, item in enumerate(new) if item in in_old]
    if not old_places or not new_places:
        return [], False
    if len(old_places) * len(new_places) <= _MAX_PRODUCT:
        found = _myers([old[i] for i in old_places], [new[j] for j in new_places])
        return [(old_places[i], new_places[j]) for i, j in found], False
    return _align_at_unique(old, new)


def _align_at_unique(
    old: Sequence[Hashable], new: Sequence[Hashable]
) -> tuple[list[tuple[int, int]], bool]:
    old_counts, new_counts = Counter(old), Counter(new)
    where = {item: i for i, item in enumerate(old) if old_counts[item] == 1}
    once = [
        (where[item], j) for j, item in enumerate(new) if new_counts[item] == 1 and item in where
    ]
    anchors = increasing(once)
    if not anchors:
        return [], True
    pairs: list[tuple[int, int]] = []
    coarse = False
    old_at = new_at = 0
    for i, j in [*anchors, (len(old), len(new))]:
        inner, inner_coarse = _align_inner(old[old_at:i], new[new_at:j])
        pairs.extend((old_at + a, new_at + b) for a, b in inner)
        coarse = coarse or inner_coarse
        if i < len(old) or j < len(new):
            pairs.append((i, j))
        old_at, new_at = i + 1, j + 1
    return pairs, coarse


def _myers(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    symbols: dict[Hashable, str] = {}
    pairs: list[tuple[int, int]] = []
    i = j = 0
    script = diff(
        _encode(old, symbols),
        _encode(new, symbols),
        timelimit=0,
        checklines=False,
        cleanup="No",
        counts_only=True,
    )
    for operation, count in script:
        if operation == "=":
            pairs.extend((i + k, j + k) for k in range(count))
        if operation != "+":
            i += count
        if operation != "-":
            j += count
    return pairs


def _encode(items: Sequence[Hashable], symbols: dict[Hashable, str]) -> str:
    for item in items:
        if item not in symbols:
            number = _FIRST_SYMBOL + len(symbols)
            if number >= _SURROGATES.start:
                number += len(_SURROGATES)
            symbols[item] = chr(number)
    return "".join([symbols[item] for item in items])


def _joined(pairs: list[tuple[int, int]]) -> tuple[Match, ...]:
    matches: list[Match] = []
    start = 0
    for at in range(1, len(pairs) + 1):
        if at < len(pairs) and pairs[at] == (pairs[at - 1][0] + 1, pairs[at - 1][1] + 1):
            continue
        old, new = pairs[start]
        matches.append(Match(old, new, at - start))
        start = at
    return tuple(matches)
