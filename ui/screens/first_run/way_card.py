"""A large card to choose a way with: icon, title, what it leads to.

Signals: ``clicked()`` of QAbstractButton.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.icons import paint_icon
from ui.theme.tokens import RADIUS_CARD
from ui.widgets.enter_key import PressedByEnter
from ui.widgets.themed import Themed

_PAD, _ICON, _HEIGHT = 24, 28, 168  # px at 100 %


class WayCard(PressedByEnter, Themed, QAbstractButton):
    """icon: a line icon's name; title: the verb; words: one or two lines below."""

    def __init__(self, icon: str, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._words = icon, ""
        self.set_words(title, words)
        self.setProperty("ringRadius", RADIUS_CARD)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._follow_theme()

    def set_words(self, title: str, words: str) -> None:
        """Name another way."""
        self._words = words
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon, title and two lines."""
        return QSize(self._theme.px(320), self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Card, icon, words."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = self.underMouse()
        painter.setPen(QPen(theme.color("accent" if hovered else "line"), 1))
        painter.setBrush(theme.color("paper"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
        pad, side = theme.px(_PAD), theme.px(_ICON)
        paint_icon(painter, self._icon, QRectF(pad, pad, side, side), theme.color("accent"))
        top = pad + side + theme.px(12)
        title = QRectF(pad, top, self.width() - 2 * pad, theme.line_height("section-title"))
        painter.setFont(theme.font("section-title"))
        painter.setPen(theme.color("text"))
        painter.drawText(title, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        words = QRectF(pad, title.bottom() + 4, title.width(), self.height() - title.bottom() - 8)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        painter.drawText(words, int(Qt.TextFlag.TextWordWrap), self._words)
