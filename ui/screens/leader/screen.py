"""领导审签, as mock-ups 07 and 07b: large text, earlier opinions, three large conclusions.

Signals: ``closed()`` back to the list; ``signed(SignedAct)`` after a signature;
``lock_requested()``; ``details_requested(str)`` the manuscript in 稿件审校;
``markup_requested(str, bool)`` its 花脸稿, True at its 附注.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qz_review.model.checklist import ItemAnswer
from qz_review.model.stage import Stage
from qz_review.model.text import text_hash
from qz_review.services.finding_views import SeriousFindings
from qz_review.services.results import SignedAct
from ui.editor.finding_marks import FindingSpan
from ui.editor.word_trace import TraceSubject, WordTrace, trace_subject
from ui.jobs.job_runner import JobRunner
from ui.screens.leader.checklist_dialog import ChecklistDialog
from ui.screens.leader.course import SignDialogFactory, SigningCourse
from ui.screens.leader.footer import LeaderFooter
from ui.screens.leader.header import LeaderHeader
from ui.screens.leader.material import LeaderMaterial
from ui.screens.leader.presenter import LeaderPresenter
from ui.screens.leader.quotes import quoted_words
from ui.screens.leader.reading_area import ReadingArea
from ui.screens.leader.reading_tools import ReadingTools
from ui.screens.leader.sheet_out import SheetOut
from ui.screens.leader.words import banners, caption_line
from ui.screens.leader.work_keeper import WorkKeeper
from ui.widgets.themed import Themed
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.services.changes import ChangeSet
    from qz_review.workspace import Workspace

LOW_WINDOW = 840  # px


class LeaderScreen(Themed, QWidget):
    """manuscript_id: what waits for the leader; sign_dialog: makes the sign dialog;
    toasts: of the window; now: the present moment.
    """

    closed = Signal()
    signed = Signal(object)
    lock_requested = Signal()
    details_requested = Signal(str)
    markup_requested = Signal(str, bool)

    def __init__(
        self,
        *,
        workspace: Workspace,
        jobs: JobRunner,
        manuscript_id: str,
        sign_dialog: SignDialogFactory,
        toasts: ToastHost,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("leader_screen")
        self._toasts, self._now = toasts, now
        self._id = manuscript_id
        self._material: LeaderMaterial | None = None
        self._stale = False
        self.header = LeaderHeader(self)
        self.area = ReadingArea(workspace.manuscripts.blob, self)
        self.page, self.side = self.area.page, self.area.side
        self.footer = LeaderFooter(self)
        self.footer.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.footer)
        self.presenter = LeaderPresenter(workspace, jobs, self.area.pictures, self)
        self.keeper = WorkKeeper(
            self.page, self.presenter, jobs, lambda: not self.course.is_open, self
        )
        self.course = SigningCourse(self, self.presenter, sign_dialog, self.keeper.work_to_sign)
        self.tools = ReadingTools(self.header, self.page, workspace, self)
        self.trace = WordTrace(self.page, jobs, self, self._trace_subject, now)
        self.sheets = SheetOut(self, self.presenter, jobs, toasts)
        self._connect()
        self._install_shortcuts()
        self._follow_theme()
        self.presenter.load(manuscript_id)

    def _connect(self) -> None:
        head, course, keeper = self.header, self.course, self.keeper
        head.editing_toggled.connect(self._on_editing_toggled)
        head.print_wanted.connect(self._on_print_wanted)
        head.neighbour_wanted.connect(self._on_neighbour_wanted)
        head.panel_toggled.connect(lambda _: self._fit())
        head.markup_wanted.connect(self._on_markup_wanted)
        head.notes_wanted.connect(lambda: self._on_markup_wanted(at_notes=True))
        head.person_act_chosen.connect(self._on_person_act_chosen)
        self.side.all_yes_clicked.connect(self._on_all_yes_clicked)
        self.side.checklist_wanted.connect(self._open_checklist)
        self.footer.chosen.connect(course.choose)
        self.area.empty.action_clicked.connect(self.closed)
        self.page.changes_counted.connect(self._on_changes_counted)
        self.presenter.loaded.connect(self._on_loaded)
        self.presenter.emptied.connect(self._on_emptied)
        self.presenter.versioned.connect(self._reload)
        keeper.save_told.connect(self._on_save_told)
        keeper.lost.connect(self._reload)
        course.signed.connect(self._on_signed)
        course.told.connect(lambda words: self._toasts.show_toast(words))
        course.work_changed.connect(self._on_work_changed)
        course.link_followed.connect(self._on_link_followed)
        course.serious_found.connect(self._on_serious_found)
        course.stale.connect(self._reload)
        course.ended.connect(self._on_course_ended)
        self.tools.resized.connect(self._fit)

    def _install_shortcuts(self) -> None:
        for keys, slot in (
            ("Alt+Left", lambda: self._on_neighbour_wanted(-1)),
            ("Alt+Right", lambda: self._on_neighbour_wanted(1)),
            ("Ctrl+Return", self._on_sign_key),
            ("Ctrl+Enter", self._on_sign_key),
            ("Ctrl+S", self.keeper.save_soon),
            ("Ctrl+P", self.header.print_button.click),
            ("Ctrl+I", self.page.ask),
            ("F7", lambda: self.tools.go_to_change(1)),
            ("Shift+F7", lambda: self.tools.go_to_change(-1)),
            ("Escape", self._on_escape),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # --- what the window asks -----------------------------------------------------------------

    @property
    def manuscript_id(self) -> str:
        """What is shown."""
        return self._id

    @property
    def current_stage(self) -> Stage:
        """For F1: the rule of this step."""
        return Stage.REVIEW_3

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes, in order."""
        return (self.header, self.page, self.side, self.footer)

    def refresh(self, change: ChangeSet | None = None) -> None:
        """Something changed, here or in another window."""
        if change is not None and not change.manuscripts:
            return
        if self.course.is_open:
            self._stale = True
        elif self.area.shows_empty:
            self.presenter.load_next("")
        else:
            self._reload()

    def save(self) -> None:
        """Lock or leave: what is unsaved is on disk, edits are a version, when this returns."""
        self.keeper.save_now()

    # --- loading ------------------------------------------------------------------------------

    def _reload(self) -> None:
        self._stale = False
        if self._material is not None:
            self.presenter.load(self._id)

    def _on_loaded(self, material: LeaderMaterial) -> None:
        if self.course.is_open:
            self._stale = True
            return
        view = material.view
        if not material.is_mine:
            self._let_go()
            self.presenter.load_next(view.manuscript_id)
            return
        same = self._material is not None and view.manuscript_id == self._id
        self._id, self._material = view.manuscript_id, material
        if same and self.keeper.is_dirty and self.keeper.unsigned is not None:
            self.keeper.renew(material)
            unsigned = self.keeper.unsigned
        else:
            self._show_page(material, keep=same)
            unsigned = self.keeper.begin(material)
        self.course.follow(material, unsigned)
        self._show_around(material)
        if not same:  # after a signature the focus would stand on the next one's conclusions
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_page(self, material: LeaderMaterial, *, keep: bool) -> None:
        view = material.view
        ready = material.ready
        if not keep:
            self.page.marks.clear()
            self.header.edit.setChecked(False)
            self.header.set_saved("check", "")
        own = material.own_mark if self.header.edit.isChecked() and view.may_edit else None
        if keep and self.page.current_text() == view.text:
            self.page.update_marks(ready.lines, view.text, own, ready)
            return
        self.page.show_text(ready.lines, view.text, view.original, own, ready)
        self.page.begin_reading(material.work().read_paragraphs, tracks=True)

    def _show_around(self, material: LeaderMaterial) -> None:
        view, now = material.view, self._now()
        quotes = quoted_words(view.opinions, view.text)
        self.page.set_quotes(quotes)
        self.header.set_empty(False)
        self.header.set_material(material)
        self.side.set_material(material, quotes, now)
        self.footer.set_choices(view.choices)
        self.area.set_banners(banners(material, now))
        self._show_text_facts()
        self._show_checklist()
        self.footer.show()
        if not self.area.shows_text:
            self.area.show_text()
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def _show_text_facts(self) -> None:
        if self._material is not None:
            text = self.page.current_text()
            self.page.set_caption(caption_line(self._material, text))
            self.side.box.set_hash(text_hash(text))

    def _show_checklist(self) -> None:
        unsigned = self.keeper.unsigned
        if unsigned is not None:
            self.side.box.set_counts(unsigned.counts, unsigned.work.all_yes)

    def _let_go(self) -> None:
        self._material = None
        self._stale = False
        self.course.release()
        self.keeper.end()

    def _on_emptied(self) -> None:
        self._let_go()
        self.header.set_empty(True)
        self.footer.hide()
        self.area.show_empty()

    # --- work ---------------------------------------------------------------------------------

    def _on_save_told(self, icon: str, words: str, tone: str) -> None:
        if self.header.edit.isChecked() or tone != "text2":
            self.header.set_saved(icon, words, tone)

    def _trace_subject(self) -> TraceSubject | None:
        view = self._material.view if self._material is not None else None
        return trace_subject(view, self.page)

    def _on_changes_counted(self, changes: object) -> None:
        self.header.set_change_count(len(self.page.changes.changes))
        self._show_text_facts()

    def _on_work_changed(self) -> None:
        self.keeper.note()
        self._show_checklist()

    def _on_all_yes_clicked(self) -> None:
        if self.keeper.unsigned is not None:
            self.keeper.unsigned.answer_all_yes()
            self._on_work_changed()

    def _open_checklist(self) -> None:
        unsigned, material = self.keeper.unsigned, self._material
        if unsigned is None or material is None:
            return
        dialog = ChecklistDialog(
            self, unsigned.checklist, unsigned.work.answers, material.view.suggestions
        )
        dialog.answers_given.connect(self._on_answers_given)
        dialog.open()

    def _on_answers_given(self, answers: tuple[ItemAnswer, ...]) -> None:
        if self.keeper.unsigned is not None:
            self.keeper.unsigned.set_answers(answers)
            self._on_work_changed()

    # --- header -------------------------------------------------------------------------------

    def _on_editing_toggled(self, on: bool) -> None:
        if self._material is None:
            return
        own = self._material.own_mark if on else None
        self.page.update_marks(self.page.editor.lines, self.page.current_text(), own)
        if on:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.keeper.save_soon()

    def _on_markup_wanted(self, *, at_notes: bool = False) -> None:
        self.save()
        self.markup_requested.emit(self._id, at_notes)

    def _on_print_wanted(self, way: str) -> None:
        if self._material is not None:
            self.save()  # the sheet shows the saved text, which must be what is on the screen
            self.sheets.make(self._material.view, way)

    def _on_neighbour_wanted(self, step: int) -> None:
        other = self._material.neighbour(step) if self._material is not None else ""
        if other and not self.course.is_open:
            self.save()
            self.presenter.load(other)

    def _on_person_act_chosen(self, act: str) -> None:
        if act == "leave":
            self.closed.emit()
        elif act == "details":
            self.details_requested.emit(self._id)
        else:
            self.lock_requested.emit()

    # --- conclusions --------------------------------------------------------------------------

    def _on_sign_key(self) -> None:
        approve = self.footer.approving()
        if approve is not None and self.footer.isVisible():
            approve.click()

    def _on_link_followed(self, code: str) -> None:
        if code == "checklist":
            self._open_checklist()
        elif code == "unread":
            self.page.go_to_unread()
        else:
            self.details_requested.emit(self._id)

    def _on_serious_found(self, serious: SeriousFindings) -> None:
        """Underline what keeps the step from being signed, and lead to the first of it."""
        spans = [
            FindingSpan(number, f.start, f.end, f.certainty, f.severity)
            for number, f in enumerate(view.finding for view in serious.views)
        ]
        self.page.set_findings(self.page.editor.lines, spans)
        if spans:
            self.page.go_to_finding(0)

    def _on_signed(self, act: SignedAct) -> None:
        signed_id = self._id
        self._let_go()
        self.signed.emit(act)
        self.presenter.load_next(signed_id)

    def _on_course_ended(self) -> None:
        self.keeper.resume()
        if self._stale:
            self._reload()

    def _on_escape(self) -> None:
        if self.header.edit.isChecked():
            self.header.edit.setChecked(False)
        else:
            self.closed.emit()

    # --- room ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """The keys belong to the text."""
        super().showEvent(event)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Heights and the right column follow the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        low = self.height() < LOW_WINDOW
        self.header.set_low(low)
        self.footer.set_low(low)
        folded = self.area.is_folded(self.width())
        self.header.set_tight(self.width() < self._theme.px(1200))
        self.header.set_panel_folded(folded and self.area.shows_text)
        self.side.setVisible(not folded or self.header.panel.isChecked())

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self._fit()
