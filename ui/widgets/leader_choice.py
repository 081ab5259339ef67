"""The large buttons of the leader view: 同意发布, 修改后发布, 退回二审."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.icons import paint_icon
from ui.theme.tokens import HEIGHT_LEADER, RADIUS_CARD
from ui.widgets.enter_key import PressedByEnter
from ui.widgets.themed import Themed

_PAD, _GAP, _ICON = 22, 14, 28  # px
_LOOKS = {  # fill, border, title, caption
    "primary": ("accent", "accent", "on_accent", "on_accent"),
    "accent": ("paper", "accent", "accent", "text3"),
    "danger": ("paper", "danger", "danger", "text3"),
}


class LeaderChoiceButton(PressedByEnter, Themed, QAbstractButton):
    """76 px high; variant ``primary`` (filled), ``accent`` or ``danger`` (outlined)."""

    def __init__(
        self, title: str, caption: str, icon: str, variant: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        if variant not in _LOOKS:
            raise KeyError(f"no leader choice {variant!r}")
        self._caption, self._icon, self._variant = caption, icon, variant
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(caption)
        self.setProperty("ringRadius", RADIUS_CARD)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._follow_theme()

    def set_caption(self, caption: str) -> None:
        """Change the second line."""
        self._caption = caption
        self.setAccessibleDescription(caption)
        self.update()

    def sizeHint(self) -> QSize:
        """Icon and words; wider where there is room."""
        title = QFontMetrics(self._theme.font("choice")).horizontalAdvance(self.text())
        caption = QFontMetrics(self._theme.font("caption")).horizontalAdvance(self._caption)
        width = 2 * _PAD + self._theme.px(_ICON) + _GAP + max(title, caption)
        return QSize(width, self._theme.px(HEIGHT_LEADER))

    def minimumSizeHint(self) -> QSize:
        """The title always fits."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, icon, two lines."""
        theme = self._theme
        fill, border, title, caption = _LOOKS[self._variant]
        if not self.isEnabled():
            fill, border, title, caption = "hover", "hover", "text3", "text3"
        elif self.isDown() or self.underMouse():
            fill = {"primary": "accent_h", "danger": "danger_soft"}.get(self._variant, "acc_soft")
            border = "accent_h" if self._variant == "primary" else border
            caption = "on_accent" if self._variant == "primary" else "text2"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(border), 1.5))
        painter.setBrush(theme.color(fill))
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
        side = theme.px(_ICON)
        icon = QRectF(_PAD, (self.height() - side) / 2, side, side)
        paint_icon(painter, self._icon, icon, theme.color(title), stroke=1.2)
        left, room = _PAD + side + _GAP, self.width() - 2 * _PAD - side - _GAP
        first, second = theme.line_height("choice"), theme.line_height("caption")
        top = (self.height() - first - second) / 2
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.setFont(theme.font("choice"))
        painter.setPen(theme.color(title))
        painter.drawText(QRectF(left, top, room, first), flags, self.text())
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color(caption))
        elide = Qt.TextElideMode.ElideRight
        words = painter.fontMetrics().elidedText(self._caption, elide, room)
        painter.drawText(QRectF(left, top + first, room, second), flags, words)
