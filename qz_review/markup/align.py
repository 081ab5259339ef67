"""Aligning two sequences: which items of the old one are which of the new one.

The shortest edit script (Myers, by fast_diff_match_patch) over symbols, without any
"semantic" clean-up, which swallows whole clauses in Chinese; and none is looked for where
items that face each other already make a longest one.  Sequences too long for the quadratic
worst case lose the items that occur on one side only and are then cut at items
that occur exactly once on both sides; so no input makes it run away.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from fast_diff_match_patch import diff

_MAX_PRODUCT = 25_000_000  # items × items handed to Myers at once: 0.1–0.2 s at the worst
_FIRST_SYMBOL = 0x100
_SURROGATES = range(0xD800, 0xE000)
_BEFORE_SURROGATES = _SURROGATES.start - _FIRST_SYMBOL
_MAX_DEPTH = 40  # cuts within cuts; a text needs two or three


class Match(NamedTuple):
    """``length`` items from ``old`` on are the items from ``new`` on."""

    old: int
    new: int
    length: int


class Alignment(NamedTuple):
    """Matches in order; ``coarse`` when a part was too large and was left unmatched."""

    matches: list[Match]
    coarse: bool = False


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> Alignment:
    """The common items of two sequences, in order (a longest or nearly longest common part)."""
    found: list[Match] = []
    coarse = _align(old, new, 0, 0, found, 0)
    return Alignment(found, coarse)


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


def _align(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    old_start: int,
    new_start: int,
    found: list[Match],
    depth: int,
) -> bool:
    """Add the matches of two sequences that begin at the given places; True when coarse."""
    head, tail = _common_ends(old, new)
    if head:
        _add(found, old_start, new_start, head)
    old_end, new_end = len(old) - tail, len(new) - tail
    coarse = False
    if head < old_end and head < new_end:
        inner_old, inner_new = old[head:old_end], new[head:new_end]
        starts = (old_start + head, new_start + head)
        if _is_plain(inner_old, inner_new, *starts, found):
            pass
        elif len(inner_old) * len(inner_new) <= _MAX_PRODUCT:
            _myers(inner_old, inner_new, *starts, found)
        else:
            coarse = _align_long(inner_old, inner_new, *starts, found, depth)
    if tail:
        _add(found, old_start + old_end, new_start + new_end, tail)
    return coarse


def _common_ends(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int, int]:
    limit = min(len(old), len(new))
    if old[:limit] == new[:limit]:
        return limit, 0
    head = 0
    while old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _is_plain(
    old: Sequence[Hashable], new: Sequence[Hashable], i: int, j: int, found: list[Match]
) -> bool:
    """Match what stands at the same place; False, and nothing done, where more might match.

    No alignment has more where nothing that is left over on one side is so on the other.
    """
    if len(old) != len(new):
        return set(old).isdisjoint(new)
    differing = [at for at, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    if not {old[at] for at in differing}.isdisjoint([new[at] for at in differing]):
        return False
    start = 0
    for at in [*differing, len(old)]:
        if start < at:
            _add(found, i + start, j + start, at - start)
        start = at + 1
    return True


def _align_long(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    old_start: int,
    new_start: int,
    found: list[Match],
    depth: int,
) -> bool:
    """Without what one side alone has, then cut at what occurs once on both."""
    in_old, in_new = set(old), set(new)
    old_places = [i for i, item in enumerate(old) if item in in_new]
    new_places = [j for j, item in enumerate(new) if item in in_old]
    if len(old_places) < len(old) or len(new_places) < len(new):
        kept: list[Match] = []
        coarse = _align(
            [old[i] for i in old_places], [new[j] for j in new_places], 0, 0, kept, depth
        )
        for i, j, length in kept:
            for k in range(length):
                _add(found, old_start + old_places[i + k], new_start + new_places[j + k], 1)
        return coarse
    anchors = _anchors(old, new) if depth < _MAX_DEPTH else []
    if not anchors:
        return True
    coarse = False
    old_at = new_at = 0
    for i, j in [*anchors, (len(old), len(new))]:
        inner = _align(
            old[old_at:i], new[new_at:j], old_start + old_at, new_start + new_at, found, depth + 1
        )
        coarse = coarse or inner
        if i < len(old):
            _add(found, old_start + i, new_start + j, 1)
        old_at, new_at = i + 1, j + 1
    return coarse


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    old_counts, new_counts = Counter(old), Counter(new)
    where = {item: i for i, item in enumerate(old) if old_counts[item] == 1}
    return increasing(
        [(where[item], j) for j, item in enumerate(new) if new_counts[item] == 1 and item in where]
    )


def _myers(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    i: int,
    j: int,
    found: list[Match],
) -> None:
    symbol_of = _Symbols().__getitem__
    left, right = "".join(map(symbol_of, old)), "".join(map(symbol_of, new))
    script = diff(left, right, 0, False, "No", True)
    for operation, count in script:
        if operation == "=":
            _add(found, i, j, count)
            i += count
            j += count
        elif operation == "-":
            i += count
        else:
            j += count


class _Symbols(dict[Hashable, str]):
    """One character for each different item, the same on both sides."""

    def __missing__(self, item: Hashable) -> str:
        code = len(self)
        if code >= _BEFORE_SURROGATES:
            code += len(_SURROGATES)
        symbol = self[item] = chr(_FIRST_SYMBOL + code)
        return symbol


def _add(found: list[Match], old: int, new: int, length: int) -> None:
    """Add a match, joined with the one before where it goes on."""
    if found:
        last = found[-1]
        if last.old + last.length == old and last.new + last.length == new:
            found[-1] = Match(last.old, last.new, last.length + length)
            return
    found.append(Match(old, new, length))
