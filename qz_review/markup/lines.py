"""A manuscript text as lines with places: what comparing works on.

The lines are those of ``plain_lines`` (so offsets agree), each with its place, and one line
without text for every picture, so that a picture that comes or goes is a change too.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from qz_review.markup.changes import BlockKind, Place
from qz_review.model.text import ManuscriptText, Paragraph, Picture, Table

_PARAGRAPH = BlockKind.PARAGRAPH
_PICTURE = BlockKind.PICTURE


class Line(NamedTuple):
    """One line: its characters (line breaks inside it kept) and its place."""

    text: str
    place: Place

    @property
    def key(self) -> Hashable:
        """What two lines must share to count as unchanged when aligning."""
        return _key(self.text, self.place)

    @property
    def width(self) -> int:
        """Code points it takes in ``plain_text``, its line end included."""
        return 0 if self.place.kind is _PICTURE else len(self.text) + 1


def keys_of(lines: Sequence[Line]) -> list[Hashable]:
    """The key of each line."""
    return [
        line.text if line.place.kind is _PARAGRAPH else _key(line.text, line.place)
        for line in lines
    ]


def _key(text: str, place: Place) -> Hashable:
    return text if place.kind is _PARAGRAPH else (place.kind, text, place.digest)


def lines_of(text: ManuscriptText) -> tuple[Line, ...]:
    """All lines of a text in reading order, with offsets into its ``plain_text``."""
    title = Line(text.title, Place(BlockKind.TITLE))
    lines = [title]
    offset = title.width
    if text.subtitle:
        lines.append(Line(text.subtitle, Place(BlockKind.SUBTITLE, start=offset)))
        offset += lines[-1].width
    number = 0
    for index, block in enumerate(text.blocks):
        if isinstance(block, Paragraph):
            words = block.label + block.text if block.label else block.text
            seen = 0
            if words and not words.isspace():
                number += 1
                seen = number
            place = Place(_PARAGRAPH, index, seen, offset, block.level, block.label)
            lines.append(Line(words, place))
            offset += len(words) + 1
            continue
        made = (
            _picture_lines(block, index, offset)
            if isinstance(block, Picture)
            else _table_lines(block, index, offset)
        )
        lines.extend(made)
        offset += sum(line.width for line in made)
    for index, note in enumerate(text.notes):
        place = Place(BlockKind.NOTE, index, start=offset, label=note.mark)
        lines.append(Line(note.mark + note.text, place))
        offset += lines[-1].width
    for index, file in enumerate(text.attachments):
        place = Place(
            BlockKind.ATTACHMENT,
            index,
            start=offset,
            digest=file.digest,
            media_type=file.media_type,
        )
        lines.append(Line(file.name, place))
        offset += lines[-1].width
    return tuple(lines)


def _picture_lines(picture: Picture, index: int, offset: int) -> list[Line]:
    place = Place(
        BlockKind.PICTURE,
        index,
        start=offset,
        digest=picture.digest,
        media_type=picture.media_type,
        description=picture.description,
    )
    lines = [Line("", place)]
    if picture.caption:
        lines.append(Line(picture.caption, Place(BlockKind.CAPTION, index, start=offset)))
    return lines


def _table_lines(table: Table, index: int, offset: int) -> list[Line]:
    lines: list[Line] = []
    if table.caption:
        lines.append(Line(table.caption, Place(BlockKind.CAPTION, index, start=offset)))
        offset += lines[-1].width
    taken: set[tuple[int, int]] = set()
    for row_number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (row_number, column) in taken:
                column += 1
            for cell_line, words in enumerate(cell.paragraphs):
                place = Place(
                    BlockKind.CELL,
                    index,
                    start=offset,
                    row=row_number,
                    column=column,
                    row_span=cell.row_span,
                    column_span=cell.column_span,
                    cell_line=cell_line,
                )
                lines.append(Line(words, place))
                offset += len(words) + 1
            if cell.row_span > 1:
                below = range(row_number + 1, min(row_number + cell.row_span, len(table.rows)))
                across = range(column, column + cell.column_span)
                taken.update((r, c) for r in below for c in across)
            column += cell.column_span
    return lines
