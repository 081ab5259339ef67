"""保存与锁定: how soon drafts are saved, when an idle desk is locked, one's own password.

Signals: ``autosave_chosen(int)`` in tenths of a second, ``lock_chosen(int)`` in minutes,
``password_requested()``.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.screens.settings.page import SettingsPage
from ui.widgets.button import Button
from ui.widgets.combo_box import ComboBox
from ui.widgets.text_label import TextLabel

AUTOSAVE = (("5", "停笔半秒"), ("10", "停笔1秒"), ("15", "停笔1.5秒"))
LOCK = (("5", "5分钟"), ("15", "15分钟"), ("30", "30分钟"), ("60", "1小时"), ("0", "不锁定"))


class HabitsPage(SettingsPage):
    """Both choices act at once."""

    autosave_chosen = Signal(int)
    lock_chosen = Signal(int)
    password_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.autosave = ComboBox()
        self.lock = ComboBox()
        self.autosave.setObjectName("habits_autosave")
        self.lock.setObjectName("habits_lock")
        self.autosave.setAccessibleName("自动保存")
        self.lock.setAccessibleName("自动锁定")
        self.autosave.set_choices(list(AUTOSAVE), "10")
        self.lock.set_choices(list(LOCK), "15")
        self.password = Button("修改密码…", icon="lock", name="habits_password")
        card = self.group("保存与锁定")
        rows = (
            ("自动保存", "断电最多丢最后2秒的字", self.autosave),
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
        self.autosave.currentIndexChanged.connect(
            lambda _: self.autosave_chosen.emit(int(self.autosave.choice or 10))
        )
        self.lock.currentIndexChanged.connect(
            lambda _: self.lock_chosen.emit(int(self.lock.choice or 0))
        )
        self.password.clicked.connect(self.password_requested)

    def set_habits(self, autosave: int, lock: int) -> None:
        """Show what is kept; a value that is not offered is shown as the nearest."""
        for box, offered, value in ((self.autosave, AUTOSAVE, autosave), (self.lock, LOCK, lock)):
            keys = [int(key) for key, _ in offered]
            nearest = min(keys, key=lambda key: abs(key - value))
            blocked = box.blockSignals(True)
            box.set_choice(str(nearest))
            box.blockSignals(blocked)
