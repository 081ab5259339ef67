"""Runs work off the GUI thread and brings the result back to it.

Four lanes of one thread each: ``store`` (queries and acts), ``check`` (long walks over the store,
so that no list waits for them), ``files`` (reading manuscripts, which may wait for another program)
and ``cpu`` (no store).  Each piece of work on the store has its own
database connection.  Callbacks run on the GUI thread and are dropped when their owner is gone,
when the work was cancelled, or when newer work of the same owner and name has taken its place.

Signals: ``job_started(number, name)``, ``job_progressed(number, done, total, note)``,
``job_ended(number)``; numbers are plain ints passed as objects.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from qz_review.errors import Cancelled
from ui.jobs.job_context import RunningJob

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from typing import Protocol

    from qz_review.jobs import JobContext

    class StoreOwner(Protocol):
        """The part of a workspace that the runner needs."""

        def worker(self) -> AbstractContextManager[Any]:
            """A workspace with its own database connection, for use in the calling thread."""


T = TypeVar("T")
STORE, CPU, FILES = "store", "cpu", "files"
Failed = Callable[[Exception], None]


class _Entry:
    """What the GUI thread knows of a job.  Plain classes: dataclasses slow the start."""

    __slots__ = ("cancelled", "done", "failed", "job", "lane", "name", "owner", "shown")

    def __init__(
        self,
        owner: weakref.ref[QObject],
        name: str,
        done: Callable[[Any], None],
        failed: Failed | None,
        cancelled: Callable[[], object] | None,
        job: RunningJob,
        shown: bool,
        lane: str,
    ) -> None:
        self.owner, self.name, self.done = owner, name, done
        self.failed, self.cancelled = failed, cancelled
        self.job, self.shown, self.lane = job, shown, lane


class _Order:
    """What a lane is handed."""

    __slots__ = ("job", "work")

    def __init__(self, job: RunningJob, work: Callable[[JobContext], object]) -> None:
        self.job, self.work = job, work


class _Lane(threading.Thread):
    """One thread that works off its queue; ``reply(number, result, error)`` is its only way out."""

    def __init__(self, name: str, reply: Callable[[int, object, Exception | None], None]) -> None:
        super().__init__(name=f"qz-{name}", daemon=True)
        self.orders: SimpleQueue[_Order | None] = SimpleQueue()
        self._reply = reply

    def run(self) -> None:
        """Work until the end mark."""
        while (order := self.orders.get()) is not None:
            number = order.job.number
            try:
                order.job.check_cancelled()
                result = order.work(order.job)
            except Exception as error:  # every failure is shown by the presenter on the GUI thread
                self._reply(number, None, error)
                del error
            else:
                self._reply(number, result, None)
                del result
            del order  # nothing of the finished work may linger while the lane waits


class JobRunner(QObject):
    """The one runner of the application.

    failed: takes every error that a caller does not take itself (the error presenter).
    """

    job_started = Signal(object, str)
    job_progressed = Signal(object, object, object, str)
    job_ended = Signal(object)
    _replied = Signal(object, object, object)
    _told = Signal(object, object, object, str)

    def __init__(self, failed: Failed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._failed = failed
        self._workspace: StoreOwner | None = None
        self._entries: dict[int, _Entry] = {}
        self._count = 0
        self._lanes: dict[str, _Lane] = {}
        queued = Qt.ConnectionType.QueuedConnection
        self._replied.connect(self._on_replied, queued)
        self._told.connect(self._on_told, queued)

    def set_workspace(self, workspace: StoreOwner | None) -> None:
        """Whose store the ``store`` lane works on."""
        self._workspace = workspace

    def run(
        self,
        owner: QObject,
        name: str,
        work: Callable[[Any, JobContext], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        cancelled: Callable[[], object] | None = None,
        replaces: bool = False,
        shown: bool = True,
        lane: str = STORE,
    ) -> int:
        """Run ``work(workspace, job)`` on the store and return the job's number.

        name: what the job strip shows, for instance 校验台账.
        done: gets the result on the GUI thread.  failed: gets the error instead of the presenter.
        cancelled: called when the work was cancelled.
        replaces: earlier work of this owner and name is cancelled and its reply dropped.
        shown: False keeps the job out of the strip (loading a list).
        lane: ``store``; ``check`` or ``files`` for work of many seconds.
        """
        workspace = self._workspace
        if workspace is None:
            raise RuntimeError("no workspace is open")

        def in_store(job: JobContext) -> T:
            with workspace.worker() as own:
                return work(own, job)

        return self._start(lane, owner, name, in_store, done, failed, cancelled, replaces, shown)

    def compute(
        self,
        owner: QObject,
        name: str,
        work: Callable[[JobContext], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        cancelled: Callable[[], object] | None = None,
        replaces: bool = False,
        shown: bool = True,
    ) -> int:
        """Run ``work(job)``, which touches no store, in the cpu lane; otherwise as :meth:`run`."""
        return self._start(CPU, owner, name, work, done, failed, cancelled, replaces, shown)

    def report(self, error: Exception) -> None:
        """Show an error as the runner shows those that nobody else takes."""
        self._failed(error)

    def cancel(self, number: int) -> None:
        """Ask a job to stop; unknown numbers (ended jobs) are ignored."""
        entry = self._entries.get(number)
        if entry is not None:
            entry.job.cancel()

    @property
    def running(self) -> tuple[tuple[int, str], ...]:
        """Numbers and names of the shown jobs that have not ended."""
        return tuple((n, entry.name) for n, entry in self._entries.items() if entry.shown)

    @property
    def is_busy(self) -> bool:
        """Whether any work is under way."""
        return bool(self._entries)

    def close(self, patience: float = 5.0) -> bool:
        """End the lanes, waiting up to ``patience`` seconds for each; whether all of them ended.

        Long work is cancelled.  What the ``store`` lane was handed is still done, since saving is
        among it, but nobody gets a reply.
        """
        for entry in self._entries.values():
            if entry.lane != STORE:
                entry.job.cancel()
        for lane in self._lanes.values():
            lane.orders.put(None)
        for lane in self._lanes.values():
            lane.join(patience)
        ended = not any(lane.is_alive() for lane in self._lanes.values())
        self._lanes.clear()
        self._entries.clear()
        return ended

    def _start(
        self,
        lane: str,
        owner: QObject,
        name: str,
        work: Callable[[JobContext], Any],
        done: Callable[[Any], None],
        failed: Failed | None,
        cancelled: Callable[[], object] | None,
        replaces: bool,
        shown: bool,
    ) -> int:
        if replaces:
            self._drop_earlier(owner, name)
        self._count += 1
        job = RunningJob(self._count, self._tell)
        self._entries[job.number] = _Entry(
            weakref.ref(owner), name, done, failed, cancelled, job, shown, lane
        )
        if shown:
            self.job_started.emit(job.number, name)
        self._hand_over(lane, _Order(job, work))
        return job.number

    def _drop_earlier(self, owner: QObject, name: str) -> None:
        stale = [n for n, e in self._entries.items() if e.owner() is owner and e.name == name]
        for number in stale:
            entry = self._entries.pop(number)
            entry.job.cancel()
            if entry.shown:
                self.job_ended.emit(number)

    def _hand_over(self, lane: str, order: _Order) -> None:
        if lane not in self._lanes:
            self._lanes[lane] = _Lane(lane, self._reply)
            self._lanes[lane].start()
        self._lanes[lane].orders.put(order)

    # --- called in the lanes' threads -------------------------------------------------------

    def _reply(self, number: int, result: object, error: Exception | None) -> None:
        if shiboken6.isValid(self):
            self._replied.emit(number, result, error)

    def _tell(self, number: int, done: int, total: int, note: str) -> None:
        if shiboken6.isValid(self):
            self._told.emit(number, done, total, note)

    # --- on the GUI thread ------------------------------------------------------------------

    def _on_told(self, number: int, done: int, total: int, note: str) -> None:
        entry = self._entries.get(number)
        if entry is None:
            return
        if _is_gone(entry.owner()):
            entry.job.cancel()
        elif entry.shown:
            self.job_progressed.emit(number, done, total, note)

    def _on_replied(self, number: int, result: object, error: Exception | None) -> None:
        entry = self._entries.pop(number, None)
        if entry is None:
            return
        if entry.shown:
            self.job_ended.emit(number)
        if _is_gone(entry.owner()):
            return
        if isinstance(error, Cancelled) or entry.job.cancelled:
            if entry.cancelled is not None:
                entry.cancelled()
        elif error is not None:
            (entry.failed or self._failed)(error)
        else:
            entry.done(result)


def _is_gone(owner: QObject | None) -> bool:
    return owner is None or not shiboken6.isValid(owner)


class InlineJobRunner(JobRunner):
    """For tests: the work runs at once, in the calling thread, and the callbacks with it."""

    def _hand_over(self, lane: str, order: _Order) -> None:
        try:
            result = order.work(order.job)
        except Exception as error:  # as the lanes do
            self._on_replied(order.job.number, None, error)
        else:
            self._on_replied(order.job.number, result, None)

    def _tell(self, number: int, done: int, total: int, note: str) -> None:
        self._on_told(number, done, total, note)
