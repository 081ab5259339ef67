"""采纳, 自己改, 忽略, 恢复, 解释: what the buttons and keys of the panel 问题 do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qz_review.scanning.suppression import SuppressionScope
from qz_review.services.finding_views import Findings, FindingView
from qz_review.services.findings import explain
from qz_review.services.phrases import load_phrases
from ui.editor.line_picture import ViewMode
from ui.screens.manuscript.explain_dialog import ExplainDialog
from ui.screens.manuscript.finding_rows import same_rule
from ui.screens.manuscript.finding_watch import FindingWatch
from ui.widgets.ignore_dialog import IgnoreDialog

if TYPE_CHECKING:
    from qz_review.workspace import Workspace
    from ui.screens.manuscript.screen import ManuscriptScreen


class FindingActs(QObject):
    """Belongs to one screen."""

    def __init__(self, screen: ManuscriptScreen, watch: FindingWatch) -> None:
        super().__init__(screen)
        self._screen = screen
        self._watch = watch
        screen.panel.findings.act_wanted.connect(self.run)

    def run(self, act: str, number: int) -> None:
        """Do what a button of a finding says."""
        view = self._view(number)
        findings = self._watch.findings
        if view is None or findings is None:
            return
        if act == "accept":
            self._take(number, view.finding.suggestions[0])
        elif act.startswith("take:"):
            self._take(number, view.finding.suggestions[int(act.removeprefix("take:"))])
        elif act == "accept_all":
            self._take_all(findings, view.finding.rule)
        elif act == "edit":
            self._show_text()
            self._watch.go_to(number)
            self._screen.page.select_finding(number)
        elif act == "ignore":
            self._ignore(number, view, findings)
        elif act == "restore":
            self._restore(findings.ignored[number - len(findings.open)][1].suppression_id)
        elif act == "explain":
            told = explain(view.finding.rule)
            if told is not None:
                ExplainDialog(self._screen, told, view.finding.message).open()

    def _view(self, number: int) -> FindingView | None:
        findings = self._watch.findings
        if findings is None or number < 0:
            return None
        if number < len(findings.open):
            return findings.open[number]
        ignored = number - len(findings.open)
        return findings.ignored[ignored][0] if ignored < len(findings.ignored) else None

    def _show_text(self) -> None:
        """原稿 cannot be edited: back to the text with its marks."""
        if self._screen.page.mode is ViewMode.ORIGINAL:
            self._screen.tools.modes.set_value("marked")

    def _take(self, number: int, words: str) -> None:
        self._show_text()
        following = self._screen.panel.findings.next_number(number)
        if not self._screen.page.take_suggestions([(number, words)]):
            self._screen.told.emit("这里的文字已改过，等扫描后再看")
            return
        self._watch.leave_out(frozenset({number}))
        if following >= 0:
            self._watch.go_to(following)

    def _take_all(self, findings: Findings, rule: str) -> None:
        self._show_text()
        chosen = [(n, view.finding.suggestions[0]) for n, view in same_rule(findings, rule)]
        taken = self._screen.page.take_suggestions(chosen)
        self._watch.leave_out(frozenset(n for n, _ in chosen))
        if taken:
            self._screen.undo_offered.emit(f"已采纳 {taken} 处", self._screen.page.undo)

    # --- setting aside ------------------------------------------------------------------------

    def _ignore(self, number: int, view: FindingView, findings: Findings) -> None:
        basis = self._watch.basis
        if basis is None or not basis.may_ignore:
            return
        dialog = IgnoreDialog(
            self._screen, view.name, view.finding.quote, load_phrases().ignores,
            for_unit=basis.may_ignore_for_unit,
        )  # fmt: skip

        def confirmed(scope: str, reason: str) -> None:
            manuscript_id, finding, text = basis.manuscript_id, view.finding, findings.text

            def work(workspace: Workspace, _job: object) -> str:
                return workspace.findings.ignore(
                    manuscript_id, finding, text, SuppressionScope(scope), reason
                )

            self._screen.jobs.run(
                self, "忽略", work, lambda act: self._on_ignored(act, number), shown=False
            )

        dialog.confirmed.connect(confirmed)
        dialog.open()

    def _on_ignored(self, suppression_id: str, number: int) -> None:
        following = self._screen.panel.findings.next_number(number)
        self._watch.leave_out(frozenset({number}))
        if following >= 0:
            self._watch.go_to(following)
        self._screen.undo_offered.emit(
            "已忽略，理由记入台账", lambda: self._restore(suppression_id)
        )
        self._screen.reload()

    def _restore(self, suppression_id: str) -> None:
        basis = self._watch.basis
        if basis is None:
            return
        manuscript_id = basis.manuscript_id

        def work(workspace: Workspace, _job: object) -> None:
            workspace.findings.restore(manuscript_id, suppression_id)

        self._screen.jobs.run(self, "恢复", work, lambda _: self._on_restored(), shown=False)

    def _on_restored(self) -> None:
        self._screen.told.emit("已恢复")
        self._screen.reload()
