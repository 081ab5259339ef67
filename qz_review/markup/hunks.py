"""Hunks: what stayed the same, and the change behind it."""

from __future__ import annotations

from dataclasses import dataclass

from fast_diff_match_patch import diff

from qz_review.markup.tokens import splits_word

_SHORT = 48  # characters: shorter strings are compared one by one


@dataclass(slots=True)
class Hunk:
    """Words that are the same on both sides, and what was deleted and inserted after them."""

    same: str = ""
    deleted: str = ""
    inserted: str = ""

    @property
    def is_replacement(self) -> bool:
        """True when words stand in the place of others."""
        return bool(self.deleted and self.inserted)

    @property
    def size(self) -> int:
        """Code points of the longer side of the change."""
        return max(len(self.deleted), len(self.inserted))


def common_ends(left: str, right: str) -> tuple[int, int]:
    """How many characters two strings share at their heads and at their tails.

    The shares do not overlap, and neither cuts a number, a Latin word or a composed sign.
    """
    if not left or not right:
        return 0, 0
    return whole_ends(left, right, common_head(left, right), common_tail(left, right))


def whole_ends(left: str, right: str, head: int, tail: int) -> tuple[int, int]:
    """The shares, given what two strings have in common at their heads and at their tails."""
    size, other = len(left), len(right)
    while head and (
        (head < size and splits_word(left[head - 1], left[head]))
        or (head < other and splits_word(right[head - 1], right[head]))
    ):
        head -= 1
    tail = min(tail, size - head, other - head)
    while tail and (
        (tail < size and splits_word(left[-tail - 1], left[-tail]))
        or (tail < other and splits_word(right[-tail - 1], right[-tail]))
    ):
        tail -= 1
    return head, tail


def common_head(left: str, right: str) -> int:
    """How many characters two strings share at their heads."""
    if len(left) <= _SHORT or len(right) <= _SHORT:
        for at, (one, other) in enumerate(zip(left, right, strict=False)):
            if one != other:
                return at
        return min(len(left), len(right))
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_tail(left: str, right: str) -> int:
    """How many characters two strings share at their tails."""
    if len(left) <= _SHORT or len(right) <= _SHORT:
        return common_head(left[: -_SHORT - 1 : -1], right[: -_SHORT - 1 : -1])
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[-middle : len(left) - low] == right[-middle : len(right) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def shared_parts(left: str, right: str) -> list[tuple[int, int, int]]:
    """Stretches of two characters or more that both have, in order: (left, right, length).

    None of them begins or ends inside a number, a Latin word or a composed sign.
    """
    parts: list[tuple[int, int, int]] = []
    i = j = 0
    for operation, count in diff(left, right, 0, False, "No", True):
        if operation == "=":
            start, end = 0, count
            while start < end and (_cuts(left, i + start) or _cuts(right, j + start)):
                start += 1
            while start < end and (_cuts(left, i + end) or _cuts(right, j + end)):
                end -= 1
            if end - start > 1:
                parts.append((i + start, j + start, end - start))
            i += count
            j += count
        elif operation == "-":
            i += count
        else:
            j += count
    return parts


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and splits_word(text[at - 1], text[at])
