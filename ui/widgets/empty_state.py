"""What a list says when it is empty: what, when it fills, one action.

Signals: ``action_clicked()``.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.icon_label import IconView
from ui.widgets.text_label import TextLabel

_ICON, _STROKE = 40, 0.9


class EmptyState(QWidget):
    """Centred in the room it gets."""

    action_clicked = Signal()

    def __init__(
        self, icon: str, line: str, sub_line: str = "", action: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._icon = IconView(icon, "text3", _ICON, self, stroke=_STROKE)
        self._line = TextLabel(line, "strong", parent=self)
        self._sub = TextLabel(sub_line, "caption", parent=self, wrap=True)
        self._sub.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.action = Button(action, self, size="small")
        centre = Qt.AlignmentFlag.AlignHCenter
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(0)
        layout.addStretch(1)
        layout.addWidget(self._icon, 0, centre)
        layout.addSpacing(8)
        layout.addWidget(self._line, 0, centre)
        layout.addSpacing(2)
        layout.addWidget(self._sub)
        layout.addSpacing(8)
        layout.addWidget(self.action, 0, centre)
        layout.addStretch(1)
        self.action.clicked.connect(self.action_clicked)
        self.set_content(icon, line, sub_line, action)

    def set_content(self, icon: str, line: str, sub_line: str = "", action: str = "") -> None:
        """Change everything; an empty action hides the button."""
        self._icon.set_icon(icon)
        self._line.setText(line)
        self._sub.setText(sub_line)
        self._sub.setVisible(bool(sub_line))
        self.action.setText(action)
        self.action.setVisible(bool(action))
