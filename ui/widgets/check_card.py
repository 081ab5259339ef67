"""A choice that stands for itself, as a card: 重要稿件 三审加主要领导审签.

Signals: ``toggled(bool)`` of QAbstractButton.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.icons import paint_icon
from ui.theme.tokens import RADIUS_CONTROL, RADIUS_TAG
from ui.widgets.enter_key import PressedByEnter
from ui.widgets.themed import Themed

_PAD, _GAP, _BOX = 12, 10, 16  # px


class CheckCard(PressedByEnter, Themed, QAbstractButton):
    """Title and, under it, what it means; several may be on at once.  No caption: 32 px high."""

    def __init__(
        self, title: str, caption: str = "", parent: QWidget | None = None, *, name: str = ""
    ) -> None:
        super().__init__(parent)
        self._caption = caption
        self.setText(title)
        self.setCheckable(True)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setAccessibleDescription(caption)
        self.setToolTip(f"{title} {caption}".strip())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        grows = QSizePolicy.Policy.Expanding if caption else QSizePolicy.Policy.Fixed
        self.setSizePolicy(grows, QSizePolicy.Policy.Fixed)
        self._follow_theme()

    def sizeHint(self) -> QSize:
        """Box, title, caption under it."""
        theme = self._theme
        title = QFontMetrics(theme.font("strong")).horizontalAdvance(self.text())
        caption = QFontMetrics(theme.font("caption")).horizontalAdvance(self._caption)
        width = 2 * _PAD + theme.px(_BOX) + _GAP + max(title, caption)
        if not self._caption:
            return QSize(width, theme.px(32))
        return QSize(width, theme.line_height("body") + theme.line_height("caption") + 16)

    def minimumSizeHint(self) -> QSize:
        """The caption may elide."""
        title = QFontMetrics(self._theme.font("strong")).horizontalAdvance(self.text())
        width = 2 * _PAD + self._theme.px(_BOX) + _GAP + title
        return QSize(width, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Card, box, words."""
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = self.underMouse() and self.isEnabled()
        fill = "acc_soft" if on else "hover" if hovered else "paper"
        width = 1.5 if on else 1.0
        painter.setPen(QPen(theme.color("accent" if on else "line"), width))
        painter.setBrush(theme.color(fill))
        inset = width / 2
        card = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(card, RADIUS_CONTROL, RADIUS_CONTROL)
        first = theme.line_height("body")
        top = 8.0 if self._caption else (self.height() - first) / 2
        side = theme.px(_BOX)
        box = QRectF(_PAD, top + (first - side) / 2, side, side)
        painter.setPen(QPen(theme.color("accent" if on else "ctl"), 1.5))
        painter.setBrush(theme.color("accent" if on else "paper"))
        painter.drawRoundedRect(box, RADIUS_TAG - 1, RADIUS_TAG - 1)
        if on:
            paint_icon(painter, "check", box, theme.color("on_accent"), stroke=2.2)
        left = _PAD + side + _GAP
        room = self.width() - left - _PAD
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.setFont(theme.font("body", bold=on))
        painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
        painter.drawText(QRectF(left, top, room + _PAD, first), flags, self.text())
        if self._caption:
            font = theme.font("caption")
            elide = Qt.TextElideMode.ElideRight
            words = QFontMetrics(font).elidedText(self._caption, elide, room)
            painter.setFont(font)
            painter.setPen(theme.color("text3"))
            rect = QRectF(left, top + first, room, theme.line_height("caption"))
            painter.drawText(rect, flags, words)
