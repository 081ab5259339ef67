"""Asks the services for the leader view, off the GUI thread; holds no widget.

Signals: ``loaded(LeaderMaterial)``; ``emptied()`` nothing waits any more;
``saved(datetime)``; ``save_failed(Exception)``; ``missing_found(DecisionChoice, tuple[Missing],
SeriousFindings)``; ``ignored()`` after a finding was set aside;
``versioned()`` after edits became a version.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qz_review.errors import QzError, Refused
from qz_review.markup.marked import Mark
from qz_review.model.finding import Finding
from qz_review.model.manuscript import Part
from qz_review.model.stage import Stage
from qz_review.scanning.suppression import SuppressionScope
from qz_review.services.finding_views import SeriousFindings
from qz_review.services.views import DecisionChoice, DraftWork, Missing
from ui.editor.line_picture import ViewMode
from ui.editor.opening import picture_digests
from ui.editor.preparing import prepare
from ui.jobs.job_runner import JobRunner
from ui.jobs.queued_saves import QueuedSaves
from ui.pictures import PictureShelf
from ui.screens.leader.material import LeaderMaterial

if TYPE_CHECKING:
    from datetime import datetime

    from qz_review.workspace import Workspace


class LeaderPresenter(QObject):
    """workspace: of the GUI thread, for what must be on disk before a call returns.

    pictures: where the worker lays those of the text.
    """

    loaded = Signal(object)
    emptied = Signal()
    saved = Signal(object)
    save_failed = Signal(object)
    missing_found = Signal(object, object, object)
    ignored = Signal()
    versioned = Signal()

    def __init__(
        self,
        workspace: Workspace,
        jobs: JobRunner,
        pictures: PictureShelf,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self._pictures = workspace, jobs, pictures
        self._saves = QueuedSaves(jobs, self, self.saved.emit, self.save_failed.emit)

    def load(self, manuscript_id: str) -> None:
        """Load a manuscript with its marks and the queue."""

        def work(own: Workspace, job: object) -> LeaderMaterial:
            return load_material(own, manuscript_id, self._pictures)

        self._run("领导审签", work, self.loaded.emit)

    def load_next(self, after: str) -> None:
        """The next of the queue once ``after`` has been dealt with; ``emptied`` where none is."""

        def work(own: Workspace, job: object) -> LeaderMaterial | None:
            queue = [other for other in own.manuscripts.leader_queue() if other != after]
            return load_material(own, queue[0], self._pictures) if queue else None

        def done(material: LeaderMaterial | None) -> None:
            if material is None:
                self.emptied.emit()
            else:
                self.loaded.emit(material)

        self._run("领导审签", work, done)

    def _run(self, name: str, work: Callable[..., object], done: Callable[..., None]) -> None:
        self._jobs.run(self, name, work, done, self._on_failed, replaces=True, shown=False)

    def save(self, manuscript_id: str, work: DraftWork) -> None:
        """Autosave; ``saved`` or ``save_failed`` follows."""

        self._saves.save(manuscript_id, work)

    @property
    def is_saving(self) -> bool:
        """True while work handed to :meth:`save` is not on disk yet."""
        return self._saves.any

    def save_now(self, manuscript_id: str, work: DraftWork) -> datetime:
        """Save before this returns: the person locks, leaves, or is about to sign."""
        self._saves.overtake()
        return self._workspace.review.save_draft(manuscript_id, work)

    def leave_now(self, manuscript_id: str) -> None:
        """Edits become a version before this returns; on leaving."""
        self._workspace.review.leave(manuscript_id)

    def make_version(self, manuscript_id: str) -> None:
        """Edits become a version: after two minutes idle."""

        def leave(own: Workspace, job: object) -> None:
            own.review.leave(manuscript_id)

        self._jobs.run(
            self, "存为版本", leave, lambda _: self.versioned.emit(), self.save_failed.emit,
            shown=False,
        )  # fmt: skip

    def look_for_missing(
        self, manuscript_id: str, part: Part, choice: DecisionChoice, work: DraftWork
    ) -> None:
        """Find out what keeps the leader from concluding so, 严重 findings included."""
        negative = choice.decision is not None and choice.decision.negative

        def look(own: Workspace, job: object) -> tuple[tuple[Missing, ...], SeriousFindings]:
            found = own.review.missing(manuscript_id, part, choice, work)
            if negative:
                return found, SeriousFindings()
            serious = own.findings.serious_in(manuscript_id, work.text)
            count = len(serious.views)
            return (Missing("serious", count, True), *found) if count else found, serious

        self._run("核对签署条件", look, lambda found: self.missing_found.emit(choice, *found))

    def ignore(
        self, manuscript_id: str, finding: Finding, text: str, scope: str, reason: str
    ) -> None:
        """忽略 a finding of a plain text with a reason; ``ignored`` follows."""

        def act(own: Workspace, job: object) -> str:
            return own.findings.ignore(
                manuscript_id, finding, text, SuppressionScope(scope), reason
            )

        self._run("忽略", act, lambda _: self.ignored.emit())

    def make_sheet(self, manuscript_id: str, done: Callable[[bytes], None]) -> None:
        """审签单, 清样 and 花脸稿 of this step as PDF."""

        def make(own: Workspace, job: object) -> bytes:
            return own.sheets.stage_sheet(manuscript_id, Stage.REVIEW_3)

        self._jobs.run(self, "打印", make, done)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Refused) and error.code == "session.locked":
            return  # locked while loading: the page is not shown
        self._jobs.report(error)


def load_material(
    workspace: Workspace, manuscript_id: str, pictures: PictureShelf
) -> LeaderMaterial:
    """Everything the screen shows of a manuscript."""
    view = workspace.manuscripts.view(manuscript_id)
    pictures.fill(picture_digests(view.text, view.original), workspace.manuscripts.blob)
    principal = ""
    if view.needs_principal:
        people = workspace.people.eligible(manuscript_id, Stage.REVIEW_3, Part.PRINCIPAL)
        principal = people[0].name if len(people) == 1 else ""
    marked = workspace.manuscripts.marked(manuscript_id, view.text)
    own_name = workspace.session.require().name
    number = workspace.manuscripts.version_of_edits(manuscript_id, view.text)
    own = Mark(number, Stage.REVIEW_3, own_name)
    return LeaderMaterial(
        view=view,
        ready=prepare(marked, view.text, own, ViewMode.CLEAN),
        own_mark=own,
        queue=workspace.manuscripts.leader_queue(),
        own_name=own_name,
        principal=principal,
    )


def is_lost_step(error: Exception) -> bool:
    """True where the step has gone on and a draft can no longer be kept."""
    return isinstance(error, QzError) and error.code.startswith("workflow.")
