"""补发密钥: for somebody who has forgotten his password; signed with the administrator's own.

Signals: ``submitted(new_password, reason, own_password)``; ``closed()``.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.button import Button
from ui.widgets.form_field import FormField
from ui.widgets.password_field import PasswordField
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel

LEAST = 8  # characters of a password
_OWN = ("session.wrong_password", "session.delayed", "session.locked")


class KeyDialog(SmallDialog):
    """name: whose key is replaced."""

    submitted = Signal(str, str, str)

    def __init__(self, host: QWidget, name: str) -> None:
        super().__init__(host, f"给{name}补发密钥")
        self.setObjectName("key_dialog")
        words = "旧密钥从现在起不能再签，以前签过的仍然有效。补发记入台账，由你签名。"
        self.password = PasswordField(self.panel, accessible_name="新的首个密码")
        self.reason = QLineEdit("忘记密码", self.panel)
        self.reason.setObjectName("key_reason")
        self._reason_field = FormField("理由", self.reason, parent=self.panel)
        self.body.addSpacing(6)
        self.body.addWidget(TextLabel(words, "small", "text2", self.panel, wrap=True))
        self.body.addSpacing(10)
        self.body.addWidget(
            FormField("新的首个密码", self.password, "当面交给本人，登录后改掉", self.panel)
        )
        self.body.addSpacing(8)
        self.body.addWidget(self._reason_field)
        self.own = PasswordField(self.panel, accessible_name="你的密码")
        self.own.edit.setObjectName("key_own_password")
        self.body.addSpacing(8)
        self.body.addWidget(FormField("你的密码", self.own, parent=self.panel))
        self.own.submitted.connect(self._on_submit)
        self.cancel = Button("取消", self.panel, name="key_cancel")
        self.submit = Button("补发", self.panel, kind="primary", name="key_submit")
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.submit)
        self.cancel.clicked.connect(self.request_close)
        self.submit.clicked.connect(self._on_submit)

    def set_busy(self, busy: bool) -> None:
        """While the key is being made."""
        self.submit.setEnabled(not busy)

    def show_refusal(self, code: str, words: str) -> None:
        """What is wrong, beside the field it belongs to."""
        if code in _OWN:
            self.own.set_error(words)
        elif code == "workflow.no_reason":
            self._reason_field.set_error(words)
        else:
            self.password.set_error(words)

    def _on_submit(self) -> None:
        self._reason_field.set_error("")
        if len(self.password.text()) < LEAST:
            self.password.set_error(f"密码至少{LEAST}个字符")
        elif not self.reason.text().strip():
            self._reason_field.set_error("还没写理由")
            self.reason.setFocus()
        elif not self.own.text():
            self.own.set_error("还没填密码")
        else:
            self.submitted.emit(self.password.text(), self.reason.text().strip(), self.own.text())
