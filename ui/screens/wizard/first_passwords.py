"""The first passwords that the wizard made, shown once beside the recovery code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from qz_review.errors import Environment
from qz_review.services.forms import NewPerson
from ui.file_dialogs import ask_new_file
from ui.printing import write_text
from ui.text.error_texts import sentence_for
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.field_message import FieldMessage
from ui.widgets.text_label import TextLabel

NAME = "首个密码.txt"
_HEADS = ("姓名", "账号", "首个密码")


class FirstPasswords(QWidget):
    """unit: its name, for the text; people: without the administrator, who chose his own."""

    def __init__(
        self, unit: str, people: Sequence[NewPerson], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("first_passwords")
        self._rows = tuple((p.name, p.account, p.password) for p in people)
        self._unit = unit
        self.copy = Button("复制", self, icon="copy", name="first_passwords_copy")
        self.save = Button("存为文本…", self, icon="save", name="first_passwords_save")
        self._message = FieldMessage(parent=self)
        well = Card(self, padding=16, role="well")
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for column, words in enumerate(_HEADS):
            grid.addWidget(TextLabel(words, "caption", parent=well), 0, column)
        for row, cells in enumerate(self._rows, start=1):
            for column, words in enumerate(cells):
                role = "small" if column == 0 else "hash"
                label = TextLabel(words, role, "text", well, selectable=True)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setObjectName(f"first_password_{row}_{column}")
                grid.addWidget(label, row, column)
        well.body.addLayout(grid)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.copy)
        acts.addWidget(self.save)
        acts.addWidget(self._message)
        acts.addStretch(1)
        words = "只在这里显示，之后谁也看不到。当面交给本人，登录后改掉；忘了只能补发密钥。"
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(TextLabel("首个密码", "section-title", parent=self))
        layout.addWidget(TextLabel(words, "small", "text2", self, wrap=True))
        layout.addWidget(well)
        layout.addLayout(acts)
        self.copy.clicked.connect(self._on_copy)
        self.save.clicked.connect(self._on_save)

    @property
    def text(self) -> str:
        """The list as plain text, a line for each person."""
        lines = ["\t".join(cells) for cells in (_HEADS, *self._rows)]
        head = f"{self._unit} 首个密码，登录后改掉，交给本人后删除"
        return "\n".join((head, "", *lines, ""))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self._message.set_help("已复制")

    def _on_save(self) -> None:
        path = ask_new_file(self, "存为文本", NAME, "文本 (*.txt)")
        if path is None:
            return
        if path.suffix.lower() != ".txt":
            path = path.with_name(f"{path.name}.txt")
        try:
            write_text(path, self.text)
        except Environment as error:
            self._message.set_error(sentence_for(error))
        else:
            self._message.set_help(f"已存为 {path.name}，交给本人后删除")
