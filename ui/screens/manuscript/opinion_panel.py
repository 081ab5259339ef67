"""Tab 意见: conclusion, opinion, instructions of 三审, earlier opinions, 会签, 联审.

Signals: ``work_changed()`` after the person changed something; ``phrase_add_wanted``;
``act_wanted(str, str)`` and ``sheet_wanted(str, str)`` from the earlier opinions.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qz_review.model.stage import Stage
from qz_review.services.views import DecisionChoice, DraftWork, ManuscriptView
from ui.screens.manuscript.opinion_rows import OpinionHistory
from ui.text.choices import choice_caption, choice_key, choice_title
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.phrase_pills import PhrasePills
from ui.widgets.radio_card import RadioCardGroup, RadioOption
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed


class OpinionPanel(Themed, QWidget):
    """What the person concludes, and what others said before."""

    work_changed = Signal()
    phrase_add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[DecisionChoice, ...] = ()
        self._instructions: list[QLineEdit] = []
        self._stage: Stage | None = None
        self._phrases: tuple[str, ...] = ()
        self._options: tuple[RadioOption, ...] = ()
        self._scroll = QScrollArea(self)
        self._body = QWidget()
        self._own = QWidget(self._body)
        self._decision_title = TextLabel("", "strong", parent=self._own)
        self.cards = RadioCardGroup(parent=self._own, accessible_name="结论")
        self._opinion_title = TextLabel("", "strong", parent=self._own)
        self.opinion = QPlainTextEdit(self._own)
        self.opinion.setObjectName("opinion")
        self.opinion.setAccessibleName("意见")
        self.opinion.setTabChangesFocus(True)
        self.pills = PhrasePills(parent=self._own, can_add=True)
        self._instruction_box = QWidget(self._own)
        self.add_instruction = Button(
            "添加一条", self._instruction_box, kind="flat", size="small", icon="plus",
            name="add_instruction",
        )  # fmt: skip
        self.history = OpinionHistory(self._body)
        self._build()
        self._connect()
        self._follow_theme()
        self._on_theme_changed()

    def _build(self) -> None:
        own = QVBoxLayout(self._own)
        own.setContentsMargins(16, 16, 16, 16)
        own.setSpacing(8)
        own.addWidget(self._decision_title)
        own.addWidget(self.cards)
        own.addSpacing(8)
        own.addWidget(self._opinion_title)
        own.addWidget(self.opinion)
        own.addWidget(self.pills)
        own.addWidget(self._instruction_box)
        box = QVBoxLayout(self._instruction_box)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(8)
        head = TextLabel("修改意见", "strong", parent=self._instruction_box)
        head.setToolTip("逐条写，三校按条誊正核对")
        box.addLayout(row(head, None, self.add_instruction))
        self._instruction_rows = QVBoxLayout()
        self._instruction_rows.setSpacing(6)
        box.addLayout(self._instruction_rows)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._own)
        body.addWidget(self.history)
        body.addStretch(1)
        self._body.setProperty("plain", True)
        self._scroll.setWidget(self._body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def _connect(self) -> None:
        self.cards.choice_changed.connect(lambda _key: self.work_changed.emit())
        self.opinion.textChanged.connect(self.work_changed)
        self.pills.phrase_chosen.connect(self._on_phrase_chosen)
        self.pills.add_requested.connect(self.phrase_add_wanted)
        self.add_instruction.clicked.connect(self._on_add_instruction_clicked)

    def set_view(self, view: ManuscriptView, work: DraftWork, now: datetime) -> None:
        """Show another state; what the person writes comes from ``work``."""
        self._stage = view.stage
        self._choices = view.choices
        signs = bool(view.parts)
        self._own.setVisible(signs)
        if signs and view.stage is not None:
            self._decision_title.setText(f"{view.stage.label}结论")
            kind = "校对意见" if view.stage.is_proof else "审核意见"
            self._opinion_title.setText(kind)
            self.opinion.setAccessibleName(kind)
            options = tuple(
                RadioOption(choice_key(c), choice_title(c), choice_caption(c, view.stage))
                for c in view.choices
            )
            if options != self._options:
                self._options = options
                self.cards.set_options(options)
            self._set_work(work)
        self._instruction_box.setVisible(view.stage is Stage.REVIEW_3)
        self.history.set_view(view, now)

    def _set_work(self, work: DraftWork) -> None:
        keys = [choice_key(choice) for choice in self._choices]
        wanted = work.decision.value if work.decision is not None else None
        if wanted is not None and wanted in keys:
            self.cards.set_choice(wanted)
        elif wanted is None and self.cards.choice in {
            choice_key(c) for c in self._choices if c.decision is not None
        }:
            self.cards.set_choice(None)
        if self.opinion.toPlainText() != work.opinion:
            self.opinion.blockSignals(True)
            self.opinion.setPlainText(work.opinion)
            self.opinion.blockSignals(False)
        if self.instructions() != work.instructions:
            for edit in self._instructions:
                self._instruction_rows.removeWidget(edit)
                edit.deleteLater()
            self._instructions = []
            for words in work.instructions:
                self._add_instruction(words)

    def set_phrases(self, phrases: Sequence[str]) -> None:
        """Phrases offered for this step."""
        if tuple(phrases) != self._phrases:
            self._phrases = tuple(phrases)
            self.pills.set_phrases(phrases)

    @property
    def choice(self) -> DecisionChoice | None:
        """The conclusion chosen."""
        key = self.cards.choice
        return next((c for c in self._choices if choice_key(c) == key), None)

    def set_choice(self, choice: DecisionChoice) -> None:
        """Choose for the person, where there is only one conclusion."""
        self.cards.set_choice(choice_key(choice))
        self.work_changed.emit()

    def instructions(self) -> tuple[str, ...]:
        """Instructions written, empty ones left out."""
        if self._stage is not Stage.REVIEW_3:
            return ()
        return tuple(e.text().strip() for e in self._instructions if e.text().strip())

    def _on_add_instruction_clicked(self) -> None:
        self._add_instruction("").setFocus()

    def _add_instruction(self, words: str) -> QLineEdit:
        edit = QLineEdit(words, self._instruction_box)
        number = len(self._instructions) + 1
        edit.setPlaceholderText(f"第 {number} 条")
        edit.setAccessibleName(f"修改意见第 {number} 条")
        edit.setObjectName(f"instruction_{number}")
        edit.textEdited.connect(lambda _words: self.work_changed.emit())
        self._instructions.append(edit)
        self._instruction_rows.addWidget(edit)
        return edit

    def _on_phrase_chosen(self, phrase: str) -> None:
        cursor = self.opinion.textCursor()
        before = self.opinion.toPlainText()[: cursor.position()]
        ended = not before or before[-1] in "，。；、\n"
        cursor.insertText(phrase if ended else f"，{phrase}")
        self.opinion.setTextCursor(cursor)
        self.opinion.setFocus()

    def _on_theme_changed(self) -> None:
        self.opinion.setFixedHeight(self._theme.px(112))
        super()._on_theme_changed()
