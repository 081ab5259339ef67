"""One line of a summary: label left, state and value right, an optional link.

Signals: ``link_clicked()``.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.card import Divider
from ui.widgets.icon_label import IconView
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

STATE_ICONS = {"ok": "check", "warn": "alert", "danger": "close"}


class CheckLine(Themed, QWidget):
    """As in the left column of the sign dialog.

    state: ``ok`` ✓, ``warn`` △, ``danger`` ✕, None for a plain fact; link: word of the link;
    divided: a line below.
    """

    link_clicked = Signal()

    def __init__(
        self,
        label: str,
        value: str = "",
        state: str | None = None,
        link: str = "",
        parent: QWidget | None = None,
        *,
        divided: bool = True,
        value_role: str = "body",
        label_role: str = "small",
    ) -> None:
        super().__init__(parent)
        self._label = TextLabel(label, label_role, "text2", self)
        self._icon = IconView("check", "ok", 16, self)
        self._value = TextLabel("", value_role, parent=self)
        self._dot = TextLabel("·", value_role, "text3", self)
        self._link = Button("", self, kind="link")
        line = QHBoxLayout()
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(4)
        line.addWidget(self._label)
        line.addStretch(1)
        for widget in (self._icon, self._value, self._dot, self._link):
            line.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        if divided:
            layout.addWidget(Divider(parent=self))
        self._link.clicked.connect(self.link_clicked)
        self._follow_theme()
        self._on_theme_changed()
        self.set_value(value, state, link)

    def set_value(self, value: str, state: str | None = None, link: str = "") -> None:
        """Change the right side; raises KeyError for an unknown state."""
        if state is not None:
            self._icon.set_icon(STATE_ICONS[state], state)
        self._icon.setVisible(state is not None)
        self._value.setText(value)
        self._value.setVisible(bool(value))
        self._link.setText(link)
        self._link.setVisible(bool(link))
        self._dot.setVisible(bool(link and value))
        self.setAccessibleName(f"{self._label.text()} {value}")

    def set_value_tone(self, tone: str | None) -> None:
        """Colour of the value's words."""
        self._value.set_tone(tone)

    def _on_theme_changed(self) -> None:
        self.setMinimumHeight(self._theme.px(38))
        super()._on_theme_changed()
