"""The product mark: a rounded seal, three strokes, the last with a tick."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.icons import paint_icon
from ui.widgets.themed import Themed


class ProductMark(Themed, QWidget):
    """The mark, ``size`` px at 100 %."""

    def __init__(self, size: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setAccessibleName("三审三校")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._follow_theme()

    def sizeHint(self) -> QSize:
        """The square."""
        side = self._theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark in the seal's red."""
        color = self._theme.color("seal")
        paint_icon(QPainter(self), "product-mark", QRectF(self.rect()), color)
