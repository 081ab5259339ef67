"""The small button inside a text field: show the password, clear the search."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme.icons import paint_icon
from ui.theme.tokens import HEIGHT_SMALL, ICON_SMALL, RADIUS_TAG
from ui.widgets.themed import Themed


class FieldIcon(Themed, QAbstractButton):
    """An icon of 16 px in a target of 28 px; ``tooltip`` is its accessible name."""

    def __init__(self, icon: str, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setProperty("ringRadius", RADIUS_TAG)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._follow_theme()
        self.set_icon(icon, tooltip)

    def set_icon(self, icon: str, tooltip: str) -> None:
        """Change drawing and meaning."""
        self._icon = icon
        self.setToolTip(tooltip)
        self.setAccessibleName(tooltip)
        self.update()

    def sizeHint(self) -> QSize:
        """The target."""
        side = self._theme.px(HEIGHT_SMALL)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon, stronger under the mouse."""
        side = self._theme.px(ICON_SMALL)
        rect = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        tone = "text" if self.underMouse() else "text3"
        paint_icon(QPainter(self), self._icon, rect, self._theme.color(tone))
