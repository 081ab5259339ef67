"""The progress of one manuscript in a list: dots for what is done, a pill for now, rings for later.

As a painter for rows of lists and as a widget.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QSizePolicy,
    QWidget,
)

from qz_review.model.stage import Stage
from ui.theme.theme import Theme
from ui.widgets.themed import Themed

COLUMNS = (*(stage.label for stage in Stage), "终扫")
COLUMN_WIDTH = 50  # px at 100 %
_DOT, _RING, _PILL, _PAD = 10, 1.5, 20, 8  # px


@dataclass(frozen=True, slots=True)
class ProgressView:
    """done: how many of the seven are done; returned: the present one came back;

    label: other word in the pill than the step's name.
    """

    done: int
    returned: bool = False
    label: str = ""

    @property
    def words(self) -> str:
        """The same for a screen reader."""
        if self.done >= len(COLUMNS):
            return "七个环节已完成"
        state = "退回" if self.returned else "正在办理"
        return f"{COLUMNS[self.done]} {state}，已完成 {self.done}/{len(COLUMNS)}"


def paint_progress_row(painter: QPainter, theme: Theme, rect: QRectF, view: ProgressView) -> None:
    """Paint seven columns into ``rect``, vertically centred."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    step = rect.width() / len(COLUMNS)
    middle = rect.center().y()
    centres = [rect.x() + step * (place + 0.5) for place in range(len(COLUMNS))]
    reached = min(view.done, len(COLUMNS) - 1)
    painter.setPen(QPen(theme.color("line"), _RING))
    painter.drawLine(QLineF(centres[reached], middle, centres[-1], middle))
    painter.setPen(QPen(theme.color("text3"), _RING))
    painter.drawLine(QLineF(centres[0], middle, centres[reached], middle))
    for place, x in enumerate(centres):
        if place == view.done:
            _paint_pill(painter, theme, x, middle, view)
            continue
        passed = place < view.done
        painter.setPen(QPen(theme.color("text3" if passed else "ctl"), _RING))
        painter.setBrush(theme.color("text3" if passed else "paper"))
        inset = _RING / 2
        side = theme.px(_DOT)
        dot = QRectF(x - side / 2, middle - side / 2, side, side)
        painter.drawEllipse(dot.adjusted(inset, inset, -inset, -inset))
    painter.restore()


def _paint_pill(
    painter: QPainter, theme: Theme, x: float, middle: float, view: ProgressView
) -> None:
    text = view.label or ("退回" if view.returned else COLUMNS[view.done])
    font = theme.font("caption", bold=True)
    width = QFontMetrics(font).horizontalAdvance(text) + 2 * _PAD
    height = theme.px(_PILL)
    box = QRectF(x - width / 2, middle - height / 2, width, height)
    stages = tuple(Stage)
    role = stages[view.done].value if view.done < len(stages) else "accent"
    ink = "paper"
    if view.returned:
        painter.setPen(QPen(theme.color("danger"), _RING))
        painter.setBrush(theme.color("paper"))
        box.adjust(_RING / 2, _RING / 2, -_RING / 2, -_RING / 2)
        ink = "danger"
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(role))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setFont(font)
    painter.setPen(theme.color(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class ProgressRow(Themed, QWidget):
    """One row as a widget, 7 × 50 px."""

    def __init__(self, view: ProgressView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._follow_theme()
        self.set_progress(view)

    def set_progress(self, view: ProgressView) -> None:
        """Show another state."""
        self._view = view
        self.setAccessibleName(view.words)
        self.setToolTip(view.words)
        self.update()

    def sizeHint(self) -> QSize:
        """Seven columns."""
        return QSize(self._theme.px(COLUMN_WIDTH) * len(COLUMNS), self._theme.px(_PILL))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        paint_progress_row(QPainter(self), self._theme, QRectF(self.rect()), self._view)


class ProgressHead(Themed, QWidget):
    """The captions 一审 … 终扫 over rows of the same width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._follow_theme()

    def sizeHint(self) -> QSize:
        """Seven columns, one line."""
        width = self._theme.px(COLUMN_WIDTH) * len(COLUMNS)
        return QSize(width, self._theme.line_height("caption"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the captions."""
        painter = QPainter(self)
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.color("text3"))
        step = self.width() / len(COLUMNS)
        for place, label in enumerate(COLUMNS):
            rect = QRectF(step * place, 0, step, self.height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label)
