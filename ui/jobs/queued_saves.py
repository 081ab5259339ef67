"""Draft saves on their way to the disk: an older one never lands on top of newer words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qz_review.services.views import DraftWork
from ui.jobs.job_runner import JobRunner

if TYPE_CHECKING:
    from qz_review.workspace import Workspace


class QueuedSaves:
    """owner: whose saves they are; saved, failed: told of each on the GUI thread."""

    def __init__(
        self,
        jobs: JobRunner,
        owner: QObject,
        saved: Callable[[datetime], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._jobs, self._owner = jobs, owner
        self._saved, self._failed = saved, failed
        self._numbers: dict[object, int | None] = {}

    @property
    def any(self) -> bool:
        """True while a save has been handed over and has not ended."""
        return bool(self._numbers)

    def save(self, manuscript_id: str, work: DraftWork) -> None:
        """Hand one over; it runs after those before it."""
        ticket = object()
        self._numbers[ticket] = None

        def keep(own: Workspace, _job: object) -> datetime:
            return own.review.save_draft(manuscript_id, work)

        def done(moment: datetime) -> None:
            del self._numbers[ticket]
            self._saved(moment)

        def failed(error: Exception) -> None:
            del self._numbers[ticket]
            self._failed(error)

        def cancelled() -> None:
            self._numbers.pop(ticket, None)

        number = self._jobs.run(
            self._owner, "保存", keep, done, failed, cancelled=cancelled, shown=False
        )
        if ticket in self._numbers:  # it has not run at once
            self._numbers[ticket] = number

    def overtake(self) -> None:
        """Newer words are about to be saved in this thread: what still waits is not written."""
        for number in self._numbers.values():
            if number is not None:
                self._jobs.cancel(number)
