"""Autosave: a change is on disk within two seconds, and becomes a version on leaving.

Signals: ``saved(datetime)``; ``save_failed(Exception)``; ``left(str)`` with the hash of the saved
text after :meth:`DraftKeeper.leave`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from qz_review.services.views import DraftWork
from ui.jobs.job_runner import JobRunner
from ui.jobs.queued_saves import QueuedSaves

if TYPE_CHECKING:
    from qz_review.workspace import Workspace

SAVE_AFTER_MS = 1200
RETRY_AFTER_MS = 5000
IDLE_MS = 120_000


class DraftKeeper(QObject):
    """Keeps one manuscript's draft; ``work`` gives what to save at the moment of saving."""

    saved = Signal(object)
    save_failed = Signal(object)
    left = Signal(str)

    def __init__(self, jobs: JobRunner, work: Callable[[], DraftWork], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._work = work
        self._manuscript_id = ""
        self._dirty = False
        self._text_dirty = False
        self._saves = QueuedSaves(jobs, self, self.saved.emit, self._on_failed)
        self._leaving = 0
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.timeout.connect(self.save_now)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.leave)

    @property
    def is_dirty(self) -> bool:
        """True while something is not on disk."""
        return self._dirty or self._saves.any

    @property
    def is_busy(self) -> bool:
        """True while a save or a version is under way."""
        return self._saves.any or self._leaving > 0

    def begin(self, manuscript_id: str) -> None:
        """Keep another manuscript from now on; the one before must have been left."""
        self._manuscript_id = manuscript_id
        self._dirty = self._text_dirty = False
        self._save.stop()
        self._idle.stop()

    def touch(self, *, text: bool = False) -> None:
        """Something changed; ``text``: the manuscript's own words."""
        if not self._manuscript_id:
            return
        self._dirty = True
        self._text_dirty = self._text_dirty or text
        # Not begun anew by each key, so that who types without pause is saved too.
        if not self._save.isActive():
            self._save.start(SAVE_AFTER_MS)
        self._idle.start()

    def save_now(self) -> None:
        """Ctrl S: save at once."""
        if not self._dirty or not self._manuscript_id or self._leaving:
            return
        self._save.stop()
        work = self._work()
        self._dirty = False
        self._saves.save(self._manuscript_id, work)

    def leave(self) -> None:
        """Save, and make a version of edits: on leaving and after two minutes without a key."""
        self._save.stop()
        self._idle.stop()
        if not self._manuscript_id or not (self._dirty or self._text_dirty):
            return
        manuscript_id = self._manuscript_id
        work = self._work() if self._dirty else None
        self._dirty = self._text_dirty = False
        self._leaving += 1

        def leave(workspace: Workspace, _job: Any) -> tuple[datetime | None, str]:
            moment = None
            if work is not None:
                moment = workspace.review.save_draft(manuscript_id, work)
            workspace.review.leave(manuscript_id)
            return moment, workspace.manuscripts.view(manuscript_id).text_hash

        self._jobs.run(self, "存为版本", leave, self._on_left, self._on_leave_failed, shown=False)

    def save_at_once(self, workspace: Workspace) -> None:
        """Before the page or the program goes: on disk when this returns.

        Raises what the save raises; then everything is still to be saved.
        """
        if not self.is_dirty or not self._manuscript_id:
            return
        self._saves.overtake()
        self._dirty = True
        workspace.review.save_draft(self._manuscript_id, self._work())
        self._dirty = False
        self._save.stop()

    def _on_failed(self, error: Exception) -> None:
        self._dirty = True
        self._save.start(RETRY_AFTER_MS)
        self.save_failed.emit(error)

    def _on_left(self, result: tuple[datetime | None, str]) -> None:
        self._leaving -= 1
        moment, text_hash = result
        if moment is not None:
            self.saved.emit(moment)
        self.left.emit(text_hash)
        if self._dirty:
            self._save.start(SAVE_AFTER_MS)

    def _on_leave_failed(self, error: Exception) -> None:
        self._leaving -= 1
        self._dirty = True
        self._save.start(RETRY_AFTER_MS)
        self.save_failed.emit(error)
