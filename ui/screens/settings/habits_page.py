"""锁定与密码: when an idle desk is locked, one's own password.

Signals: ``lock_chosen(int)`` in minutes, ``password_requested()``.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.screens.settings.page import SettingsPage
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.text_label import TextLabel

LOCK = (("5", "5分钟"), ("15", "15分钟"), ("30", "30分钟"), ("60", "1小时"), ("0", "不锁定"))


class HabitsPage(SettingsPage):
    """A choice acts at once."""

    lock_chosen = Signal(int)
    password_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lock = ComboBox()
        self.lock.setObjectName("habits_lock")
        self.lock.setAccessibleName("自动锁定")
        self.lock.set_choices(list(LOCK), "15")
        self.password = Button("修改密码…", icon="lock", name="habits_password")
        card = self.group("锁定与密码")
        rows = (
            ("自动锁定", "这么久没有键盘和鼠标就锁定", self.lock),
            ("密码", "签名密钥不变", self.password),
        )
        for label, caption, control in rows:
            line = QHBoxLayout()
            line.setSpacing(12)
            line.addWidget(TextLabel(label))
            line.addWidget(TextLabel(caption, "caption"), 1)
            line.addWidget(control)
            card.body.addLayout(line)
        self.lock.currentIndexChanged.connect(
            lambda _: self.lock_chosen.emit(int(self.lock.choice or 0))
        )
        self.password.clicked.connect(self.password_requested)

    def set_lock_minutes(self, minutes: int) -> None:
        """Show what is kept; a value that is not offered is shown as the nearest."""
        nearest = min((int(key) for key, _ in LOCK), key=lambda key: abs(key - minutes))
        blocked = self.lock.blockSignals(True)
        self.lock.set_choice(str(nearest))
        self.lock.blockSignals(blocked)
