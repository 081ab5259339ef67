"""A fact that matters on this page: soft fill, icon, who and when, one action.

Signals: ``action_clicked()``.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.icon_label import IconView
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import repolish

ICONS = {"danger": "alert", "warn": "warning", "ok": "shield", "accent": "info"}


class Banner(QFrame):
    """variant: ``danger``, ``warn``, ``ok``, ``accent``; detail: who and when."""

    action_clicked = Signal()

    def __init__(
        self,
        variant: str,
        fact: str,
        detail: str = "",
        action: str = "",
        parent: QWidget | None = None,
        *,
        icon: str | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", "banner")
        self._icon = IconView("info", "accent", parent=self)
        self._fact = TextLabel("", "strong", "accent", self, wrap=True)
        self._detail = TextLabel("", "small", "text2", self, wrap=True)
        self.action = Button("", self, size="small")
        self._build()
        self.action.clicked.connect(self.action_clicked)
        self.set_content(variant, fact, detail, action, icon=icon)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._fact)
        words.addWidget(self._detail)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(10)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        layout.addWidget(self.action, 0, Qt.AlignmentFlag.AlignTop)

    def set_content(
        self, variant: str, fact: str, detail: str = "", action: str = "", *,
        icon: str | None = None,
    ) -> None:  # fmt: skip
        """Change everything; raises KeyError for an unknown variant."""
        self._icon.set_icon(icon or ICONS[variant], variant)
        self._fact.setText(fact)
        self._fact.set_tone(variant)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setProperty("variant", variant)
        self.setAccessibleName(f"{fact} {detail}".strip())
        repolish(self)
