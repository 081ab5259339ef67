"""签署: what is signed at the left, conclusion and password at the right (mock-up 04).

Signals: ``signed(SignedAct)`` and ``told(str)`` (the words of the toast) after the act;
``link_requested(str)`` with the code of what is missing, ``reload_requested()`` when the
manuscript has moved on meanwhile, both after the dialog has closed itself;
``work_changed(DraftWork)`` when it closes unsigned with words that were not there before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from qz_review.model.manuscript import Part
from qz_review.model.text import text_hash
from qz_review.services.phrases import load_phrases
from qz_review.services.results import SignedAct, short_code
from qz_review.services.views import (
    ChoiceKind,
    DecisionChoice,
    DraftWork,
    ManuscriptView,
    Missing,
)
from ui.jobs.job_runner import JobRunner
from ui.screens.sign import wording
from ui.screens.sign.facts import classed_changes, facts_of, size_words
from ui.screens.sign.facts_column import FactsColumn
from ui.screens.sign.form import SignForm
from ui.screens.sign.signers import signers_of
from ui.screens.sign.signing import Signing
from ui.screens.sign.tab_order import chain_tab_order
from ui.text.choices import choice_key, missing_lines
from ui.widgets.blocked_dialog import BlockedItem
from ui.widgets.button import Button
from ui.widgets.overlay_dialog import OverlayDialog
from ui.widgets.radio_card import RadioCard
from ui.widgets.stage_chip import StageChip

if TYPE_CHECKING:
    from qz_review.workspace import Workspace

BUSY_AFTER_MS = 300
FILLED_HERE = frozenset({"opinion"})
"""What the dialog itself asks for: no reason to keep the person out."""
KEEP_AFTER_MS = 1200  # what is written here is on disk within two seconds, as in the text


class SignDialog(OverlayDialog):
    """part: as what the person signs, one of ``view.parts``.  work: his work, exactly as it is
    to be signed.  choice: the conclusion chosen before, None for the draft's.
    """

    signed = Signal(object)
    told = Signal(str)
    link_requested = Signal(str)
    reload_requested = Signal()
    work_changed = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        jobs: JobRunner,
        view: ManuscriptView,
        part: Part,
        work: DraftWork,
        choice: DecisionChoice | None,
        parent: QWidget,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        if view.stage is None or part not in view.parts:
            raise ValueError(f"{part} of {view.stage} is not open to the person at the desk")
        super().__init__(parent, "签署")
        self.setObjectName("sign_dialog")
        self._workspace, self._view, self._now = workspace, view, now
        self._stage, self._part, self._work = view.stage, part, work
        self._busy = self._outdated = self._done = self._waiting = False
        self._change_count: int | None = None
        self.signing = Signing(jobs, view, now, self)
        self.add_title_widget(StageChip(self._stage, parent=self.panel, role="page-title"))
        content = QWidget(self.panel)
        self.facts = FactsColumn(content)
        self.form = SignForm(self._stage, view.choices, view.parts, part, content)
        line = QHBoxLayout(content)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.facts)
        line.addWidget(self.form, 1)
        self.set_content(content)
        self.set_pinned(self.form.seal)
        self.cancel = self.add_action(Button("取消", self.panel, size="footer", name="sign_cancel"))
        self.act = self.add_action(
            Button(f"签署{self._stage.label}", self.panel, kind="primary", size="footer",
                   name="sign_act")
        )  # fmt: skip
        self._busy_timer = QTimer(self)
        self._busy_timer.setSingleShot(True)
        self._busy_timer.setInterval(BUSY_AFTER_MS)
        self._keep_timer = QTimer(self)
        self._keep_timer.setSingleShot(True)
        self._keep_timer.setInterval(KEEP_AFTER_MS)
        self._connect()
        self._fill(choice)
        self._keep_timer.stop()  # nothing has been written yet

    def _connect(self) -> None:
        self.form.choice_changed.connect(self._on_choice_changed)
        self.form.part_changed.connect(self._on_part_changed)
        self.form.submitted.connect(self._on_act_clicked)
        self.form.link_clicked.connect(self._on_link_clicked)
        self.cancel.clicked.connect(self.request_close)
        self.act.clicked.connect(self._on_act_clicked)
        self.form.words.textChanged.connect(self._on_written)
        self.form.instructions.changed.connect(self._on_written)
        self._busy_timer.timeout.connect(self._on_busy_timer_timeout)
        self._keep_timer.timeout.connect(self._keep)
        self.signing.counted.connect(self._on_counted)
        self.signing.missing_found.connect(self._on_missing_found)
        self.signing.signed.connect(self._on_signed)
        self.signing.password_refused.connect(self._on_password_refused)
        self.signing.blocked_until.connect(self._on_blocked_until)
        self.signing.outdated.connect(self._on_outdated)
        self.signing.refused.connect(self._on_refused)

    def _fill(self, choice: DecisionChoice | None) -> None:
        work, choices = self._work, self._view.choices
        if choice is None:
            kept = [c for c in choices if c.decision is not None and c.decision is work.decision]
            choice = kept[0] if kept else (choices[0] if len(choices) == 1 else None)
        self.form.set_choice(choice)
        self.form.set_words(work.opinion, work.instructions)
        self._show_signers()
        self._show_choice()
        self.signing.count_changes(work)

    def open(self) -> None:
        """Show it; the first thing still to be done has the focus."""
        super().open()
        form = self.form
        if form.choice is None:
            form.choices.findChildren(RadioCard)[0].setFocus()
        elif form.missing.blocks:
            form.missing.focus_first()
        else:
            (form.password if form.words.toPlainText().strip() else form.words).setFocus()

    # --- what there is ------------------------------------------------------------------------

    def current_work(self) -> DraftWork:
        """The work with the words, conclusion and instructions as they stand in the dialog."""
        choice = self.form.choice
        decision = choice.decision if choice is not None else self._work.decision
        return replace(
            self._work,
            opinion=self.form.words.toPlainText().strip(),
            decision=decision,
            instructions=self.form.instructions.instructions,
            base_hash=self._work.base_hash or self._view.text_hash,
        )

    def _show_facts(self) -> None:
        view, work, choice = self._view, self._work, self.form.choice
        returned = choice is not None and choice.kind is ChoiceKind.RETURN
        code = short_code(text_hash(work.text))
        self.facts.set_text(
            "退回的是" if returned else "签的是", wording.SIGNED_THING[self._stage], code,
            size_words(work.text),
        )  # fmt: skip
        changes = classed_changes(work, view.expected_changes)
        self.facts.set_facts(
            facts_of(view, work, self._part, changes, view.expected_lines,
                     self._change_count, choice),
            changes,
        )  # fmt: skip

    def _show_signers(self) -> None:
        cards = signers_of(self._workspace, self._view, self._part)
        self.form.set_signers(cards, self._now())

    def _show_choice(self) -> None:
        choice = self.form.choice
        phrases = load_phrases()
        offered = phrases.for_opinion(self._stage)
        if choice is not None and choice.kind is ChoiceKind.RETURN:
            offered = phrases.for_return(self._stage)
        elif self._part is Part.PRINCIPAL:
            offered = phrases.principal
        self.form.set_phrases(offered)
        self.form.set_lost(wording.lost_words(self._view, choice))
        self.set_note(wording.footer_note(self._stage, choice))
        self.set_title("签署")
        if choice is not None:
            self.act.setText(wording.act_verb(choice, self._stage))
            danger = wording.is_dangerous(choice)
            self.act.set_kind("danger-fill" if danger else "primary")
        self._show_missing(())
        if choice is not None:
            self.signing.look_for_missing(self._part, choice, self.current_work())
        self._show_facts()
        self._order_tabs()

    def _show_missing(self, missing: tuple[Missing, ...]) -> None:
        lines = missing_lines(missing, FILLED_HERE)
        self.form.missing.set_items([BlockedItem(x.code, x.level, x.text, x.link) for x in lines])
        blocked = self.form.missing.blocks
        self.form.set_blocked(blocked)
        self.act.setVisible(not blocked and not self._outdated)
        self.cancel.setText("关闭" if blocked else "取消")

    def _order_tabs(self) -> None:
        """Left to right, top to bottom, whatever was made anew."""
        form = self.form
        groups: list[QWidget] = [
            form.choices, form.missing, form.words, form.phrases, form.instructions,
            form.signers, form.seal, self.cancel, self.act,
        ]  # fmt: skip
        chain_tab_order(groups)
        self.set_tab_groups(groups)

    # --- slots --------------------------------------------------------------------------------

    def _on_choice_changed(self) -> None:
        self._show_choice()

    def _on_part_changed(self, part: Part) -> None:
        self._part = part
        self._show_signers()
        self._show_choice()

    def _on_counted(self, count: int) -> None:
        self._change_count = count
        self._show_facts()

    def _on_missing_found(self, key: str, missing: tuple[Missing, ...]) -> None:
        choice = self.form.choice
        if choice is not None and choice_key(choice) == key and not self._busy:
            self._show_missing(missing)
            self._order_tabs()

    def _on_act_clicked(self) -> None:
        if self._busy or self._outdated or self._waiting or self._done:
            return
        if self.form.missing.blocks:
            self.form.missing.focus_first()
            return
        fault = self.form.first_fault()
        choice = self.form.choice
        if fault is not None or choice is None:
            if fault is self.form.choices:
                fault.findChildren(RadioCard)[0].setFocus()
            elif fault is not None:
                fault.setFocus()
            focused = self.panel.window().focusWidget()
            if focused is not None:
                self._scroll.ensureWidgetVisible(focused, 0, 48)
            return
        self.form.show_banner("")
        self._set_busy(True)
        work = replace(self.current_work(), instructions=self.form.instructions_given)
        self.signing.sign(self._part, choice, work, self.form.password.text())

    def _on_written(self) -> None:
        # Not begun anew by each key, so that who writes without pause is kept too.
        if not self._keep_timer.isActive():
            self._keep_timer.start()

    def _keep(self) -> None:
        host = self.parentWidget()
        if host is not None and not (self._busy or self._outdated or self._done):
            self.signing.keep_draft(host, self.current_work())

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        if busy:
            self._keep_timer.stop()  # a draft saved after the signature would outlive it
        self.form.set_busy(busy)
        self.cancel.setEnabled(not busy)
        self.act.setEnabled(not busy)
        if busy:
            self._busy_timer.start()
        else:
            self._busy_timer.stop()
            self.set_note(wording.footer_note(self._stage, self.form.choice))

    def _on_busy_timer_timeout(self) -> None:
        self.set_note("正在签名并写入台账…")

    def _on_signed(self, act: SignedAct) -> None:
        choice = self.form.choice
        assert choice is not None  # it was signed with one
        self._done = True
        self._set_busy(False)
        self.form.password.clear()
        self.close_overlay()
        self.signed.emit(act)
        self.told.emit(wording.done_words(act, choice, self._stage))

    def _on_password_refused(self, sentence: str) -> None:
        self._set_busy(False)
        self.form.password.set_error(sentence)

    def _on_blocked_until(self, words: str) -> None:
        self._set_busy(False)
        self._waiting = bool(words)
        self.act.setEnabled(not words)
        if words != self.form.password.error:
            self.form.password.set_error(words)

    def _on_outdated(self, sentence: str) -> None:
        self._outdated = True
        self._set_busy(False)
        self.form.show_banner(sentence)
        self.form.set_busy(True)
        self.form.password.clear()
        self.act.hide()
        self.cancel.setText("看更新")
        self.cancel.setFocus()

    def _on_refused(self, sentence: str) -> None:
        self._set_busy(False)
        self.form.show_banner(sentence)
        choice = self.form.choice
        if choice is not None:
            self.signing.look_for_missing(self._part, choice, self.current_work())

    def _on_link_clicked(self, code: str) -> None:
        self.request_close()
        self.link_requested.emit(code)

    def request_close(self) -> None:
        """Esc, 取消 and the close button: nothing is asked, what was written is kept."""
        if self._busy:
            return
        work = self.current_work()
        before = (self._work.opinion.strip(), self._work.decision, self._work.instructions)
        host = self.parentWidget()
        self._keep_timer.stop()
        if (work.opinion, work.decision, work.instructions) != before and host is not None:
            self.signing.keep_draft(host, work)
            self.work_changed.emit(work)
        self.form.password.clear()
        super().request_close()
        if self._outdated:
            self.reload_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter signs when everything is filled in; on another button it presses that one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = QApplication.focusWidget()
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if isinstance(focused, QLineEdit) and not held:
                event.accept()  # the field has taken it: next instruction, or password entered
                return
            plain = isinstance(focused, QAbstractButton) and not isinstance(
                focused, (QCheckBox, RadioCard)
            )
            if plain and focused is not self.act and isinstance(focused, QAbstractButton):
                focused.click()
            else:
                self._on_act_clicked()
            event.accept()
            return
        super().keyPressEvent(event)
