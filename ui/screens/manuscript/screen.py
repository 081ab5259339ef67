"""稿件审校: read and edit one manuscript, answer its checklist, conclude, sign.

Signals: ``back_requested()``; ``sign_requested(SignRequest)``; ``correction_requested(str)`` and
``manuscript_requested(str)`` with a manuscript's id; ``markup_requested(str, str, bool)`` with the
hash of the text to show and whether at its 附注; ``told(str)`` words for a toast;
``handover_requested(str, str)`` 交给谁 ``hand_over`` or 收回 ``recall``, with the id;
``undo_offered(str, object)`` the same and what its 撤销 calls; ``title_changed(str)`` for the
window; ``failed(Exception)`` where the manuscript cannot be read, to be shown by the one presenter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from qz_review.errors import QzError
from qz_review.services.changes import ChangeSet
from qz_review.services.handover_views import CustodyView
from qz_review.services.phrases import load_phrases
from qz_review.services.views import DraftWork, ManuscriptView, Missing
from ui.editor.change_list import ChangeList
from ui.editor.line_picture import ViewMode
from ui.editor.word_trace import WordTrace, trace_subject
from ui.jobs.job_runner import JobRunner
from ui.screens.manuscript.act_runner import ActRunner
from ui.screens.manuscript.draft_keeper import DraftKeeper
from ui.screens.manuscript.finding_acts import FindingActs
from ui.screens.manuscript.finding_watch import FindingWatch
from ui.screens.manuscript.footing import footer_acts
from ui.screens.manuscript.layout import ManuscriptLayout
from ui.screens.manuscript.loading import Loaded, load
from ui.screens.manuscript.notices import notices, returned_by
from ui.screens.manuscript.readiness import Readiness
from ui.screens.manuscript.shortcuts import install_shortcuts
from ui.screens.manuscript.steps import step_views
from ui.screens.manuscript.work import first_work
from ui.text.choices import footer_words
from ui.text.error_texts import sentence_for
from ui.text.moments import time_words

if TYPE_CHECKING:
    from qz_review.workspace import Workspace

PHRASES = "opinion_phrases"
TEXT_SIZE = "review_text_size"
_CHECK_AFTER_MS = 400


class ManuscriptScreen(ManuscriptLayout):
    """One manuscript at a time; :meth:`open` shows another."""

    back_requested = Signal()
    sign_requested = Signal(object)
    correction_requested = Signal(str)
    manuscript_requested = Signal(str)
    markup_requested = Signal(str, str, bool)
    told = Signal(str)
    title_changed = Signal(str)
    failed = Signal(object)
    undo_offered = Signal(str, object)
    handover_requested = Signal(str, str)

    def __init__(
        self,
        workspace: Workspace,
        jobs: JobRunner,
        parent: QWidget | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(workspace.manuscripts.blob, parent)
        self.setObjectName("manuscript_screen")
        self.workspace, self.jobs, self.now = workspace, jobs, now
        self.view: ManuscriptView | None = None
        self.custody: CustodyView | None = None
        self._wanted = ""
        self._asks_again = False
        self._work: DraftWork | None = None
        self._missing: tuple[Missing, ...] = ()
        self._seconds = QElapsedTimer()
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(_CHECK_AFTER_MS)
        self.keeper = DraftKeeper(jobs, self.work, self)
        self.readiness = Readiness(self)
        self.acts = ActRunner(self)
        self.watch = FindingWatch(self)
        self.finding_acts = FindingActs(self, self.watch)
        self.trace = WordTrace(
            self.page, jobs, self, lambda: trace_subject(self.view, self.page), now
        )
        self._connect()
        install_shortcuts(self)
        size = workspace.settings.preference(TEXT_SIZE, None)
        if isinstance(size, int):
            self._on_size_chosen(size, keep=False)

    def _connect(self) -> None:
        self.header.back_clicked.connect(self.go_back)
        self.header.markup_clicked.connect(self.acts.show_markup)
        self.header.notes_clicked.connect(lambda: self.acts.show_markup(at_notes=True))
        self.header.versions_clicked.connect(lambda: self.acts.run("versions"))
        self.header.print_clicked.connect(lambda: self.acts.run("print"))
        self.header.act_chosen.connect(self.acts.run)
        self.stepper.step_clicked.connect(self.acts.show_step)
        self.tools.mode_chosen.connect(self._on_mode_chosen)
        self.tools.size_chosen.connect(self._on_size_chosen)
        self.tools.change_wanted.connect(self.go_to_change)
        self.tools.find_wanted.connect(lambda: self.find_bar.open(replacing=False))
        self.notices.act_wanted.connect(self.acts.run)
        self.page.edited.connect(self._on_page_edited)
        self.page.changes_counted.connect(self._on_changes_counted)
        self.page.read_changed.connect(self._on_read_changed)
        self.panel.work_changed.connect(self._on_panel_work_changed)
        self.panel.opinion.phrase_add_wanted.connect(lambda: self.acts.run("add_phrase"))
        self.panel.opinion.history.act_wanted.connect(self.acts.run)
        self.panel.opinion.history.sheet_wanted.connect(self.acts.open_sheet)
        self.footer.return_clicked.connect(lambda: self.acts.run("return"))
        self.footer.primary_clicked.connect(self.readiness.act)
        self.footer.secondary_clicked.connect(self.readiness.act_second)
        self.keeper.saved.connect(self._on_saved)
        self.keeper.save_failed.connect(self._on_save_failed)
        self.keeper.left.connect(self._on_left)
        self._check.timeout.connect(self.readiness.check)

    # --- opening ------------------------------------------------------------------------------

    def open(self, manuscript_id: str) -> None:
        """Show a manuscript; the one shown before is saved and left."""
        self.keeper.leave()
        self._wanted = manuscript_id
        self.view, self._work = None, None
        self.keeper.begin("")
        self.setEnabled(False)
        self.reload()

    def reload(self) -> None:
        """Ask for the present state; what is typed meanwhile stays."""
        wanted = self._wanted
        if not wanted:
            return

        self.jobs.run(
            self,
            "打开稿件",
            lambda workspace, _job: load(workspace, wanted, self.pictures),
            self._on_loaded,
            self._on_load_failed,
            replaces=True,
            shown=False,
        )

    def refresh(self, change: ChangeSet | None) -> None:
        """Something changed in the workspace (None: anything)."""
        if self._wanted and (change is None or self._wanted in change.manuscripts):
            self.reload()

    def _on_loaded(self, loaded: Loaded) -> None:
        view, ready = loaded.view, loaded.ready
        if self.view is not None or view.manuscript_id != self._wanted:
            self._take(loaded)
            return
        # Another manuscript: its words in this turn, what stands around them in the next.
        self.watch.begin(None, first=True)
        self.page.show_text(ready.lines, view.text, view.original, ready.own, ready)
        QTimer.singleShot(0, self, lambda: self._take(loaded))

    def _take(self, loaded: Loaded) -> None:
        view, ready = loaded.view, loaded.ready
        if view.manuscript_id != self._wanted:
            return
        before = self.view
        same_step = before is not None and (before.stage, before.parts, before.may_edit) == (
            view.stage, view.parts, view.may_edit
        )  # fmt: skip
        if same_step and self.keeper.is_dirty:
            # Typed meanwhile: save first, then ask again, so that nothing is laid over it.
            self._asks_again = True
            self.keeper.save_now()
            return
        first = before is None
        self.view, self.custody = view, loaded.custody
        if same_step:
            self._work = replace(self.work(), text=view.text, base_hash=view.text_hash)
        else:
            self._work = first_work(view)
        if first:
            self.page.begin_reading(self._work.read_paragraphs, tracks=bool(view.parts))
            self.keeper.begin(view.manuscript_id)
            self._seconds.start()
        elif not same_step or self.page.current_text() != view.text:
            self.page.update_marks(ready.lines, view.text, ready.own, ready)
            self.page.begin_reading(self._work.read_paragraphs, tracks=bool(view.parts))
        self.setUpdatesEnabled(False)  # painted once at the end, not with every bar on the way
        try:
            self.setEnabled(True)
            self.panel.set_scanning(loaded.basis is not None)
            self._show_view()
            self.watch.begin(loaded.basis, first=first)
        finally:
            self.setUpdatesEnabled(True)
        if first or (self.isVisible() and QApplication.focusWidget() is None):
            self.page.setFocus()  # where what had the keys went with its step, they would be dead
        if first:
            self.title_changed.emit(view.title)

    def _on_load_failed(self, error: Exception) -> None:
        self.setEnabled(True)
        self.failed.emit(error)
        if self.view is None:
            self.back_requested.emit()

    def _show_view(self) -> None:
        view, work, now = self.view, self._work, self.now()
        if view is None or work is None:
            return
        self.header.set_view(view)
        returned = returned_by(view) is not None
        self.stepper.set_steps(step_views(view, now, returned=returned))
        if view.stage is not None:
            own = self.workspace.settings.preference(PHRASES, []) or []
            phrases = [*load_phrases().for_opinion(view.stage), *(str(p) for p in own)]
            self.panel.opinion.set_phrases(phrases)
        self.panel.set_view(view, work, now)
        if view.draft_saved_at is not None and view.may_edit and not self.keeper.is_dirty:
            self.footer.set_saved("check", f"已保存 {time_words(view.draft_saved_at)}")
        elif not view.may_edit:
            self.footer.set_saved("check", "")
        self._show_notices()
        self._show_counts()
        self._show_acts()
        self.readiness.check()

    def _show_notices(self) -> None:
        if self.view is not None:
            edited = self.view.may_edit and self.page.current_text() != self.view.signed_text
            found = notices(self.view, self.now(), edited=edited, custody=self.custody)
            self.notices.show_notices(found)

    def _show_counts(self) -> None:
        self.footer.set_characters(self.page.editor.characters())
        reads = self.view is not None and bool(self.view.parts)
        total = self.page.paragraph_count if reads else 0
        self.footer.set_reading(len(self.page.read_paragraphs), total)

    def _show_acts(self) -> None:
        if self.view is not None:
            self.footer.set_acts(footer_acts(self.view, self.panel.opinion.choice))

    # --- the person's work ----------------------------------------------------------------------

    def work(self) -> DraftWork:
        """What the person has done so far, exactly as it would be signed."""
        view, work = self.view, self._work
        if view is None or work is None:
            raise RuntimeError("no manuscript is open")
        work = replace(
            work,
            text=self.page.current_text(),
            read_paragraphs=self.page.read_paragraphs,
            seconds_open=work.seconds_open + self._seconds.restart() // 1000,
        )
        self._work = self.panel.added_to(work, view) if view.parts else work
        return self._work

    def apply_work(self, work: DraftWork) -> None:
        """Take over what was written in the sign dialog and not signed."""
        if self.view is None or not self.view.parts:
            return
        self._work = replace(work, text=self.page.current_text())
        self.panel.set_view(self.view, self._work, self.now())
        self.keeper.touch()
        self._show_acts()

    def show_expected(self, view: ManuscriptView) -> None:
        """三校: the lists of 誊正 follow the text."""
        if self.view is None or not self.view.parts:
            return
        self.view = replace(
            self.view,
            expected_changes=view.expected_changes,
            expected_lines=view.expected_lines,
            grounds=view.grounds,
        )
        self.panel.set_expected(self.view, self.work())

    def show_missing(self, missing: tuple[Missing, ...]) -> None:
        """What still keeps the step from being signed, in the footer."""
        self._missing = missing
        self.footer.set_missing(footer_words(missing) if self.view and self.view.parts else "")

    def go_to_missing(self, code: str) -> None:
        """Lead to what is missing; codes of :class:`Missing`."""
        self.readiness.go_to(code)

    # --- slots ----------------------------------------------------------------------------------

    def _on_page_edited(self) -> None:
        self.footer.set_saved("save", "正在保存")
        self.keeper.touch(text=True)
        self._show_counts()
        self._check.start()

    def _on_panel_work_changed(self) -> None:
        if self.view is None or not self.view.parts:
            return
        self.footer.set_saved("save", "正在保存")
        self.keeper.touch()
        self._show_acts()
        self._check.start()

    def _on_read_changed(self) -> None:
        self._show_counts()
        if self.view is not None and self.view.parts:
            self.keeper.touch()

    def _on_changes_counted(self, changes: ChangeList) -> None:
        self.tools.set_changes(changes, 0)
        self._show_notices()

    def go_to_change(self, step: int) -> None:
        """F7: the next (1) or previous (-1) change."""
        if self.page.mode is not ViewMode.MARKED:
            self.tools.modes.set_value("marked")
        number = self.page.go_to_change(step)
        if number:
            self.tools.set_number(number)

    def _on_mode_chosen(self, mode: ViewMode) -> None:
        self.page.set_mode(mode)
        self._show_counts()

    def _on_size_chosen(self, px: int, *, keep: bool = True) -> None:
        self.page.set_text_size(px)
        self.tools.set_size(self.page.text_size)
        self.fit()
        if keep:
            self.workspace.settings.set_preference(TEXT_SIZE, px)

    def _on_saved(self, moment: datetime) -> None:
        self.footer.set_saved("check", f"已保存 {time_words(moment)}")
        if self._asks_again and not self.keeper.is_dirty:
            self._asks_again = False
            self.reload()

    def _on_save_failed(self, error: Exception) -> None:
        if not isinstance(error, QzError):
            raise error
        words = sentence_for(error)
        self.footer.set_saved("alert", "没有保存，正在重试", "danger")
        self.footer.saved.setToolTip(words)

    def _on_left(self, text_hash: str) -> None:
        if self._work is not None and text_hash:
            self._work = replace(self._work, base_hash=text_hash)

    def go_back(self) -> None:
        """Save, leave, and ask for the page before."""
        self.save()
        self.back_requested.emit()

    def save(self) -> None:
        """The page is about to go: the words are on disk when this returns, a version follows.

        Raises what the save raises, so that the page stays with the words that are not on disk.
        """
        self.save_at_once()
        self.leave()

    def leave(self) -> None:
        """The screen is left: edits become a version."""
        self.keeper.leave()

    def save_at_once(self) -> None:
        """Before the program ends, in this thread."""
        self.keeper.save_at_once(self.workspace)

    # --- Qt -------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Compact where the window is low."""
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """The window's size is known now."""
        super().showEvent(event)
        self.fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown: what was typed is saved and becomes a version."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.leave()
