"""The frame of one page of 设置: groups of fields in cards, one column of readable width."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.card import Card
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

_WIDTH = 760  # px at 100 %


class SettingsPage(Themed, QScrollArea):
    """Subclasses call :meth:`group` and fill the cards it returns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = QWidget()
        self._inside.setProperty("plain", True)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 24, 24)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._follow_theme()
        self._on_theme_changed()

    def group(self, title: str, caption: str = "") -> Card:
        """A titled card; fill its ``body``."""
        card = Card(self._inside, padding=20, spacing=12)
        place = self._column.count() - 1
        if place:
            self._column.insertSpacing(place, 12)
            place += 1
        self._column.insertWidget(place, TextLabel(title, "section-title", parent=self._inside))
        if caption:
            place += 1
            self._column.insertWidget(
                place, TextLabel(caption, "caption", parent=self._inside, wrap=True)
            )
        self._column.insertWidget(place + 1, card)
        return card

    def foot(self, widget: QWidget) -> None:
        """A widget below the last card."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def _on_theme_changed(self) -> None:
        self._inside.setMaximumWidth(self._theme.px(_WIDTH) + 24)
        super()._on_theme_changed()
