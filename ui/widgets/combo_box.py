"""A combo box with an icon before the text and rows of 32 px in its list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from ui.theme.icons import paint_icon
from ui.theme.tokens import ICON_SMALL
from ui.widgets.themed import Themed

_INDENT, _ARROW = 10, 28  # px


class ComboBox(Themed, QComboBox):
    """Signals are QComboBox's; ``icon`` names a line icon; empty for none."""

    def __init__(self, parent: QWidget | None = None, *, icon: str = "") -> None:
        super().__init__(parent)
        self._icon = icon
        # The style sheet's rows need the styled delegate.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setMaxVisibleItems(12)
        self._follow_theme()

    def set_choices(self, choices: list[tuple[str, str]], current: str | None = None) -> None:
        """Replace the rows by (key, text) pairs and choose ``current`` without a signal."""
        blocked = self.blockSignals(True)
        self.clear()
        for key, text in choices:
            self.addItem(text, key)
        self.setCurrentIndex(self.findData(current) if current is not None else 0)
        self.blockSignals(blocked)

    @property
    def choice(self) -> str | None:
        """Key of the row chosen, None when there is none."""
        value = self.currentData()
        return None if value is None else str(value)

    def set_choice(self, key: str) -> None:
        """Choose by key; raises KeyError for an unknown one."""
        place = self.findData(key)
        if place < 0:
            raise KeyError(f"no choice {key!r}")
        self.setCurrentIndex(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page and never changes a choice in passing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's box and arrow, then icon and elided text."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        left = float(_INDENT)
        tone = "text" if self.isEnabled() else "text3"
        if self._icon:
            side = self._theme.px(ICON_SMALL)
            rect = QRectF(left, (self.height() - side) / 2, side, side)
            paint_icon(painter, self._icon, rect, self._theme.color("text3"))
            left += side + 8
        self._paint_text(
            painter, QRectF(left, 0, self.width() - left - _ARROW, self.height()), tone
        )

    def _paint_text(self, painter: QPainter, rect: QRectF, tone: str) -> None:
        text = self.currentText() or self.placeholderText()
        painter.setPen(self._theme.color(tone if self.currentText() else "text3"))
        painter.setFont(self.font())
        elide = Qt.TextElideMode.ElideRight
        words = painter.fontMetrics().elidedText(text, elide, int(rect.width()))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), words)
