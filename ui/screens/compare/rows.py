"""The rows of the sheet: what stands at one height in all columns.  Pure, made in a worker.

A row is a paragraph; where one was split or paragraphs were joined, all of them; or a table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from qz_review.markup.changes import BlockKind, ChangeKind
from qz_review.markup.marked import MarkedBlock, MarkedDocument, MarkedRun
from qz_review.markup.tables import MarkedTable, arrange
from qz_review.services.comparison_views import ChangeView, PlacedNote
from ui.screens.compare.faces import Face

_NARROW = 0.55  # width of a Latin letter or figure in characters
Placed = tuple[int, MarkedBlock]


@dataclass(frozen=True, slots=True)
class Row:
    """One row.  table: set where the row is a table; its blocks are then those of the cells.

    notes: those on its words, each with its number, which is below zero.
    sizes: width of the longest-running text of each face in characters, for a first guess of
    the row's height.
    """

    blocks: tuple[Placed, ...]
    table: MarkedTable | None
    sizes: Mapping[Face, float]
    notes: tuple[tuple[int, PlacedNote], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is laid out.

    changes_in: numbers of the changes of each row, in reading order.  rows_of: where a change or
    a note stands; a moved paragraph stands in two rows, the place it left first.
    """

    rows: tuple[Row, ...]
    changes_in: tuple[tuple[int, ...], ...]
    rows_of: Mapping[int, tuple[int, ...]]
    kinds: Mapping[int, ChangeKind]


def make_sheet(
    document: MarkedDocument, changes: Sequence[ChangeView], notes: Sequence[PlacedNote] = ()
) -> Sheet:
    """Cut a document into rows and find the row of every change and note.

    notes: numbered from -1 down, in their order.
    """
    rows = _with_notes(tuple(_rows(document)), notes)
    rows_of: dict[int, list[int]] = defaultdict(list)
    changes_in = []
    home = {index: at for at, row in enumerate(rows) for index, _ in row.blocks}
    loose: dict[int, list[int]] = defaultdict(list)
    seen = {number for row in rows for number in _numbers(row.blocks)}
    for change in changes:
        if change.number not in seen:  # 版式: no character shows it
            loose[home[change.block]].append(change.number)
    for at, row in enumerate(rows):
        numbers = tuple(dict.fromkeys([*loose.get(at, ()), *_numbers(row.blocks)]))
        changes_in.append(numbers)
        for number in (*numbers, *(number for number, _ in row.notes)):
            rows_of[number].append(at)
    return Sheet(
        rows,
        tuple(changes_in),
        MappingProxyType({number: tuple(at) for number, at in rows_of.items()}),
        MappingProxyType({change.number: change.kind for change in changes}),
    )


def _with_notes(rows: tuple[Row, ...], notes: Sequence[PlacedNote]) -> tuple[Row, ...]:
    found: dict[int, list[tuple[int, PlacedNote]]] = defaultdict(list)
    for at, note in enumerate(notes):
        found[note.block].append((-1 - at, note))
    if not found:
        return rows
    return tuple(
        replace(row, notes=tuple(note for index, _ in row.blocks for note in found.get(index, ())))
        for row in rows
    )


def _rows(document: MarkedDocument) -> Iterator[Row]:
    index = {id(block): at for at, block in enumerate(document.blocks)}
    group: list[Placed] = []
    for item in arrange(document.blocks):
        if isinstance(item, MarkedTable):
            if group:
                yield _text_row(group)
                group = []
            for caption in item.captions:
                yield _text_row([(index[id(caption)], caption)])
            cells = [block for row in item.rows for cell in row.cells for block in cell.blocks]
            yield Row(tuple((index[id(block)], block) for block in cells), item, _table_sizes(item))
            continue
        group.append((index[id(item)], item))
        if not _is_open(group):
            yield _text_row(group)
            group = []
    if group:
        yield _text_row(group)


def _is_open(group: Sequence[Placed]) -> bool:
    """True while the old text's paragraph goes on in the next block (it was split here)."""
    unfinished = False
    for _, block in group:
        for run in (*block.runs, block.end):
            if run.inserted is None and (run.text or run.is_break):
                unfinished = not run.is_break
    return unfinished


def _numbers(blocks: Iterable[Placed]) -> Iterator[int]:
    for _, block in blocks:
        for run in (*block.runs, block.end):
            for number in (run.deleted_change, run.inserted_change):
                if number is not None:
                    yield number


# --- sizes ----------------------------------------------------------------------------------


def _text_row(group: Sequence[Placed]) -> Row:
    sizes = dict.fromkeys(Face, 0.0)
    for _, block in group:
        if block.kind is BlockKind.PICTURE:
            continue
        for face, width in _widths(block).items():
            sizes[face] += width
    return Row(tuple(group), None, MappingProxyType(sizes))


def _table_sizes(table: MarkedTable) -> Mapping[Face, float]:
    """Lines, not characters: how many rows of one line the table has at least."""
    rows = float(len(table.rows))
    return MappingProxyType(dict.fromkeys(Face, rows))


def _widths(block: MarkedBlock) -> dict[Face, float]:
    old = new = both = 0.0
    for run in block.runs:
        width = _width(run)
        both += width
        if run.inserted is None:
            old += width
        if run.deleted is None:
            new += width
    return {Face.OLD: old, Face.MARKED: both, Face.NEW: new}


def _width(run: MarkedRun) -> float:
    text = run.text
    if text.isascii():
        return len(text) * _NARROW
    narrow = len(text.encode("ascii", "ignore"))
    return len(text) - narrow * (1 - _NARROW)
