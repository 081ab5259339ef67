"""Carries the workspace's change bus into Qt.

Signals: ``changed(ChangeSet)``, always on the GUI thread.  Changes written by another process on
the same workspace are noticed by a cheap look once a second.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from typing import Protocol

    from qz_review.services.changes import ChangeBus, ChangeSet

    class ChangingWorkspace(Protocol):
        """The part of a workspace that tells of changes."""

        @property
        def changes(self) -> ChangeBus:
            """The bus."""

        def poll_external_changes(self) -> None:
            """Look whether another process wrote, and publish if so."""


POLL_MS = 1000  # between two looks for another process's changes


class ChangeBridge(QObject):
    """Follows one workspace at a time; failed: takes the error of a look that went wrong."""

    changed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, failed: Callable[[Exception], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._failed = failed
        self._workspace: ChangingWorkspace | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        # Queued: a screen never reloads in the middle of the service call that made the change.
        self._arrived.connect(self.changed, Qt.ConnectionType.QueuedConnection)

    def follow(self, workspace: ChangingWorkspace | None) -> None:
        """Follow another workspace, or none."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self._workspace = workspace
        if workspace is None:
            self._timer.stop()
            return
        self._unsubscribe = workspace.changes.subscribe(self._on_change)
        self._timer.start()

    def _on_change(self, changes: ChangeSet | Any) -> None:
        self._arrived.emit(changes)

    def _on_timer_timeout(self) -> None:
        if self._workspace is None:
            return
        try:
            self._workspace.poll_external_changes()
        except Exception as error:  # shown once; looking on would repeat the message every second
            self._timer.stop()
            self._failed(error)
