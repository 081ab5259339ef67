"""How alike two lines are, and which lines of a changed stretch belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qz_review.markup.align import increasing
from qz_review.markup.changes import BlockKind
from qz_review.markup.lines import Line

PAIR_FROM = 0.3  # paragraphs less alike than this are one deleted and one inserted
MOVE_FROM = 0.8
_SAME_COLUMN = 0.35  # a cell facing one of its own column is its successor, whatever it says
_SHORT = 16  # code points: a single short line facing a single short line is its successor
_PART = 12  # code points: shorter lines are not looked for inside longer ones
_MAX_PRODUCT = 2_500  # lines × lines weighed one by one
_SHINGLE = 4


def pair_ends(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters, with the ends of the line marked."""
    return frozenset(map("".join, zip("\x02" + text, text + "\x03", strict=True)))


def alike(left: frozenset[str], right: frozenset[str]) -> float:
    """Dice's measure of two sets of pairs, from 0 to 1."""
    return 2 * len(left & right) / (len(left) + len(right))


class Stretch:
    """A run of old lines facing a run of new lines, none of them equal.

    old, new: all lines of both versions; the ranges say which of them the stretch holds.
    old_pairs, new_pairs: the pairs of neighbouring characters of each of its lines.
    coarse: True after ``pairs`` when a part was too large to be weighed.
    """

    def __init__(
        self, old: Sequence[Line], new: Sequence[Line], old_range: range, new_range: range
    ) -> None:
        self._old = old
        self._new = new
        self._old_range = old_range
        self._new_range = new_range
        self.old_pairs = {i: pair_ends(old[i].text) for i in old_range}
        self.new_pairs = {j: pair_ends(new[j].text) for j in new_range}
        self.coarse = False

    def pairs(self) -> list[tuple[int, int]]:
        """Old and new line numbers that belong together, increasing on both sides."""
        old, new = list(self._old_range), list(self._new_range)
        if len(old) == len(new) == 1 and self._single_successor(old[0], new[0]):
            return [(old[0], new[0])]
        return self._pairs_within(old, new, may_vote=True)

    def _single_successor(self, i: int, j: int) -> bool:
        old, new = self._old[i], self._new[j]
        if old.place.kind is not new.place.kind or old.place.kind is BlockKind.PICTURE:
            return False
        return len(old.text) <= _SHORT and len(new.text) <= _SHORT

    def _score(self, i: int, j: int) -> float:
        old, new = self._old[i].place, self._new[j].place
        if old.kind is not new.kind:
            return 0.0
        if old.kind in (BlockKind.TITLE, BlockKind.SUBTITLE):
            return 1.0
        if old.kind is BlockKind.PICTURE:
            return 1.0 if old.digest == new.digest else 0.0
        score = alike(self.old_pairs[i], self.new_pairs[j])
        if score < PAIR_FROM and old.kind is BlockKind.PARAGRAPH:
            return PAIR_FROM if self._is_part(i, j) else 0.0
        if old.kind is BlockKind.CELL:
            if (old.column, old.cell_line) == (new.column, new.cell_line):
                score += _SAME_COLUMN
        elif old.kind is BlockKind.CAPTION or (
            old.kind is BlockKind.NOTE and old.label == new.label
        ):
            score += PAIR_FROM
        elif old.kind is BlockKind.ATTACHMENT and old.digest != new.digest:
            return 0.0
        return score if score >= PAIR_FROM else 0.0

    def _is_part(self, i: int, j: int) -> bool:
        """True when one line is nearly all within the other, much longer one."""
        old, new = self.old_pairs[i], self.new_pairs[j]
        shorter = min(len(old), len(new))
        return shorter >= _PART and len(old & new) >= 0.8 * shorter

    def _pairs_within(
        self, old: list[int], new: list[int], *, may_vote: bool
    ) -> list[tuple[int, int]]:
        if not old or not new:
            return []
        if len(old) * len(new) <= _MAX_PRODUCT:
            return self._best(old, new)
        anchors = self._anchors(old, new) if may_vote else []
        if not anchors:
            self.coarse = True
            return []
        found: list[tuple[int, int]] = []
        old_at, new_at = old[0], new[0]
        for i, j in [*anchors, (old[-1] + 1, new[-1] + 1)]:
            rest = self._pairs_within(
                list(range(old_at, i)), list(range(new_at, j)), may_vote=False
            )
            found.extend(rest)
            if i <= old[-1]:
                found.append((i, j))
            old_at, new_at = i + 1, j + 1
        return found

    def _anchors(self, old: list[int], new: list[int]) -> list[tuple[int, int]]:
        homes: dict[str, int] = {}
        for i in old:
            for shingle in _shingles(self._old[i].text):
                homes[shingle] = -1 if shingle in homes else i
        votes: list[tuple[int, int]] = []
        for j in new:
            shingles = _shingles(self._new[j].text)
            count = Counter(homes.get(shingle, -1) for shingle in shingles)
            del count[-1]
            if count:
                i, number = count.most_common(1)[0]
                if number * 6 >= len(shingles) and self._score(i, j) > 0:
                    votes.append((i, j))
        return increasing(votes)

    def _best(self, old: list[int], new: list[int]) -> list[tuple[int, int]]:
        """The pairs with the greatest sum of scores, by dynamic programming."""
        width = len(new) + 1
        best = [[0.0] * width for _ in range(len(old) + 1)]
        scores = [[self._score(i, j) for j in new] for i in old]
        for a in range(1, len(old) + 1):
            row, above = best[a], best[a - 1]
            for b in range(1, width):
                score = scores[a - 1][b - 1]
                value = max(above[b], row[b - 1])
                row[b] = max(value, above[b - 1] + score) if score else value
        found: list[tuple[int, int]] = []
        a, b = len(old), len(new)
        while a and b:
            score = scores[a - 1][b - 1]
            if score and best[a][b] == best[a - 1][b - 1] + score:
                found.append((old[a - 1], new[b - 1]))
                a, b = a - 1, b - 1
            elif best[a][b] == best[a - 1][b]:
                a -= 1
            else:
                b -= 1
        return found[::-1]


def _shingles(text: str) -> set[str]:
    return {text[k : k + _SHINGLE] for k in range(max(1, len(text) - _SHINGLE + 1))}
