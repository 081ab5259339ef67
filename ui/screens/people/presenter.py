"""Does what 人员名册 asks: every change is a signed event, off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from qz_review.errors import Refused
from qz_review.services.views import PersonRow
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import JobRunner
from ui.person_sheets import PersonSheets
from ui.screens.people.key_dialog import KeyDialog
from ui.screens.people.person_dialog import PersonDialog, PersonForm
from ui.screens.people.roster_out import RosterOut
from ui.screens.people.screen import PeopleScreen
from ui.sheets_out import SheetsOut
from ui.text.error_texts import sentence_for
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.toast import ToastHost

if TYPE_CHECKING:
    from qz_review.services.changes import ChangeSet
    from qz_review.workspace import Workspace


class PeoplePresenter(QObject):
    """The workspace is used for quick questions, workers for what derives or signs."""

    def __init__(
        self,
        screen: PeopleScreen,
        workspace: Workspace,
        jobs: JobRunner,
        errors: ErrorPresenter,
        toasts: ToastHost,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or screen)
        self._screen, self._workspace = screen, workspace
        self._jobs, self._errors, self._toasts = jobs, errors, toasts
        screen.add_requested.connect(self._on_add_requested)
        screen.change_requested.connect(self._on_change_requested)
        screen.key_requested.connect(self._on_key_requested)
        screen.retire_requested.connect(self._on_retire_requested)
        screen.person_selected.connect(self._on_person_selected)
        self.roster = RosterOut(screen, jobs)
        screen.export_requested.connect(self.roster.ask)
        self.out = SheetsOut(screen, jobs)
        self.out.told.connect(toasts.show_toast)
        screen.sheet_requested.connect(self._on_sheet_requested)

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Load the roster."""

        def load(own: Any, job: object) -> tuple[PersonRow, ...]:
            rows: tuple[PersonRow, ...] = own.people.rows()
            return rows

        self._jobs.run(
            self, "人员名册", load, self._screen.set_rows, self._errors,
            replaces=True, shown=False,
        )  # fmt: skip

    def _on_person_selected(self, row: PersonRow) -> None:
        def load(own: Any, job: object) -> bytes | None:
            picture: bytes | None = own.people.signature_picture(row.person.id)
            return picture

        def done(picture: bytes | None) -> None:
            self._screen.set_picture(row, picture)

        self._screen.set_picture(row, None)
        if row.has_picture:
            self._jobs.run(self, "签名图", load, done, self._errors, replaces=True, shown=False)

    def _on_sheet_requested(self, row: PersonRow, key: str) -> None:
        PersonSheets(self.out, row.person.id, row.person.name).bring_out(key)

    def _on_add_requested(self) -> None:
        dialog = PersonDialog(self._screen, self._workspace.settings.unit().sections)

        def add(form: PersonForm) -> None:
            def work(own: Any, job: object) -> str:
                person = own.people.add_person(
                    form.name, form.account, form.roles, form.section_id, form.duty, form.password
                )
                return str(person.id)

            def done(person_id: str) -> None:
                dialog.close_overlay()
                self._screen.select(person_id)
                self._toasts.show_toast(f"已新增{form.name}")
                self.refresh()

            dialog.set_busy(True)
            self._run(dialog, "新增人员", work, done, dialog.show_refusal)

        dialog.submitted.connect(add)
        dialog.open()

    def _on_change_requested(self, row: PersonRow) -> None:
        dialog = PersonDialog(self._screen, self._workspace.settings.unit().sections, row.person)

        def change(form: PersonForm) -> None:
            def work(own: Any, job: object) -> None:
                own.people.change_person(
                    row.person.id,
                    name=form.name,
                    roles=form.roles,
                    section_id=form.section_id,
                    duty=form.duty,
                )

            def done(_nothing: object) -> None:
                dialog.close_overlay()
                self._toasts.show_toast(f"已修改{form.name}")
                self.refresh()

            dialog.set_busy(True)
            self._run(dialog, "修改人员", work, done, dialog.show_refusal)

        dialog.submitted.connect(change)
        dialog.open()

    def _on_key_requested(self, row: PersonRow) -> None:
        dialog = KeyDialog(self._screen, row.person.name)

        def replace(password: str, reason: str, own_password: str) -> None:
            def work(own: Any, job: object) -> None:
                own.people.replace_key(row.person.id, password, reason, own_password)

            def done(_nothing: object) -> None:
                dialog.close_overlay()
                self._toasts.show_toast(f"已给{row.person.name}补发密钥", "key")
                self.refresh()

            dialog.set_busy(True)
            self._run(dialog, "补发密钥", work, done, dialog.show_refusal)

        dialog.submitted.connect(replace)
        dialog.open()

    def _on_retire_requested(self, row: PersonRow) -> None:
        name = row.person.name
        waiting = f"手上还有 {row.open_steps} 件，停用后须改派。" if row.open_steps else ""
        words = f"{name}不能再登录和签署，以前签过的仍然有效，仍显示是他签的。{waiting}"
        dialog = ConfirmDialog(self._screen, f"停用{name}", words, reason_label="停用理由")

        def retire(reason: str) -> None:
            def work(own: Any, job: object) -> None:
                own.people.retire_person(row.person.id, reason)

            def done(_nothing: object) -> None:
                self._toasts.show_toast(f"已停用{name}")
                self.refresh()

            self._jobs.run(self, "停用", work, done, self._errors, shown=False)

        dialog.confirmed.connect(retire)
        dialog.open()

    def _run(
        self,
        dialog: PersonDialog | KeyDialog,
        name: str,
        work: Callable[[Any, object], Any],
        done: Callable[[Any], None],
        refused: Callable[[str, str], None],
    ) -> None:
        def failed(error: Exception) -> None:
            dialog.set_busy(False)
            if isinstance(error, Refused):
                refused(error.code, sentence_for(error))
            else:
                self._errors.show(error)

        self._jobs.run(dialog, name, work, done, failed, shown=False)
