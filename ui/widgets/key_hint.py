"""The small key cap that names a shortcut, alone or inside a button."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.widgets.themed import Themed

_PAD, _RADIUS, _FRAME = 5, 4, 3  # px; the frame is 1 above and 2 below the text line


def key_hint_size(theme: Theme, keys: str) -> QSize:
    """Size of the cap for ``keys`` (``"Ctrl K"``) in px."""
    metrics = QFontMetrics(theme.font("caption"))
    return QSize(metrics.horizontalAdvance(keys) + 2 * _PAD + 2, theme.px(16) + _FRAME)


def paint_key_hint(
    painter: QPainter, theme: Theme, rect: QRectF, keys: str, on_fill: QColor | None = None
) -> None:
    """Paint the cap into ``rect``; ``on_fill`` is the text colour on a filled button."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font("caption"))
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(on_fill or theme.color("line"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush if on_fill else theme.color("paper"))
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    if not on_fill:
        low = box.bottom() - 1
        painter.drawLine(QLineF(box.left() + _RADIUS, low, box.right() - _RADIUS, low))
    painter.setPen(on_fill or theme.color("text2"))
    painter.drawText(rect.adjusted(0, 0, 0, 0 if on_fill else -1),
                     Qt.AlignmentFlag.AlignCenter, keys)  # fmt: skip
    painter.restore()


class KeyHint(Themed, QWidget):
    """A key cap on its own, for instance in the search field."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._follow_theme()

    def sizeHint(self) -> QSize:
        """Size of the cap."""
        return key_hint_size(self._theme, self._keys)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cap."""
        paint_key_hint(QPainter(self), self._theme, QRectF(self.rect()), self._keys)
