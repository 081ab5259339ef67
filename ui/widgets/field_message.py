"""The line under a field: help, or what is wrong and how to fix it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.icon_label import IconView
from ui.widgets.text_label import TextLabel


class FieldMessage(QWidget):
    """Hidden while there is nothing to say; an error hides the help."""

    def __init__(self, help_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._help = help_text
        self._error = ""
        self._icon = IconView("close", "danger", 16, self, beside="caption")
        self._label = TextLabel("", "caption", parent=self, wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._label, 1)
        self._show()

    @property
    def error(self) -> str:
        """Error shown, empty when there is none."""
        return self._error

    def set_error(self, text: str) -> None:
        """Show an error; empty shows the help again."""
        self._error = text
        self._show()

    def set_help(self, text: str) -> None:
        """Change the help."""
        self._help = text
        self._show()

    def _show(self) -> None:
        self._icon.setVisible(bool(self._error))
        self._label.setText(self._error or self._help)
        self._label.set_tone("danger" if self._error else None)
        self.setVisible(bool(self._error or self._help))
