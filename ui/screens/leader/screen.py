"""领导审签, as mock-ups 07 and 07b: large text, earlier opinions, three large conclusions.

Signals: ``closed()`` back to the list; ``signed(SignedAct)`` after a signature;
``lock_requested()``; ``details_requested(str)`` the manuscript in 稿件审校.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qz_review.errors import QzError, Refused
from qz_review.model.stage import Stage
from qz_review.model.text import text_hash
from qz_review.services.results import SignedAct
from qz_review.services.views import DraftWork
from ui.editor.opening import open_marked
from ui.jobs.job_runner import JobRunner
from ui.screens.leader.autosave import Autosave
from ui.screens.leader.checklist_dialog import ChecklistDialog
from ui.screens.leader.course import SignDialogFactory, SigningCourse
from ui.screens.leader.footer import LeaderFooter
from ui.screens.leader.header import LeaderHeader
from ui.screens.leader.material import LeaderMaterial
from ui.screens.leader.page import LeaderPage
from ui.screens.leader.presenter import LeaderPresenter, is_lost_step
from ui.screens.leader.quotes import quoted_words
from ui.screens.leader.reading_tools import ReadingTools
from ui.screens.leader.sheet_out import SheetOut
from ui.screens.leader.side_column import SideColumn
from ui.screens.leader.unsigned_work import UnsignedWork
from ui.screens.leader.words import banners, caption_line
from ui.text.moments import moment_words
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.themed import Themed
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.services.changes import ChangeSet
    from qz_review.workspace import Workspace

LOW_WINDOW, NARROW_WINDOW = 840, 1440  # px


class LeaderScreen(Themed, QWidget):
    """manuscript_id: what waits for the leader; sign_dialog: makes the sign dialog;
    toasts: of the window; now: the present moment.
    """

    closed = Signal()
    signed = Signal(object)
    lock_requested = Signal()
    details_requested = Signal(str)

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
        self._workspace, self._jobs, self._toasts, self._now = workspace, jobs, toasts, now
        self._id = manuscript_id
        self._material: LeaderMaterial | None = None
        self._unsigned: UnsignedWork | None = None
        self._stale = False
        self.presenter = LeaderPresenter(workspace, jobs, self)
        self.autosave = Autosave(self)
        self.course = SigningCourse(self, self.presenter, sign_dialog, self._work_now)
        self.header = LeaderHeader(self)
        self.page = LeaderPage(workspace.manuscripts.blob, self)
        self.side = SideColumn(self)
        self.footer = LeaderFooter(self)
        self.empty = EmptyState(
            "check", "待签已清", "报送给你签的稿件会出现在这里", "返回工作台", self
        )
        self._banners: list[Banner] = []
        self._banner_rows = QVBoxLayout()
        self._body = QStackedWidget(self)
        self._build()
        self.tools = ReadingTools(self.header, self.page, workspace, self)
        self.tools.resized.connect(self._fit)
        self.sheets = SheetOut(self, self.presenter, jobs, toasts)
        self._connect()
        self._install_shortcuts()
        self._follow_theme()
        self.presenter.load(manuscript_id)

    # --- making -------------------------------------------------------------------------------

    def _build(self) -> None:
        self._banner_rows.setContentsMargins(24, 0, 24, 0)
        self._banner_rows.setSpacing(8)
        centre = QVBoxLayout()
        centre.setContentsMargins(0, 0, 0, 0)
        centre.setSpacing(0)
        centre.addLayout(self._banner_rows)
        centre.addWidget(self.page, 1)
        reading = QWidget(self._body)
        line = QHBoxLayout(reading)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addLayout(centre, 1)
        line.addWidget(self.side)
        self._reading = reading
        blank = QFrame(self._body)
        self._body.addWidget(reading)
        self._body.addWidget(self.empty)
        self._body.addWidget(blank)
        self._body.setCurrentWidget(blank)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.footer)
        self.footer.hide()

    def _connect(self) -> None:
        head, side, course = self.header, self.side, self.course
        head.editing_toggled.connect(self._on_editing_toggled)
        head.print_wanted.connect(self._on_print_wanted)
        head.neighbour_wanted.connect(self._on_neighbour_wanted)
        head.panel_toggled.connect(lambda _: self._fit())
        head.person_act_chosen.connect(self._on_person_act_chosen)
        side.all_yes_clicked.connect(self._on_all_yes_clicked)
        side.checklist_wanted.connect(self._open_checklist)
        self.footer.chosen.connect(course.choose)
        self.empty.action_clicked.connect(self.closed)
        self.page.edited.connect(self._on_edited)
        self.page.changes_counted.connect(self._on_changes_counted)
        self.page.read_changed.connect(lambda: self.autosave.note(text=False))
        self.presenter.loaded.connect(self._on_loaded)
        self.presenter.emptied.connect(self._on_emptied)
        self.presenter.saved.connect(self._on_saved)
        self.presenter.save_failed.connect(self._on_save_failed)
        self.presenter.versioned.connect(self._reload)
        self.autosave.due.connect(self._save_soon)
        self.autosave.idle.connect(self._on_idle)
        course.signed.connect(self._on_signed)
        course.told.connect(lambda words: self._toasts.show_toast(words))
        course.work_changed.connect(self._on_work_changed)
        course.link_followed.connect(self._on_link_followed)
        course.stale.connect(self._reload)
        course.ended.connect(self._on_course_ended)

    def _install_shortcuts(self) -> None:
        for keys, slot in (
            ("Alt+Left", lambda: self._on_neighbour_wanted(-1)),
            ("Alt+Right", lambda: self._on_neighbour_wanted(1)),
            ("Ctrl+Return", self._on_sign_key),
            ("Ctrl+Enter", self._on_sign_key),
            ("Ctrl+S", self._save_soon),
            ("Ctrl+P", self.header.print_button.click),
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
        elif self._body.currentWidget() is self.empty:
            self.presenter.load_next("")
        else:
            self._reload()

    def save(self) -> None:
        """Lock or leave: what is unsaved is on disk, edits are a version, when this returns."""
        if self._material is None or not self._material.view.may_edit:
            return
        try:
            if self.autosave.is_dirty:
                self.presenter.save_now(self._id, self._work())
            if self.page.current_text() != self._material.view.signed_text:
                self.presenter.leave_now(self._id)
        except Refused as error:
            if error.code != "session.locked" and not is_lost_step(error):
                raise
        finally:
            self.autosave.begin()

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
            self._material = None
            self.presenter.load_next(view.manuscript_id)
            return
        same = self._material is not None and view.manuscript_id == self._id
        typed = same and self.autosave.is_dirty
        self._id, self._material = view.manuscript_id, material
        if not typed or self._unsigned is None:
            assert view.checklist is not None  # 三审 waits
            self._unsigned = UnsignedWork(material.work(), view.checklist, view.flags)
            self._show_page(material, keep=same)
            self.autosave.begin()
        self.course.follow(material, self._unsigned)
        self._show_around(material)

    def _show_page(self, material: LeaderMaterial, *, keep: bool) -> None:
        view = material.view
        lines = open_marked(material.marked, view.text)
        own = material.own_mark if self.header.edit.isChecked() and view.may_edit else None
        if keep and self.page.current_text() == view.text:
            self.page.update_marks(lines, view.text, own)
            return
        if not keep:
            self.header.edit.setChecked(False)
            self.header.set_saved("check", "")
            own = None
        self.page.show_text(lines, view.text, view.original, own)
        self.page.begin_reading(material.work().read_paragraphs, tracks=True)

    def _show_around(self, material: LeaderMaterial) -> None:
        view, now = material.view, self._now()
        quotes = quoted_words(view.opinions, view.text)
        self.page.set_quotes(quotes)
        self.header.set_empty(False)
        self.header.set_material(material)
        self.side.set_material(material, quotes, now)
        self.footer.set_choices(view.choices)
        self._show_banners(material, now)
        self._show_text_facts()
        self._show_checklist()
        self.footer.show()
        if self._body.currentWidget() is not self._reading:
            self._body.setCurrentWidget(self._reading)
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def _show_banners(self, material: LeaderMaterial, now: datetime) -> None:
        for old in self._banners:
            self._banner_rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._banners = [
            Banner(words.variant, words.fact, words.detail, parent=self)
            for words in banners(material, now)
        ]
        for banner in self._banners:
            banner.setObjectName("leader_banner")
            self._banner_rows.addWidget(banner)
        margin = 12 if self._banners else 0
        self._banner_rows.setContentsMargins(24, margin, 24, margin)

    def _show_text_facts(self) -> None:
        if self._material is not None:
            text = self.page.current_text()
            self.page.set_caption(caption_line(self._material, text))
            self.side.box.set_hash(text_hash(text))

    def _show_checklist(self) -> None:
        if self._unsigned is not None:
            self.side.box.set_counts(self._unsigned.counts, self._unsigned.work.all_yes)

    def _on_emptied(self) -> None:
        self._material = self._unsigned = None
        self.course.release()
        self.autosave.begin()
        self.header.set_empty(True)
        self.footer.hide()
        self._body.setCurrentWidget(self.empty)

    # --- work ---------------------------------------------------------------------------------

    def _work(self) -> DraftWork:
        assert self._unsigned is not None
        return self._unsigned.current(
            self.page.current_text(), self.page.read_paragraphs, self.autosave.seconds_open
        )

    def _work_now(self) -> DraftWork:
        self.autosave.stop()
        self._save_soon()
        return self._work()

    def _save_soon(self) -> None:
        if self._unsigned is not None and self.autosave.is_dirty:
            work = self._work()
            self.autosave.saved()
            self.presenter.save(self._id, work)

    def _on_saved(self, at: datetime) -> None:
        if self.header.edit.isChecked():
            self.header.set_saved("check", f"已保存 {moment_words(at, self._now()).split()[-1]}")

    def _on_save_failed(self, error: Exception) -> None:
        if is_lost_step(error):
            self._reload()
            return
        self.header.set_saved("alert", "没有保存", "danger")
        self.autosave.note(text=False)
        if not (isinstance(error, QzError) and error.code == "session.locked"):
            self._jobs.report(error)

    def _on_idle(self) -> None:
        if self._material is None or self.course.is_open:
            return
        self._save_soon()
        self.presenter.make_version(self._id)

    def _on_edited(self) -> None:
        self.autosave.note(text=True)

    def _on_changes_counted(self, changes: object) -> None:
        self.header.set_change_count(len(self.page.changes.changes))
        self._show_text_facts()

    def _on_work_changed(self) -> None:
        self.autosave.note(text=False)
        self._show_checklist()

    def _on_all_yes_clicked(self) -> None:
        if self._unsigned is not None:
            self._unsigned.answer_all_yes()
            self._on_work_changed()

    def _open_checklist(self) -> None:
        if self._unsigned is None or self._material is None:
            return
        dialog = ChecklistDialog(
            self, self._unsigned.checklist, self._unsigned.work.answers,
            self._material.view.suggestions,
        )  # fmt: skip
        dialog.answers_given.connect(self._on_answers_given)
        dialog.open()

    def _on_answers_given(self, answers: tuple) -> None:
        if self._unsigned is not None:
            self._unsigned.set_answers(answers)
            self._on_work_changed()

    # --- header ---------------------------------------------------------------------------------

    def _on_editing_toggled(self, on: bool) -> None:
        if self._material is None:
            return
        own = self._material.own_mark if on else None
        self.page.update_marks(self.page.editor.lines, self.page.current_text(), own)
        if on:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._save_soon()

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

    # --- conclusions ------------------------------------------------------------------------------

    def _on_sign_key(self) -> None:
        first = self.footer.first()
        if first is not None and self.footer.isVisible():
            first.click()

    def _on_link_followed(self, code: str) -> None:
        if code == "checklist":
            self._open_checklist()
        elif code == "unread":
            self.page.go_to_unread()
        else:
            self.details_requested.emit(self._id)

    def _on_signed(self, act: SignedAct) -> None:
        self.autosave.begin()
        self.course.release()
        self._material = None
        self._stale = False
        self.signed.emit(act)
        self.presenter.load_next(self._id)

    def _on_course_ended(self) -> None:
        if self._stale:
            self._reload()

    def _on_escape(self) -> None:
        if self.header.edit.isChecked():
            self.header.edit.setChecked(False)
        else:
            self.closed.emit()

    # --- room -------------------------------------------------------------------------------------

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
        self.side.set_narrow(self.width() < NARROW_WINDOW)
        folded = self.page.room_needed() > self.width() - self.side.wanted_width
        reading = self._body.currentWidget() is self._reading
        self.header.set_panel_folded(folded and reading)
        self.side.setVisible(not folded or self.header.panel.isChecked())

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self._fit()
