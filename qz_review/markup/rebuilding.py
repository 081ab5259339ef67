"""From lines back to a text: blocks, tables and notes put together again.

A line of the new text ends with a line end that stood in the last version, in the version
before a change, or in both; what cannot be seen in its characters (level, cells, pictures) is
taken from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qz_review.errors import Refused
from qz_review.markup.changes import BlockKind, Place
from qz_review.markup.lines import Line, lines_of
from qz_review.model.text import (
    Attachment,
    Block,
    Cell,
    ManuscriptText,
    Note,
    Paragraph,
    Picture,
    Table,
)


@dataclass(frozen=True, slots=True)
class RebuiltLine:
    """One line of the new text.

    last, before: numbers of the lines that end with its line end in the last version and in
        the version before the change; None where there is none.
    begins: number of the line of the last version that begins with its first character.
    reformatted: level, number and spans are those of the version before.
    """

    text: str
    last: int | None
    before: int | None
    begins: int | None
    reformatted: bool = False


def rebuild(
    last: ManuscriptText, before: ManuscriptText, lines: Sequence[RebuiltLine]
) -> ManuscriptText:
    """The text that the lines make.

    Raises Refused ``change.structure`` where they make none (a caption without its picture).
    """
    return _Builder(last, before, lines).build()


_Key = tuple[str, int]


class _Builder:
    def __init__(
        self, last: ManuscriptText, before: ManuscriptText, lines: Sequence[RebuiltLine]
    ) -> None:
        self._last = last
        self._before = before
        self._last_lines = lines_of(last)
        self._before_lines = lines_of(before)
        self._lines = lines
        self._same = _Same(lines, self._last_lines, self._before_lines)
        self._same.add_captions(last, before)

    def build(self) -> ManuscriptText:
        titles: dict[BlockKind, str] = {}
        blocks: dict[_Key, list[RebuiltLine]] = {}
        notes: list[Note] = []
        files: list[Attachment] = []
        for number, line in enumerate(self._lines):
            place = self._home(line)
            if place.kind in (BlockKind.TITLE, BlockKind.SUBTITLE):
                if place.kind in titles:
                    raise Refused("change.structure")
                titles[place.kind] = line.text
            elif place.kind is BlockKind.NOTE:
                mark, text = self._labelled(line)
                notes.append(Note(mark, text))
            elif place.kind is BlockKind.ATTACHMENT:
                files.append(self._attachment(line, place))
            elif place.kind is BlockKind.PARAGRAPH:
                blocks[("line", number)] = [line]
            else:
                blocks.setdefault(self._same.block(line, place), []).append(line)
        return ManuscriptText(
            titles.get(BlockKind.TITLE, ""),
            titles.get(BlockKind.SUBTITLE, ""),
            tuple(self._blocks(blocks)),
            tuple(notes),
            tuple(files),
        )

    # --- what a line is ---

    def _home(self, line: RebuiltLine) -> Place:
        """Where the line stands in the last version, or stood in the one before."""
        if line.last is not None:
            return self._last_lines[line.last].place
        if line.before is None:
            raise Refused("change.structure")
        return self._before_lines[line.before].place

    def _look(self, line: RebuiltLine) -> Place:
        """What it looks like: where it stands, unless its format is to be the former one."""
        if line.reformatted and line.before is not None:
            return self._before_lines[line.before].place
        return self._home(line)

    def _labelled(self, line: RebuiltLine) -> tuple[str, str]:
        """The line's automatic number and the words after it."""
        for label in self._labels(line):
            if line.text.startswith(label):
                return label, line.text[len(label) :]
        return "", line.text

    def _labels(self, line: RebuiltLine) -> Iterator[str]:
        """Numbers it may have: the one its first words have, then those of its line end."""
        if line.reformatted:
            yield self._look(line).label
        elif line.begins is not None:
            yield self._last_lines[line.begins].place.label
        if line.before is not None:
            yield self._before_lines[line.before].place.label
        yield self._home(line).label

    def _attachment(self, line: RebuiltLine, place: Place) -> Attachment:
        source = self._before if line.last is None else self._last
        media_type = self._look(line).media_type
        return replace(source.attachments[place.block], name=line.text, media_type=media_type)

    # --- blocks ---

    def _blocks(self, groups: dict[_Key, list[RebuiltLine]]) -> Iterator[Block]:
        """The blocks in order; those of the last version that have no line keep their places."""
        bare = [n for n, block in enumerate(self._last.blocks) if not _has_lines(block)]
        for lines in groups.values():
            first = next((line.last for line in lines if line.last is not None), None)
            if first is not None:
                at = self._last_lines[first].place.block
                while bare and bare[0] < at:
                    yield self._last.blocks[bare.pop(0)]
            yield self._block(lines)
        for number in bare:
            yield self._last.blocks[number]

    def _block(self, lines: Sequence[RebuiltLine]) -> Block:
        first = self._look(lines[0])
        if first.kind is BlockKind.PARAGRAPH:
            label, text = self._labelled(lines[0])
            return Paragraph(text, first.level, label)
        kinds = [self._home(line).kind for line in lines]
        if BlockKind.PICTURE in kinds:
            return self._picture(lines)
        if BlockKind.CELL not in kinds or kinds.count(BlockKind.CAPTION) > 1:
            raise Refused("change.structure")
        return self._table(lines)

    def _picture(self, lines: Sequence[RebuiltLine]) -> Picture:
        places = [self._look(line) for line in lines]
        captions = [line.text for line, p in zip(lines, places, strict=True)
                    if p.kind is BlockKind.CAPTION]  # fmt: skip
        pictures = [place for place in places if place.kind is BlockKind.PICTURE]
        if len(pictures) != 1 or len(captions) > 1 or len(lines) > 2:
            raise Refused("change.structure")
        picture = pictures[0]
        caption = captions[0] if captions else ""
        return Picture(picture.digest, picture.media_type, caption, picture.description)

    def _table(self, lines: Sequence[RebuiltLine]) -> Table:
        caption = ""
        rows: dict[_Key, dict[_Key, list[RebuiltLine]]] = {}
        for line in lines:
            place = self._home(line)
            if place.kind is BlockKind.CAPTION:
                caption = line.text
                continue
            row = rows.setdefault(self._same.row(line, place), {})
            row.setdefault(self._same.cell(line, place), []).append(line)
        return Table(tuple(self._rows(rows, self._former_table(lines))), caption)

    def _former_table(self, lines: Sequence[RebuiltLine]) -> tuple[str, Table]:
        """The table as it was, and in which version: the last one where it is there."""
        for line in lines:
            if line.last is not None:
                block = self._last.blocks[self._home(line).block]
                return "last", block if isinstance(block, Table) else Table(())
        block = self._before.blocks[self._home(lines[0]).block]
        return "before", block if isinstance(block, Table) else Table(())

    def _rows(
        self, rows: dict[_Key, dict[_Key, list[RebuiltLine]]], former: tuple[str, Table]
    ) -> Iterator[tuple[Cell, ...]]:
        """The rows in order; those without cells, which no line shows, keep their places."""
        version, table = former
        bare = [number for number, row in enumerate(table.rows) if not row]
        for (side, number), cells in rows.items():
            while bare and side == version and bare[0] < number:
                yield table.rows[bare.pop(0)]
            yield self._row(cells)
        for number in bare:
            yield table.rows[number]

    def _row(self, cells: dict[_Key, list[RebuiltLine]]) -> tuple[Cell, ...]:
        made = []
        for lines in cells.values():
            place = self._look(lines[-1])
            words = tuple(line.text for line in lines)
            made.append(Cell(words, place.row_span, place.column_span))
        return tuple(made)


class _Same:
    """Which tables, rows and cells of the version before are which of the last version."""

    def __init__(
        self, lines: Sequence[RebuiltLine], last: Sequence[Line], before: Sequence[Line]
    ) -> None:
        self._places = [
            (before[line.before].place, last[line.last].place)
            for line in lines
            if line.last is not None and line.before is not None
        ]
        self._blocks: dict[int, int] = {}
        self._rows: dict[tuple[int, int], int] = {}
        self._cells: dict[tuple[int, int, int], int] = {}
        for old, new in self._places:
            if old.kind in (BlockKind.CELL, BlockKind.PICTURE):
                self._blocks.setdefault(old.block, new.block)
                self._rows.setdefault((old.block, old.row), new.row)
                self._cells.setdefault((old.block, old.row, old.column), new.column)

    def add_captions(self, last: ManuscriptText, before: ManuscriptText) -> None:
        """Of a picture exchanged for another, the caption tells that they are the same block."""
        for old, new in self._places:
            if old.kind is BlockKind.CAPTION and old.block not in self._blocks:
                was, now = before.blocks[old.block], last.blocks[new.block]
                if type(was) is type(now):
                    self._blocks[old.block] = new.block

    def block(self, line: RebuiltLine, home: Place) -> _Key:
        """Key of the block a line belongs to."""
        if line.last is not None:
            return "last", home.block
        known = self._blocks.get(home.block)
        return ("before", home.block) if known is None else ("last", known)

    def row(self, line: RebuiltLine, home: Place) -> _Key:
        """Key of the row of a cell's line, within its table."""
        if line.last is not None:
            return "last", home.row
        known = self._rows.get((home.block, home.row))
        return ("before", home.row) if known is None else ("last", known)

    def cell(self, line: RebuiltLine, home: Place) -> _Key:
        """Key of the cell of a cell's line, within its row."""
        if line.last is not None:
            return "last", home.column
        known = self._cells.get((home.block, home.row, home.column))
        return ("before", home.column) if known is None else ("last", known)


def _has_lines(block: Block) -> bool:
    """False for a table without a caption and without cells, which no line shows."""
    if not isinstance(block, Table):
        return True
    return bool(block.caption) or any(cell.paragraphs for row in block.rows for cell in row)
