"""Answers the queries of 台账 off the GUI thread, page by page; only the newest query counts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from qz_review.services.ledger_views import LedgerAnswer, LedgerQuery, LedgerRow
from qz_review.services.views import LedgerStatus
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import JobRunner
from ui.screens.ledger.archive_set import ArchiveSetOut
from ui.screens.ledger.files import LedgerFiles
from ui.screens.ledger.model import PAGE
from ui.screens.ledger.screen import COLUMNS, SPLIT_ACROSS, SPLIT_DOWN, LedgerScreen
from ui.screens.ledger.words_presenter import WordsPresenter
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.jobs import JobContext
    from qz_review.ledger.verify import VerifyReport
    from qz_review.services.changes import ChangeSet
    from qz_review.workspace import Workspace


class LedgerPresenter(QObject):
    """toasts: of the window."""

    def __init__(
        self,
        screen: LedgerScreen,
        workspace: Workspace,
        jobs: JobRunner,
        errors: ErrorPresenter,
        toasts: ToastHost,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or screen)
        self._screen = screen
        self._workspace = workspace
        self._jobs = jobs
        self._errors = errors
        self._toasts = toasts
        self._query = LedgerQuery()
        self._round = 0
        self.words = WordsPresenter(screen, jobs, errors, toasts)
        self.archive_set = ArchiveSetOut(screen, workspace, jobs, errors, toasts)
        self.files = LedgerFiles(screen, jobs, toasts, lambda: self.words.course)
        preference = workspace.settings.preference
        screen.restore(preference(COLUMNS), preference(SPLIT_DOWN), preference(SPLIT_ACROSS))
        screen.query_changed.connect(self._on_query_changed)
        screen.layout_changed.connect(self._on_layout_changed)
        screen.model.page_wanted.connect(self._load_page)
        screen.header.verify_clicked.connect(self._verify)
        screen.header.archive_set_clicked.connect(self.archive_set.ask)

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Ask anew; the place in the list stays."""
        workspace = self._workspace
        people = sorted(workspace.people.roster().people.values(), key=lambda p: not p.active)
        self._screen.set_offers(workspace.settings.unit(), people)
        self._load_first()
        self.words.refresh()

    def _on_query_changed(self, query: LedgerQuery) -> None:
        self._query = query
        self._load_first()

    def _load_first(self) -> None:
        self._round += 1
        query = self._query

        def load(own: Any, job: JobContext) -> tuple[LedgerAnswer, LedgerStatus]:
            return own.ledger_table.ask(query, PAGE), own.ledger.status()

        def done(found: tuple[LedgerAnswer, LedgerStatus]) -> None:
            answer, status = found
            self._screen.set_answer(answer)
            self._screen.header.set_status(status, datetime.now().astimezone())

        self._jobs.run(self, "台账", load, done, self._errors, replaces=True, shown=False)

    def _load_page(self, offset: int) -> None:
        query, asked_in = self._query, self._round

        def load(own: Any, job: JobContext) -> tuple[LedgerRow, ...]:
            rows: tuple[LedgerRow, ...] = own.ledger_table.page(query, offset, PAGE)
            return rows

        def done(rows: tuple[LedgerRow, ...]) -> None:
            if asked_in == self._round:
                self._screen.model.add_page(offset, rows)

        self._jobs.run(self, f"台账 {offset}", load, done, self._errors, shown=False)

    def _on_layout_changed(self, name: str, value: object) -> None:
        try:
            self._workspace.settings.set_preference(name, value)
        except Exception as error:  # shown by the presenter, whatever it is
            self._errors.show(error)

    def _verify(self) -> None:
        button = self._screen.header.verify
        button.setEnabled(False)

        def work(own: Any, job: JobContext) -> VerifyReport:
            report: VerifyReport = own.ledger.verify(job, full=True)
            return report

        def done(report: VerifyReport) -> None:
            button.setEnabled(True)
            self._load_first()
            self._screen.verified.emit(report)
            if report.ok:
                self._toasts.show_toast(f"台账 {report.events:,} 条校验通过", "shield")

        def ended() -> None:
            button.setEnabled(True)
            self._toasts.show_toast("已取消校验", "shield")

        def failed(error: Exception) -> None:
            button.setEnabled(True)
            self._errors.show(error)

        self._jobs.run(self, "校验台账", work, done, failed, cancelled=ended, lane="check")
