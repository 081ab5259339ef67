"""首个密码: the password somebody else chose is still in use.

Signals: ``change_requested()``; ``closed()``.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel


class FirstPasswordDialog(SmallDialog):
    """Offers 现在改 and 以后; comes back at every login until the password is changed."""

    change_requested = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, "还在用首个密码")
        self.setObjectName("first_password_dialog")
        words = "这个密码是管理员定的，管理员也知道。改成只有自己知道的，签署才只能出自本人。"
        self.body.addSpacing(6)
        self.body.addWidget(TextLabel(words, "small", "text2", self.panel, wrap=True))
        self.later = Button("以后", self.panel, name="first_password_later")
        self.now = Button("现在改", self.panel, kind="primary", name="first_password_now")
        self.buttons.addWidget(self.later)
        self.buttons.addWidget(self.now)
        self.later.clicked.connect(self.request_close)
        self.now.clicked.connect(self._on_now)

    def _on_now(self) -> None:
        self.close_overlay()
        self.change_requested.emit()
