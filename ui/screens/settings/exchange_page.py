"""交接: the unit's exchange folder on this machine, what it is for, and whether it works.

Signals: ``choose_requested()``, ``try_requested()``, ``drop_requested()`` use none any more.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.screens.settings.page import SettingsPage
from ui.widgets.button import Button
from ui.widgets.icon_label import IconLabel
from ui.widgets.text_label import ElidedLabel, TextLabel

_FOR = (
    "各台机器都能打开的一个文件夹：共享文件夹，或同步盘。每人一个收件夹，交出的稿件放进"
    "收件人的收件夹，回执放回来。"
)
_ONLY_A_WAY = "它只是通路：稿件和签名都在各自的台账里，删掉里面的文件不丢稿件，可以再写一次。"


class ExchangePage(SettingsPage):
    """The folder is this machine's own setting: another one sees it under another name."""

    choose_requested = Signal()
    try_requested = Signal()
    drop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = ElidedLabel("", "body")
        self.place.setObjectName("exchange_place")
        self.state = IconLabel("info", "", "small", "text2")
        self.state.setObjectName("exchange_state")
        self.choose = Button("选文件夹…", icon="folder", name="exchange_choose")
        self.attempt = Button("试一试", name="exchange_try")
        self.drop = Button("不用", kind="flat", name="exchange_drop")
        self._build()
        self.choose.clicked.connect(self.choose_requested)
        self.attempt.clicked.connect(self.try_requested)
        self.drop.clicked.connect(self.drop_requested)
        self.set_folder(None)

    def _build(self) -> None:
        card = self.group("交换目录", _FOR)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.place, 1)
        for button in (self.drop, self.attempt, self.choose):
            line.addWidget(button)
        card.body.addLayout(line)
        card.body.addWidget(self.state)
        card.body.addWidget(TextLabel(_ONLY_A_WAY, "caption", wrap=True))

    def set_folder(self, folder: Path | None) -> None:
        """What is set on this machine."""
        self.place.setText(str(folder) if folder is not None else "没有设，用 U 盘或文件交接")
        self.place.set_tone("text" if folder is not None else "text3")
        self.attempt.setVisible(folder is not None)
        self.drop.setVisible(folder is not None)
        self.state.hide()

    def set_busy(self, busy: bool) -> None:
        """While the folder is tried; a share may take long."""
        self.attempt.setEnabled(not busy)
        self.choose.setEnabled(not busy)
        if busy:
            self.state.set_content("clock", "正在试", "text2")
            self.state.show()

    def show_result(self, words: str, *, works: bool) -> None:
        """What the trial found."""
        self.set_busy(False)
        self.state.set_content("check" if works else "alert", words, "ok" if works else "danger")
        self.state.show()
