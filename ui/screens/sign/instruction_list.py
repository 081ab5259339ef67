"""修改要求 of 三审, one a line: where and how to change; 三校 ticks each off.

Signals: ``changed()`` after the person changed any of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.field_message import FieldMessage
from ui.widgets.text_label import TextLabel

LONGEST = 200  # characters of one instruction


class InstructionList(QWidget):
    """Numbered lines; Enter in the last one adds another, an empty one is left out."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("instruction_list")
        self._rows: list[QWidget] = []
        self._edits: list[QLineEdit] = []
        self._numbers: list[TextLabel] = []
        self.add_button = Button("添加一条", self, kind="link", icon="plus", name="instruction_add")
        self._message = FieldMessage(parent=self)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(TextLabel("修改要求", "small-strong", parent=self))
        head.addWidget(TextLabel("写明改哪里，三校逐条落实", "caption", parent=self))
        head.addStretch(1)
        head.addWidget(self.add_button)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addLayout(self._lines)
        layout.addWidget(self._message)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.add_button.clicked.connect(self._on_add_clicked)
        self.set_instructions(())

    @property
    def instructions(self) -> tuple[str, ...]:
        """What was typed, without empty lines."""
        return tuple(words for edit in self._edits if (words := edit.text().strip()))

    def set_instructions(self, instructions: Sequence[str]) -> None:
        """Show these, one empty line where there is none."""
        while self._edits:
            self._remove(0)
        for words in instructions or ("",):
            self._add(words)

    def set_error(self, text: str) -> None:
        """What is wrong with the list."""
        self._message.set_error(text)
        if text and self._edits:
            self._edits[0].setFocus()

    @property
    def error(self) -> str:
        """Error shown."""
        return self._message.error

    def _add(self, words: str) -> QLineEdit:
        row = QWidget(self)
        edit = QLineEdit(words, row)
        edit.setObjectName(f"instruction_{len(self._edits) + 1}")
        edit.setMaxLength(LONGEST)
        edit.setPlaceholderText("例：第3段“将于近期”改为“12月1日起”")
        number = TextLabel("", "small", "text3", row)
        remove = Button(parent=row, kind="flat", size="small", icon="trash", tooltip="删除这一条")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(number)
        line.addWidget(edit, 1)
        line.addWidget(remove)
        self._rows.append(row)
        self._edits.append(edit)
        self._numbers.append(number)
        self._lines.addWidget(row)
        edit.textEdited.connect(self._on_edited)
        edit.returnPressed.connect(self._on_return_pressed)
        remove.clicked.connect(self._on_remove_clicked)
        self._renumber()
        return edit

    def _remove(self, place: int) -> None:
        row = self._rows.pop(place)
        self._edits.pop(place)
        self._numbers.pop(place)
        self._lines.removeWidget(row)
        row.setParent(None)
        row.deleteLater()
        self._renumber()

    def _renumber(self) -> None:
        for place, (edit, number) in enumerate(zip(self._edits, self._numbers, strict=True), 1):
            number.setText(f"{place}")
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            edit.setAccessibleName(f"修改要求 {place}")

    def _on_add_clicked(self) -> None:
        self._add("").setFocus()

    def _on_return_pressed(self) -> None:
        place = next((i for i, edit in enumerate(self._edits) if edit.hasFocus()), 0)
        if place + 1 < len(self._edits):
            self._edits[place + 1].setFocus()
        elif self._edits[place].text().strip():
            self._add("").setFocus()

    def _on_remove_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, QWidget)
        place = next(i for i, row in enumerate(self._rows) if row.isAncestorOf(button))
        self._remove(place)
        if not self._edits:
            self._add("")
        self.changed.emit()

    def _on_edited(self) -> None:
        self._message.set_error("")
        self.changed.emit()
