"""What running work holds: its number, a stop flag, a way to tell where it stands.

A worker holds nothing else.  Owner and callbacks stay in a table that only the GUI thread
touches; otherwise widgets linger in reference cycles and die on a foreign thread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from qz_review.errors import Cancelled

_INTERVAL = 0.05  # s between two messages to the GUI thread


class RunningJob:
    """The :class:`~qz_review.jobs.JobContext` of work in a lane.

    tell: called with (number, done, total, note) in the worker's thread, at most 20 times a second.
    """

    def __init__(self, number: int, tell: Callable[[int, int, int, str], None]) -> None:
        self.number = number
        self._tell = tell
        self._stop = threading.Event()
        self._told_at = 0.0

    @property
    def cancelled(self) -> bool:
        """True once the work is no longer wanted."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; safe from any thread."""
        self._stop.set()

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Tell that ``done`` of ``total`` units are finished; total 0 where it is not known."""
        now = time.monotonic()
        if now - self._told_at >= _INTERVAL or done == total:
            self._told_at = now
            self._tell(self.number, done, total, note)

    def check_cancelled(self) -> None:
        """Raise Cancelled once :meth:`cancel` was called."""
        if self._stop.is_set():
            raise Cancelled
