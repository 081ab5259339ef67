"""Thin progress bars, alone and with words: 校验台账 812/1,286 条 · 剩约8秒."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.widgets.text_label import ElidedLabel, TextLabel
from ui.widgets.themed import Themed

_HEIGHT = 6  # px


class ThinBar(Themed, QProgressBar):
    """A bar of 6 px; ``tone`` is the token of its filled part."""

    def __init__(self, parent: QWidget | None = None, *, tone: str = "accent") -> None:
        super().__init__(parent)
        self._tone = tone
        self.setTextVisible(False)
        self.setFixedHeight(_HEIGHT)
        self._follow_theme()

    def set_tone(self, tone: str) -> None:
        """Change the colour of the filled part."""
        self._tone = tone
        self.update()

    def set_progress(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``; nothing is filled when total is 0."""
        self.setRange(0, max(total, 1))
        self.setValue(min(done, total))

    def sizeHint(self) -> QSize:
        """As wide as it gets, 6 px high."""
        return QSize(96, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and filled part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("hover"))
        radius = _HEIGHT / 2
        rect = QRectF(0, 0, self.width(), _HEIGHT)
        painter.drawRoundedRect(rect, radius, radius)
        share = (self.value() - self.minimum()) / max(self.maximum() - self.minimum(), 1)
        if share > 0:
            painter.setBrush(self._theme.color(self._tone))
            rect.setWidth(max(self.width() * share, _HEIGHT))
            painter.drawRoundedRect(rect, radius, radius)


class LabelledProgress(QWidget):
    """Name of the work left, n/total right, the bar below; ``unit`` is its measure word (条)."""

    def __init__(self, title: str, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit = unit
        self._title = ElidedLabel(title, "small", parent=self)
        self._numbers = TextLabel("", "small", "text2", self)
        self.bar = ThinBar(self)
        self.bar.setAccessibleName(title)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._numbers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.bar)

    def set_title(self, title: str) -> None:
        """Change the name of the work."""
        self._title.setText(title)
        self.bar.setAccessibleName(title)

    def set_progress(self, done: int, total: int, rest: str = "") -> None:
        """Show 812/1,286 条; ``rest`` is added after a dot (剩约8秒)."""
        unit = f" {self._unit}" if self._unit else ""
        words = f"{done:,}/{total:,}{unit}"
        self._numbers.setText(f"{words} · {rest}" if rest else words)
        self.bar.set_progress(done, total)
