"""Pasting a manuscript's words.

Signals: ``text_taken(str)``.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.widgets.button import Button
from ui.widgets.form_field import FormField
from ui.widgets.small_dialog import SmallDialog

_WIDTH, _HEIGHT = 640, 320  # px at 100 %


class PasteDialog(SmallDialog):
    """``words``: what was pasted before; left empty, the clipboard's text is put in.

    All of it is selected when the dialog opens, so that pasting once more replaces it.
    """

    text_taken = Signal(str)

    def __init__(self, host: QWidget, words: str = "", title: str = "粘贴稿件文字") -> None:
        super().__init__(host, title, width=_WIDTH)
        self.edit = QPlainTextEdit(self.panel)
        self.edit.setObjectName("paste_text")
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(self._theme.px(_HEIGHT))
        self.edit.setPlainText(words or QGuiApplication.clipboard().text())
        self.field = FormField("文字", self.edit, parent=self.panel, note="第一行作标题，一行一段")
        self.body.addSpacing(10)
        self.body.addWidget(self.field)
        self.cancel = Button("取消", self.panel, name="paste_cancel")
        self.accept = Button("用这段文字", self.panel, kind="primary", keys="Ctrl Enter",
                             name="paste_accept")  # fmt: skip
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.accept)
        self.cancel.clicked.connect(self.request_close)
        self.accept.clicked.connect(self._on_accept_clicked)
        self.edit.textChanged.connect(lambda: self.field.set_error(""))

    def open(self) -> None:
        """Show it; typing or pasting replaces what was put in."""
        super().open()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)
        self.edit.selectAll()

    def _on_accept_clicked(self) -> None:
        words = self.edit.toPlainText()
        if not words.strip():
            self.field.set_error("还没有文字")
            self.edit.setFocus()
            return
        self.close_overlay()
        self.text_taken.emit(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl Enter takes the words."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_accept_clicked()
            event.accept()
            return
        super().keyPressEvent(event)
