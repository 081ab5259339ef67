"""Places text and panel side by side; folds the panel where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.themed import Themed

PANEL_WIDE, PANEL_NARROW = 384, 344  # px
NARROW_WINDOW = 1440  # px, under which the panel is narrow
_LEAST_TEXT = 560


class PageFrame(Themed, QWidget):
    """Signals: ``folded(bool)`` when the panel folds to a button or comes back."""

    folded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text: QWidget | None = None
        self._panel: QWidget | None = None
        self._is_folded = False
        self._drawn_over = False
        self._least_text = _LEAST_TEXT
        self._follow_theme()

    def set_parts(self, text: QWidget, panel: QWidget) -> None:
        """The two widgets; they become children of the frame."""
        self._text, self._panel = text, panel
        for widget in (text, panel):
            widget.setParent(self)
            widget.show()
        self._arrange()

    def set_least_text(self, px: int) -> None:
        """Narrowest width of the text with its margins."""
        if px != self._least_text:
            self._least_text = px
            self._arrange()

    @property
    def is_folded(self) -> bool:
        """True while the panel is a button."""
        return self._is_folded

    def toggle_panel(self) -> None:
        """Lay the folded panel over the text, or take it away again."""
        if self._is_folded:
            self.show_panel(not self._drawn_over)

    def show_panel(self, shown: bool = True) -> None:
        """Show the panel, over the text where it is folded."""
        if self._is_folded:
            self._drawn_over = shown
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place both anew."""
        super().resizeEvent(event)
        self._arrange()

    def _panel_width(self) -> int:
        window = self.window().width()
        wide = PANEL_WIDE if window >= NARROW_WINDOW else PANEL_NARROW
        return max(wide, min(self._theme.px(wide), wide + 96))

    def _arrange(self) -> None:
        if self._text is None or self._panel is None:
            return
        width, height = self.width(), self.height()
        panel = self._panel_width()
        folds = width - panel < self._least_text
        if folds != self._is_folded:
            self._is_folded = folds
            self._drawn_over = False
            self.folded.emit(folds)
        self._panel.setVisible(not folds or self._drawn_over)
        self._text.setGeometry(0, 0, width if folds else width - panel, height)
        self._panel.setGeometry(width - panel, 0, panel, height)
        if folds and self._drawn_over:
            self._panel.raise_()

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window's ground."""
        QPainter(self).fillRect(QRectF(self.rect()), self._theme.color("window"))
