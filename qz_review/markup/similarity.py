"""How alike two lines or rows are, and which ones of a changed stretch belong together."""

from __future__ import annotations

from collections import Counter

from qz_review.markup.align import increasing
from qz_review.markup.changes import BlockKind
from qz_review.markup.tokens import clauses
from qz_review.markup.units import Units

PAIR_FROM = 0.3  # paragraphs less alike than this are one deleted and one inserted
_SAME_ROW = 0.35  # a row of the same first cell is the same row, whatever its figures say
_SHORT = 16  # code points: a single short line facing a single short line is its successor
_PART = 12  # code points: shorter lines are not looked for inside longer ones
_PLAIN = 6  # code points two lines share at one end that are plainly the same line
_SAMPLES = 6  # looked up of a longer line
_SAMPLE = 10  # code points of each
_MAX_PRODUCT = 2_500  # units × units weighed one by one
_FEW = 12  # the same: so few that weighing all is cheap
_SHARE = 0.3  # of the shorter line that clauses found nowhere else must cover
_ROW_SHARE = 0.15  # the same for cells of a row: its name is short, its figures change


def pair_ends(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters, with the ends of the line marked."""
    return frozenset(map("".join, zip("\x02" + text, text + "\x03", strict=True)))


def alike(left: frozenset[str], right: frozenset[str]) -> float:
    """Dice's measure of two sets of pairs, from 0 to 1."""
    return 2 * len(left & right) / (len(left) + len(right))


def plainly_alike(old: str, new: str) -> bool:
    """True when two lines are surely one: a third at the same end, or more than one long sample."""
    shorter = min(len(old), len(new))
    part = max(shorter // 3, _PLAIN)
    if part > shorter or 2 * shorter < max(len(old), len(new)):
        return False
    if old[:part] == new[:part] or old[-part:] == new[-part:]:
        return True
    step = len(old) // _SAMPLES
    if step < _SAMPLE:
        return False
    found = [old[at : at + _SAMPLE] in new for at in range(0, step * _SAMPLES, step)]
    return sum(found) > 1


class Stretch:
    """A run of old units facing a run of new units, none of them equal.

    coarse: True after ``pairs`` when a part was too large to be weighed.
    """

    def __init__(self, old: Units, new: Units, old_range: range, new_range: range) -> None:
        self._old = old
        self._new = new
        self._old_range = old_range
        self._new_range = new_range
        self._old_pairs: dict[int, frozenset[str]] = {}
        self._new_pairs: dict[int, frozenset[str]] = {}
        self.coarse = False

    def old_pairs(self, unit: int) -> frozenset[str]:
        """The pairs of neighbouring characters of an old unit."""
        if unit not in self._old_pairs:
            self._old_pairs[unit] = pair_ends(self._old.text(unit))
        return self._old_pairs[unit]

    def new_pairs(self, unit: int) -> frozenset[str]:
        """The pairs of neighbouring characters of a new unit."""
        if unit not in self._new_pairs:
            self._new_pairs[unit] = pair_ends(self._new.text(unit))
        return self._new_pairs[unit]

    def pairs(self) -> list[tuple[int, int]]:
        """Old and new units that belong together, increasing on both sides."""
        old, new = self._old_range, self._new_range
        if len(old) == len(new) == 1 and self._is_single_successor(old[0], new[0]):
            return [(old[0], new[0])]
        return self._pairs_within(old, new, may_vote=True)

    def _is_single_successor(self, i: int, j: int) -> bool:
        old, new = self._old.first(i), self._new.first(j)
        if old.place.kind is not new.place.kind or old.place.kind is BlockKind.PICTURE:
            return False
        return len(self._old.text(i)) <= _SHORT and len(self._new.text(j)) <= _SHORT

    def _score(self, i: int, j: int) -> float:
        old, new = self._old.first(i).place, self._new.first(j).place
        if old.kind is not new.kind:
            return 0.0
        if old.kind in (BlockKind.TITLE, BlockKind.SUBTITLE):
            return 1.0
        if old.kind is BlockKind.PICTURE:
            return 1.0 if old.digest == new.digest else 0.0
        score = alike(self.old_pairs(i), self.new_pairs(j))
        if score < PAIR_FROM and old.kind is BlockKind.PARAGRAPH:
            return PAIR_FROM if self._is_part(i, j) else 0.0
        if old.kind is BlockKind.CELL:
            label = self._old.first(i).text
            if label and label == self._new.first(j).text and old.column == new.column:
                score += _SAME_ROW
        elif old.kind is BlockKind.CAPTION or (
            old.kind is BlockKind.NOTE and old.label == new.label
        ):
            score += PAIR_FROM
        elif old.kind is BlockKind.ATTACHMENT and old.digest != new.digest:
            return 0.0
        return score if score >= PAIR_FROM else 0.0

    def _is_part(self, i: int, j: int) -> bool:
        """True when one line is nearly all within the other, much longer one."""
        old, new = self.old_pairs(i), self.new_pairs(j)
        shorter = min(len(old), len(new))
        return shorter >= _PART and len(old & new) >= 0.8 * shorter

    def _pairs_within(self, old: range, new: range, *, may_vote: bool) -> list[tuple[int, int]]:
        if not old or not new:
            return []
        if len(old) * len(new) <= _FEW:
            return self._best(old, new)
        anchors = self._anchors(old, new) if may_vote else []
        if not anchors:
            if len(old) * len(new) <= _MAX_PRODUCT:
                return self._best(old, new)
            self.coarse = True
            return []
        found: list[tuple[int, int]] = []
        old_at, new_at = old.start, new.start
        for i, j in [*anchors, (old.stop, new.stop)]:
            found.extend(self._pairs_within(range(old_at, i), range(new_at, j), may_vote=False))
            if i < old.stop:
                found.append((i, j))
            old_at, new_at = i + 1, j + 1
        return found

    def _anchors(self, old: range, new: range) -> list[tuple[int, int]]:
        """Units that share clauses found nowhere else in the stretch, and enough of them."""
        homes: dict[str, int] = {}
        for i in old:
            for clause in _parts(self._old, i):
                homes[clause] = -1 if clause in homes else i
        taken: dict[str, int] = {}
        for j in new:
            for clause in _parts(self._new, j):
                taken[clause] = -1 if clause in taken else j
        shared: dict[int, Counter[int]] = {}
        for clause, j in taken.items():
            i = homes.get(clause, -1)
            if i >= 0 and j >= 0:
                shared.setdefault(j, Counter())[i] += len(clause)
        votes: list[tuple[int, int]] = []
        for j in new:
            if j not in shared:
                continue
            i, weight = shared[j].most_common(1)[0]
            shorter = min(len(self._old.text(i)), len(self._new.text(j)))
            share = _ROW_SHARE if self._is_row(i) else _SHARE
            if weight >= share * shorter and self._same_kind(i, j):
                votes.append((i, j))
        return increasing(votes)

    def _is_row(self, i: int) -> bool:
        return self._old.first(i).place.kind is BlockKind.CELL

    def _same_kind(self, i: int, j: int) -> bool:
        old, new = self._old.first(i).place, self._new.first(j).place
        if old.kind is BlockKind.ATTACHMENT:
            return old.digest == new.digest and new.kind is old.kind
        return old.kind is new.kind

    def _best(self, old: range, new: range) -> list[tuple[int, int]]:
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


def _parts(units: Units, unit: int) -> list[str]:
    """What a unit is recognised by: the cells of a row, the clauses of a line."""
    if units.first(unit).place.kind is BlockKind.CELL:
        return [units.lines[number].text for number in units.lines_of(unit)]
    return clauses(units.text(unit))
