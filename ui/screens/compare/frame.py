"""The sheet with its heads, and the change list beside it; under 1440 px the list folds.

Signals: ``folded(bool)``; ``panel_shown(bool)`` while the folded list lies over the sheet.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.compare.change_panel import WIDTH
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
        self._is_folded = False
        self._lies_over = False
        self._follow_theme()

    def set_parts(self, heads: QWidget, sheet: QWidget, panel: QWidget) -> None:
        """Heads over the sheet, the list at the right."""
        self._column.addWidget(heads)
        self._column.addWidget(sheet, 1)
        self._panel = panel
        panel.setParent(self)
        panel.show()
        self._arrange()

    @property
    def is_folded(self) -> bool:
        """True while the list is a button."""
        return self._is_folded

    def toggle_panel(self) -> None:
        """Lay the folded list over the sheet, or take it away."""
        if self._is_folded:
            self._show_over(not self._lies_over)

    def hide_panel(self) -> bool:
        """Take the folded list away; False where it was not shown."""
        if not (self._is_folded and self._lies_over):
            return False
        self._show_over(False)
        return True

    def _show_over(self, shown: bool) -> None:
        self._lies_over = shown
        self._arrange()
        self.panel_shown.emit(shown)
        if shown and self._panel is not None:
            self._panel.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._panel is None:
            return
        width, height = self.width(), self.height()
        wide = min(self._theme.px(WIDTH), WIDTH + _MOST_GROWN)
        narrow = self.window().width() < NARROW_WINDOW
        folds = narrow or width - wide < self._theme.px(_LEAST_SHEET)
        if folds != self._is_folded:
            self._is_folded, self._lies_over = folds, False
            self.folded.emit(folds)
            self.panel_shown.emit(False)
        self._panel.setVisible(not folds or self._lies_over)
        self._left.setGeometry(0, 0, width if folds else width - wide, height)
        self._panel.setGeometry(width - wide, 0, wide, height)
        if folds and self._lies_over:
            self._panel.raise_()

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window's ground."""
        QPainter(self).fillRect(QRectF(self.rect()), self._theme.color("window"))
