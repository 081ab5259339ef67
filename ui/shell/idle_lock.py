"""Locks the desk after some minutes without a key or a click.

Signals: ``idle()`` once the time has passed.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

DEFAULT_MINUTES = 15
_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
        QEvent.Type.TouchBegin,
    }
)


class IdleLock(QObject):
    """minutes: 0 never locks."""

    idle = Signal()

    def __init__(self, minutes: int = DEFAULT_MINUTES, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        self._minutes = minutes
        self._running = False

    @property
    def minutes(self) -> int:
        """After how many minutes; 0 for never."""
        return self._minutes

    def set_minutes(self, minutes: int) -> None:
        """Change the time; it begins anew."""
        self._minutes = minutes
        if self._running:
            self._begin()

    def start(self) -> None:
        """Somebody is at the desk: watch."""
        app = QApplication.instance()
        if app is not None and not self._running:
            app.installEventFilter(self)
        self._running = True
        self._begin()

    def stop(self) -> None:
        """Nobody is at the desk."""
        app = QApplication.instance()
        if app is not None and self._running:
            app.removeEventFilter(self)
        self._running = False
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every sign of life begins the time anew; nothing is taken away."""
        if event.type() in _LIFE:
            self._begin()
        return False

    def _begin(self) -> None:
        if self._minutes > 0:
            self._timer.start(self._minutes * 60_000)
        else:
            self._timer.stop()
