"""Password and statement of a sign-off: always in sight, whatever the middle scrolls to."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.field_message import FieldMessage
from ui.widgets.password_field import PasswordField
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

NOTE = "密码只用来打开你的签名密钥，不保存"
_FIELD, _COLUMN = 256, 304  # px at 100 %; the statement begins where the right column does


class SealRow(Themed, QFrame):
    """Over the dialog's footer: the password at the left, the statement at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", "dialog-foot")
        self.setObjectName("sign_seal")
        self._left = QWidget(self)
        self.field = PasswordField(self._left, accessible_name="签名密码")
        self.statement = QCheckBox(self)
        self.statement.setObjectName("sign_statement")
        self._error = FieldMessage(parent=self)
        self._line = QWidget(self)
        self._build()
        self.statement.toggled.connect(lambda _: self._error.set_error(""))
        self._follow_theme()
        self._on_theme_changed()

    def _build(self) -> None:
        left = QVBoxLayout(self._left)
        left.setContentsMargins(24, 0, 0, 0)
        left.setSpacing(6)
        left.addWidget(TextLabel("签名密码", "small-strong", parent=self._left))
        left.addWidget(self.field)
        left.addStretch(1)
        beside = QVBoxLayout(self._line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.statement)
        right = QVBoxLayout()
        right.setContentsMargins(24, 0, 24, 0)
        right.setSpacing(6)
        right.addWidget(TextLabel(NOTE, "caption", parent=self))
        right.addWidget(self._line)
        right.addWidget(self._error)
        right.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(0)
        layout.addWidget(self._left)
        layout.addLayout(right, 1)

    @property
    def error(self) -> str:
        """What is said under the statement."""
        return self._error.error

    def set_error(self, text: str) -> None:
        """Say what is wrong with the statement."""
        self._error.set_error(text)

    def _on_theme_changed(self) -> None:
        self._left.setFixedWidth(self._theme.px(_COLUMN))
        self.field.setFixedWidth(self._theme.px(_FIELD))
        self._line.setMinimumHeight(self._theme.px(40))  # level with the field
        super()._on_theme_changed()
