"""What is done once after somebody has come to the desk: verification, daily backup.

The verification goes on from the last one that found nothing wrong.  It runs in its own lane, so
that no list waits for it.

Signals: ``verified(VerifyReport)``; ``finished()`` after the backup too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from qz_review.jobs import JobContext
from ui.jobs.job_runner import JobRunner

if TYPE_CHECKING:
    from qz_review.ledger.verify import VerifyReport


class OpeningCheck(QObject):
    """failed: takes what goes wrong with the backup or the reading of the store."""

    verified = Signal(object)
    finished = Signal()

    def __init__(
        self,
        jobs: JobRunner,
        failed: Callable[[Exception], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._failed = failed

    def run(self) -> None:
        """Begin."""

        def verify(own: Any, job: JobContext) -> VerifyReport:
            report: VerifyReport = own.ledger.verify(job)
            return report

        self._jobs.run(
            self, "校验台账", verify, self._on_verified, self._failed,
            cancelled=self._back_up, lane="check",
        )  # fmt: skip

    def _on_verified(self, report: VerifyReport) -> None:
        self.verified.emit(report)
        self._back_up()

    def _back_up(self) -> None:
        def back_up(own: Any, job: JobContext) -> object:
            return own.backup.run_daily(job)

        self._jobs.run(
            self, "每日备份", back_up, lambda _: self.finished.emit(), self._failed, lane="check"
        )
