"""Frame of the small dialogs: title, words, buttons at the lower right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.overlay import Overlay
from ui.widgets.text_label import TextLabel


class SmallDialog(Overlay):
    """Subclasses fill :attr:`body` and :attr:`buttons`; the height follows the content."""

    def __init__(self, host: QWidget, title: str, *, width: int = 444) -> None:
        super().__init__(host, width)
        self._title = TextLabel(title, "section-title", parent=self.panel, wrap=True)
        self.panel.setAccessibleName(title)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        layout = QVBoxLayout(self.panel)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(0)
        layout.addWidget(self._title)
        layout.addLayout(self.body, 1)
        layout.addSpacing(16)
        layout.addLayout(self.buttons)

    @property
    def title(self) -> str:
        """Title shown."""
        return self._title.text()
