"""A password: lock, hidden text, eye to show it, error line below.

Signals: ``submitted()`` on Enter; ``text_changed(str)`` while typing.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.icons import paint_icon
from ui.theme.tokens import ICON_SMALL
from ui.widgets.field_icon import FieldIcon
from ui.widgets.field_message import FieldMessage
from ui.widgets.themed import Themed, repolish

_INDENT = 12  # px from the border to the lock


class _PasswordEdit(Themed, QLineEdit):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("controlSize", "footer")
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = FieldIcon("eye", "显示密码", self)
        self._follow_theme()
        self._on_theme_changed()
        self.eye.clicked.connect(self._on_eye_clicked)
        self._space_dots(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(ICON_SMALL)
        rect = QRectF(_INDENT, (self.height() - side) / 2, side, side)
        paint_icon(QPainter(self), "lock", rect, self._theme.color("text3"))

    def _on_theme_changed(self) -> None:
        self.setTextMargins(self._theme.px(ICON_SMALL) + 10, 0, self._theme.px(28), 0)
        self._place()
        super()._on_theme_changed()

    def _place(self) -> None:
        self.eye.resize(self.eye.sizeHint())
        self.eye.move(self.width() - self.eye.width() - 6, (self.height() - self.eye.height()) // 2)

    def _on_eye_clicked(self) -> None:
        hidden = self.echoMode() != QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal
        self.setEchoMode(mode)
        self.eye.set_icon("eye" if hidden else "eye-off", "显示密码" if hidden else "隐藏密码")
        self._space_dots(hidden)
        self.setFocus()

    def _space_dots(self, on: bool) -> None:
        font = self.font()
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 3 if on else 0)
        self.setFont(font)


class PasswordField(QWidget):
    """40 px high; an error disappears when the person types again."""

    submitted = Signal()
    text_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, accessible_name: str = "密码") -> None:
        super().__init__(parent)
        self.edit = _PasswordEdit(self)
        self.edit.setAccessibleName(accessible_name)
        self.edit.setObjectName("password_edit")
        self._message = FieldMessage(parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.edit)
        layout.addWidget(self._message)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.edit.returnPressed.connect(self.submitted)
        self.edit.textEdited.connect(self._on_text_edited)

    def text(self) -> str:
        """Password typed."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put a password in, for the sample office."""
        self.edit.setText(text)

    def clear(self) -> None:
        """Forget the password; the error stays."""
        self.edit.clear()

    @property
    def error(self) -> str:
        """Error shown, empty when there is none."""
        return self._message.error

    def set_error(self, text: str, *, focus: bool = True) -> None:
        """Show what is wrong under the field and select the password; empty takes it away.

        focus: whether the field takes the focus; not for words that change by themselves.
        """
        self._message.set_error(text)
        self.edit.setProperty("state", "error" if text else None)
        self.edit.setAccessibleDescription(text)
        repolish(self.edit)
        if text and focus:
            self.edit.selectAll()
            self.edit.setFocus()

    def _on_text_edited(self, text: str) -> None:
        if self.error:
            self.set_error("")
        self.text_changed.emit(text)
