"""Files that go with the manuscript: add, see the size, remove.

Signals: ``add_requested(list)`` of paths, ``changed()``.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.file_dialogs import ask_files
from ui.screens.registration.import_words import file_size_words
from ui.widgets.button import Button
from ui.widgets.field_message import FieldMessage
from ui.widgets.icon_label import IconView
from ui.widgets.text_label import ElidedLabel, TextLabel


@dataclass(frozen=True, slots=True)
class Attached:
    """A file: its name and its content."""

    name: str
    content: bytes


class AttachmentList(QWidget):
    """Files in the order they were added; a name stands once."""

    add_requested = Signal(object)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attachment_list")
        self._files: list[Attached] = []
        self._rows: list[QWidget] = []
        self.add = Button("添加附件", self, size="small", icon="paperclip", name="attachment_add")
        self._none = TextLabel("没有附件", "small", "text3", self)
        self._message = FieldMessage(parent=self)
        head = QHBoxLayout()
        head.addWidget(self._none)
        head.addStretch(1)
        head.addWidget(self.add)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._lines)
        layout.addLayout(head)
        layout.addWidget(self._message)
        self.add.clicked.connect(self._on_add_clicked)

    @property
    def files(self) -> tuple[Attached, ...]:
        """Files in the list."""
        return tuple(self._files)

    @property
    def error(self) -> str:
        """The refusal shown."""
        return self._message.error

    def set_error(self, sentence: str) -> None:
        """Why a file was not added."""
        self._message.set_error(sentence)

    def put(self, file: Attached) -> None:
        """Add a file; one of the same name is replaced."""
        self._files = [f for f in self._files if f.name != file.name] + [file]
        self._message.set_error("")
        self._show()

    def set_busy(self, busy: bool) -> None:
        """While files are read no more are taken."""
        self.add.setEnabled(not busy)
        self.add.setText("正在读入" if busy else "添加附件")

    def _show(self) -> None:
        for row in self._rows:
            self._lines.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        self._rows = [self._make_row(file) for file in self._files]
        for row in self._rows:
            self._lines.addWidget(row)
        self._none.setVisible(not self._files)
        self.changed.emit()

    def _make_row(self, file: Attached) -> QWidget:
        row = QWidget(self)
        name = ElidedLabel(file.name, "body", parent=row, mode=Qt.TextElideMode.ElideMiddle)
        size = TextLabel(file_size_words(len(file.content)), "caption", parent=row)
        remove = Button(parent=row, kind="flat", size="small", icon="trash",
                        tooltip=f"删除 {file.name}", name="attachment_remove")  # fmt: skip
        remove.setProperty("fileName", file.name)
        remove.clicked.connect(self._on_remove_clicked)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(8)
        line.addWidget(IconView("paperclip", "text3", 16, row))
        line.addWidget(name, 1)
        line.addWidget(size)
        line.addWidget(remove)
        return row

    def _on_remove_clicked(self) -> None:
        name = str(self.sender().property("fileName"))
        self._files = [file for file in self._files if file.name != name]
        self._show()

    def _on_add_clicked(self) -> None:
        paths = ask_files(self.window(), "选附件")
        if paths:
            self.add_requested.emit([str(path) for path in paths])
