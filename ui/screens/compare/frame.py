"""The sheet with its heads, and the change list beside it; under 1440 px the list folds.

Opened, the folded list pushes the sheet aside: it never lies over what is read.  Where lines
would become short there, the list is narrower.

Signals: ``folded(bool)``; ``panel_shown(bool)`` while the folded list is open.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.screens.compare.change_panel import NARROW, WIDTH
from ui.widgets.themed import Themed

NARROW_WINDOW = 1440  # px, under which the list is a button
_LEAST_SHEET = 900  # px at 100 %: with large text the list folds in wider windows too
_MOST_GROWN = 96  # px the list may grow with the text


class CompareFrame(Themed, QWidget):
    """Its parts become its children."""

    folded = Signal(bool)
    panel_shown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left = QWidget(self)
        self._column = QVBoxLayout(self._left)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._panel: QWidget | None = None
        self._sheet: QWidget | None = None
        self._least: Callable[[], float] = lambda: 0.0
        self._is_folded = False
        self._is_open = False
        self._follow_theme()

    def set_parts(
        self, heads: QWidget, sheet: QWidget, panel: QWidget, least: Callable[[], float]
    ) -> None:
        """Heads over the sheet, the list at the right; least: px that the sheet needs."""
        self._sheet, self._least = sheet, least
        self._column.addWidget(heads)
        self._column.addWidget(sheet, 1)
        self._panel = panel
        panel.setParent(self)
        panel.show()
        self.fit()

    @property
    def is_folded(self) -> bool:
        """True while the list is a button."""
        return self._is_folded

    def toggle_panel(self) -> None:
        """Open the folded list, or take it away."""
        if self._is_folded:
            self._open(not self._is_open)

    def show_panel(self) -> None:
        """Open the folded list; nothing where it is open or not folded."""
        if self._is_folded and not self._is_open:
            self._open(True)

    def hide_panel(self) -> bool:
        """Take the folded list away; False where it was not shown."""
        if not (self._is_folded and self._is_open):
            return False
        self._open(False)
        return True

    def _open(self, shown: bool) -> None:
        self._is_open = shown
        self.fit()
        self.panel_shown.emit(shown)
        if shown and self._panel is not None:
            self._panel.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts anew."""
        super().resizeEvent(event)
        self.fit()

    def _panel_width(self) -> int:
        wide = min(self._theme.px(WIDTH), WIDTH + _MOST_GROWN)
        roomy = self.window().width() >= NARROW_WINDOW
        if roomy or self.width() - wide >= self._least():
            return wide
        return min(self._theme.px(NARROW), NARROW + _MOST_GROWN)

    def fit(self) -> None:
        """Place the parts anew: the window, or what the sheet needs, is other."""
        if self._panel is None:
            return
        width, height = self.width(), self.height()
        wide = self._panel_width()
        narrow = self.window().width() < NARROW_WINDOW
        folds = narrow or width - wide < self._theme.px(_LEAST_SHEET)
        if folds != self._is_folded:
            self._is_folded, self._is_open = folds, False
            self.folded.emit(folds)
            self.panel_shown.emit(False)
        shown = not folds or self._is_open
        focused = QApplication.focusWidget()
        if not shown and focused and self._sheet and self._is_in_panel(focused):
            self._sheet.setFocus()  # else the keys would go to whatever comes next in the window
        self._panel.setVisible(shown)
        self._left.setGeometry(0, 0, width - wide if shown else width, height)
        self._panel.setGeometry(width - wide, 0, wide, height)

    def _is_in_panel(self, widget: QWidget) -> bool:
        panel = self._panel
        return panel is not None and (panel is widget or panel.isAncestorOf(widget))

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window's ground."""
        QPainter(self).fillRect(QRectF(self.rect()), self._theme.color("window"))
