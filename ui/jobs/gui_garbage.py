"""Collects garbage on the GUI thread only.

Python collects in whatever thread happens to allocate.  A page that is gone may lie in a
reference cycle; were a worker to find it, Qt would destroy widgets outside their thread, and the
program would crash.  So the automatic collection is off, and a timer of the GUI thread does it.

Nobody may feel it.  What outlived a collection is set aside (``gc.freeze``), so that the next one
looks only at what was made since; a long manuscript that was just built is set aside at once.
All of it is looked at when another program is in front, or after very many new objects.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

EVERY_MS = 2_000
_YOUNG = 20_000  # objects made since the last look that are worth a small collection
_MANY = 120_000  # so many take longer to look at than a key press may wait: 20 ms and more
_ROUNDS_TO_ALL = 30  # all that is not set aside about once a minute
_GROWN = 2_000_000  # objects made since all was looked at that are worth a pause


class GuiGarbage(QObject):
    """Switches the automatic collection off for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._rounds = 0
        self._left = False
        self._made = 0  # since all was looked at; counting what is set aside would take as long
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state_changed)

    def collect(self) -> None:
        """Look at what is new; at all that is not set aside once in a while."""
        self._rounds += 1
        made = gc.get_count()[0]
        if self._left or self._made >= _GROWN:
            self.collect_all()
            return
        if made >= _MANY:
            gc.freeze()
        elif self._rounds >= _ROUNDS_TO_ALL:
            self._rounds = 0
            gc.collect()
            gc.freeze()
        elif made >= _YOUNG:
            gc.collect(1)
        else:
            return
        self._made += made

    def collect_all(self) -> None:
        """Look at everything, what was set aside too: 50 ms or more with long manuscripts."""
        self._rounds, self._made, self._left = 0, 0, False
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        """Another program is in front: nobody waits for a key."""
        self._left = state != Qt.ApplicationState.ApplicationActive

    def stop(self) -> None:
        """Back to Python's own ways: no worker is left."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
