"""Tables that have other rows or columns in the last version than in the source.

A cell that was edited stays with its words, like any paragraph.  Where rows came or went they
are tracked rows: the old ones stand there as deleted, the new ones as inserted.  Where the
columns or the merged cells are others, every program would make something else of tracked
cells: the old table goes with all its rows, and the new one comes behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qz_review.documents.docx_out.stream import (
    Anchor,
    Atom,
    Break,
    NewLine,
    NewRow,
    NewTable,
    SourceLine,
    Words,
)
from qz_review.documents.docx_out.wordml import TBL, TR
from qz_review.documents.ooxml import Element
from qz_review.documents.sources import LineSource
from qz_review.markup.changes import BlockKind, Place
from qz_review.markup.lines import Line
from qz_review.markup.marked import Mark, MarkedDocument

_CELL = BlockKind.CELL


@dataclass(slots=True)
class TablePlan:
    """What to do to rows.  gone: with who took them out; came: before or behind which row.

    lines_gone: the source's lines in rows that go, with who took each out, by index.
    """

    gone: list[tuple[Element, Mark]] = field(default_factory=list)
    lines_gone: dict[int, Mark] = field(default_factory=dict)
    came: list[tuple[Element, bool, NewRow]] = field(default_factory=list)  # row, is behind, new


@dataclass(slots=True)
class _Row:
    """A row of one version.  lines: indexes of the source's lines, for one of the source."""

    number: int
    cells: dict[int, list[str]] = field(default_factory=dict)  # by column
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)  # columns, rows
    lines: list[int] = field(default_factory=list)

    @property
    def shape(self) -> list[tuple[int, tuple[int, int]]]:
        """Where its cells stand and how wide and high they are."""
        return sorted(self.spans.items())

    def put(self, place: Place, words: str) -> None:
        """Add a line of a cell."""
        self.cells.setdefault(place.column, []).append(words)
        self.spans[place.column] = (place.column_span, place.row_span)


_Table = dict[int, _Row]


def plan_tables(
    story: Sequence[SourceLine], marked: MarkedDocument,
    lines: Sequence[Line], sources: Sequence[LineSource], fallback: Mark,
) -> TablePlan:  # fmt: skip
    """Take what concerns rows out of the story, and tell what to do instead.

    A new table stays in the story, as one line.  fallback: who did it where nothing tells.
    """
    return _Planner(story, marked, lines, sources, fallback).plan()


class _Planner:
    def __init__(
        self, story: Sequence[SourceLine], marked: MarkedDocument,
        lines: Sequence[Line], sources: Sequence[LineSource], fallback: Mark,
    ) -> None:  # fmt: skip
        self._story, self._lines, self._sources = story, lines, sources
        self._fallback = fallback
        self._plan = TablePlan()
        self._old: dict[int, _Table] = {}
        for index, line in enumerate(lines):
            if line.place.kind is _CELL:
                row = _row_of(self._old, line.place)
                row.put(line.place, line.text)
                row.lines.append(index)
        self._new: dict[int, _Table] = {}
        for block in marked.blocks:
            if block.kind is _CELL and block.is_present:
                _row_of(self._new, block.place).put(block.place, block.clean)
        self._kept: set[tuple[int, int]] = set()  # rows that are edited line by line, as they are
        self._former: dict[tuple[int, int], int] = {}  # their numbers in the source
        self._written: set[int] = set()  # tables of the last version that have their place

    def plan(self) -> TablePlan:
        links = self._links()
        rebuilt: list[tuple[_Table, int]] = []
        for number, table in self._old.items():
            target = links.get(number, -1)
            if self._stays(table, target) or not self._can_change(table):
                self._kept.update((target, row) for row in self._new.get(target, {}))
                self._written.add(target)
                self._move_out(table, target, [])
            else:
                rebuilt.append((table, target))
        for table, target in rebuilt:
            self._rebuild(table, target)
        if rebuilt or len(self._kept) < sum(map(len, self._new.values())):
            self._settle_new_rows()
            self._renumber()
        return self._plan

    def _links(self) -> dict[int, int]:
        """Which table of the last version each of the source's became; none twice."""
        votes: Counter[tuple[int, int]] = Counter()
        for line in self._story[:-1]:
            place = self._lines[line.index].place
            if place.kind is _CELL:
                for _, at in line.living_parts():
                    if at is not None and at.kind is _CELL:
                        votes[place.block, at.block] += 1
        links: dict[int, int] = {}
        for (old, new), _ in votes.most_common():
            if old not in links and new not in links.values():
                links[old] = new
        return links

    def _stays(self, table: _Table, target: int) -> bool:
        """True where every cell of the last version is written in the cell it came from."""
        new = self._new.get(target, {})
        if [r.shape for r in table.values()] != [r.shape for r in new.values()]:
            return False
        return all(self._becomes(row, new[number], target) for number, row in table.items())

    def _becomes(self, row: _Row, wanted: _Row, target: int) -> bool:
        """True where the edits of a row's lines give just the words of another."""
        if row.shape != wanted.shape:
            return False
        given = _Row(wanted.number)
        beside = -1  # column of the line before
        for index in [*row.lines, row.lines[-1] + 1]:
            is_own = index <= row.lines[-1]
            is_gap = is_own and not self._sources[index].paragraphs
            own = self._lines[index].place.column if is_own else -1
            for new in self._story[index].before:
                place = new.end.place
                if place is None or not new.end.is_alive or place.kind is not _CELL:
                    continue
                if (place.block, place.row) == (target, wanted.number):
                    if place.column not in (beside, -1 if is_gap else own):
                        return False  # it would be written in another cell
                    given.put(place, _living(new.atoms))
            beside = -1 if is_gap else own
            parts = self._story[index].living_parts() if is_own else []
            if is_gap and (len(parts) > 1 or parts[0][0]):
                return False  # the gap before a row that begins further right takes no words
            for words, place in parts:
                if place is None and words:
                    return False  # it runs on into the next line
                if place is None:
                    continue
                where = (place.kind, place.block, place.row, place.column)
                if where != (_CELL, target, wanted.number, own):
                    return False
                given.put(place, words)
        return given.cells == wanted.cells

    def _can_change(self, table: _Table) -> bool:
        """False for a table with a row that has no cell of its own."""
        return all(any(self._sources[i].paragraphs for i in row.lines) for row in table.values())

    # --- one table ---

    def _rebuild(self, table: _Table, target: int) -> None:
        new = self._new.get(target, {})
        pairs = self._pairs(table, new, target)
        before: list[NewLine] = []
        if pairs:
            self._write_rows(table, new, target, pairs)
        elif new:
            before.append(self._table_line(target))
        gone: dict[Element, Mark] = {}
        for number, row in table.items():
            if number in pairs:
                continue
            lines = [self._story[index] for index in row.lines]
            for line in lines:
                before += self._evicted(line)
            mark = gone[self._element(row)] = self._taken_by(lines)
            self._plan.lines_gone.update(dict.fromkeys(row.lines, mark))
            self._leave(row)
        if not pairs:  # rows that show no cell of their own, all of them covered, go as well
            mark = next(iter(gone.values()))
            gone = {row: gone.get(row, mark) for row in _rows_of(next(iter(gone)))}
        self._plan.gone.extend(gone.items())
        self._move_out(table, target, before)

    def _move_out(self, table: _Table, target: int, others: list[NewLine]) -> None:
        """Put new lines that came among a table's, and others, before the table or behind it."""
        first, *rest = [index for row in table.values() for index in row.lines]
        for index in rest:
            line = self._story[index]
            others += [new for new in line.before if not self._stands(new)]
            line.before = [new for new in line.before if self._stands(new)]
        ahead = [n for n in others if n.end.place is not None and n.end.place.block < target]
        self._story[first].before += ahead
        following = self._story[max(rest, default=first) + 1]
        following.before[:0] = [new for new in others if new not in ahead]

    def _write_rows(self, table: _Table, new: _Table, target: int, pairs: dict[int, int]) -> None:
        """Note each row of the last version as one that stays or one that comes behind another."""
        stays = {now: table[was] for was, now in pairs.items()}
        beside, is_behind = self._element(next(iter(table.values()))), False
        for number, row in new.items():
            if number in stays:
                beside, is_behind = self._element(stays[number]), True
                self._kept.add((target, number))
                self._former[target, number] = stays[number].number
            else:
                came = _new_row(row, self._put_in_by(target, number))
                self._plan.came.append((beside, is_behind, came))
        self._written.add(target)

    def _pairs(self, table: _Table, new: _Table, target: int) -> dict[int, int]:
        """Rows of the source that are still there, with what they are now; empty for none."""
        rows = [*table.values(), *new.values()]
        widths = {sum(columns for columns, _ in row.spans.values()) for row in rows}
        if len(widths) != 1 or any(high > 1 for row in rows for _, high in row.spans.values()):
            return {}
        pairs: dict[int, int] = {}
        last = -1
        for number, row in table.items():
            votes: Counter[int] = Counter()
            for index in row.lines:
                for words, place in self._story[index].living_parts():
                    if place is not None and (place.kind, place.block) == (_CELL, target):
                        votes[place.row] += 1 + len(words)
            for found, _ in votes.most_common(1):
                if found > last and found in new and self._becomes(row, new[found], target):
                    pairs[number] = last = found
        return pairs

    def _evicted(self, line: SourceLine) -> list[NewLine]:
        """What of a row that goes stands outside of tables now."""
        found: list[NewLine] = []
        for words, place in line.living_parts():
            if words and place is not None and place.kind is not _CELL:
                mark = _mark_of(line) or self._fallback
                found.append(NewLine([Words(words, mark)], Break(mark, place=place)))
        return found

    def _leave(self, row: _Row) -> None:
        """The lines of a row that goes as a whole stay as they are; words that ran on go on."""
        for index in row.lines:
            line = self._story[index]
            parts = line.living_parts()
            (words, place), following = parts[-1], self._story[index + 1]
            runs_out = following.index not in row.lines and following.end is not None
            if place is None and words and runs_out:
                mark = _mark_of(line) or self._fallback
                following.atoms.insert(0, Words(words, mark))
            line.atoms = [kept for atom in line.atoms for kept in _as_it_was(atom)]
            line.end = Break(place=self._lines[index].place)

    def _element(self, row: _Row) -> Element:
        """The ``w:tr`` of a row, that of the outermost table."""
        shown = (p.element for index in row.lines for p in self._sources[index].paragraphs)
        return list(next(shown).iterancestors(TR))[-1]

    def _taken_by(self, lines: Sequence[SourceLine]) -> Mark:
        for line in lines:
            for atom in (*line.atoms, line.end):
                if isinstance(atom, Words | Break) and atom.deleted is not None:
                    return atom.deleted
        return self._fallback

    def _put_in_by(self, target: int, number: int) -> Mark:
        """Who put a new row in."""
        for line in self._story:
            for new in line.before:
                place = new.end.place
                where = place and (place.kind, place.block, place.row)
                if where == (_CELL, target, number) and new.end.inserted is not None:
                    return new.end.inserted
        return self._fallback

    # --- new rows and tables ---

    def _settle_new_rows(self) -> None:
        """Lines of cells that are written with their rows go; a new table stands where it began."""
        for line in self._story:
            left: list[NewLine] = []
            beside = line if line.end is not None else self._story[line.index - 1]
            for new in line.before:
                place = new.end.place
                is_dead = not new.end.is_alive or self._stands(new)
                if place is None or is_dead or not _is_cell(place):
                    left.append(new)
                    continue
                beside.atoms += [atom for atom in new.atoms if isinstance(atom, Anchor)]
                if place.block not in self._written:
                    left.append(self._table_line(place.block))
            line.before = left
        for line in self._story[:-1]:
            place = line.end.place if line.end is not None else None
            own = self._lines[line.index].place
            if place is None or _is_cell(own) or not _is_cell(place):
                continue
            if place.block not in self._written:
                line.before.append(self._table_line(place.block))
            if (place.block, place.row) not in self._kept:
                _take_out(line, self._put_in_by(place.block, place.row))

    def _stands(self, new: NewLine) -> bool:
        """True for a new line in a row that is edited line by line."""
        place = new.end.place
        return place is not None and _is_cell(place) and (place.block, place.row) in self._kept

    def _renumber(self) -> None:
        """Lines put into rows that stay take the rows' numbers in the source: they go there."""
        for line in self._story:
            for new in line.before:
                place = new.end.place
                if place is not None and _is_cell(place):
                    row = self._former.get((place.block, place.row), place.row)
                    new.end.place = place._replace(row=row)

    def _table_line(self, target: int) -> NewLine:
        self._written.add(target)
        table = self._new[target]
        rows = [_new_row(row, self._put_in_by(target, number)) for number, row in table.items()]
        mark = rows[0].mark
        plain = Place(BlockKind.PARAGRAPH, target)
        return NewLine([], Break(mark, place=plain), NewTable(rows))


def _rows_of(row: Element) -> list[Element]:
    """All rows of the table that a row is in, without those of tables in its cells."""
    table = next(row.iterancestors(TBL))
    return [found for found in table.iter(TR) if next(found.iterancestors(TBL)) is table]


def _row_of(tables: dict[int, _Table], place: Place) -> _Row:
    return tables.setdefault(place.block, {}).setdefault(place.row, _Row(place.row))


def _new_row(row: _Row, mark: Mark) -> NewRow:
    cells = [(column, *row.spans[column], row.cells[column]) for column, _ in row.shape]
    return NewRow(cells, mark)


def _living(atoms: Iterable[Atom]) -> str:
    return "".join(atom.text for atom in atoms if isinstance(atom, Words) and atom.is_alive)


def _is_cell(place: Place | None) -> bool:
    return place is not None and place.kind is _CELL


def _mark_of(line: SourceLine) -> Mark | None:
    for atom in (*line.atoms, line.end):
        if isinstance(atom, Words | Break):
            mark = atom.deleted or atom.inserted
            if mark is not None:
                return mark
    return None


def _as_it_was(atom: Atom) -> list[Atom]:
    """The source's own words, and what tells where comments stand; nothing else."""
    if isinstance(atom, Words) and atom.inserted is None:
        return [Words(atom.text)]
    return [atom] if isinstance(atom, Anchor) else []


def _take_out(line: SourceLine, mark: Mark) -> None:
    """A line that became part of a table goes from where it was."""
    line.atoms = [a for a in line.atoms if not isinstance(a, Words | Break) or a.inserted is None]
    for atom in (*line.atoms, line.end):
        if isinstance(atom, Words | Break) and atom.deleted is None:
            atom.deleted = mark
