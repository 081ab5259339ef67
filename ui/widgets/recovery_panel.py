"""A recovery code, large, with the ways to keep it.

Signals: ``print_requested()``, ``save_requested()``, ``kept_changed(bool)``.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.field_message import FieldMessage
from ui.widgets.text_label import TextLabel


class RecoveryPanel(QWidget):
    """code: in groups, as it is printed."""

    print_requested = Signal()
    save_requested = Signal()
    kept_changed = Signal(bool)

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = "管理员忘记密码时，只有它能恢复。打印或存好后锁在柜里；程序不再显示，也不留存。"
        self.code = TextLabel(code, "hash-large", parent=self, wrap=True, selectable=True)
        self.code.setObjectName("recovery_code_shown")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        well = Card(self, padding=20, role="well")
        well.body.addWidget(self.code)
        self.print = Button("打印恢复码", self, icon="print", name="recovery_print")
        self.save = Button("存PDF…", self, icon="save", name="recovery_save")
        self.kept = QCheckBox("已打印或存好", self)
        self.kept.setObjectName("recovery_kept")
        self._message = FieldMessage(parent=self)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.print)
        acts.addWidget(self.save)
        acts.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(TextLabel(words, "small", "text2", self, wrap=True))
        layout.addWidget(well)
        layout.addLayout(acts)
        layout.addWidget(self.kept)
        layout.addWidget(self._message)
        self.print.clicked.connect(self.print_requested)
        self.save.clicked.connect(self.save_requested)
        self.kept.toggled.connect(self._on_kept)

    @property
    def is_kept(self) -> bool:
        """Whether the person has said that the code is kept."""
        return self.kept.isChecked()

    def show_error(self, words: str) -> None:
        """What is wrong; empty takes it away."""
        self._message.set_error(words)

    def _on_kept(self, kept: bool) -> None:
        self._message.set_error("")
        self.kept_changed.emit(kept)
