"""Paints one row of the sheet: paper, rings, text, marks, the symbols of the margin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from qz_review.markup.changes import BlockKind, ChangeKind
from qz_review.markup.proof_marks import ProofMark, mark_of
from qz_review.model.stage import Stage
from ui.screens.compare.columns import Column, Columns
from ui.screens.compare.faces import Face
from ui.screens.compare.margin import SLOT_HEIGHT, SLOT_WIDTH, Slot
from ui.screens.compare.mark_painting import (
    paint_note,
    paint_ring,
    paint_spans,
    paint_symbol,
)
from ui.screens.compare.row_layout import FaceLayout, PicturePlace, RowLayout
from ui.screens.compare.styles import SheetStyles, step_ink
from ui.theme.icons import paint_icon
from ui.theme.tokens import RADIUS_TAG

Picked = Mapping[int, tuple[int, int]]
"""Selected characters of a row: start and end by place of the box in its column."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is chosen and known of the changes.

    steps: of changes and notes.  current: number of the chosen one, 0 for none.
    hovered: slot under the pointer.
    """

    steps: Mapping[int, Stage | None] = field(default_factory=dict)
    kinds: Mapping[int, ChangeKind] = field(default_factory=dict)
    current: int = 0
    hovered: Slot | None = None


class SheetPainter:
    """Paints with the styles of one theme and text scale."""

    def __init__(self, styles: SheetStyles) -> None:
        self._styles, self._theme = styles, styles.theme

    def paint_ground(self, painter: QPainter, columns: Columns, width: int, height: int) -> None:
        """Window, papers, the margin and the lines between the columns."""
        theme = self._theme
        painter.fillRect(QRectF(0, 0, width, height), theme.color("window"))
        for column in columns.faces:
            room = QRectF(column.left, 0, column.width, height)
            painter.fillRect(room, theme.color("paper"))
        line = theme.color("line")
        for x in columns.edges():
            if 0 < x < width - 1:
                painter.fillRect(QRectF(x, 0, 1, height), line)

    def paint_row(
        self, painter: QPainter, columns: Columns, layout: RowLayout, slots: tuple[Slot, ...],
        top: float, look: Look, picked: tuple[Face, Picked] | None,
    ) -> None:  # fmt: skip
        """Paint one row at ``top``."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        for column in columns.faces:
            chosen = picked[1] if picked is not None and picked[0] is column.face else {}
            origin = QPointF(column.text_left, top)
            self._paint_face(painter, column, layout.faces[column.face], origin, look, chosen)
        if columns.margin is not None:
            for slot in slots:
                self._paint_slot(painter, slot, columns.margin[0], top, look)

    def _paint_face(
        self, painter: QPainter, column: Column, layout: FaceLayout, origin: QPointF, look: Look,
        picked: Picked,
    ) -> None:  # fmt: skip
        theme = self._theme
        for picture in layout.pictures:
            self._paint_picture(painter, picture, origin)
        painter.setPen(QPen(theme.color("ctl"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for border in layout.borders:
            painter.drawRect(_shared(border.translated(origin)))
        if look.current:
            rects = _telling(layout.rects_of(look.current))
            ring = theme.color(step_ink(look.steps.get(look.current)))
            paint_ring(
                painter, [rect.translated(origin) for rect in rects], ring, theme.color("acc_soft")
            )
        for place, box in enumerate(layout.boxes):
            if box.paragraph.kind is BlockKind.ATTACHMENT:
                side = theme.px(16)
                top = origin.y() + box.y + (box.style.line - side) / 2
                icon = QRectF(origin.x(), top, side, side)
                paint_icon(painter, "paperclip", icon, theme.color("text2"))
            box.draw(painter, origin, picked.get(place), self._styles)
            paint_spans(painter, theme, origin, box, column.face)
        for note in layout.notes:
            rects = note.box.rects_of(note.start, note.end)
            paint_note(painter, theme, [rect.translated(origin) for rect in rects])

    def _paint_picture(self, painter: QPainter, picture: PicturePlace, origin: QPointF) -> None:
        rect = picture.rect.translated(origin)
        painter.drawImage(rect, picture.image)
        if picture.span is None:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for mark in (picture.span.came, picture.span.gone):
            if mark is not None:
                painter.setPen(QPen(self._theme.color(step_ink(mark.stage)), 2))
                painter.drawRect(rect)
        if picture.span.gone is not None:
            painter.drawLine(rect.topLeft(), rect.bottomRight())
            painter.drawLine(rect.bottomLeft(), rect.topRight())

    def _paint_slot(
        self, painter: QPainter, slot: Slot, left: float, top: float, look: Look
    ) -> None:
        theme = self._theme
        rect = self.slot_rect(slot, left, top)
        number = slot.numbers[0]
        ink = theme.color(step_ink(look.steps.get(number)))
        chosen = look.current in slot.numbers
        if chosen or slot is look.hovered:
            painter.setPen(QPen(ink if chosen else theme.color("line"), 1))
            painter.setBrush(theme.color("paper"))
            painter.drawRoundedRect(_crisp(rect), RADIUS_TAG, RADIUS_TAG)
        if slot.is_count:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("text2"))
            words = f"+{len(slot.numbers)}"
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)
            return
        symbol = mark_of(look.kinds[number]) if number > 0 else ProofMark.NOTE
        paint_symbol(painter, symbol, rect.center(), ink, theme.text_scale / 100)

    def slot_rect(self, slot: Slot, left: float, top: float) -> QRectF:
        """The room of a slot; left: of the margin, top: of its row."""
        scale = self._theme.text_scale / 100
        height = SLOT_HEIGHT * scale
        return QRectF(left + slot.x * scale, top + slot.y - height / 2, SLOT_WIDTH * scale, height)


def _telling(rects: list[QRectF]) -> list[QRectF]:
    """The rooms with characters, neighbours as one; gaps only where there is nothing else."""
    joined: list[QRectF] = []
    for rect in rects:
        if rect.width() < 1:
            continue
        last = joined[-1] if joined else None
        if last is not None and last.top() == rect.top() and abs(last.right() - rect.left()) < 1:
            joined[-1] = last.united(rect)
        else:
            joined.append(rect)
    return joined or rects


def _shared(rect: QRectF) -> QRectF:
    """On the middle of pixels, so that neighbouring cells share one line."""
    left, top = round(rect.left()), round(rect.top())
    return QRectF(left + 0.5, top + 0.5, round(rect.right()) - left, round(rect.bottom()) - top)


def _crisp(rect: QRectF) -> QRectF:
    """On the middle of pixels, so that a line of 1 px is one."""
    return QRectF(
        round(rect.x()) + 0.5, round(rect.y()) + 0.5, round(rect.width()) - 1,
        round(rect.height()) - 1,
    )  # fmt: skip
