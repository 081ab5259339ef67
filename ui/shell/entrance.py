"""From the start of the program to somebody at the desk: first run, wizard, login.

Signals: ``entered(Workspace, Person)``, ``office_opened(Workspace)``, ``office_closing()``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from qz_review.errors import Refused
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import JobRunner
from ui.screens.login.presenter import LoginPresenter
from ui.screens.login.screen import LoginScreen
from ui.shell.joining import Joining
from ui.shell.machine_settings import MachineSettings
from ui.shell.main_window import MainWindow
from ui.shell.offices import Offices, load_words

if TYPE_CHECKING:
    from qz_review.model.person import Person
    from qz_review.workspace import Workspace
    from ui.screens.first_run.screen import FirstRunScreen
    from ui.screens.login.forgotten_dialog import ForgottenDialog
    from ui.screens.wizard.screen import WizardScreen

AFTER_PAINTING_MS = 10
_RECOVERY_FIELDS = {
    "session.password_too_short": "new",
    "session.wrong_recovery_code": "code",
    "session.delayed": "code",
}


class Entrance(QObject):
    """Shows the entrance pages in ``window`` and opens the office."""

    entered = Signal(object, object)
    office_opened = Signal(object)
    office_closing = Signal()

    def __init__(
        self,
        window: MainWindow,
        jobs: JobRunner,
        errors: ErrorPresenter,
        offices: Offices,
        machine: MachineSettings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._jobs, self._errors = window, jobs, errors
        self._offices, self._machine = offices, machine
        self._folder: Path | None = None
        self._named: Path | None = None
        self._workspace: Workspace | None = None
        self._first_run: FirstRunScreen | None = None
        self._wizard: WizardScreen | None = None
        self._sample_job = 0
        self._login = LoginScreen()
        self._presenter = LoginPresenter(self._login, jobs, errors)
        self._joining = Joining(window, jobs, offices, self)
        self._joining.joined.connect(self.open)
        self._login.other_folder_requested.connect(self.choose_way)
        self._login.forgotten_requested.connect(self._on_forgotten_requested)
        self._presenter.logged_in.connect(self._on_logged_in)

    @property
    def workspace(self) -> Workspace | None:
        """The office that is open."""
        return self._workspace

    @property
    def login(self) -> LoginScreen:
        """The login page."""
        return self._login

    def start(self, folder: Path | None) -> None:
        """Begin with ``folder``, else with the unit opened last, else with the default folder.

        Where ``folder`` is named and holds no unit, what is made next lies exactly there.
        """
        self._named = folder
        last = self._machine.last_folder
        chosen = folder or last or self._offices.default_folder()
        if self._offices.exists(chosen):
            self.open(chosen)
        elif folder is None and self._offices.exists(self._offices.default_folder()):
            self.open(self._offices.default_folder())
        else:
            self.choose_way()

    def open(self, folder: Path) -> None:
        """Show the login page at once and open the office behind it."""
        self._close_office()
        self._folder = folder
        self._login.set_unit("正在打开")
        self._window.show_page(self._login)
        self._login.set_account(self._machine.last_account(folder))
        # The window is painted first; then the store is imported in a lane.
        QTimer.singleShot(AFTER_PAINTING_MS, self, self._warm_up)

    def lock(self, account: str = "") -> None:
        """Back to the login page over the same office."""
        if self._workspace is not None:
            # After what is still being saved with the open key: the lane works in order.
            self._jobs.run(
                self, "锁定", lambda own, job: own.session.lock(), lambda _: None, shown=False
            )
        self._presenter.refresh()
        self._login.clear_password()
        self._window.show_page(self._login)
        self._login.set_account(account)

    def choose_way(self) -> None:
        """Show the three ways to begin."""
        page = self._first_run_page()
        sample = self._place_for_sample()
        page.set_places(
            str(self._place_for_new()), str(sample), sample_exists=self._offices.exists(sample)
        )
        page.set_missing("" if self._named else self._missing())
        page.set_return(self._workspace is not None)
        self._window.show_page(page)

    def close(self) -> None:
        """Close the office, at the end of the program."""
        self._close_office()

    # --- opening ----------------------------------------------------------------------------

    def _warm_up(self) -> None:
        folder = self._folder
        if folder is None:
            return
        self._jobs.compute(
            self,
            "打开",
            lambda job: self._offices.warm_up(folder),
            self._on_warm,
            self._on_open_failed,
            replaces=True,
            shown=False,
        )

    def _on_warm(self, _nothing: object) -> None:
        folder = self._folder
        if folder is None:
            return
        try:
            workspace = self._offices.open(folder)
        except Exception as error:  # shown by the presenter, whatever it is
            self._on_open_failed(error)
            return
        self._workspace = workspace
        self._machine.remember_folder(folder)
        self._jobs.set_workspace(workspace)
        self.office_opened.emit(workspace)
        self._presenter.set_workspace(workspace, self._machine.last_account(folder))
        self._jobs.compute(self, "词典", load_words, lambda _loaded: None, shown=False)

    def _on_open_failed(self, error: Exception) -> None:
        self._login.set_unit("没有打开")
        self._login.set_busy(False)
        if isinstance(error, Refused) and error.code == "workspace.none":
            self.choose_way()
        else:
            self._errors.show(error)

    def _close_office(self) -> None:
        if self._workspace is None:
            return
        self.office_closing.emit()
        self._presenter.set_workspace(None)
        self._jobs.set_workspace(None)
        self._workspace.close()
        self._workspace = None

    def _on_logged_in(self, person: Person) -> None:
        workspace = self._workspace
        if workspace is None or self._folder is None:
            return
        self._machine.remember_account(self._folder, person.account)
        self.entered.emit(workspace, person)

    # --- forgotten password -----------------------------------------------------------------

    def _on_forgotten_requested(self) -> None:
        from ui.screens.login.forgotten_dialog import ForgottenDialog

        dialog = ForgottenDialog(self._window, self._login.account.account)

        def recover(account: str, code: str, password: str) -> None:
            self._recover(dialog, account, code, password)

        dialog.recovery_requested.connect(recover)
        dialog.open()

    def _recover(self, dialog: ForgottenDialog, account: str, code: str, password: str) -> None:
        if self._workspace is None:
            return
        dialog.set_busy(True)

        def work(own: Any, job: object) -> None:
            own.people.replace_own_key_by_recovery(account, code, password)

        def done(_nothing: object) -> None:
            dialog.close_overlay()
            self._login.set_account(account)
            self._window.toasts.show_toast("已换密钥，用新密码登录", "key")

        def failed(error: Exception) -> None:
            from ui.text.error_texts import sentence_for

            dialog.set_busy(False)
            if isinstance(error, Refused):
                field = _RECOVERY_FIELDS.get(error.code, "account")
                dialog.show_error(field, sentence_for(error))
            else:
                self._errors.show(error)

        self._jobs.run(dialog, "换密钥", work, done, failed, shown=False)

    # --- first run --------------------------------------------------------------------------

    def _first_run_page(self) -> FirstRunScreen:
        if self._first_run is None:
            from ui.screens.first_run.screen import FirstRunScreen

            page = FirstRunScreen()
            page.found_requested.connect(self._on_found_requested)
            page.sample_requested.connect(self._on_sample_requested)
            page.open_requested.connect(self._on_open_requested)
            page.join_requested.connect(lambda: self._joining.ask(self._place_for_new()))
            page.return_requested.connect(lambda: self._window.show_page(self._login))
            page.cancel_requested.connect(lambda: self._jobs.cancel(self._sample_job))
            self._jobs.job_progressed.connect(self._on_job_progressed)
            self._first_run = page
        return self._first_run

    def _free_named(self) -> Path | None:
        named = self._named
        return None if named is None or self._offices.exists(named) else named

    def _place_for_new(self) -> Path:
        wanted = self._free_named() or self._offices.default_folder()
        number, place = 2, wanted
        while self._offices.exists(place):
            place = wanted.with_name(f"{wanted.name}{number}")
            number += 1
        return place

    def _place_for_sample(self) -> Path:
        return self._free_named() or self._offices.sample_folder()

    def _missing(self) -> str:
        last = self._machine.last_folder
        return "" if last is None or self._offices.exists(last) else str(last)

    def _on_open_requested(self) -> None:
        from ui.file_dialogs import ask_folder

        start = self._offices.default_folder().parent
        folder = ask_folder(self._window, "打开已有的单位", start)
        if folder is None:
            return
        if self._offices.exists(folder):
            self.open(folder)
        else:
            self._errors.show(Refused("workspace.none", folder=folder.name))

    def _on_sample_requested(self) -> None:
        folder = self._place_for_sample()
        if self._offices.exists(folder):
            self.open(folder)
            return
        page = self._first_run_page()
        page.set_progress((0, 0))

        def done(_nothing: object) -> None:
            page.set_progress(None)
            self.open(folder)

        def failed(error: Exception) -> None:
            page.set_progress(None)
            self._errors.show(error)

        self._sample_job = self._jobs.compute(
            page,
            "建示例单位",
            lambda job: self._offices.make_sample(folder, job),
            done,
            failed,
            cancelled=lambda: page.set_progress(None),
        )

    def _on_job_progressed(self, number: int, done: int, total: int, _note: str) -> None:
        if number == self._sample_job and self._first_run is not None:
            self._first_run.set_progress((done, total))

    # --- wizard -----------------------------------------------------------------------------

    def _on_found_requested(self) -> None:
        from ui.screens.wizard.screen import WizardScreen

        folder = self._place_for_new()
        wizard = WizardScreen(jobs=self._jobs, errors=self._errors, offices=self._offices,
                              folder=folder)  # fmt: skip
        wizard.cancelled.connect(self._on_wizard_cancelled)
        wizard.finished.connect(self._on_wizard_finished)
        self._wizard = wizard
        self._window.show_page(wizard)

    def _on_wizard_cancelled(self) -> None:
        self.choose_way()
        self._drop_wizard()

    def _on_wizard_finished(self, folder: Path) -> None:
        self.open(folder)
        self._drop_wizard()

    def _drop_wizard(self) -> None:
        if self._wizard is not None:
            self._window.drop_page(self._wizard)
            self._wizard = None
