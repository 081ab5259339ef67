"""Collects garbage on the GUI thread only.

Python collects in whatever thread happens to allocate.  A page that is gone may lie in a
reference cycle; were a worker to find it, Qt would destroy widgets outside their thread, and the
program would crash.  So the automatic collection is off, and a timer of the GUI thread does it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 2_000
_YOUNG = 20_000  # objects made since the last look that are worth a small collection
_ROUNDS_TO_ALL = 30  # a whole collection about once a minute


class GuiGarbage(QObject):
    """Switches the automatic collection off for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._rounds = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Look at what is new; at everything once in a while."""
        self._rounds += 1
        if self._rounds >= _ROUNDS_TO_ALL:
            self._rounds = 0
            gc.collect()
        elif gc.get_count()[0] >= _YOUNG:
            gc.collect(1)

    def stop(self) -> None:
        """Back to Python's own ways: no worker is left."""
        self._timer.stop()
        gc.enable()
