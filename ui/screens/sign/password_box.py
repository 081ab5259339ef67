"""The password of a sign-off, with what it is used for."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.widgets.password_field import PasswordField
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

NOTE = "密码只用来打开你的签名密钥，不保存"
_WIDTH = 300  # px at 100 %


class PasswordBox(Themed, QWidget):
    """Label, field, note at the right of the field; :meth:`stack` puts the note below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = PasswordField(self, accessible_name="签名密码")
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(16)
        self._line.addWidget(self.field)
        self._line.addWidget(TextLabel(NOTE, "caption", parent=self, wrap=True), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(TextLabel("签名密码", "small-strong", parent=self))
        layout.addLayout(self._line)
        self._follow_theme()
        self._on_theme_changed()

    def stack(self) -> None:
        """Take little width."""
        self._line.setDirection(QBoxLayout.Direction.TopToBottom)
        self._line.setSpacing(6)

    def _on_theme_changed(self) -> None:
        self.field.setFixedWidth(self._theme.px(_WIDTH))
        super()._on_theme_changed()
