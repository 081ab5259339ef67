"""What lies under a point of the sheet: a change, a symbol of the margin, a place in the text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF

from ui.screens.compare.columns import Columns
from ui.screens.compare.faces import Face, Span
from ui.screens.compare.laid_rows import LaidRows
from ui.screens.compare.margin import Slot
from ui.screens.compare.row_layout import FaceLayout
from ui.screens.compare.sheet_painter import SheetPainter
from ui.screens.compare.text_box import TextBox, box_at
from ui.screens.compare.text_selection import Caret


@dataclass(frozen=True, slots=True)
class Hit:
    """In a row.  numbers: of the changes and notes there.  face, caret: the place in the text, None
    in the margin.
    """

    row: int
    numbers: tuple[int, ...] = ()
    slot: Slot | None = None
    face: Face | None = None
    caret: Caret | None = None

    def next_after(self, current: int) -> int:
        """The change a click chooses: the first, or the one after that which is chosen already."""
        if current in self.numbers:
            return self.numbers[(self.numbers.index(current) + 1) % len(self.numbers)]
        return self.numbers[0]


def hit_at(
    rows: LaidRows, columns: Columns, painter: SheetPainter, row: int, top: float, point: QPoint
) -> Hit:
    """What lies in a row that begins at ``top``."""
    if columns.margin is not None:
        left, width = columns.margin
        if left <= point.x() < left + width:
            for slot in rows.slots(row):
                if painter.slot_rect(slot, left, top).contains(QPointF(point)):
                    return Hit(row, slot.numbers, slot)
            return Hit(row)
    column = columns.at(point.x())
    if column is None:
        return Hit(row)
    layout = rows.layout(row).faces[column.face]
    inside = QPointF(point.x() - column.text_left, point.y() - top)
    for picture in layout.pictures:
        if picture.span is not None and picture.rect.contains(inside):
            return Hit(row, _numbers(picture.span), face=column.face)
    box = box_at(layout.boxes, inside)
    if box is None:
        return Hit(row, face=column.face)
    caret = Caret(row, layout.boxes.index(box), box.unit_at(inside))
    numbers = _changes_at(box, inside) + _notes_at(layout, box, inside)
    return Hit(row, numbers, None, column.face, caret)


def _notes_at(layout: FaceLayout, box: TextBox, point: QPointF) -> tuple[int, ...]:
    unit = box.character_at(point)
    if unit is None:
        return ()
    return tuple(n.number for n in layout.notes if n.box is box and n.start <= unit < n.end)


def _changes_at(box: TextBox, point: QPointF) -> tuple[int, ...]:
    unit = box.character_at(point)
    if unit is None:
        return ()
    for span in box.paragraph.spans:
        if span.start <= unit < span.end:
            return _numbers(span)
    return ()


def _numbers(span: Span) -> tuple[int, ...]:
    """Who deleted first: that is what the line through the words says."""
    marks = (span.gone, span.came)
    return tuple(dict.fromkeys(mark.number for mark in marks if mark is not None))
