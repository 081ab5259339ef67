"""Watches the inbox of the exchange folder: a timer and a lane of its own, so that a share that
hangs holds up nothing else.

Signals: ``looked(InboxView)`` after every look, ``arrived(int)`` how many new packages wait,
``taken(int)`` how many receipts, recalls and rosters were taken in by themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from qz_review.errors import QzError
from qz_review.services.inbox import InboxRow, InboxView
from ui.jobs.job_runner import JobRunner

if TYPE_CHECKING:
    from qz_review.jobs import JobContext
    from qz_review.workspace import Workspace

EVERY_MS = 15_000
LANE = "inbox"


class InboxWatch(QObject):
    """One look at a time; a look that is still under way is not asked for again."""

    looked = Signal(object)
    arrived = Signal(int)
    taken = Signal(int)

    def __init__(self, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._rows: tuple[InboxRow, ...] | None = None
        self._busy = False
        self._again = self._at_all = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self.last: InboxView | None = None
        """What the last look found."""

    @property
    def rows(self) -> tuple[InboxRow, ...]:
        """The packages that wait for a decision."""
        return self._rows or ()

    def start(self) -> None:
        """Look now and from time to time."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Nobody is at the desk."""
        self._timer.stop()

    def look(self, *, judge_again: bool = False, at_all: bool = False) -> None:
        """Look now.  judge_again: something was taken in.  at_all: at what was seen before too."""
        if self._busy:
            self._again = self._again or judge_again
            self._at_all = self._at_all or at_all
            return
        self._busy = True
        known = self._rows

        def work(own: Workspace, job: JobContext) -> InboxView:
            if at_all:
                return own.inbox.look_at_all(job)
            return own.inbox.look(known, job, judge_again=judge_again)

        self._jobs.run(
            self, "看收件夹", work, self._on_looked, self._on_failed, cancelled=self._on_ended,
            shown=False, lane=LANE,
        )  # fmt: skip

    def _on_looked(self, view: InboxView) -> None:
        before = {(str(row.item.file), row.item.member) for row in self._rows or ()}
        first = self._rows is None
        self._rows, self.last = view.rows, view
        self._busy = False
        self.looked.emit(view)
        new = [row for row in view.rows if (str(row.item.file), row.item.member) not in before]
        if new and not first:
            self.arrived.emit(len(new))
        if view.taken:
            self.taken.emit(view.taken)
        self._on_ended()

    def _on_failed(self, error: Exception) -> None:
        self._on_ended()
        if not isinstance(error, QzError):
            self._jobs.report(error)  # a locked session or a full disk: the next look tells

    def _on_ended(self) -> None:
        self._busy = False
        again, at_all = self._again, self._at_all
        self._again = self._at_all = False
        if again or at_all:
            self.look(judge_again=again, at_all=at_all)
