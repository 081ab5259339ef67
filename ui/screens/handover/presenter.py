"""Loads what this desk gave away and the forks it knows, off the GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qz_review.services.forks import ForkRow
from qz_review.services.handover_views import OutboxRow
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import JobRunner
from ui.screens.handover.screen import HandoverScreen

if TYPE_CHECKING:
    from qz_review.services.changes import ChangeSet
    from qz_review.workspace import Workspace

_Sent = tuple[tuple[OutboxRow, ...], tuple[ForkRow, ...]]


class HandoverPresenter(QObject):
    """The inbox comes from the watch of the desk, which runs whatever page is shown."""

    def __init__(self, screen: HandoverScreen, jobs: JobRunner, errors: ErrorPresenter) -> None:
        super().__init__(screen)
        self._screen, self._jobs, self._errors = screen, jobs, errors

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Ask anew."""

        def load(own: Workspace, _job: object) -> _Sent:
            return own.handover.outbox(), own.forks.list()

        self._jobs.run(
            self, "交接包", load, lambda sent: self._screen.set_sent(*sent), self._errors,
            replaces=True, shown=False,
        )  # fmt: skip
