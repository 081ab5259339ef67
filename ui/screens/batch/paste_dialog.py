"""粘贴文字: words to be scanned at once.  Signals: ``scan_wanted(str)``."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.widgets.button import Button
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel


class PasteDialog(SmallDialog):
    """The first line counts as the title."""

    scan_wanted = Signal(str)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, "粘贴文字", width=680)
        self.setObjectName("batch_paste_dialog")
        self.words = QPlainTextEdit(self.panel)
        self.words.setObjectName("batch_words")
        self.words.setAccessibleName("要扫描的文字")
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(280)
        self.cancel = Button("取消", self.panel, name="batch_paste_cancel")
        self.accept = Button("扫描", self.panel, kind="primary", name="batch_paste_accept")
        self.body.addSpacing(6)
        self.body.addWidget(TextLabel("第一行算标题。", "small", "text2", self.panel))
        self.body.addSpacing(8)
        self.body.addWidget(self.words)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.accept)
        self.cancel.clicked.connect(self.request_close)
        self.accept.clicked.connect(self._on_accept_clicked)

    def open(self) -> None:
        """Show it; the keys go to the words."""
        super().open()
        self.words.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_accept_clicked(self) -> None:
        words = self.words.toPlainText()
        if not words.strip():
            self.words.setFocus()
            return
        self.close_overlay()
        self.scan_wanted.emit(words)
