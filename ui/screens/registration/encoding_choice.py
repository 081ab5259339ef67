"""Which encoding a plain file was read in, and another where the guess was wrong.

Signals: ``chosen(str)``: a codec, or empty to let the program find out again.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.combo_box import ComboBox
from ui.widgets.text_label import TextLabel

_NAMES = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "big5": "Big5",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE",
}
_OFFERED = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
_WIDTH = 220  # px at 100 %


class EncodingChoice(QWidget):
    """Hidden for files that name their encoding themselves."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("encoding_choice")
        self.combo = ComboBox(self)
        self.combo.setObjectName("source_encoding")
        self.combo.setAccessibleName("编码")
        self.combo.setMinimumWidth(_WIDTH)
        label = TextLabel("编码", "small", parent=self)
        label.setBuddy(self.combo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label)
        layout.addWidget(self.combo)
        layout.addWidget(TextLabel("有乱字时换一种", "caption", parent=self), 1)
        self.combo.activated.connect(lambda _: self.chosen.emit(self.combo.choice or ""))
        self.show_read("", "")

    def show_read(self, encoding: str, wanted: str) -> None:
        """encoding: what the file was read in, empty to hide.  wanted: what was asked for."""
        self.setVisible(bool(encoding))
        found = _NAMES.get(encoding, encoding)
        guess = "自动判断" if wanted else f"{found}（自动判断）"
        choices = [("", guess), *((codec, _NAMES[codec]) for codec in _OFFERED)]
        self.combo.set_choices(choices, wanted)
