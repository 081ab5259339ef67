"""Tabs with a small count: 问题 7 · 审核要点 16/21 · 意见 2.

Signals: ``current_changed(str)`` with the key of the tab.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.widgets.themed import Themed

_PAD, _HEIGHT, _GAP = 12, 44, 4  # px


class _Tab(Themed, QAbstractButton):
    def __init__(self, key: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key, self._count = key, ""
        self.setText(text)
        self.setObjectName(f"tab_{key}")
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._follow_theme()

    def set_count(self, count: str) -> None:
        self._count = count
        self.setAccessibleName(f"{self.text()} {count}".strip())
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        self.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the strip's, not the button's
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.font("strong")).horizontalAdvance(self.text())
        if self._count:
            metrics = QFontMetrics(self._theme.font("caption"))
            width += _GAP + metrics.horizontalAdvance(self._count)
        return QSize(width + 2 * _PAD, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        font = theme.font("body", bold=on)
        tone = "accent" if on else "text" if self.underMouse() else "text2"
        painter.setFont(font)
        painter.setPen(theme.color(tone))
        flags = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect().adjusted(_PAD, 0, 0, 0), flags, self.text())
        if self._count:
            left = _PAD + QFontMetrics(font).horizontalAdvance(self.text()) + _GAP
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("accent" if on else "text3"))
            painter.drawText(self.rect().adjusted(left, 1, 0, 1), flags, self._count)
        if on:
            bar = QRectF(_PAD, self.height() - 2, self.width() - 2 * _PAD, 2)
            painter.fillRect(bar, theme.color("accent"))


class TabStrip(Themed, QWidget):
    """The strip alone; the screen shows the page. ``tabs``: (key, text) pairs."""

    current_changed = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs = [_Tab(key, text, self) for key, text in tabs]
        self._current = tabs[0][0] if tabs else ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(_GAP)
        for tab in self._tabs:
            layout.addWidget(tab)
            tab.clicked.connect(self._on_tab_clicked)
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._follow_theme()
        self._show()

    @property
    def current(self) -> str:
        """Key of the tab shown."""
        return self._current

    def set_current(self, key: str) -> None:
        """Change the tab; raises KeyError for an unknown key."""
        if key not in [tab.key for tab in self._tabs]:
            raise KeyError(f"no tab {key!r}")
        if key != self._current:
            self._current = key
            self._show()
            self.current_changed.emit(key)

    def set_count(self, key: str, count: int | str) -> None:
        """Small number behind the text; empty for none."""
        for tab in self._tabs:
            if tab.key == key:
                tab.set_count(str(count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the neighbour."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        place = [tab.key for tab in self._tabs].index(self._current) + step
        tab = self._tabs[min(max(place, 0), len(self._tabs) - 1)]
        self.set_current(tab.key)
        tab.setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line under the tabs."""
        line = QRectF(0, self.height() - 1, self.width(), 1)
        QPainter(self).fillRect(line, self._theme.color("line"))

    def _show(self) -> None:
        for tab in self._tabs:
            on = tab.key == self._current
            tab.setChecked(on)
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    def _on_tab_clicked(self) -> None:
        tab = self.sender()
        assert isinstance(tab, _Tab)
        self.set_current(tab.key)
