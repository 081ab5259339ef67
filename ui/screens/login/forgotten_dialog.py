"""忘记密码: who can help, and the administrators' own way back with the recovery code.

Signals: ``recovery_requested(account, code, new_password)``; ``closed()``.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.button import Button
from ui.widgets.card import Divider
from ui.widgets.form_field import FormField
from ui.widgets.password_field import PasswordField
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel

LEAST = 8  # characters of a password


class ForgottenDialog(SmallDialog):
    """Explains, and takes the recovery code of an administrator."""

    recovery_requested = Signal(str, str, str)

    def __init__(self, host: QWidget, account: str = "") -> None:
        super().__init__(host, "忘记密码", width=480)
        self.setObjectName("forgotten_dialog")
        words = (
            "密码不能找回。由管理员在人员名册里给你补发密钥，用新密码登录；"
            "以前签过的仍然有效，仍显示是你签的。"
        )
        self.body.addSpacing(6)
        self.body.addWidget(TextLabel(words, "small", "text2", self.panel, wrap=True))
        self.body.addSpacing(16)
        self.body.addWidget(Divider(parent=self.panel))
        self.body.addSpacing(16)
        self.body.addWidget(TextLabel("管理员用恢复码", "strong", parent=self.panel))
        self.body.addSpacing(8)
        self._account = QLineEdit(account, self.panel)
        self._account.setObjectName("recovery_account")
        self._code = QLineEdit(self.panel)
        self._code.setObjectName("recovery_code")
        self._new = PasswordField(self.panel, accessible_name="新密码")
        self._again = PasswordField(self.panel, accessible_name="再输一遍")
        self._fields = {
            "account": FormField("管理员账号", self._account, parent=self.panel),
            "code": FormField("恢复码", self._code, "建单位时打印的那一张", self.panel),
            "new": FormField("新密码", self._new, parent=self.panel),
            "again": FormField("再输一遍", self._again, parent=self.panel),
        }
        for field in self._fields.values():
            self.body.addWidget(field)
            self.body.addSpacing(8)
        self.cancel = Button("取消", self.panel, name="recovery_cancel")
        self.submit = Button("换密钥", self.panel, kind="primary", name="recovery_submit")
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.submit)
        self.cancel.clicked.connect(self.request_close)
        self.submit.clicked.connect(self._on_submit)
        self._again.submitted.connect(self._on_submit)

    def set_busy(self, busy: bool) -> None:
        """While the new key is being made."""
        self.submit.setEnabled(not busy)
        self.submit.setText("正在更换" if busy else "换密钥")

    def show_error(self, field: str, words: str) -> None:
        """What is wrong, beside ``account``, ``code``, ``new`` or ``again``."""
        self._fields[field].set_error(words)

    def _on_submit(self) -> None:
        for field in self._fields.values():
            field.set_error("")
        account, code = self._account.text().strip(), self._code.text().strip()
        password = self._new.text()
        checks = (
            ("account", bool(account), "还没填账号"),
            ("code", bool(code), "还没填恢复码"),
            ("new", len(password) >= LEAST, f"密码至少{LEAST}个字符"),
            ("again", password == self._again.text(), "两遍不一样，重输一遍"),
        )
        wrong = [(name, words) for name, fine, words in checks if not fine]
        for name, words in wrong:
            self._fields[name].set_error(words)
        if not wrong:
            self.recovery_requested.emit(account, code, password)
