"""May the step be signed?  Asks the services, shows 还不能签, or hands over to the sign dialog."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qz_review.model.stage import Stage
from qz_review.services.views import ChoiceKind, DecisionChoice, ManuscriptView, Missing
from ui.screens.manuscript.footing import next_acts
from ui.screens.manuscript.side_panel import CHECKLIST, FINDINGS, OPINION, TRANSCRIPTION
from ui.sign_request import SignRequest
from ui.text.choices import first_positive, missing_lines
from ui.widgets.blocked_dialog import BlockedDialog, BlockedItem

if TYPE_CHECKING:
    from qz_review.workspace import Workspace
    from ui.screens.manuscript.screen import ManuscriptScreen

_TABS = {
    "serious": FINDINGS,
    "minor": FINDINGS,
    "checklist": CHECKLIST,
    "opinion": OPINION,
    "decision": OPINION,
    "consultation": OPINION,
    "disagreement": OPINION,
    "changes": TRANSCRIPTION,
    "carried_out": TRANSCRIPTION,
}
_ACTS = {
    "no_consultation": "consult",
    "joint_review": "request_joint_review",
    "source": "change_flags",
}
Checked = tuple[tuple[Missing, ...], ManuscriptView | None]


class Readiness(QObject):
    """Belongs to one screen."""

    def __init__(self, screen: ManuscriptScreen) -> None:
        super().__init__(screen)
        self._screen = screen

    def check(self) -> None:
        """Renew what the footer says is missing (and at 三校 the lists of 誊正)."""
        self._ask(self._on_checked)

    def act(self) -> None:
        """The primary button, Ctrl Enter: sign, return, or the next act after 三校."""
        view = self._screen.view
        if view is None:
            return
        if not view.parts:
            act, _ = next_acts(view)
            if act:
                self._screen.acts.run(act)
            else:
                self._screen.acts.tell_elsewhere()
            return
        choice = self._choice(view)
        if choice is not None and choice.kind is not ChoiceKind.SIGN:
            self._screen.acts.run(choice.kind.value)
            return
        self._ask(self._on_asked_to_sign)

    def act_second(self) -> None:
        """The button beside it."""
        view = self._screen.view
        if view is not None:
            _, act = next_acts(view)
            if act:
                self._screen.acts.run(act)

    def _choice(self, view: ManuscriptView) -> DecisionChoice | None:
        """The conclusion chosen; where there is only one to sign, that one."""
        chosen = self._screen.panel.opinion.choice
        signs = [c for c in view.choices if c.kind is ChoiceKind.SIGN]
        if chosen is None and len(signs) == 1:
            self._screen.panel.opinion.set_choice(signs[0])
            chosen = signs[0]
        return chosen

    def _ask(self, done: object) -> None:
        screen = self._screen
        view = screen.view
        if view is None or not view.parts:
            screen.show_missing(())
            return
        choice = screen.panel.opinion.choice
        if choice is None or choice.kind is not ChoiceKind.SIGN:
            choice = first_positive(view.choices)
        if choice is None:
            return
        wanted, work, part = choice, screen.work(), view.parts[0]
        manuscript_id, stage = view.manuscript_id, view.stage

        def ask(workspace: Workspace, _job: object) -> Checked:
            found = workspace.review.missing(manuscript_id, part, wanted, work)
            if stage is not Stage.PROOF_3:
                return found, None
            changes, lines = workspace.review.expected(manuscript_id, work.text)
            grounds = workspace.review.grounds(manuscript_id, work.text)
            return found, replace(
                view, expected_changes=changes, expected_lines=lines, grounds=grounds
            )

        screen.jobs.run(self, "核对", ask, done, replaces=True, shown=False)  # type: ignore[arg-type]

    def _on_checked(self, checked: Checked) -> None:
        missing, expected = checked
        if expected is not None:
            self._screen.show_expected(expected)
        self._screen.show_missing(self._with_conclusion(self._with_serious(missing)))

    def _with_conclusion(self, missing: tuple[Missing, ...]) -> tuple[Missing, ...]:
        """The same with 结论 where it is not chosen; a return asks in its own form."""
        view, choice = self._screen.view, self._screen.panel.opinion.choice
        if view is None:
            return missing
        if choice is not None:
            return missing if choice.kind is ChoiceKind.SIGN else ()
        signs = [c for c in view.choices if c.kind is ChoiceKind.SIGN]
        return (Missing("decision", 1, True), *missing) if len(signs) > 1 else missing

    def _with_serious(
        self, missing: tuple[Missing, ...], *, asked: bool = False
    ) -> tuple[Missing, ...]:
        """The same with 严重 findings, which block, and 一般, which warn.

        asked: also at a 校 that is not read to its end.
        """
        watch, choice = self._screen.watch, self._screen.panel.opinion.choice
        negative = choice is not None and choice.decision is not None and choice.decision.negative
        if negative or (watch.is_hidden and not asked):
            return missing
        counts = (("serious", watch.serious, True), ("minor", watch.minor, False))
        return (*missing, *(Missing(code, n, blocks) for code, n, blocks in counts if n))

    def _on_asked_to_sign(self, checked: Checked) -> None:
        self._on_checked(checked)
        screen = self._screen
        view, choice = screen.view, screen.panel.opinion.choice
        if view is None:
            return
        missing = list(self._with_serious(checked[0], asked=True))
        if choice is None:
            missing.insert(0, Missing("decision", 1, True))
        if any(item.blocks for item in missing):
            self._show_blocked(view, missing)
            return
        assert choice is not None
        screen.keeper.save_now()
        warnings = tuple(missing)
        screen.sign_requested.emit(
            SignRequest(view, view.parts[0], choice, screen.work(), warnings)
        )

    def _show_blocked(self, view: ManuscriptView, missing: list[Missing]) -> None:
        items = [
            BlockedItem(line.code, line.level, line.text, line.link)
            for line in missing_lines(missing)
        ]
        answered = sum(c.outcome is not None for c in view.consultations)
        if view.consultations and answered == len(view.consultations):
            items.append(BlockedItem("done", "done", f"会签 {answered}/{answered} 已答复"))
        dialog = BlockedDialog(self._screen, items)
        dialog.setObjectName("blocked_dialog")
        dialog.link_clicked.connect(self.go_to)
        dialog.open()

    def go_to(self, code: str) -> None:
        """Lead to what is missing."""
        screen = self._screen
        act = _ACTS.get(code)
        if act is not None and screen.view is not None and act in screen.view.may:
            screen.acts.run(act)
            return
        if code == "unread":
            read = screen.page.read_paragraphs
            for number in range(1, screen.page.paragraph_count + 1):
                if number not in read:
                    screen.page.go_to_paragraph(number)
                    return
            return
        tab = _TABS.get(code, OPINION)
        screen.frame.show_panel()
        screen.panel.show_tab(tab)
        if code in ("serious", "minor"):
            screen.watch.skip_reading()
        if code in ("consultation", "disagreement"):
            screen.acts.run(
                "answer_consultation" if code == "consultation" else "explain_disagreement"
            )
            return
        if code == "decision":
            cards = screen.panel.opinion.cards
            cards.setFocus()
            return
        screen.panel.focus_tab()
