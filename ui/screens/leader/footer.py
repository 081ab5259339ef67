"""Foot of the leader view: the conclusions as large buttons.

Signals: ``chosen(DecisionChoice)``.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qz_review.services.views import ChoiceKind, DecisionChoice
from ui.screens.leader.words import choice_words, ordered_choices
from ui.text.choices import choice_key
from ui.widgets.button import Button
from ui.widgets.card import Divider
from ui.widgets.leader_choice import LeaderChoiceButton
from ui.widgets.themed import Themed

HEIGHT, LOW = 108, 92  # px at 100 %; in windows under 840 px
_FLAT_WIDTH = 112


class LeaderFooter(Themed, QFrame):
    """Object names of the buttons: ``choose_`` and the conclusion (``choose_approve`` …)."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", "window")
        self._low = False
        self._buttons: list[QAbstractButton] = []
        self._choices: tuple[DecisionChoice, ...] = ()
        self._row = QHBoxLayout()
        self._row.setContentsMargins(24, 0, 24, 0)
        self._row.setSpacing(16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        edge = Divider(parent=self)
        edge.setFixedHeight(1)
        layout.addWidget(edge)
        layout.addStretch(1)
        layout.addLayout(self._row)
        layout.addStretch(1)
        self._follow_theme()
        self._on_theme_changed()

    def set_choices(self, choices: tuple[DecisionChoice, ...]) -> None:
        """Show what may be concluded."""
        if choices == self._choices:
            return
        self._choices = choices
        for old in self._buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        over = any(choice.kind is ChoiceKind.OVERRULE for choice in choices)
        self._buttons = [self._make(choice, over) for choice in ordered_choices(choices)]
        for button in self._buttons:
            self._row.addWidget(button, 1 if isinstance(button, LeaderChoiceButton) else 0)
            button.show()
        self._on_theme_changed()

    def _make(self, choice: DecisionChoice, over_negative: bool) -> QAbstractButton:
        words = choice_words(choice, over_negative=over_negative)
        button: QAbstractButton
        if words.variant == "flat":
            button = Button(words.title, self, kind="flat", tooltip=words.caption)
        else:
            button = LeaderChoiceButton(words.title, words.caption, words.icon, words.variant, self)
        button.setObjectName(f"choose_{choice_key(choice)}")
        button.clicked.connect(lambda: self.chosen.emit(choice))
        return button

    def approving(self) -> QAbstractButton | None:
        """Where Ctrl Enter goes: 同意发布, 同意; none over a negative opinion."""
        keys = ("choose_approve", "choose_principal_agree")
        return next((b for b in self._buttons if b.objectName() in keys), None)

    def set_low(self, low: bool) -> None:
        """92 px in windows under 840 px high."""
        self._low = low
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(max(LOW, self._theme.px(LOW if self._low else HEIGHT)))
        for button in self._buttons:
            if isinstance(button, Button):
                button.setMinimumWidth(self._theme.px(_FLAT_WIDTH))
        super()._on_theme_changed()
