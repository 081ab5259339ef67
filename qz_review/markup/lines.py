"""A manuscript text as lines with places: what comparing works on.

The lines are those of ``plain_lines`` (so offsets agree), each with its place, and one line
without text for every picture, so that a picture that comes or goes is a change too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from qz_review.markup.changes import BlockKind, Place
from qz_review.model.text import ManuscriptText, Paragraph, Picture, Table


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its characters (line breaks inside it kept) and its place."""

    text: str
    place: Place

    @property
    def identity(self) -> tuple[object, ...]:
        """What two lines must share to count as unchanged when aligning."""
        place = self.place
        return (place.kind, self.text, place.digest)

    @property
    def width(self) -> int:
        """Code points it takes in ``plain_text``, its line end included."""
        return 0 if self.place.kind is BlockKind.PICTURE else len(self.text) + 1


def lines_of(text: ManuscriptText) -> tuple[Line, ...]:
    """All lines of a text in reading order, with offsets into its ``plain_text``."""
    lines = [Line(text.title, Place(BlockKind.TITLE))]
    if text.subtitle:
        lines.append(Line(text.subtitle, Place(BlockKind.SUBTITLE)))
    number = 0
    for index, block in enumerate(text.blocks):
        if isinstance(block, Paragraph):
            words = block.label + block.text
            if words.strip():
                number += 1
            place = Place(
                BlockKind.PARAGRAPH,
                index,
                number if words.strip() else 0,
                level=block.level,
                label=block.label,
            )
            lines.append(Line(words, place))
        elif isinstance(block, Picture):
            lines.extend(_picture_lines(block, index))
        else:
            lines.extend(_table_lines(block, index))
    for index, note in enumerate(text.notes):
        lines.append(Line(note.mark + note.text, Place(BlockKind.NOTE, index, label=note.mark)))
    for index, file in enumerate(text.attachments):
        place = Place(BlockKind.ATTACHMENT, index, digest=file.digest, media_type=file.media_type)
        lines.append(Line(file.name, place))
    return _with_offsets(lines)


def _picture_lines(picture: Picture, index: int) -> list[Line]:
    place = Place(
        BlockKind.PICTURE,
        index,
        digest=picture.digest,
        media_type=picture.media_type,
        description=picture.description,
    )
    lines = [Line("", place)]
    if picture.caption:
        lines.append(Line(picture.caption, Place(BlockKind.CAPTION, index)))
    return lines


def _table_lines(table: Table, index: int) -> list[Line]:
    lines = [Line(table.caption, Place(BlockKind.CAPTION, index))] if table.caption else []
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
                    row=row_number,
                    column=column,
                    row_span=cell.row_span,
                    column_span=cell.column_span,
                    cell_line=cell_line,
                )
                lines.append(Line(words, place))
            if cell.row_span > 1:
                below = range(row_number + 1, min(row_number + cell.row_span, len(table.rows)))
                across = range(column, column + cell.column_span)
                taken.update((r, c) for r in below for c in across)
            column += cell.column_span
    return lines


def _with_offsets(lines: list[Line]) -> tuple[Line, ...]:
    placed: list[Line] = []
    offset = 0
    for line in lines:
        placed.append(Line(line.text, replace(line.place, start=offset)))
        offset += line.width
    return tuple(placed)
