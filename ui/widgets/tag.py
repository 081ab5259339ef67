"""Small labels of a fact: 重要, 转载, 会签 2/2, 已归档, 错情 1, 你."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.icons import paint_icon
from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_TAG
from ui.widgets.themed import Themed

VARIANTS = {  # text, fill, border
    "normal": ("text2", "paper", "line"),
    "important": ("danger", "paper", "danger"),
    "ok": ("ok", "ok_soft", "ok_soft"),
    "warn": ("warn", "warn_soft", "warn_soft"),
    "danger": ("danger", "danger_soft", "danger_soft"),
    "accent": ("accent", "acc_soft", "acc_soft"),
}
_PAD, _GAP, _ICON = 8, 4, 14  # px


def tag_size(theme: Theme, text: str, icon: str | None = None, large: bool = False) -> QSize:
    """Size of a tag in px."""
    width = QFontMetrics(theme.font("small" if large else "caption")).horizontalAdvance(text)
    if icon:
        width += theme.px(_ICON) + _GAP
    return QSize(width + 2 * _PAD, theme.px(26 if large else 22))


def paint_tag(
    painter: QPainter,
    theme: Theme,
    top_left: QPointF,
    text: str,
    variant: str = "normal",
    icon: str | None = None,
    large: bool = False,
) -> float:
    """Paint a tag at ``top_left`` and return its width in px; for delegates too."""
    ink, fill, border = VARIANTS[variant]
    size = tag_size(theme, text, icon, large)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(border), 1))
    painter.setBrush(theme.color(fill))
    box = QRectF(top_left.x() + 0.5, top_left.y() + 0.5, size.width() - 1, size.height() - 1)
    painter.drawRoundedRect(box, RADIUS_TAG, RADIUS_TAG)
    x = top_left.x() + _PAD
    if icon:
        side = theme.px(_ICON)
        top = top_left.y() + (size.height() - side) / 2
        paint_icon(painter, icon, QRectF(x, top, side, side), theme.color(ink))
        x += side + _GAP
    painter.setFont(theme.font("small" if large else "caption", bold=variant == "important"))
    painter.setPen(theme.color(ink))
    rect = QRectF(x, top_left.y(), size.width(), size.height())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), text)
    painter.restore()
    return float(size.width())


class Tag(Themed, QWidget):
    """One tag; variant: ``normal``, ``important``, ``ok``, ``warn``, ``danger``, ``accent``."""

    def __init__(
        self,
        text: str,
        variant: str = "normal",
        icon: str | None = None,
        parent: QWidget | None = None,
        *,
        large: bool = False,
    ) -> None:
        super().__init__(parent)
        self._large = large
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._follow_theme()
        self.set_content(text, variant, icon)

    @property
    def text(self) -> str:
        """Text shown."""
        return self._text

    def set_content(self, text: str, variant: str = "normal", icon: str | None = None) -> None:
        """Change everything; raises KeyError for an unknown variant."""
        if variant not in VARIANTS:
            raise KeyError(f"no tag variant {variant!r}")
        self._text, self._variant, self._icon = text, variant, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, text and padding."""
        return tag_size(self._theme, self._text, self._icon, self._large)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tag."""
        paint_tag(QPainter(self), self._theme, QPointF(0, 0), self._text, self._variant,
                  self._icon, self._large)  # fmt: skip
