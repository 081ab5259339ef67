"""The right panel: tabs 问题, 审核要点, 意见, and 誊正 at 三校.

Signals: ``work_changed()`` after the person changed anything in it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from qz_review.model.stage import Stage
from qz_review.services.views import DraftWork, ManuscriptView
from ui.screens.manuscript.checklist_panel import ChecklistPanel
from ui.screens.manuscript.findings_panel import FindingsPanel
from ui.screens.manuscript.opinion_panel import OpinionPanel
from ui.screens.manuscript.transcription_panel import TranscriptionPanel
from ui.screens.manuscript.work import answered_changes, answered_lines
from ui.widgets.tab_strip import TabStrip
from ui.widgets.themed import Themed

FINDINGS, CHECKLIST, OPINION, TRANSCRIPTION = "findings", "checklist", "opinion", "transcription"


class SidePanel(Themed, QFrame):
    """384 px wide, 344 in narrow windows."""

    work_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frameRole", "panel")
        self.tabs = TabStrip(((OPINION, "意见"),), self)
        self._keys: tuple[str, ...] = (OPINION,)
        self.findings = FindingsPanel(self)
        self._finding_count: int | str = ""
        self._scans = False
        self.checklist = ChecklistPanel(self)
        self.opinion = OpinionPanel(self)
        self.transcription = TranscriptionPanel(self)
        self._pages: dict[str, QWidget] = {
            FINDINGS: self.findings,
            CHECKLIST: self.checklist,
            OPINION: self.opinion,
            TRANSCRIPTION: self.transcription,
        }
        self._stack = QStackedWidget(self)
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.tabs)
        self._layout.addWidget(self._stack, 1)
        self._connect_tabs()
        self.checklist.answers_changed.connect(self._on_changed)
        self.opinion.work_changed.connect(self._on_changed)
        self.transcription.work_changed.connect(self._on_changed)
        self._follow_theme()

    def _connect_tabs(self) -> None:
        self.tabs.current_changed.connect(self._on_current_changed)

    def set_scanning(self, on: bool) -> None:
        """Whether there are rules that scan: then there is a tab 问题."""
        self._scans = on

    def set_finding_count(self, count: int | str) -> None:
        """The small number of the tab 问题."""
        self._finding_count = count
        if FINDINGS in self._keys:
            self.tabs.set_count(FINDINGS, count)

    def set_view(self, view: ManuscriptView, work: DraftWork, now: datetime) -> None:
        """Show another state of the manuscript with the person's work in it."""
        keys = [OPINION]
        if view.checklist is not None and view.parts:
            keys.insert(0, CHECKLIST)
        if view.stage is Stage.PROOF_3 and view.parts:
            keys.append(TRANSCRIPTION)
        if self._scans:
            keys.insert(0, FINDINGS)
        self._set_tabs(tuple(keys), view.stage)
        if CHECKLIST in keys:
            self.checklist.set_view(view, work.answers)
        self.opinion.set_view(view, work, now)
        if TRANSCRIPTION in keys:
            self.set_expected(view, work)
        self.refresh_counts(len([o for o in view.opinions if o.stage is not None]))

    def set_expected(self, view: ManuscriptView, work: DraftWork) -> None:
        """三校: what is to be answered and classed now, with the answers given so far."""
        self.transcription.set_work(
            answered_lines(view.expected_lines, work),
            answered_changes(view.expected_changes, work),
            answered={line.key for line in work.carried_out},
            grounds=view.grounds,
            read_only=False,
        )
        self.refresh_counts()

    def _set_tabs(self, keys: tuple[str, ...], stage: Stage | None) -> None:
        first = "校对要点" if stage is not None and stage.is_proof else "审核要点"
        texts = {FINDINGS: "问题", CHECKLIST: first, OPINION: "意见", TRANSCRIPTION: "誊正"}
        wanted = tuple((key, texts[key]) for key in keys)
        if keys == self._keys and self.tabs.property("first") == first:
            return
        current = self.tabs.current if self.tabs.current in keys else keys[0]
        if CHECKLIST in keys and CHECKLIST not in self._keys:
            # People read first at a 校; at a 审 what the software found stands open.
            proofs = stage is None or stage.is_proof
            current = CHECKLIST if proofs or FINDINGS not in keys else FINDINGS
        old = self.tabs
        self.tabs = TabStrip(wanted, self)
        self.tabs.setProperty("first", first)
        self._layout.replaceWidget(old, self.tabs)
        old.hide()
        old.deleteLater()
        self._keys = keys
        self._connect_tabs()
        if current != self.tabs.current:
            self.tabs.set_current(current)
        self._on_current_changed(current)

    def added_to(self, work: DraftWork, view: ManuscriptView) -> DraftWork:
        """The work with what the person wrote and chose in the panel."""
        opinion, state = self.opinion, self.checklist.state
        answers = state.answers() if state is not None else work.answers
        work = replace(
            work,
            all_yes=work.all_yes and answers == work.answers,
            opinion=opinion.opinion.toPlainText().strip(),
            decision=opinion.choice.decision if opinion.choice is not None else None,
            instructions=opinion.instructions(),
            answers=answers,
        )
        if view.stage is not Stage.PROOF_3:
            return work
        made = self.transcription
        return replace(work, carried_out=made.carried_out, changes=made.changes)

    def refresh_counts(self, opinions: int | None = None) -> None:
        """Small numbers of the tabs."""
        state = self.checklist.state
        if CHECKLIST in self._keys and state is not None:
            self.tabs.set_count(CHECKLIST, f"{state.answered}/{state.total}")
        if FINDINGS in self._keys:
            self.tabs.set_count(FINDINGS, self._finding_count)
        if opinions is not None:
            self.tabs.set_count(OPINION, opinions or "")
        if TRANSCRIPTION in self._keys:
            rest = self.transcription.rest
            self.tabs.set_count(TRANSCRIPTION, f"差 {rest}" if rest else "")

    @property
    def keys(self) -> tuple[str, ...]:
        """Tabs there are."""
        return self._keys

    def show_tab(self, key: str) -> None:
        """Show a tab, if there is one of that name."""
        if key in self._keys:
            self.tabs.set_current(key)

    def focus_tab(self) -> None:
        """Put the keys into the shown tab."""
        page = self._stack.currentWidget()
        if page is self.findings:
            self.findings.focus_list()
            return
        if page is self.checklist and self.checklist.rows:
            self.checklist.go_to_first_open()
            if not self.checklist.isAncestorOf(self.focusWidget() or self):
                self.checklist.rows[0].setFocus()
        elif page is self.opinion and self.opinion.opinion.isVisible():
            self.opinion.opinion.setFocus()
        else:
            self.tabs.setFocus()

    def _on_current_changed(self, key: str) -> None:
        self._stack.setCurrentWidget(self._pages[key])

    def _on_changed(self) -> None:
        self.refresh_counts()
        self.work_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper and the line at the left."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("paper"))
        painter.fillRect(QRectF(0, 0, 1, self.height()), self._theme.color("line"))
