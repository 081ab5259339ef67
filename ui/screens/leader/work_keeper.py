"""Keeps the unsigned work of the leader on disk while he reads and writes.

Signals: ``save_told(icon, words, tone)`` for the header; ``lost()`` the step has gone on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from qz_review.errors import QzError, Refused
from qz_review.services.views import DraftWork
from ui.jobs.job_runner import JobRunner
from ui.screens.leader.autosave import Autosave
from ui.screens.leader.material import LeaderMaterial
from ui.screens.leader.page import LeaderPage
from ui.screens.leader.presenter import LeaderPresenter, is_lost_step
from ui.screens.leader.unsigned_work import UnsignedWork
from ui.text.moments import time_words


class WorkKeeper(QObject):
    """page: holds the text; is_free: False while a signature is under way."""

    save_told = Signal(str, str, str)
    lost = Signal()

    def __init__(
        self,
        page: LeaderPage,
        presenter: LeaderPresenter,
        jobs: JobRunner,
        is_free: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page, self._presenter, self._jobs = page, presenter, jobs
        self._is_free = is_free
        self._material: LeaderMaterial | None = None
        self.unsigned: UnsignedWork | None = None
        self._clock = Autosave(self)
        self._clock.due.connect(self._on_due)
        self._clock.idle.connect(self._on_idle)
        page.edited.connect(lambda: self._clock.note(text=True))
        page.read_changed.connect(self.note)
        presenter.saved.connect(self._on_saved)
        presenter.save_failed.connect(self._on_save_failed)

    @property
    def is_dirty(self) -> bool:
        """True while something is not on its way to the disk."""
        return self._clock.is_dirty

    def begin(self, material: LeaderMaterial) -> UnsignedWork:
        """Work on a manuscript as it was kept."""
        view = material.view
        assert view.checklist is not None  # 三审 waits
        self._material = material
        self.unsigned = UnsignedWork(material.work(), view.checklist, view.flags)
        self._clock.begin()
        return self.unsigned

    def renew(self, material: LeaderMaterial) -> None:
        """The same manuscript, loaded again; what is typed stays."""
        self._material = material

    def end(self) -> None:
        """It was signed, or is no longer his."""
        self._material = self.unsigned = None
        self._clock.begin()

    def note(self) -> None:
        """Something other than the text changed."""
        self._clock.note(text=False)

    def work(self) -> DraftWork:
        """Exactly what would be signed."""
        assert self.unsigned is not None
        return self.unsigned.current(
            self._page.current_text(), self._page.read_paragraphs, self._clock.seconds_open
        )

    def work_to_sign(self) -> DraftWork:
        """The same, with nothing left to be saved meanwhile."""
        self.save_soon()
        self._clock.stop()
        return self.work()

    def save_soon(self) -> None:
        """Hand what is unsaved to the store."""
        if self._material is None or not self._clock.is_dirty:
            return
        work = self.work()
        self._clock.saved()
        self._presenter.save(self._material.view.manuscript_id, work)

    def save_now(self) -> None:
        """Lock or leave: when this returns it is on disk, and edits are a version."""
        material = self._material
        if material is None:
            return
        manuscript_id = material.view.manuscript_id
        try:
            if self._clock.is_dirty or self._presenter.is_saving:
                self._presenter.save_now(manuscript_id, self.work())
            if self._page.current_text() != material.view.signed_text:
                self._presenter.leave_now(manuscript_id)
        except Refused as error:
            if error.code != "session.locked" and not is_lost_step(error):
                raise
        else:
            self._clock.saved()

    def resume(self) -> None:
        """No signature came of it: what waited meanwhile is saved."""
        if self._clock.is_dirty:
            self.note()

    def _on_due(self) -> None:
        if self._is_free():  # a draft saved beside the signature would outlive it
            self.save_soon()

    def _on_idle(self) -> None:
        if self._material is not None and self._is_free():
            self.save_soon()
            self._presenter.make_version(self._material.view.manuscript_id)

    def _on_saved(self, at: datetime) -> None:
        self.save_told.emit("check", f"已保存 {time_words(at)}", "text2")

    def _on_save_failed(self, error: Exception) -> None:
        if is_lost_step(error):
            self.lost.emit()
            return
        if isinstance(error, QzError) and error.code == "session.locked":
            return
        self.save_told.emit("alert", "没有保存", "danger")
        self.note()
        self._jobs.report(error)
