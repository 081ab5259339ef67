"""A row laid out: every column's paragraphs, table lines and pictures, all of one height."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from qz_review.markup.changes import BlockKind, Place
from ui.screens.compare.faces import Face, FaceParagraph, Shown, Span, paragraphs_of
from ui.screens.compare.rows import Row
from ui.screens.compare.styles import SheetStyles
from ui.screens.compare.table_layout import lay_out_table
from ui.screens.compare.text_box import TextBox
from ui.text.utf16 import Utf16Map

PAD = 4.0  # px over and under what stands in a row
CLIP = 22.0  # px for the paper clip before the name of an attachment
_PICTURE_GAP = 4.0
ImageSource = Callable[[Place, int], QImage]
"""Gives the picture of a place, no wider than so many px."""


@dataclass(slots=True)
class PicturePlace:
    """A picture and where it stands; span: how it came or went."""

    rect: QRectF
    image: QImage
    span: Span | None


@dataclass(slots=True)
class NotePlace:
    """A note's words: the box and the units in it."""

    number: int
    box: TextBox
    start: int
    end: int


@dataclass(slots=True)
class FaceLayout:
    """What one column shows of a row; measured from the row's top and the text's left edge."""

    boxes: list[TextBox] = field(default_factory=list)
    notes: list[NotePlace] = field(default_factory=list)
    borders: list[QRectF] = field(default_factory=list)
    pictures: list[PicturePlace] = field(default_factory=list)
    height: float = 0.0

    def rects_of(self, number: int) -> list[QRectF]:
        """Where a change or a note stands; nothing where the column does not show it."""
        if number < 0:
            return [
                rect
                for note in self.notes
                if note.number == number
                for rect in note.box.rects_of(note.start, note.end)
            ]
        found: list[QRectF] = []
        for box in self.boxes:
            for span in box.paragraph.spans:
                if number in _numbers(span):
                    found.extend(box.rects_of(span.start, span.end))
        for picture in self.pictures:
            if picture.span is not None and number in _numbers(picture.span):
                found.append(picture.rect)
        return found


@dataclass(slots=True)
class RowLayout:
    """All columns of a row."""

    faces: dict[Face, FaceLayout]
    height: float

    def rects_of(self, number: int) -> dict[Face, list[QRectF]]:
        """Where a change stands, by column; columns that do not show it are left out."""
        found = {face: layout.rects_of(number) for face, layout in self.faces.items()}
        return {face: rects for face, rects in found.items() if rects}


def _numbers(span: Span) -> Iterator[int]:
    if span.came is not None:
        yield span.came.number
    if span.gone is not None:
        yield span.gone.number


def lay_out_row(
    row: Row,
    widths: Mapping[Face, float],
    marked: Shown,
    styles: SheetStyles,
    images: ImageSource,
) -> RowLayout:
    """Lay out a row; widths: of each column's text in px."""
    if row.table is not None:
        table = lay_out_table(row, widths, marked, styles)
        faces = {
            face: FaceLayout(boxes, borders=borders, height=table.height)
            for face, (boxes, borders) in table.faces.items()
        }
    else:
        faces = {
            face: _lay_out(paragraphs_of(row.blocks, face, marked), width, styles, images)
            for face, width in widths.items()
        }
    for face, layout in faces.items():
        if face is not Face.OLD:
            layout.notes = _note_places(row, layout.boxes)
    return RowLayout(faces, max(layout.height for layout in faces.values()))


def _note_places(row: Row, boxes: Sequence[TextBox]) -> list[NotePlace]:
    """Where the notes of a row stand in the column of the new text, or in that of all marks."""
    found = []
    by_block = {box.paragraph.block: box for box in boxes}
    for number, note in row.notes:
        box = by_block.get(note.block)
        if box is None:
            continue
        paragraph, units = box.paragraph, Utf16Map(box.paragraph.text)
        start = paragraph.place_of_word(note.start)
        end = max(paragraph.place_of_word(note.end, end=True), start)
        found.append(NotePlace(number, box, units.to_utf16(start), units.to_utf16(end)))
    return found


def _lay_out(
    paragraphs: Sequence[FaceParagraph], width: float, styles: SheetStyles, images: ImageSource
) -> FaceLayout:
    layout = FaceLayout()
    y = PAD
    for paragraph in paragraphs:
        if paragraph.picture is not None:
            y += _put_picture(layout, paragraph, y, width, images)
            continue
        style = styles.style(paragraph)
        y += style.above
        inset = styles.theme.px(CLIP) if paragraph.kind is BlockKind.ATTACHMENT else 0.0
        box = TextBox(paragraph, styles, inset, y, width - inset)
        layout.boxes.append(box)
        y += box.height
    layout.height = y + PAD
    return layout


def _put_picture(
    layout: FaceLayout, paragraph: FaceParagraph, y: float, width: float, images: ImageSource
) -> float:
    assert paragraph.picture is not None
    image = images(paragraph.picture, int(width))
    wide = image.width() / image.devicePixelRatio()
    high = image.height() / image.devicePixelRatio()
    rect = QRectF((width - wide) / 2, y + _PICTURE_GAP, wide, high)
    span = paragraph.spans[0] if paragraph.spans else None
    layout.pictures.append(PicturePlace(rect, image, span))
    return high + 2 * _PICTURE_GAP


def guessed_height(row: Row, widths: Mapping[Face, float], styles: SheetStyles) -> float:
    """About how high a row will be; pictures and tables are guessed low."""
    kind = row.blocks[0][1].kind if row.blocks else BlockKind.PARAGRAPH
    style = styles.of(kind)
    lines = 1.0
    if row.table is not None:
        lines = max(row.sizes.values(), default=1.0) * 1.4
    elif kind is BlockKind.PICTURE:
        lines = 8.0
    else:
        indent = 2.0 if kind is BlockKind.PARAGRAPH else 0.0
        for face, width in widths.items():
            each = max(width / style.px, 1.0)
            lines = max(lines, -(-(row.sizes[face] + indent) // each))
    return lines * style.line + style.above + 2 * PAD
