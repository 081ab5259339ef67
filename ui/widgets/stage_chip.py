"""The name of a step with its own line under it: used everywhere a step is named."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qz_review.model.stage import Stage
from ui.theme.stage_lines import draw_insert_line, line_thickness
from ui.theme.theme import Theme
from ui.widgets.themed import Themed

_BELOW = 2  # px between the line box of the text and the bottom of its line


def stage_chip_size(theme: Theme, text: str, role: str = "small-strong") -> QSize:
    """Size of a chip in px."""
    metrics = QFontMetrics(theme.font(role))
    return QSize(metrics.horizontalAdvance(text), theme.line_height(role) + _BELOW)


def paint_stage_chip(
    painter: QPainter,
    theme: Theme,
    top_left: QPointF,
    stage: Stage,
    text: str | None = None,
    role: str = "small-strong",
) -> float:
    """Paint a chip at ``top_left`` and return its width in px; for delegates and other widgets."""
    text = stage.label if text is None else text
    size = stage_chip_size(theme, text, role)
    painter.save()
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(stage.value))
    rect = QRectF(top_left.x(), top_left.y(), size.width() + 1, size.height() - _BELOW)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), text)
    bottom = top_left.y() + size.height()
    draw_insert_line(
        painter, top_left.x(), top_left.x() + size.width(), bottom - line_thickness(stage),
        stage, theme.is_dark, gap=0.0,
    )  # fmt: skip
    painter.restore()
    return float(size.width())


class StageChip(Themed, QWidget):
    """One chip.

    text: other words than the step's name, for instance 一审 9; role: type role, larger in headers.
    """

    def __init__(
        self,
        stage: Stage,
        text: str | None = None,
        parent: QWidget | None = None,
        *,
        role: str = "small-strong",
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._stage, self._text = stage, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._follow_theme()
        self.set_stage(stage, text)

    @property
    def stage(self) -> Stage:
        """Step shown."""
        return self._stage

    def set_stage(self, stage: Stage, text: str | None = None) -> None:
        """Show another step."""
        words = stage.label if text is None else text
        if (stage, words) == (self._stage, self._text):
            return
        self._stage, self._text = stage, words
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Text and line."""
        return stage_chip_size(self._theme, self._text, self._role)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint text and line."""
        paint_stage_chip(QPainter(self), self._theme, QPointF(0, 0), self._stage, self._text,
                         self._role)  # fmt: skip
