"""修改密码.  Signals: ``change_requested(old, new)``; ``closed()``."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from ui.widgets.form_field import FormField
from ui.widgets.password_field import PasswordField
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel

LEAST = 8  # characters of a password


class PasswordDialog(SmallDialog):
    """Old password, new password, the new one again."""

    change_requested = Signal(str, str)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, "修改密码")
        self.setObjectName("password_dialog")
        words = "签名密钥不变，以前签过的不受影响"
        self.body.addSpacing(6)
        self.body.addWidget(TextLabel(words, "small", "text2", self.panel, wrap=True))
        self._edits = {
            "old": PasswordField(self.panel, accessible_name="现在的密码"),
            "new": PasswordField(self.panel, accessible_name="新密码"),
            "again": PasswordField(self.panel, accessible_name="再输一遍"),
        }
        for key, label in (("old", "现在的密码"), ("new", "新密码"), ("again", "再输一遍")):
            self._edits[key].edit.setObjectName(f"password_{key}")
            self.body.addSpacing(10)
            self.body.addWidget(FormField(label, self._edits[key], parent=self.panel))
        self.cancel = Button("取消", self.panel, name="password_cancel")
        self.submit = Button("修改", self.panel, kind="primary", name="password_submit")
        for button in (self.cancel, self.submit):
            self.buttons.addWidget(button)
        self.cancel.clicked.connect(self.request_close)
        self.submit.clicked.connect(self._on_submit)
        self._edits["again"].submitted.connect(self._on_submit)

    def set_busy(self, busy: bool) -> None:
        """While the key is being sealed anew."""
        self.submit.setEnabled(not busy)

    def show_error(self, field: str, words: str) -> None:
        """What is wrong with ``old``, ``new`` or ``again``."""
        self._edits[field].set_error(words)

    def _on_submit(self) -> None:
        old, new = self._edits["old"].text(), self._edits["new"].text()
        checks = (
            ("old", bool(old), "还没填密码"),
            ("new", len(new) >= LEAST, f"密码至少{LEAST}个字符"),
            ("again", new == self._edits["again"].text(), "两遍不一样，重输一遍"),
        )
        wrong = [(name, words) for name, fine, words in checks if not fine]
        for name, words in reversed(wrong):
            self.show_error(name, words)
        if not wrong:
            self.change_requested.emit(old, new)
