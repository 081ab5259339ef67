"""Paints the rows of the change list: symbol, words with their marks, who and when, the step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qz_review.markup.proof_marks import mark_of
from qz_review.model.stage import Stage
from qz_review.services.comparison_views import ChangeView
from ui.screens.compare.change_rows import ChangeRow, GroupRow, ListRow, NoteRow
from ui.screens.compare.faces import Face
from ui.screens.compare.mark_painting import paint_spans, paint_symbol
from ui.screens.compare.note_painter import NotePainter
from ui.screens.compare.styles import SheetStyles, step_ink
from ui.screens.compare.text_box import TextBox
from ui.screens.compare.words import step_name
from ui.theme.theme import current_theme
from ui.widgets.stage_chip import paint_stage_chip, stage_chip_size

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_SIDE, _GAP, _SYMBOL, _PAD = 16, 8, 32, 8  # px
_HEAD = 30  # px at 100 %: the head of a group
_KEPT = 200  # boxes
Index = QModelIndex | QPersistentModelIndex


class ChangeDelegate(QStyledItemDelegate):
    """when: who and when of a change or note, in words, by its number."""

    def __init__(self, when: Callable[[int], str], parent: QObject) -> None:
        super().__init__(parent)
        self._when = when
        self._boxes: dict[tuple[int, int], TextBox] = {}
        self._chips: dict[Stage | None, QSize] = {}
        self.renew()

    def renew(self) -> None:
        """Theme or text scale changed."""
        self._theme = current_theme()
        self._styles = SheetStyles(self._theme)
        self._chips.clear()
        self._notes = NotePainter(self._theme)
        self.forget()

    def forget(self) -> None:
        """Other rows are shown."""
        self._boxes.clear()

    # --- measures -----------------------------------------------------------------------------

    def sizes(self, rows: Sequence[ListRow], width: int) -> list[QSize]:
        """Sizes of all rows in a list of so many px, as high as their words need.

        The model hands them out: asked one by one from here they would take four times as long.
        """
        theme, style = self._theme, self._styles.list_row
        head = QSize(width, theme.px(_HEAD))
        below = theme.line_height("caption") + 2 * _PAD + 1
        plain = QSize(width, style.line + below)
        fitting: dict[Stage | None, int] = {}
        found = []
        for row in rows:
            if isinstance(row, GroupRow):
                found.append(head)
                continue
            if isinstance(row, NoteRow):
                found.append(QSize(width, self._notes.height(row, width)))
                continue
            stage = row.change.stage
            if stage not in fitting:
                fitting[stage] = int(self._text_width(row, width) / style.px)
            if 0 < row.longest_line <= fitting[stage]:
                found.append(plain)
            else:
                lines = self._box(row, width).line_count
                found.append(QSize(width, lines * style.line + below))
        return found

    def _text_width(self, row: ChangeRow, width: int) -> float:
        chip = self._chip_size(row.change.stage).width()
        return width - 2 * _SIDE - self._theme.px(_SYMBOL) - 2 * _GAP - chip

    def _chip_size(self, stage: Stage | None) -> QSize:
        if stage not in self._chips:
            self._chips[stage] = stage_chip_size(self._theme, step_name(stage))
        return self._chips[stage]

    def _box(self, row: ChangeRow, width: int) -> TextBox:
        key = (row.change.number, width)
        if key not in self._boxes:
            if len(self._boxes) >= _KEPT:
                self._boxes.clear()
            room = self._text_width(row, width)
            self._boxes[key] = TextBox(
                row.words, self._styles, 0.0, 0.0, room, self._styles.list_row
            )
        return self._boxes[key]

    # --- painting -----------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        cell = cast("Any", option)
        row: ListRow = index.data(ROW_ROLE)
        rect = QRectF(cell.rect)
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        if isinstance(row, GroupRow):
            self._paint_head(painter, rect, row)
        else:
            ground = "paper"
            if cell.state & QStyle.StateFlag.State_Selected:
                ground = "acc_soft"
            elif cell.state & QStyle.StateFlag.State_MouseOver:
                ground = "window"
            painter.fillRect(rect, self._theme.color(ground))
            if isinstance(row, NoteRow):
                self._notes.paint(painter, rect, row, self._when(row.number))
            else:
                self._paint_change(painter, rect, row)
            self._paint_rule(painter, rect)
            if cell.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(self._theme.color("accent"))
                painter.drawRect(rect.adjusted(0.5, 0.5, -1.5, -1.5))
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRectF, row: GroupRow) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.color("window"))
        self._paint_rule(painter, rect)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        room = rect.adjusted(_SIDE, 0, -_SIDE, -1)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(centre | Qt.AlignmentFlag.AlignLeft), row.label)
        painter.drawText(room, int(centre | Qt.AlignmentFlag.AlignRight), row.counted)

    def _paint_change(self, painter: QPainter, rect: QRectF, row: ChangeRow) -> None:
        theme, change = self._theme, row.change
        ink = theme.color(step_ink(change.stage))
        symbol = theme.px(_SYMBOL)
        style = self._styles.list_row
        top = rect.top() + _PAD
        middle = QPointF(rect.left() + _SIDE + symbol / 2, top + style.line / 2)
        paint_symbol(painter, mark_of(change.kind), middle, ink, theme.text_scale / 100)
        left = rect.left() + _SIDE + symbol + _GAP
        box = self._box(row, int(rect.width()))
        origin = QPointF(left, top)
        box.draw(painter, origin, None, self._styles)
        paint_spans(painter, theme, origin, box, Face.MARKED)
        below = QRectF(
            left, top + box.height, rect.right() - _SIDE - left, theme.line_height("caption")
        )
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        words = painter.fontMetrics().elidedText(
            self._when(change.number), Qt.TextElideMode.ElideRight, int(below.width())
        )
        painter.drawText(below, int(Qt.AlignmentFlag.AlignVCenter), words)
        self._paint_step(painter, rect, change)

    def _paint_step(self, painter: QPainter, rect: QRectF, change: ChangeView) -> None:
        theme, name = self._theme, step_name(change.stage)
        size = self._chip_size(change.stage)
        corner = QPointF(rect.right() - _SIDE - size.width(), rect.top() + _PAD)
        if change.stage is not None:
            paint_stage_chip(painter, theme, corner, change.stage)
            return
        painter.setFont(theme.font("small-strong"))
        painter.setPen(theme.color("text2"))
        room = QRectF(corner.x(), corner.y(), size.width() + 1, size.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), name)

    def _paint_rule(self, painter: QPainter, rect: QRectF) -> None:
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, self._theme.color("line"))
