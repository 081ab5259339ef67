"""A caption with small icons behind it: QT-2026-0412 · 青汀要闻 ☆重要 会签 2/2."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.icons import paint_icon
from ui.widgets.themed import Themed

_ICON, _GAP, _BETWEEN = 14, 4, 10  # px

Fact = tuple[str, str, str]  # icon, words, tone


class FactsLine(Themed, QWidget):
    """The caption gives way first; what does not fit stands in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = ""
        self._facts: tuple[Fact, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._follow_theme()

    def set_content(self, caption: str, facts: tuple[Fact, ...]) -> None:
        """Change caption and facts."""
        self._caption, self._facts = caption, facts
        words = " ".join([caption, *(text for _, text, _ in facts)])
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """One line of a caption."""
        return QSize(120, self._theme.line_height("caption"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Caption, then icons with words."""
        theme = self._theme
        painter = QPainter(self)
        plain, bold = theme.font("caption"), theme.font("caption-strong")
        icon = theme.px(_ICON)
        metrics, bold_metrics = QFontMetrics(plain), QFontMetrics(bold)
        widths = [
            icon + _GAP + (bold_metrics if tone == "danger" else metrics).horizontalAdvance(text)
            for _, text, tone in self._facts
        ]
        room = self.width() - sum(widths) - _BETWEEN * len(widths)
        least = metrics.horizontalAdvance(self._caption[:12])
        room = max(room, min(least, self.width()))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.setFont(plain)
        painter.setPen(theme.color("text3"))
        words = metrics.elidedText(self._caption, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(0, 0, room, self.height()), flags, words)
        x = float(metrics.horizontalAdvance(words) + _BETWEEN)
        for (name, text, tone), width in zip(self._facts, widths, strict=True):
            if x + width > self.width() + 1:
                break
            color = theme.color(tone)
            top = (self.height() - icon) / 2
            paint_icon(painter, name, QRectF(x, top, icon, icon), color)
            painter.setFont(bold if tone == "danger" else plain)
            painter.setPen(color)
            painter.drawText(QRectF(x + icon + _GAP, 0, width, self.height()), flags, text)
            x += width + _BETWEEN
