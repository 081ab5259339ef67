"""One sentence the person must see, and a button to go on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel


class NoticeDialog(SmallDialog):
    """title: the fact; sentence: what is safe and what to do."""

    def __init__(self, host: QWidget, title: str, sentence: str) -> None:
        super().__init__(host, title)
        self.setObjectName("notice_dialog")
        self.body.addSpacing(6)
        self.sentence = TextLabel(sentence, "body", parent=self.panel, wrap=True, selectable=True)
        self.sentence.setObjectName("notice_sentence")
        self.body.addWidget(self.sentence)
        self.close_button = Button("关闭", self.panel, name="notice_close")
        self.buttons.addWidget(self.close_button)
        self.close_button.clicked.connect(self.request_close)
