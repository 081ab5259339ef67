"""修改后发布: what shall be changed, a line each; 三校 carries every line out.

Signals: ``written(tuple[str])`` when the person goes on to sign; ``kept(tuple[str])`` when he
closes the panel, so that nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.widgets.button import Button
from ui.widgets.form_field import FormField
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel

_WIDTH, _HEIGHT = 600, 176  # px at 100 %
_EXAMPLE = "例：第1段“走在全省前列”删去\n第3段补充咨询电话"


class InstructionsDialog(SmallDialog):
    """given: lines written before; edited: how many places the leader changed himself."""

    written = Signal(object)
    kept = Signal(object)

    def __init__(self, host: QWidget, given: Sequence[str], *, edited: bool = False) -> None:
        super().__init__(host, "修改后发布", width=_WIDTH)
        self.setObjectName("instructions_dialog")
        self._done = False
        words = "每行一条，三校逐条落实并答复"
        if edited:
            words += "；你在正文上的改动已在文本里，不必再写"
        self.body.addSpacing(6)
        self.body.addWidget(TextLabel(words, "small", "text2", self.panel, wrap=True))
        self.edit = QPlainTextEdit("\n".join(given), self.panel)
        self.edit.setObjectName("instructions")
        self.edit.setPlaceholderText(_EXAMPLE)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(self._theme.px(_HEIGHT))
        self._count = TextLabel("", "caption", parent=self.panel)
        self.field = FormField("改哪里", self.edit, parent=self.panel, trailing=self._count)
        self.body.addSpacing(10)
        self.body.addWidget(self.field)
        self.cancel = Button("取消", self.panel, name="instructions_cancel")
        self.go_on = Button(
            "去签署", self.panel, kind="primary", name="instructions_go_on", keys="Ctrl Enter"
        )
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.go_on)
        self.cancel.clicked.connect(self.request_close)
        self.go_on.clicked.connect(self._on_go_on_clicked)
        self.edit.textChanged.connect(self._on_text_changed)
        self._on_text_changed()

    def instructions(self) -> tuple[str, ...]:
        """The lines, without empty ones."""
        lines = (line.strip() for line in self.edit.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def request_close(self) -> None:
        """What was typed is kept."""
        if not self._done:
            self.kept.emit(self.instructions())
        super().request_close()

    def _on_text_changed(self) -> None:
        count = len(self.instructions())
        self._count.setText(f"{count} 条" if count else "")
        if count and self.field.error:
            self.field.set_error("")

    def _on_go_on_clicked(self) -> None:
        lines = self.instructions()
        if not lines:
            self.field.set_error("写明改哪里、怎么改")
            self.edit.setFocus()
            return
        self._done = True
        self.close_overlay()
        self.written.emit(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl Enter goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._on_go_on_clicked()
            event.accept()
            return
        super().keyPressEvent(event)
