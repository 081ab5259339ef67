"""What can be done with a change or a note: 还原, 附注, 办结, 复制.

Signals: ``changed()`` after the text or its notes changed: the screen loads anew;
``other_end_wanted(int)`` from one place of a moved paragraph to the other;
``ended()`` after an act or a question is over: the keys go back to the list or the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from qz_review.model.text import ManuscriptText
from qz_review.services.comparison_views import ChangeView, PlacedNote
from qz_review.services.views import DraftWork
from ui.jobs.job_runner import JobRunner
from ui.screens.compare.note_dialog import NoteDialog
from ui.screens.compare.presenter import Material
from ui.screens.compare.text_places import Range, range_of_change
from ui.screens.compare.words import revert_question
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.jobs import JobContext
    from qz_review.workspace import Workspace


class ChangeActs(QObject):
    """host: the screen; selected: the words selected in the new text, None without any."""

    changed = Signal()
    other_end_wanted = Signal(int)
    ended = Signal()

    def __init__(
        self,
        host: QWidget,
        jobs: JobRunner,
        manuscript_id: str,
        toasts: ToastHost,
        selected: Callable[[], tuple[Range, str] | None],
    ) -> None:
        super().__init__(host)
        self._host, self._jobs, self._id = host, jobs, manuscript_id
        self._toasts, self._selected = toasts, selected
        self._material: Material | None = None
        self.edited = False
        """True once something was undone here that is no version yet."""

    def set_material(self, material: Material) -> None:
        """Other texts are shown."""
        self._material = material

    # --- what is possible ---------------------------------------------------------------------

    def change(self, number: int) -> ChangeView | None:
        """The change with a number."""
        view = self._material.view if self._material is not None else None
        return view.changes[number - 1] if view is not None and number > 0 else None

    def note(self, number: int) -> PlacedNote | None:
        """The note with a number, which is below zero."""
        return self._material.notes[-1 - number] if self._material and number < 0 else None

    def may_revert(self, number: int) -> bool:
        """True where the person may undo the change in the present text now."""
        change = self.change(number)
        if change is None or self._material is None or change.undone:
            return False
        return self._material.view.may_edit and self._material.view.is_present

    def may_note(self, number: int) -> bool:
        """True where a note can be put on the change, or on the selected words."""
        if self._material is None or not self._material.view.may_note:
            return False
        return number > 0 or self._selected() is not None

    def may_settle(self, number: int) -> bool:
        """True where the person may settle the note."""
        note = self.note(number)
        return note is not None and note.note.may_settle

    def make_menu(self, number: int, parent: QWidget) -> QMenu:
        """What can be done with a change (0: with the selected words)."""
        menu = QMenu(parent)
        menu.setObjectName("change_menu")
        if self.may_revert(number):
            menu.addAction("还原…", lambda: self.revert(number))
        if self.may_note(number):
            menu.addAction("附注…\tCtrl+M", lambda: self.write_note(number))
        if self.may_settle(number):
            menu.addAction("办结附注", lambda: self.settle(number))
        if self._is_moved(number):
            menu.addAction("到另一处", lambda: self.other_end_wanted.emit(number))
        if self._words(number):
            menu.addAction("复制", lambda: self._copy(number))
        return menu

    def _is_moved(self, number: int) -> bool:
        rows = self._material.sheet.rows_of.get(number, ()) if self._material else ()
        return number > 0 and len(rows) > 1

    def _words(self, number: int) -> str:
        selected = self._selected()
        if selected is not None:
            return selected[1]
        change, note = self.change(number), self.note(number)
        if note is not None:
            return note.note.words
        return change.inserted or change.deleted if change is not None else ""

    def _copy(self, number: int) -> None:
        QGuiApplication.clipboard().setText(self._words(number))

    # --- 还原 ---------------------------------------------------------------------------------

    def revert(self, number: int) -> None:
        """Ask, then undo a change by a new edit of the person's draft."""
        change = self.change(number)
        if change is None or not self.may_revert(number) or self._material is None:
            return
        words = revert_question(change, self._material.view.stage)
        dialog = ConfirmDialog(self._host, "还原这一处", words, danger=False)
        dialog.confirmed.connect(lambda _reason: self._revert(number))
        dialog.closed.connect(self.ended)
        dialog.open()

    def _revert(self, number: int) -> None:
        if self._material is None:
            return
        wanted, change = self._id, self._material.view.document.changes[number - 1]

        def work(workspace: Workspace, _job: JobContext) -> tuple[DraftWork, ManuscriptText]:
            view = workspace.manuscripts.view(wanted)
            before = view.draft or DraftWork(view.text)
            text = workspace.review.revert_change(wanted, view.text, change)
            after = replace(before, text=text, base_hash=view.text_hash)
            workspace.review.save_draft(wanted, after)
            return before, text

        self._jobs.run(self, "还原", work, lambda made: self._on_reverted(*made))

    def _on_reverted(self, before: DraftWork, text: ManuscriptText) -> None:
        self.edited = True
        self._toasts.show_toast(
            "已还原这一处", "undo", "撤销", lambda: self._take_back(before, text)
        )
        self._on_done()

    def _on_done(self) -> None:
        self.ended.emit()
        self.changed.emit()

    def _take_back(self, before: DraftWork, text: ManuscriptText) -> None:
        wanted = self._id
        self.ended.emit()  # before the toast goes, which has the focus

        def work(workspace: Workspace, _job: JobContext) -> bool:
            view = workspace.manuscripts.view(wanted)
            if view.text != text:
                return False
            workspace.review.save_draft(wanted, replace(before, base_hash=view.text_hash))
            return True

        def done(taken_back: bool) -> None:
            words = "已撤销还原" if taken_back else "正文后来又改过，没有撤销"
            self._toasts.show_toast(words, "redo" if taken_back else "alert")
            self._on_done()

        self._jobs.run(self, "撤销还原", work, done)

    # --- 附注 ---------------------------------------------------------------------------------

    def write_note(self, number: int) -> None:
        """Ask for the words of a note on the selected words, or on a change."""
        if self._material is None or not self.may_note(number):
            return
        selected, change = self._selected(), self.change(number)
        if selected is not None:
            place, quote = selected
        else:
            assert change is not None
            place = range_of_change(self._material.view.document, number)
            quote = change.inserted if place[1] > place[0] else ""
        dialog = NoteDialog(self._host, quote)
        dialog.written.connect(lambda words: self._add(place, words))
        dialog.closed.connect(self.ended)
        dialog.open()

    def _add(self, place: Range, words: str) -> None:
        wanted = self._id

        def work(workspace: Workspace, _job: JobContext) -> str:
            text = workspace.manuscripts.view(wanted).text
            where = workspace.notes.anchor(wanted, text, *place)
            return workspace.notes.add(wanted, *where, words)

        self._run("附注", work, "已附注")

    def settle(self, number: int) -> None:
        """The note is dealt with."""
        note = self.note(number)
        if note is None or not self.may_settle(number):
            return
        wanted, note_id = self._id, note.note.note_id

        def work(workspace: Workspace, _job: JobContext) -> None:
            workspace.notes.settle(wanted, note_id)

        self._run("办结附注", work, "附注已办结")

    def _run(self, name: str, work: Callable[[Workspace, JobContext], object], said: str) -> None:
        def done(_result: object) -> None:
            self._toasts.show_toast(said)
            self._on_done()

        self._jobs.run(self, name, work, done)

    def leave(self) -> None:
        """The page is left: what was undone becomes a version."""
        if not self.edited:
            return
        self.edited = False
        wanted = self._id

        def work(workspace: Workspace, _job: JobContext) -> None:
            workspace.review.leave(wanted)

        self._jobs.run(self, "存为版本", work, lambda _: None, shown=False)
