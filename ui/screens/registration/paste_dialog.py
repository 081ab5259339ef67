"""Pasting a manuscript's words, with the tables and headings the clipboard holds of them.

Signals: ``text_taken(str, str)``: the words, and the same as html where they were left as they
came.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.widgets.button import Button
from ui.widgets.form_field import FormField
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel

_WIDTH, _HEIGHT = 640, 320  # px at 100 %


class _PastedText(QPlainTextEdit):
    """Plain words; remembers how the clipboard had them while all of them came from it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._taken = ("", "")

    def take(self, words: str, html: str) -> None:
        """Put in words as a clipboard holds them, in the place of everything."""
        self.setPlainText(words)
        self._taken = (self.toPlainText(), html)
        self.textChanged.emit()

    @property
    def html(self) -> str:
        """The words as html; empty where there is none or somebody changed the words."""
        words, html = self._taken
        return html if words and words == self.toPlainText() else ""

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasting over everything is the clipboard's text with all it brings."""
        selected = self.textCursor().selectedText()
        if len(selected) == max(0, self.document().characterCount() - 1):
            self.take(source.text(), source.html())
        else:
            super().insertFromMimeData(source)


class PasteDialog(SmallDialog):
    """``words``, ``html``: what was pasted before; left empty, the clipboard's text is put in.

    All of it is selected when the dialog opens, so that pasting once more replaces it.
    """

    text_taken = Signal(str, str)

    def __init__(
        self, host: QWidget, words: str = "", html: str = "", title: str = "粘贴稿件文字"
    ) -> None:
        super().__init__(host, title, width=_WIDTH)
        self.edit = _PastedText(self.panel)
        self.edit.setObjectName("paste_text")
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(self._theme.px(_HEIGHT))
        copied = None if words else QGuiApplication.clipboard().mimeData()
        if copied is not None:
            words, html = copied.text(), copied.html()
        self.edit.take(words, html)
        self.field = FormField("文字", self.edit, parent=self.panel, note="第一行作标题，一行一段")
        self.kept = TextLabel("", "caption", parent=self.panel)
        self.kept.setObjectName("paste_kept")
        self.body.addSpacing(10)
        self.body.addWidget(self.field)
        self.body.addWidget(self.kept)
        self.cancel = Button("取消", self.panel, name="paste_cancel")
        self.accept = Button("用这段文字", self.panel, kind="primary", keys="Ctrl Enter",
                             name="paste_accept")  # fmt: skip
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.accept)
        self.cancel.clicked.connect(self.request_close)
        self.accept.clicked.connect(self._on_accept_clicked)
        self.edit.textChanged.connect(self._on_text_changed)
        self._on_text_changed()

    def open(self) -> None:
        """Show it; typing or pasting replaces what was put in."""
        super().open()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)
        self.edit.selectAll()

    def _on_text_changed(self) -> None:
        self.field.set_error("")
        self.kept.setText("表格、标题随文字一起读入，改动文字后只读文字" if self.edit.html else "")

    def _on_accept_clicked(self) -> None:
        words, html = self.edit.toPlainText(), self.edit.html
        if not words.strip():
            self.field.set_error("还没有文字")
            self.edit.setFocus()
            return
        self.close_overlay()
        self.text_taken.emit(words, html)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl Enter takes the words."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_accept_clicked()
            event.accept()
            return
        super().keyPressEvent(event)
