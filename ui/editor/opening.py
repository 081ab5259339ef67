"""From a composed document to the lines of the text page, and back to the exact text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qz_review.markup.changes import BREAK_SIGN, BlockKind
from qz_review.markup.lines import Line, lines_of
from qz_review.markup.marked import MarkedBlock, MarkedDocument, MarkedRun
from qz_review.model.text import (
    Block,
    Cell,
    ManuscriptText,
    Note,
    Paragraph,
    Picture,
    Table,
)
from ui.editor.marked_lines import EditLine, Lines, Run, merged, new_key

_OBJECT = (BlockKind.PICTURE, BlockKind.CAPTION)


def open_text(text: ManuscriptText) -> Lines:
    """The lines of a text without marks."""
    return tuple(_assembled(text, iter(_plain_line(line) for line in lines_of(text))))


def open_marked(marked: MarkedDocument, text: ManuscriptText) -> Lines:
    """The lines of ``text`` with the marks of ``marked``, whose last version it is.

    Where the two do not belong together the text wins and is shown without marks.
    """
    source = lines_of(text)
    living = [block for block in marked.blocks if block.is_present]
    if len(living) != len(source) or any(
        block.clean != line.text for block, line in zip(living, source, strict=False)
    ):
        return open_text(text)
    return tuple(_assembled(text, _marked_lines(marked.blocks, source)))


def picture_digests(*texts: ManuscriptText) -> tuple[str, ...]:
    """Digests of the pictures of some texts, each once."""
    pictures = (block for text in texts for block in text.blocks if isinstance(block, Picture))
    return tuple(dict.fromkeys(picture.digest for picture in pictures))


def extract_text(lines: Lines, base: ManuscriptText) -> ManuscriptText:
    """The exact text of the lines; attachments are those of ``base``."""
    title = subtitle = ""
    blocks: list[Block] = []
    notes: list[Note] = []
    cells: dict[int, dict[tuple[int, int], list[str]]] = {}
    for line in lines:
        if line.kind is BlockKind.CELL and line.dead is None:
            cells.setdefault(line.group, {}).setdefault(line.cell, []).append(line.live)
    for line in lines:
        if line.dead is not None:
            continue
        if line.kind is BlockKind.TITLE:
            title = line.live
        elif line.kind is BlockKind.SUBTITLE:
            subtitle = line.live
        elif line.table is not None:
            blocks.append(_table(line, cells.get(line.group, {})))
        elif line.picture is not None:
            blocks.append(replace(line.picture, caption=line.live))
        elif line.kind is BlockKind.PARAGRAPH:
            blocks.append(line.paragraph)
        elif line.kind is BlockKind.NOTE and (line.live or not line.text):
            notes.append(Note(line.label, line.words))
    return ManuscriptText(title, subtitle, tuple(blocks), tuple(notes), base.attachments)


def _table(line: EditLine, words: dict[tuple[int, int], list[str]]) -> Table:
    assert line.table is not None
    rows = tuple(
        tuple(
            replace(cell, paragraphs=tuple(words[place])) if place in words else cell
            for place, cell in row
        )
        for row in placed_cells(line.table)
    )
    return Table(rows, line.live)


def placed_cells(table: Table) -> list[list[tuple[tuple[int, int], Cell]]]:
    """Every cell with its row and column on the grid, spans counted."""
    taken: set[tuple[int, int]] = set()
    placed: list[list[tuple[tuple[int, int], Cell]]] = []
    for row_number, row in enumerate(table.rows):
        column = 0
        here: list[tuple[tuple[int, int], Cell]] = []
        for cell in row:
            while (row_number, column) in taken:
                column += 1
            here.append(((row_number, column), cell))
            if cell.row_span > 1:
                below = range(row_number + 1, min(row_number + cell.row_span, len(table.rows)))
                across = range(column, column + cell.column_span)
                taken.update((r, c) for r in below for c in across)
            column += cell.column_span
        placed.append(here)
    return placed


def column_count(table: Table) -> int:
    """Columns of the grid, spans counted; 0 for a table without cells."""
    placed = placed_cells(table)
    return max((place[1] + cell.column_span for row in placed for place, cell in row), default=0)


def _plain_line(line: Line) -> EditLine:
    return EditLine(
        new_key(), line.place.kind, _labelled((Run(line.text),), line), line.place.level,
        cell=_cell_of(line.place.kind, line.place.row, line.place.column),
    )  # fmt: skip


def _cell_of(kind: BlockKind, row: int, column: int) -> tuple[int, int]:
    return (row, column) if kind is BlockKind.CELL else (-1, -1)


def _labelled(runs: Sequence[Run], line: Line) -> tuple[Run, ...]:
    """The runs with the first live characters marked as the label."""
    label = line.place.label
    left = len(label) if label and line.text.startswith(label) else 0
    if not left:
        return merged(runs)
    marked: list[Run] = []
    for run in runs:
        if left and run.is_live:
            size = min(left, len(run.text))
            marked.append(replace(run, text=run.text[:size], label=True))
            run = replace(run, text=run.text[size:])
            left -= size
        marked.append(run)
    return merged(marked)


def _marked_lines(blocks: Sequence[MarkedBlock], source: Sequence[Line]) -> Iterator[EditLine]:
    living = iter(source)
    for block in blocks:
        place = block.place
        runs = tuple(_run(run) for run in block.runs)
        cell = _cell_of(block.kind, place.row, place.column)
        if block.deleted is not None:
            yield EditLine(new_key(), block.kind, merged(runs), block.level, dead=block.deleted,
                           cell=cell)  # fmt: skip
            continue
        line = next(living)
        end = block.inserted
        if runs and runs[-1].is_break and runs[-1].deleted is None:
            end, runs = runs[-1].inserted, runs[:-1]
        yield EditLine(new_key(), block.kind, _labelled(runs, line), block.level, end, cell=cell)


def _run(run: MarkedRun) -> Run:
    return Run(
        BREAK_SIGN if run.is_break else run.text, run.inserted, run.deleted, run.is_break,
        False, run.inserted_change, run.deleted_change,
    )  # fmt: skip


def _assembled(text: ManuscriptText, source: Iterator[EditLine]) -> Iterator[EditLine]:
    """Lines in reading order: each table and picture gets its line, with or without caption."""
    flow = _Flow(source)
    yield from flow.until(BlockKind.TITLE)
    if text.subtitle:
        yield from flow.until(BlockKind.SUBTITLE)
    for number, block in enumerate(text.blocks):
        if isinstance(block, Paragraph):
            yield from flow.until(BlockKind.PARAGRAPH)
        elif isinstance(block, Picture):
            yield from flow.until_before(BlockKind.PICTURE)
            yield replace(flow.caption(block.caption), picture=block, group=number)
        else:
            yield from _table_lines(block, number, flow)
    for _ in text.notes:
        yield from flow.until(BlockKind.NOTE)
    yield from flow.rest()


def _table_lines(table: Table, number: int, flow: _Flow) -> Iterator[EditLine]:
    yield from flow.dead_before(BlockKind.CELL, BlockKind.CAPTION)
    caption = flow.take(BlockKind.CAPTION) if table.caption else _blank_caption()
    yield replace(caption, table=table, group=number)
    wanted = sum(len(cell.paragraphs) for row in table.rows for cell in row)
    columns = column_count(table)
    place = (-1, -1)
    while wanted:
        line = flow.next()
        if line.dead is None:
            wanted -= 1
            place = line.cell
            yield replace(line, group=number, columns=columns)
        elif line.kind is BlockKind.CELL:
            where = place if place[0] >= 0 else line.cell
            yield replace(line, group=number, columns=columns, cell=where)
    while flow.dead_cell_waits(place):
        yield replace(flow.next(), group=number, columns=columns)


def _blank_caption() -> EditLine:
    return EditLine(new_key(), BlockKind.CAPTION)


class _Flow:
    """Hands out lines, dead ones with the living line they stand before."""

    def __init__(self, source: Iterator[EditLine]) -> None:
        self._waiting = list(source)
        self._at = 0

    def next(self) -> EditLine:
        """The next line, whatever it is."""
        line = self._waiting[self._at]
        self._at += 1
        return line

    def until(self, kind: BlockKind) -> Iterator[EditLine]:
        """Everything up to and including the next living line of the kind."""
        while True:
            line = self.next()
            if line.dead is None:
                if line.kind is not kind:
                    raise ValueError(f"{kind} expected, {line.kind} found")
                yield line
                return
            yield from _shown_dead(line)

    def until_before(self, kind: BlockKind) -> Iterator[EditLine]:
        """Dead lines before the next living one, which is taken and dropped (a picture)."""
        for line in self.until(kind):
            if line.dead is not None:
                yield line

    def caption(self, words: str) -> EditLine:
        """The caption's line, a blank one where there are no words."""
        if not words:
            return _blank_caption()
        return self.take(BlockKind.CAPTION)

    def take(self, kind: BlockKind) -> EditLine:
        """The next living line of the kind; dead ones before it are left out."""
        *_, line = self.until(kind)
        return line

    def dead_before(self, *stop: BlockKind) -> Iterator[EditLine]:
        """Dead lines that stand before an object, except those that belong to it."""
        while self._at < len(self._waiting):
            line = self._waiting[self._at]
            if line.dead is None or line.kind in stop:
                return
            self._at += 1
            yield from _shown_dead(line)

    def dead_cell_waits(self, place: tuple[int, int]) -> bool:
        """True when the next line is a deleted paragraph of the cell just read."""
        if self._at >= len(self._waiting):
            return False
        line = self._waiting[self._at]
        return line.dead is not None and line.kind is BlockKind.CELL and line.cell == place

    def rest(self) -> Iterator[EditLine]:
        """Dead lines at the end; attachments are no lines of the page."""
        for line in self._waiting[self._at :]:
            if line.dead is not None and line.kind is not BlockKind.ATTACHMENT:
                yield from _shown_dead(line)


def _shown_dead(line: EditLine) -> Iterator[EditLine]:
    """A deleted cell or caption outside its object is shown as a struck paragraph."""
    if not line.text:
        return
    if line.kind in (BlockKind.CELL, *_OBJECT):
        line = replace(line, kind=BlockKind.PARAGRAPH, cell=(-1, -1), level=0)
    yield line
