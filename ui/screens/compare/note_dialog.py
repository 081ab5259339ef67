"""附注: words for those who work on the text next; nothing of the text changes.

Signals: ``written(str)`` the words.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.widgets.button import Button
from ui.widgets.form_field import FormField
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel

_HEIGHT, _MOST_QUOTED = 120, 80


class NoteDialog(SmallDialog):
    """quote: the words it is on, empty for a place between words."""

    written = Signal(str)

    def __init__(self, host: QWidget, quote: str) -> None:
        super().__init__(host, "附注", width=480)
        self.setObjectName("note_dialog")
        if quote:
            short = quote if len(quote) <= _MOST_QUOTED else f"{quote[: _MOST_QUOTED - 1]}…"
            self.body.addSpacing(6)
            self.body.addWidget(TextLabel(f"“{short}”", "small", "text2", self.panel, wrap=True))
        self.edit = QPlainTextEdit(self.panel)
        self.edit.setObjectName("note_words")
        self.edit.setPlaceholderText("写给下一步的话，不改正文")
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(self._theme.px(_HEIGHT))
        self.field = FormField("内容", self.edit, parent=self.panel)
        self.body.addSpacing(10)
        self.body.addWidget(self.field)
        self.cancel = Button("取消", self.panel, name="note_cancel")
        self.accept = Button(
            "附注", self.panel, kind="primary", name="note_accept", keys="Ctrl Enter"
        )
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.accept)
        self.cancel.clicked.connect(self.request_close)
        self.accept.clicked.connect(self._on_accept_clicked)

    def _on_accept_clicked(self) -> None:
        words = self.edit.toPlainText().strip()
        if not words:
            self.field.set_error("附注还没写内容")
            self.edit.setFocus()
            return
        self.close_overlay()
        self.written.emit(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl Enter writes it down."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._on_accept_clicked()
            event.accept()
            return
        super().keyPressEvent(event)
