"""A switch with its label: 显示改动.  Signals: ``toggled(bool)`` of QAbstractButton."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.widgets.enter_key import PressedByEnter
from ui.widgets.themed import Themed

_WIDTH, _HEIGHT, _KNOB, _GAP = 40, 22, 16, 8  # px


class Switch(PressedByEnter, Themed, QAbstractButton):
    """Label at the right of the switch; the whole is the target."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._follow_theme()

    def sizeHint(self) -> QSize:
        """Switch and label in a row of 28 px."""
        width = self._theme.px(_WIDTH)
        if self.text():
            metrics = QFontMetrics(self._theme.font("body"))
            width += _GAP + metrics.horizontalAdvance(self.text())
        return QSize(width, self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, knob, label."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high, knob = theme.px(_WIDTH), theme.px(_HEIGHT), theme.px(_KNOB)
        track = QRectF(0, (self.height() - high) / 2, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        fill = "accent" if self.isChecked() else "ctl"
        painter.setBrush(theme.color(fill if self.isEnabled() else "line"))
        painter.drawRoundedRect(track, high / 2, high / 2)
        gap = (high - knob) / 2
        knob_x = track.right() - knob - gap if self.isChecked() else track.x() + gap
        painter.setBrush(theme.color("paper"))
        painter.drawEllipse(QRectF(knob_x, track.y() + gap, knob, knob))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
        rect = self.rect().adjusted(wide + _GAP, 0, 0, 0)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), self.text())
