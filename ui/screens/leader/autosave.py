"""Keeps the leader's work on disk: at most two seconds may be lost, edits become versions.

Signals: ``due()`` when the work must be saved; ``idle()`` two minutes after the last edit.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

SAVE_AFTER_MS = 1_500
VERSION_AFTER_MS = 120_000


class Autosave(QObject):
    """Clocks only; the screen knows what there is to save."""

    due = Signal()
    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._open = QElapsedTimer()
        self._save = self._timer(SAVE_AFTER_MS)
        self._version = self._timer(VERSION_AFTER_MS)
        self._save.timeout.connect(self.due)
        self._version.timeout.connect(self.idle)
        self.is_dirty = False

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer

    def begin(self) -> None:
        """A manuscript was opened or loaded anew: nothing is unsaved, time counts from here."""
        self.stop()
        self._open.start()
        self.is_dirty = False

    def note(self, *, text: bool) -> None:
        """Something changed; the clock of a save that runs already is not put back."""
        self.is_dirty = True
        if not self._save.isActive():
            self._save.start()
        if text:
            self._version.start()

    def saved(self) -> None:
        """What there was is on its way to the disk."""
        self.is_dirty = False
        self._save.stop()

    def stop(self) -> None:
        """The step is being signed or left."""
        self._save.stop()
        self._version.stop()

    @property
    def seconds_open(self) -> int:
        """How long the manuscript has been open since :meth:`begin`."""
        return int(self._open.elapsed() // 1000) if self._open.isValid() else 0
