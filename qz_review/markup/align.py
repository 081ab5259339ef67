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

_MAX_PRODUCT = 25_000_000  # items × items handed to Myers at once: 0.1–0.2 s at the worst
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
    pairs, coarse = _align(old, new)
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


def _align(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[list[tuple[int, int]], bool]:
    """Pairs of indexes: common ends first, then what both sides have between them."""
    head, tail = _common_ends(old, new)
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    in_old, in_new = set(inner_old), set(inner_new)
    old_places = [i for i, item in enumerate(inner_old, head) if item in in_new]
    new_places = [j for j, item in enumerate(inner_new, head) if item in in_old]
    shared_old = [old[i] for i in old_places]
    shared_new = [new[j] for j in new_places]
    found, coarse = _align_shared(shared_old, shared_new)
    pairs = [(i, i) for i in range(head)]
    pairs.extend((old_places[i], new_places[j]) for i, j in found)
    pairs.extend((len(old) - k, len(new) - k) for k in range(tail, 0, -1))
    return pairs, coarse


def _common_ends(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int, int]:
    head = 0
    limit = min(len(old), len(new))
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _align_shared(
    old: Sequence[Hashable], new: Sequence[Hashable]
) -> tuple[list[tuple[int, int]], bool]:
    """The same for sequences all of whose items occur on both sides."""
    if not old or not new:
        return [], False
    head, tail = _common_ends(old, new)
    if (len(old) - head - tail) * (len(new) - head - tail) <= _MAX_PRODUCT:
        return _myers(old, new), False
    old_counts, new_counts = Counter(old), Counter(new)
    where = {item: i for i, item in enumerate(old) if old_counts[item] == 1}
    once = [
        (where[item], j) for j, item in enumerate(new) if new_counts[item] == 1 and item in where
    ]
    anchors = increasing(once)
    if not anchors:
        ends = [(i, i) for i in range(head)]
        ends.extend((len(old) - k, len(new) - k) for k in range(tail, 0, -1))
        return ends, True
    pairs: list[tuple[int, int]] = []
    coarse = False
    old_at = new_at = 0
    for i, j in [*anchors, (len(old), len(new))]:
        inner, inner_coarse = _align(old[old_at:i], new[new_at:j])
        pairs.extend((old_at + a, new_at + b) for a, b in inner)
        coarse = coarse or inner_coarse
        if i < len(old):
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
