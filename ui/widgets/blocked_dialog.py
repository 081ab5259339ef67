"""还不能签: what is missing before a sign-off, with a link to each.

Signals: ``link_clicked(str)`` with the item's key, after the dialog has closed itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.check_line import STATE_ICONS
from ui.widgets.icon_label import IconView
from ui.widgets.small_dialog import SmallDialog
from ui.widgets.text_label import TextLabel

_LEVELS = {"blocks": "danger", "warns": "warn", "done": "ok"}


@dataclass(frozen=True, slots=True)
class BlockedItem:
    """One line: level ``blocks`` ✕, ``warns`` △ or ``done`` ✓; link: word that leads there."""

    key: str
    level: str
    text: str
    link: str = ""


class BlockedDialog(SmallDialog):
    """Lists ``items``; ``go_on`` is the verb of a button that acts in spite of warnings.

    ``go_on`` may be given only where nothing blocks; then ``went_on()`` is emitted.
    """

    link_clicked = Signal(str)
    went_on = Signal()

    def __init__(
        self,
        host: QWidget,
        items: Sequence[BlockedItem],
        title: str = "还不能签",
        *,
        go_on: str = "",
    ) -> None:
        super().__init__(host, title)
        if go_on and any(item.level == "blocks" for item in items):
            raise ValueError("an act that is blocked cannot go on")
        self.body.addSpacing(8)
        for item in items:
            self.body.addLayout(self._make_row(item))
        self.close_button = Button("关闭", self.panel, name="blocked_close")
        self.buttons.addWidget(self.close_button)
        self.close_button.clicked.connect(self.request_close)
        if go_on:
            self.go_on = Button(go_on, self.panel, kind="primary", name="blocked_go_on")
            self.buttons.addWidget(self.go_on)
            self.go_on.clicked.connect(self._on_go_on_clicked)

    def _make_row(self, item: BlockedItem) -> QHBoxLayout:
        tone = _LEVELS[item.level]
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(IconView(STATE_ICONS[tone], tone, 16, self.panel))
        words_tone = "text2" if item.level == "done" else "text"
        words = TextLabel(item.text, "body", words_tone, self.panel, wrap=True, line=32)
        line.addWidget(words, 1)
        if item.link:
            link = Button(item.link, self.panel, kind="link", name=f"blocked_{item.key}")
            link.setProperty("itemKey", item.key)
            link.clicked.connect(self._on_link_clicked)
            line.addWidget(link)
        return line

    def _on_link_clicked(self) -> None:
        key = str(self.sender().property("itemKey"))
        self.close_overlay()
        self.link_clicked.emit(key)

    def _on_go_on_clicked(self) -> None:
        self.close_overlay()
        self.went_on.emit()
