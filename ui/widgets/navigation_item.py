"""Entries of the navigation, wide (icon, words, count) and narrow (icon alone)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.icons import paint_icon
from ui.theme.tokens import ICON_DEFAULT, ICON_LARGE, RADIUS_CONTROL
from ui.widgets.enter_key import PressedByEnter
from ui.widgets.themed import Themed

_PAD, _GAP, _HEIGHT, _RAIL_SIDE = 8, 10, 34, 40  # px


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry: key for the program, label and icon for the person.

    keys: its shortcut for the tooltip (Ctrl 1); at_bottom: stands at the foot of the rail (设置).
    """

    key: str
    label: str
    icon: str
    keys: str = ""
    at_bottom: bool = False


@dataclass(frozen=True, slots=True)
class NavGroup:
    """A captioned group of entries."""

    label: str
    items: tuple[NavItem, ...]


class NavigationButton(PressedByEnter, Themed, QAbstractButton):
    """One entry; ``narrow`` for the rail."""

    def __init__(self, item: NavItem, parent: QWidget, *, narrow: bool) -> None:
        super().__init__(parent)
        self.item = item
        self._narrow = narrow
        self._count, self._is_hot = 0, False
        self.setObjectName(f"nav_{item.key}")
        self.setText(item.label)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        horizontal = QSizePolicy.Policy.Fixed if narrow else QSizePolicy.Policy.Expanding
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)
        self._follow_theme()
        self.set_count(0)

    def set_count(self, count: int, *, hot: bool = False) -> None:
        """Number at the right end, 0 for none; ``hot`` puts it on danger."""
        self._count, self._is_hot = count, hot
        words = self.item.label + (f" {count}" if count else "")
        self.setAccessibleName(words)
        keys = f"  {self.item.keys}" if self.item.keys else ""
        self.setToolTip(words + keys if self._narrow else self.item.keys)
        self.update()

    def sizeHint(self) -> QSize:
        """34 px high, or a square of 40."""
        if self._narrow:
            side = self._theme.px(_RAIL_SIDE)
            return QSize(side, side)
        width = QFontMetrics(self._theme.font("strong")).horizontalAdvance(self.text())
        return QSize(width + 2 * _PAD + _GAP + 48, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Surface, icon, words, count."""
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if on or self.underMouse():
            painter.setPen(QPen(theme.color("line"), 1) if on else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("paper" if on else "hover"))
            painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        ink = theme.color("accent" if on else "text2")
        side = theme.px(ICON_LARGE - 2 if self._narrow else ICON_DEFAULT)
        left = (self.width() - side) / 2 if self._narrow else _PAD
        paint_icon(painter, self.item.icon, QRectF(left, (self.height() - side) / 2, side, side),
                   ink)  # fmt: skip
        if self._narrow:
            if self._count and self._is_hot:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("danger"))
                painter.drawEllipse(QRectF(self.width() - 12, 5, 7, 7))
            return
        painter.setFont(theme.font("body", bold=on))
        painter.setPen(theme.color("text" if on else "text2"))
        flags = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect().adjusted(_PAD + side + _GAP, 0, -40, 0), flags, self.text())
        if self._count:
            self._paint_count(painter)

    def _paint_count(self, painter: QPainter) -> None:
        theme = self._theme
        words = str(self._count) if self._count < 1000 else "999+"
        painter.setFont(theme.font("caption"))
        width = painter.fontMetrics().horizontalAdvance(words)
        if not self._is_hot:
            painter.setPen(theme.color("text3"))
            rect = self.rect().adjusted(0, 0, -_PAD, 0)
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(rect, flags, words)
            return
        height = theme.px(18)
        wide = max(width + 10, height)
        box = QRectF(self.width() - _PAD - wide, (self.height() - height) / 2, wide, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("danger"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(theme.color("paper"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
