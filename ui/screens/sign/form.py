"""The right column of the sign dialog: conclusion, words, who signs; password and statement below.

Signals: ``choice_changed()``, ``part_changed(Part)``, ``submitted()`` on Enter in the password,
``link_clicked(str)`` from the list of what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from qz_review.model.manuscript import Part
from qz_review.model.stage import Stage
from qz_review.services.views import ChoiceKind, DecisionChoice
from ui.screens.sign.instruction_list import InstructionList
from ui.screens.sign.missing_panel import MissingPanel
from ui.screens.sign.seal_row import SealRow
from ui.screens.sign.signer_cards import SignerCards
from ui.screens.sign.signers import Signer
from ui.screens.sign.wording import statement, takes_instructions, words_label
from ui.text.choices import choice_caption, choice_key, choice_title
from ui.widgets.banner import Banner
from ui.widgets.field_message import FieldMessage
from ui.widgets.form_field import FormField
from ui.widgets.phrase_pills import PhrasePills
from ui.widgets.radio_card import RadioCardGroup, RadioOption
from ui.widgets.text_label import TextLabel
from ui.widgets.themed import Themed

_WORDS_HEIGHT = 76  # px at 100 %


class SignForm(Themed, QWidget):
    """stage, choices: of the step that waits; parts: what is open to the person.

    :attr:`seal` is no part of the column: the dialog puts it where it never scrolls away.
    """

    choice_changed = Signal()
    part_changed = Signal(object)
    submitted = Signal()
    link_clicked = Signal(str)

    def __init__(
        self,
        stage: Stage,
        choices: Sequence[DecisionChoice],
        parts: Sequence[Part],
        part: Part,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stage, self._part = stage, part
        self._by_key = {choice_key(choice): choice for choice in choices}
        self.banner = Banner("danger", "", parent=self)
        self.banner.setObjectName("sign_banner")
        self.banner.hide()
        options = [
            RadioOption(key, choice_title(choice), choice_caption(choice, stage))
            for key, choice in self._by_key.items()
        ]
        self.choices = RadioCardGroup(options, self, horizontal=True, accessible_name="结论")
        self._choice_error = FieldMessage(parent=self)
        self._lost = TextLabel("", "caption", parent=self, wrap=True)
        self._lost.setObjectName("sign_lost")
        self._lost.hide()
        self.missing = MissingPanel(self)
        self.rest = QWidget(self)
        self._count = TextLabel("", "caption", parent=self.rest)
        self._count.setObjectName("sign_count")
        self.words = QPlainTextEdit(self.rest)
        self.words.setObjectName("sign_words")
        self.words.setTabChangesFocus(True)
        self._words_field = FormField("", self.words, parent=self.rest, trailing=self._count)
        self.phrases = PhrasePills((), self.rest, label="常用语")
        self.instructions = InstructionList(self.rest)
        self.signers = SignerCards(parts, part, self.rest)
        self.seal = SealRow(self)
        self.password, self.statement = self.seal.field, self.seal.statement
        self._build()
        self._follow_theme()
        self._on_theme_changed()
        self._connect()
        self._show_choice()

    def _build(self) -> None:
        rest = QVBoxLayout(self.rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(0)
        rest.addWidget(self._words_field)
        rest.addSpacing(4)
        rest.addWidget(self.phrases)
        rest.addSpacing(18)
        rest.addWidget(self.instructions)
        self._instruction_gap = QWidget(self.rest)
        self._instruction_gap.setFixedHeight(18)
        rest.addWidget(self._instruction_gap)
        rest.addWidget(self.signers)
        rest.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        self._banner_gap = QWidget(self)
        self._banner_gap.setFixedHeight(12)
        self._banner_gap.hide()
        layout.addWidget(self._banner_gap)
        layout.addWidget(TextLabel("结论", "small-strong", parent=self))
        layout.addSpacing(6)
        layout.addWidget(self.choices)
        layout.addSpacing(6)
        layout.addWidget(self._choice_error)
        layout.addWidget(self._lost)
        layout.addSpacing(12)
        layout.addWidget(self.missing)
        layout.addWidget(self.rest, 1)
        layout.addStretch(0)

    def _connect(self) -> None:
        self.choices.choice_changed.connect(self._on_choice_changed)
        self.words.textChanged.connect(self._on_words_changed)
        self.phrases.phrase_chosen.connect(self._on_phrase_chosen)
        self.instructions.changed.connect(lambda: self._words_field.set_error(""))
        self.signers.part_changed.connect(self._on_part_changed)
        self.password.submitted.connect(self.submitted)
        self.missing.link_clicked.connect(self.link_clicked)

    # --- what the dialog sets ---------------------------------------------------------------

    @property
    def choice(self) -> DecisionChoice | None:
        """Conclusion chosen."""
        key = self.choices.choice
        return self._by_key.get(key) if key is not None else None

    def set_choice(self, choice: DecisionChoice | None) -> None:
        """Choose without a signal; what is not among the conclusions is ignored."""
        if choice is not None and choice_key(choice) in self._by_key:
            self.choices.set_choice(choice_key(choice))
            self._show_choice()

    def set_words(self, words: str, instructions: Sequence[str]) -> None:
        """Put in what was written before."""
        self.words.setPlainText(words)
        self.instructions.set_instructions(instructions)
        self._show_choice()

    @property
    def instructions_given(self) -> tuple[str, ...]:
        """The instructions, none where the conclusion takes none."""
        return self.instructions.instructions if takes_instructions(self.choice) else ()

    def set_signers(self, signers: Sequence[Signer], now: datetime) -> None:
        """Show who signs."""
        self.signers.set_signers(signers, now)

    def set_phrases(self, phrases: Sequence[str]) -> None:
        """Offer phrases."""
        self.phrases.set_phrases(phrases)
        self.phrases.setVisible(bool(phrases))

    def set_lost(self, words: str) -> None:
        """What a return does to the signatures."""
        self._lost.setText(words)
        self._lost.setVisible(bool(words))

    def set_blocked(self, blocked: bool) -> None:
        """Show the list of what is missing instead of the fields."""
        self.rest.setVisible(not blocked)
        self.seal.setVisible(not blocked)

    def show_banner(self, fact: str, detail: str = "") -> None:
        """One sentence over everything; empty hides it."""
        if fact:
            self.banner.set_content("danger", fact, detail)
        self.banner.setVisible(bool(fact))
        self._banner_gap.setVisible(bool(fact))

    def set_busy(self, busy: bool) -> None:
        """While the signature is written nothing can be changed."""
        self.choices.setEnabled(not busy)
        self.rest.setEnabled(not busy)
        self.seal.setEnabled(not busy)

    def first_fault(self) -> QWidget | None:
        """Show what is still to be filled in; returns the first such field, None when complete."""
        faults: list[QWidget] = []
        choice = self.choice
        self._choice_error.set_error("" if choice else "先选结论")
        if choice is None:
            faults.append(self.choices)
        words = self._fault_of_words(choice)
        self._words_field.set_error(words)
        if words:
            faults.append(self.words)
        if not self.password.text():
            faults.append(self.password)
        unsaid = "" if self.statement.isChecked() else "勾选后才能签署"
        self.seal.set_error(unsaid)
        if unsaid:
            faults.append(self.statement)
        if self.password in faults:
            self.password.set_error("还没填签名密码")
        return faults[0] if faults else None

    def _fault_of_words(self, choice: DecisionChoice | None) -> str:
        if choice is None or self.words.toPlainText().strip():
            return ""
        if choice.kind is not ChoiceKind.SIGN:
            return "写明理由后才能办理"
        assert choice.decision is not None
        if choice.decision.negative:
            return f"结论是“{choice.decision.label}”时须写意见"
        changed = takes_instructions(choice) and "with_changes" in choice.decision.value
        if changed and not self.instructions.instructions:
            return "写明修改意见，或在下面逐条写修改要求"
        return ""

    # --- slots --------------------------------------------------------------------------------

    def _show_choice(self) -> None:
        choice = self.choice
        self._words_field.set_label(words_label(choice, self._stage, self._part))
        self.statement.setText(statement(self._stage, self._part, choice))
        has_any = bool(self.instructions.instructions)
        with_changes = choice is not None and choice.decision is not None and (
            "with_changes" in choice.decision.value
        )  # fmt: skip
        shown = takes_instructions(choice) and (with_changes or has_any)
        self.instructions.setVisible(shown)
        self._instruction_gap.setVisible(shown)

    def _on_choice_changed(self) -> None:
        self._choice_error.set_error("")
        self._words_field.set_error("")
        self.statement.setChecked(False)
        self._show_choice()
        self.choice_changed.emit()

    def _on_part_changed(self, part: Part) -> None:
        self._part = part
        self.statement.setChecked(False)
        self._show_choice()
        self.part_changed.emit(part)

    def _on_words_changed(self) -> None:
        typed = sum(1 for sign in self.words.toPlainText() if not sign.isspace())
        self._count.setText(f"{typed} 字" if typed else "")
        if typed:
            self._words_field.set_error("")

    def _on_phrase_chosen(self, phrase: str) -> None:
        cursor = self.words.textCursor()
        before = self.words.toPlainText()[: cursor.position()]
        goes_on = bool(before.strip()) and before[-1] not in "，。；、"
        cursor.insertText(f"，{phrase}" if goes_on else phrase)
        self.words.setFocus()

    def _on_theme_changed(self) -> None:
        self.words.setFixedHeight(self._theme.px(_WORDS_HEIGHT))
        super()._on_theme_changed()
