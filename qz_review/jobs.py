"""How long work tells where it stands and learns that it is no longer wanted."""

from __future__ import annotations

from typing import Protocol

from qz_review.errors import Cancelled


class JobContext(Protocol):
    """What a core function that may take long is given."""

    def progress(self, done: int, total: int, note: str = "") -> None:
        """``done`` of ``total`` units are finished; total 0 where it is not known."""

    def check_cancelled(self) -> None:
        """Raise Cancelled if the person does not want the result any more."""


class SilentJob:
    """A job nobody watches; ``cancel`` makes the next check raise."""

    def __init__(self) -> None:
        self._cancelled = False

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Take the news and tell nobody."""

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._cancelled = True

    def check_cancelled(self) -> None:
        """Raise Cancelled once :meth:`cancel` was called."""
        if self._cancelled:
            raise Cancelled
