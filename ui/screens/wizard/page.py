"""The frame of a page of the wizard: title, one line of help, a column of fields."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.text_label import TextLabel


class WizardPage(QScrollArea):
    """Subclasses fill :attr:`body` and override :meth:`check`."""

    def __init__(self, title: str, help_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        inside.setProperty("plain", True)
        self.title = title
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(4, 4, 16, 16)
        layout.setSpacing(0)
        layout.addWidget(TextLabel(title, "page-title", parent=inside))
        layout.addWidget(TextLabel(help_text, "small", "text2", inside, wrap=True))
        layout.addSpacing(20)
        layout.addLayout(self.body)
        layout.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def check(self) -> bool:
        """Whether the page is complete; shows beside each field what is missing."""
        return True

    def start(self) -> None:
        """The page is shown: the first field gets the focus."""
