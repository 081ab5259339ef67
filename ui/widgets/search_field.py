"""A field to search with: icon, placeholder, key cap, clear button.

Signals: ``search_changed(str)`` 200 ms after the last key, at once on Enter and on clearing.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme.icons import paint_icon
from ui.theme.tokens import ICON_SMALL
from ui.widgets.field_icon import FieldIcon
from ui.widgets.key_hint import KeyHint
from ui.widgets.themed import Themed

DELAY_MS = 200
_INDENT = 10  # px from the border to the icon


class SearchField(Themed, QLineEdit):
    """One line; ``keys`` is shown at the right while the field is empty."""

    search_changed = Signal(str)

    def __init__(self, placeholder: str, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._sent = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._hint = KeyHint(keys, self) if keys else None
        self._clear = FieldIcon("close", "清除", self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.hide()
        self._follow_theme()
        self._on_theme_changed()
        self._timer.timeout.connect(self._send)
        self.textChanged.connect(self._on_text_changed)
        self.returnPressed.connect(self._send)
        self._clear.clicked.connect(self.clear)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears a field that holds text."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep cap and clear button at the right end."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then its icon."""
        super().paintEvent(event)
        side = self._theme.px(ICON_SMALL)
        rect = QRectF(_INDENT, (self.height() - side) / 2, side, side)
        paint_icon(QPainter(self), "search", rect, self._theme.color("text3"))

    def _on_theme_changed(self) -> None:
        right = self._hint.sizeHint().width() + 4 if self._hint else 24
        self.setTextMargins(self._theme.px(ICON_SMALL) + 6, 0, right, 0)
        self._place()
        super()._on_theme_changed()

    def _place(self) -> None:
        for child in (self._hint, self._clear):
            if child is not None:
                child.resize(child.sizeHint())
                gap = 8 if child is self._hint else 2
                child.move(
                    self.width() - child.width() - gap, (self.height() - child.height()) // 2
                )

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if self._hint is not None:
            self._hint.setVisible(not text)
        if text:
            self._timer.start()
        else:
            self._send()

    def _send(self) -> None:
        self._timer.stop()
        if self.text() != self._sent:
            self._sent = self.text()
            self.search_changed.emit(self._sent)
