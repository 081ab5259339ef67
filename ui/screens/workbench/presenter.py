"""Loads the workbench off the GUI thread, and again when something changed or time passed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from ui.jobs.job_runner import JobRunner
from ui.screens.workbench.screen import WorkbenchScreen

if TYPE_CHECKING:
    from qz_review.services.changes import ChangeSet
    from qz_review.services.views import WorkbenchView

MINUTE_MS = 60_000


class WorkbenchPresenter(QObject):
    """The deadlines move while nobody writes, so the page is loaded again every minute."""

    def __init__(
        self, screen: WorkbenchScreen, jobs: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent or screen)
        self._screen = screen
        self._jobs = jobs
        self._timer = QTimer(self)
        self._timer.setInterval(MINUTE_MS)
        self._timer.timeout.connect(self._on_timer)
        self._timer.start()

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Load the page."""

        def load(own: Any, job: object) -> WorkbenchView:
            view: WorkbenchView = own.manuscripts.workbench()
            return view

        self._jobs.run(
            self, "工作台", load, self._screen.set_view, self._on_failed, replaces=True, shown=False
        )

    def _on_failed(self, error: Exception) -> None:
        from qz_review.errors import Refused

        if isinstance(error, Refused) and error.code == "session.locked":
            return  # locked while loading: the page is not shown
        self._jobs.report(error)

    def _on_timer(self) -> None:
        if self._screen.isVisible():
            self.refresh()
