"""Loads the 花脸稿 off the GUI thread, its pictures too.

Signals: ``loaded(Material)``; ``failed(Exception)`` where nothing could be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qz_review.errors import Refused
from qz_review.markup.changes import BlockKind
from qz_review.services.comparison_views import ComparisonView, PlacedNote
from ui.jobs.job_runner import JobRunner
from ui.pictures import PictureShelf
from ui.screens.compare.rows import Sheet, make_sheet

if TYPE_CHECKING:
    from qz_review.jobs import JobContext
    from qz_review.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Material:
    """What the screen shows, ready to be laid out.  notes: those that are not settled."""

    view: ComparisonView
    notes: tuple[PlacedNote, ...]
    sheet: Sheet


class ComparePresenter(QObject):
    """One manuscript; what comes late because something else was asked for is dropped."""

    loaded = Signal(object)
    failed = Signal(object)

    def __init__(
        self, jobs: JobRunner, manuscript_id: str, pictures: PictureShelf, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._id, self._pictures = manuscript_id, pictures

    def load(self, old: str = "", new: str = "") -> None:
        """Compare two texts by their keys; empty: the oldest and the present text."""
        wanted, pictures = self._id, self._pictures

        def work(workspace: Workspace, job: JobContext) -> Material:
            view = workspace.comparison.view(wanted, old, new, job)
            digests = {b.place.digest for b in view.document.blocks if b.kind is BlockKind.PICTURE}
            pictures.fill(digests, workspace.manuscripts.blob)
            notes = tuple(placed for placed in view.notes if not placed.note.settled)
            return Material(view, notes, make_sheet(view.document, view.changes, notes))

        self._jobs.run(
            self, "比对文本", work, self.loaded.emit, self._on_failed,
            cancelled=lambda: self.failed.emit(None), replaces=True,
        )  # fmt: skip

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Refused) and error.code == "session.locked":
            return  # locked while loading: the page is not shown
        self._jobs.report(error)
        self.failed.emit(error)
