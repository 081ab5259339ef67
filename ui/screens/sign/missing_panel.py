"""还不能签, inside the dialog: what is missing, with a link to each.

Signals: ``link_clicked(str)`` with the code of the reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.blocked_dialog import BlockedItem
from ui.widgets.button import Button
from ui.widgets.check_line import STATE_ICONS
from ui.widgets.icon_label import IconView
from ui.widgets.text_label import TextLabel

_TONES = {"blocks": "danger", "warns": "warn", "done": "ok"}
BLOCKED_TITLE = "还不能签"


class MissingPanel(QWidget):
    """✕ blocks, △ warns; with a title where something blocks, hidden where nothing is missing."""

    link_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("missing_panel")
        self._title = TextLabel(BLOCKED_TITLE, "section-title", parent=self)
        self._rows: list[QWidget] = []
        self._items: tuple[BlockedItem, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def items(self) -> tuple[BlockedItem, ...]:
        """What is listed."""
        return self._items

    @property
    def blocks(self) -> bool:
        """True while something keeps the person from signing."""
        return any(item.level == "blocks" for item in self._items)

    def set_items(self, items: Sequence[BlockedItem]) -> None:
        """Replace the list."""
        self._items = tuple(items)
        for row in self._rows:
            self._layout.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        self._rows = [self._make_row(item) for item in items]
        for row in self._rows:
            self._layout.addWidget(row)
        self._title.setVisible(self.blocks)
        self.setVisible(bool(items))

    def focus_first(self) -> None:
        """Give the focus to the first link."""
        for link in self.findChildren(Button):
            link.setFocus()
            return

    def _make_row(self, item: BlockedItem) -> QWidget:
        row = QWidget(self)
        tone = _TONES[item.level]
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(IconView(STATE_ICONS[tone], tone, 16, row))
        words = TextLabel(item.text, "body", parent=row, wrap=True, line=32)
        words.setObjectName(f"missing_text_{item.key}")
        line.addWidget(words, 1)
        if item.link:
            link = Button(item.link, row, kind="link", name=f"missing_{item.key}")
            link.setProperty("itemKey", item.key)
            link.clicked.connect(self._on_link_clicked)
            line.addWidget(link)
        return row

    def _on_link_clicked(self) -> None:
        self.link_clicked.emit(str(self.sender().property("itemKey")))
