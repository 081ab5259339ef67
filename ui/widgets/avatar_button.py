"""The person's avatar as a button that opens his menu."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.widgets.enter_key import PressedByEnter
from ui.widgets.themed import Themed

_SIZE = 28  # px at 100 %


class AvatarButton(PressedByEnter, Themed, QAbstractButton):
    """The first character of ``name`` in a circle; the whole name is tooltip and name."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("ringRadius", _SIZE // 2)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._follow_theme()
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Show another person."""
        self.setText(name)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        """The circle."""
        side = self._theme.px(_SIZE)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint circle and initial."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        hot = self.underMouse() or self.isDown()
        painter.setBrush(theme.color("hover" if hot else "acc_soft"))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(theme.color("accent"))
        painter.setFont(theme.font("caption"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text()[:1])
