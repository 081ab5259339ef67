"""Which lines of the old version became which lines of the new one.

Equal lines and table rows first, then those that are alike within each changed stretch, then
paragraphs that were split (另起段) or joined (接排), last paragraphs that were moved (转移).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from qz_review.markup.align import align
from qz_review.markup.changes import BlockKind
from qz_review.markup.lines import Line
from qz_review.markup.similarity import Stretch, alike, pair_ends, plainly_alike
from qz_review.markup.stayed import Stayed, align_units
from qz_review.markup.tokens import clauses
from qz_review.markup.units import Units, units_of

_PARAGRAPH = BlockKind.PARAGRAPH
_MOVE_LENGTH = 8  # code points: shorter lines that reappear elsewhere are not called moved
_LONG_MOVE = 40  # code points: of a line so long less must have stayed for it to be the same
_MOVE_FROM = 0.8
_LONG_MOVE_FROM = 0.6
_MAX_MOVE_CANDIDATES = 60
_SHORT_PART = 80  # code points: in a part so short a split clause would hide it
_NONE = range(0)


class Group(NamedTuple):
    """Old lines that became new lines; one side empty: deleted or inserted as a whole.

    With one side empty the lines are one paragraph, one cell, or one row of a table.
    equal: each line is equal to the one at its place on the other side.
    """

    old: range
    new: range
    equal: bool = False


class Pairing(NamedTuple):
    """All lines of both versions, grouped, in order on both sides.

    moves: first line of an old group → first line of a new one, deleted here, inserted there.
    """

    groups: list[Group]
    moves: dict[int, int]
    coarse: bool = False


def pair_lines(old: Sequence[Line], new: Sequence[Line]) -> Pairing:
    """Pair the lines of two versions."""
    before, after = units_of(old), units_of(new)
    facing = _facing_groups(before, after)
    if facing is not None:
        return Pairing(facing, {})
    stayed, coarse = align_units(before, after)
    groups: list[Group] = []
    old_at = new_at = 0
    end = Stayed(range(len(before.keys), 0), range(len(after.keys), 0), True)
    for kept in [*stayed, end]:
        i, j = kept.old.start, kept.new.start
        if old_at < i or new_at < j:
            coarse |= _pair_stretch(before, after, range(old_at, i), range(new_at, j), groups)
        if kept is end:
            break
        if not kept.equal and before.first(i).place.kind is BlockKind.CELL:
            _add_row(before, after, i, j, groups)
        else:
            groups.append(_group(before, after, kept.old, kept.new, equal=kept.equal))
        old_at, new_at = kept.old.stop, kept.new.stop
    return Pairing(groups, _moves(old, new, groups), coarse)


def _facing_groups(old: Units, new: Units) -> list[Group] | None:
    """The groups of two texts of which each unit is plainly the one that faces it, else None."""
    count = len(old.keys)
    if len(new.keys) != count:
        return None
    pairs = enumerate(zip(old.keys, new.keys, strict=True))
    differing = [number for number, (before, after) in pairs if before != after]
    if not {old.keys[n] for n in differing}.isdisjoint([new.keys[n] for n in differing]):
        return None  # some of them may have been moved
    groups: list[Group] = []
    start = 0
    for at in [*differing, count]:
        if start < at:
            groups.append(_group(old, new, range(start, at), range(start, at), equal=True))
        if at < count:
            i, j = old.starts[at], new.starts[at]
            if not _is_successor(old.lines[i], new.lines[j]):
                return None
            groups.append(Group(range(i, i + 1), range(j, j + 1)))
        start = at + 1
    return groups


def _pair_stretch(
    old: Units, new: Units, old_range: range, new_range: range, groups: list[Group]
) -> bool:
    """Add the groups of a stretch without equal units; True when it was too large to weigh."""
    if not old_range or not new_range:
        _add_singles(old, new, old_range, new_range, groups)
        return False
    if _face_each_other(old, new, old_range, new_range):
        groups.extend(
            [
                Group(old.lines_of(i), new.lines_of(j))
                for i, j in zip(old_range, new_range, strict=True)
            ]
        )
        return False
    stretch = Stretch(old, new, old_range, new_range)
    pairs = stretch.pairs()
    old_at, new_at = old_range.start, new_range.start
    for index, (i, j) in enumerate(pairs):
        following = pairs[index + 1] if index + 1 < len(pairs) else (old_range.stop, new_range.stop)
        came_from, became = _widen(old, new, (i, j), (old_at, new_at), following)
        _add_singles(old, new, range(old_at, came_from.start), range(new_at, became.start), groups)
        if old.first(i).place.kind is BlockKind.CELL:
            _add_row(old, new, i, j, groups)
        else:
            groups.append(_group(old, new, came_from, became))
        old_at, new_at = came_from.stop, became.stop
    _add_singles(old, new, range(old_at, old_range.stop), range(new_at, new_range.stop), groups)
    return stretch.coarse


def _face_each_other(old: Units, new: Units, old_range: range, new_range: range) -> bool:
    """True when as many paragraphs stand on both sides, each plainly that of the other side."""
    if len(old_range) != len(new_range):
        return False
    pairs = zip(old_range, new_range, strict=True)
    return all(_is_successor(old.first(i), new.first(j)) for i, j in pairs)


def _is_successor(before: Line, after: Line) -> bool:
    """True when two paragraphs are plainly one; two titles always are."""
    kind = before.place.kind
    if kind is not after.place.kind:
        return False
    if kind is _PARAGRAPH:
        return plainly_alike(before.text, after.text)
    return kind in (BlockKind.TITLE, BlockKind.SUBTITLE)


def _group(old: Units, new: Units, before: range, after: range, *, equal: bool = False) -> Group:
    """The lines of some units that became the lines of others."""
    return Group(
        range(old.starts[before.start], old.starts[before.stop]),
        range(new.starts[after.start], new.starts[after.stop]),
        equal,
    )


def _add_singles(
    old: Units, new: Units, old_range: range, new_range: range, groups: list[Group]
) -> None:
    groups.extend([Group(old.lines_of(i), _NONE) for i in old_range])
    groups.extend([Group(_NONE, new.lines_of(j)) for j in new_range])


# paragraphs that were split or joined


def _widen(
    old: Units,
    new: Units,
    pair: tuple[int, int],
    floor: tuple[int, int],
    ceiling: tuple[int, int],
) -> tuple[range, range]:
    """Take unpaired neighbours into the pair that hold the rest of a split or joined line."""
    i, j = pair
    taken = range(j, j + 1)
    if ceiling[1] - floor[1] > 1:
        rest = _Rest(old.text(i), new.text(j))
        taken = _take_rest(new, j, range(floor[1], ceiling[1]), rest)
    if len(taken) > 1 or ceiling[0] - floor[0] == 1:
        return range(i, i + 1), taken
    rest = _Rest(new.text(j), old.text(i))
    return _take_rest(old, i, range(floor[0], ceiling[0]), rest), taken


class _Rest:
    """What of a line is not in its partner: clauses, and pairs of characters of short ones."""

    def __init__(self, whole: str, part: str) -> None:
        self._clauses = Counter(clauses(whole))
        self._clauses.subtract(clauses(part))
        self._texts = (whole, part)
        self._pairs: frozenset[str] | None = None

    def holds(self, text: str) -> bool:
        """True, and less the text, when at least half of a text is in it."""
        found = [clause for clause in clauses(text) if self._clauses[clause] > 0]
        if 2 * sum(map(len, found)) >= len(text):
            self._clauses.subtract(found)
            return True
        return len(text) <= _SHORT_PART and self._holds_pairs(pair_ends(text))

    def _holds_pairs(self, pairs: frozenset[str]) -> bool:
        if self._pairs is None:
            whole, part = map(pair_ends, self._texts)
            self._pairs = whole - part
        if 2 * len(pairs & self._pairs) < len(pairs):
            return False
        self._pairs -= pairs
        return True


def _take_rest(units: Units, paired: int, within: range, rest: _Rest) -> range:
    """Neighbours of ``paired`` at least half of whose words are in the rest of its partner."""
    first = last = paired
    for step, limit in ((1, within.stop), (-1, within.start - 1)):
        for at in range(paired + step, limit, step):
            if not _may_join(units.first(paired), units.first(at)):
                break
            if not rest.holds(units.text(at)):
                break
            first, last = min(first, at), max(last, at)
    return range(first, last + 1)


def _may_join(line: Line, neighbour: Line) -> bool:
    if line.place.kind is not BlockKind.PARAGRAPH or not neighbour.text:
        return False
    return neighbour.place.kind is BlockKind.PARAGRAPH


# rows of a table


def _add_row(old: Units, new: Units, i: int, j: int, groups: list[Group]) -> None:
    """Pair the cells of two rows that belong together: by column, else in their order."""
    before, after = _cells(old, i), _cells(new, j)
    columns = align([_column(old, cell) for cell in before], [_column(new, cell) for cell in after])
    old_at = new_at = 0
    for a, b, length in [*columns.matches, (len(before), len(after), 0)]:
        gone, come = before[old_at:a], after[new_at:b]
        if len(gone) == len(come):  # they stand in other columns because one above spans more
            groups.extend([Group(*cells) for cells in zip(gone, come, strict=True)])
        else:
            groups.extend([Group(cell, _NONE) for cell in gone])
            groups.extend([Group(_NONE, cell) for cell in come])
        groups.extend([Group(before[a + k], after[b + k]) for k in range(length)])
        old_at, new_at = a + length, b + length


def _cells(units: Units, row: int) -> list[range]:
    """The lines of each cell of a row."""
    cells: list[range] = []
    for number in units.lines_of(row):
        column = units.lines[number].place.column
        if cells and units.lines[cells[-1].start].place.column == column:
            cells[-1] = range(cells[-1].start, number + 1)
        else:
            cells.append(range(number, number + 1))
    return cells


def _column(units: Units, cell: range) -> Hashable:
    return units.lines[cell.start].place.column


# moves


def _moves(old: Sequence[Line], new: Sequence[Line], groups: list[Group]) -> dict[int, int]:
    gone = {g.old.start: g.old for g in groups if not g.new and _can_move(old, g.old)}
    come = {g.new.start: g.new for g in groups if not g.old and _can_move(new, g.new)}
    if not gone or not come:
        return {}
    homes: dict[Hashable, list[int]] = {}
    for j, lines in come.items():
        homes.setdefault(_identity(new, lines), []).append(j)
    moves: dict[int, int] = {}
    for i, lines in gone.items():
        targets = homes.get(_identity(old, lines))
        if targets:
            moves[i] = targets.pop(0)
    moves.update(_edited_moves(old, new, gone, come, moves))
    return moves


def _can_move(lines: Sequence[Line], chosen: range) -> bool:
    first = lines[chosen.start]
    if first.place.kind is BlockKind.CELL:
        return len(chosen) > 1 and sum(len(lines[n].text) for n in chosen) >= _MOVE_LENGTH
    if first.place.kind is BlockKind.PICTURE:
        return True
    return first.place.kind is BlockKind.PARAGRAPH and len(first.text) >= _MOVE_LENGTH


def _identity(lines: Sequence[Line], chosen: range) -> Hashable:
    return tuple([lines[number].key for number in chosen])


def _edited_moves(
    old: Sequence[Line],
    new: Sequence[Line],
    gone: dict[int, range],
    come: dict[int, range],
    known: dict[int, int],
) -> dict[int, int]:
    """Paragraphs that were moved and slightly edited; the best match of each, once."""
    taken = set(known.values())
    left = [i for i in gone if i not in known and _is_paragraph(old[i])][:_MAX_MOVE_CANDIDATES]
    free = [j for j in come if j not in taken and _is_paragraph(new[j])][:_MAX_MOVE_CANDIDATES]
    pairs = {j: pair_ends(new[j].text) for j in free}
    found: dict[int, int] = {}
    for i in left:
        mine = pair_ends(old[i].text)
        score, negative = max(((alike(mine, pairs[j]), -j) for j in pairs), default=(0.0, 0))
        if score >= (_LONG_MOVE_FROM if len(old[i].text) >= _LONG_MOVE else _MOVE_FROM):
            found[i] = -negative
            del pairs[-negative]
    return found


def _is_paragraph(line: Line) -> bool:
    return line.place.kind is _PARAGRAPH
