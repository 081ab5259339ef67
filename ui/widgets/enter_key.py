"""Enter on what has the focus does what Space does: it presses it.

Qt presses a button with Enter only in a QDialog, and the product has none.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class PressedByEnter:
    """Mixin for QAbstractButton classes, before the Qt class."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter clicks; held down it clicks once; with Ctrl it belongs to whoever waits for it."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or event.modifiers() not in _PLAIN:
            assert isinstance(self, QWidget)
            super().keyPressEvent(event)  # type: ignore[misc]  # of the Qt class beside it
            return
        event.accept()
        if not event.isAutoRepeat():
            assert isinstance(self, QAbstractButton)
            self.click()
