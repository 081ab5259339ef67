"""The desktop application put together: Qt, theme, window, error hook, entrance, desk.

Chinese input on Linux: the Qt wheels ship the input plug-in of ibus and none of fcitx.  Where the
session asks for fcitx (``QT_IM_MODULE=fcitx`` or ``XMODIFIERS=@im=fcitx``) and no fcitx plug-in
lies beside Qt's own, the ibus plug-in is chosen, which fcitx5 serves through its ibus front end.
Any other choice of the user is left alone.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui.clipboard import release_clipboard
from ui.errors.presenter import ErrorPresenter
from ui.events.change_bridge import ChangeBridge
from ui.jobs.gui_garbage import GuiGarbage
from ui.jobs.job_runner import JobRunner
from ui.shell.entrance import Entrance
from ui.shell.machine_settings import MachineSettings
from ui.shell.main_window import MainWindow
from ui.shell.offices import Offices
from ui.theme.theme import STYLE_ARGUMENTS

if TYPE_CHECKING:
    from qz_review.model.person import Person
    from qz_review.workspace import Workspace
    from ui.shell.desk_page import DeskPage


def choose_input_method(environment: MutableMapping[str, str], has_fcitx: bool) -> None:
    """Set ``QT_IM_MODULE`` to ibus where the session wants fcitx and Qt has no plug-in for it."""
    wanted = environment.get("QT_IM_MODULE", "")
    by_x11 = environment.get("XMODIFIERS", "").removeprefix("@im=")
    asks_fcitx = wanted.startswith("fcitx") or (not wanted and by_x11.startswith("fcitx"))
    asks_ibus = not wanted and by_x11 == "ibus"
    if asks_ibus or (asks_fcitx and not has_fcitx):
        environment["QT_IM_MODULE"] = "ibus"


def _has_fcitx_plug_in() -> bool:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    return any((folder / "platforminputcontexts").glob("*fcitx*"))


class DesktopApplication(QObject):
    """Holds the long-lived objects and lets them know each other.

    offices, machine: others than the real ones, for tests.
    """

    def __init__(
        self,
        qt: QApplication,
        offices: Offices | None = None,
        machine: MachineSettings | None = None,
    ) -> None:
        super().__init__(qt)
        self.machine = machine or MachineSettings()
        self.theme = self.machine.make_theme()
        self.theme.apply(qt)
        self.errors = ErrorPresenter(self)
        self.jobs = JobRunner(self.errors, self)
        self.bridge = ChangeBridge(self.errors, self)
        self.window = MainWindow(self.machine.geometry)
        self.errors.set_window(self.window)
        self.entrance = Entrance(
            self.window, self.jobs, self.errors, offices or Offices(), self.machine, self
        )
        self._desk: DeskPage | None = None
        self._packages: list[Path] = []
        self._garbage: GuiGarbage | None = None
        self._ended = False
        self._close_anyway = False
        self.window.may_close = self._may_close
        self._connect(qt)

    def _connect(self, qt: QApplication) -> None:
        self.entrance.office_opened.connect(self._on_office_opened)
        self.entrance.office_closing.connect(self._on_office_closing)
        self.entrance.entered.connect(self._on_entered)
        self.errors.close_wanted.connect(self.window.close)
        self.window.closing.connect(self.end)
        self.theme.changed.connect(lambda: self.machine.remember_theme(self.theme))
        qt.setQuitOnLastWindowClosed(True)

    def start(self, folder: Path | None, packages: Sequence[Path] = ()) -> None:
        """Show the window with the page to begin with.  packages: looked at after the login."""
        self._packages = list(packages)
        self.entrance.start(folder)
        self.window.show_fitting()

    def collect_garbage(self) -> None:
        """From now on, on this thread only."""
        self._garbage = GuiGarbage(self)

    def end(self) -> None:
        """Save, close the office, end the lanes."""
        if self._ended:
            return
        self._ended = True
        self.machine.remember_geometry(self.window.saveGeometry())
        if self._desk is not None and not self._close_anyway:
            self._desk.save_at_once()
        self._drop_desk()
        self.bridge.follow(None)
        self.jobs.close()
        if self._garbage is not None:
            self._garbage.stop()
        self.entrance.close()
        release_clipboard()

    @property
    def desk(self) -> DeskPage | None:
        """The pages behind the login, while somebody is or was at the desk."""
        return self._desk

    def _on_office_opened(self, workspace: Workspace) -> None:
        self.bridge.follow(workspace)
        self.window.set_subject(workspace.unit_name)

    def _on_office_closing(self) -> None:
        self._drop_desk()
        self.bridge.follow(None)
        self.window.set_subject("")

    def _on_entered(self, workspace: Workspace, person: Person) -> None:
        if self._desk is not None and self._desk.person_id != person.id:
            self._drop_desk()
        if self._desk is None:
            from ui.shell.desk_page import DeskPage

            self._desk = DeskPage(
                workspace=workspace,
                person=person,
                jobs=self.jobs,
                errors=self.errors,
                bridge=self.bridge,
                window=self.window,
                theme=self.theme,
                machine=self.machine,
            )
            self._desk.lock_requested.connect(self._on_lock_requested)
            self._desk.switch_requested.connect(self._on_switch_requested)
        self.window.show_page(self._desk)
        self._desk.enter()
        packages, self._packages = self._packages, []
        self._desk.handover.open_files(packages)

    def _on_lock_requested(self) -> None:
        account = self._desk.account if self._desk is not None else ""
        self._leave_desk()
        self._show_entrance(account)

    def _on_switch_requested(self) -> None:
        if self._desk is not None and not self._desk.documents.may_leave():
            return
        self._leave_desk()
        self._show_entrance("")
        QTimer.singleShot(0, self, self._drop_desk)

    def _leave_desk(self) -> None:
        """Save what is typed; a save that fails is said and does not keep the desk open."""
        if self._desk is None:
            return
        try:
            self._desk.leave()
        except Exception as error:  # shown by the presenter, whatever it is
            self.errors.show(error)

    def _may_close(self) -> bool:
        """Whether the window may go: a form asks first, and a failed save is said once."""
        if self._desk is None or self.window.page is not self._desk or self._close_anyway:
            return True
        if not self._desk.documents.may_leave():
            return False
        try:
            self._desk.save_at_once()
        except Exception as error:  # shown by the presenter; closing again lets the words go
            self._close_anyway = True
            self.errors.show(error)
            return False
        return True

    def _show_entrance(self, account: str) -> None:
        self.entrance.lock(account)
        workspace = self.entrance.workspace
        self.window.set_subject(workspace.unit_name if workspace is not None else "")

    def _drop_desk(self) -> None:
        if self._desk is not None:
            self._leave_desk()
            desk, self._desk = self._desk, None
            self.window.drop_page(desk)


def _on_usable(
    application: DesktopApplication, usable: Callable[[DesktopApplication], None] | None
) -> None:
    if usable is not None:
        usable(application)
    from ui.file_dialogs import keep_folder_in
    from ui.qt_words import speak_chinese

    keep_folder_in(application.machine)
    instance = QCoreApplication.instance()
    if instance is not None:
        speak_chinese(instance)
    gc.freeze()  # what starting made stays: no collection need look at it again
    application.collect_garbage()


def run(
    folder: Path | None = None,
    usable: Callable[[DesktopApplication], None] | None = None,
    packages: Sequence[Path] = (),
) -> int:
    """Open the desktop and return the exit status.

    usable: called once the first page is shown and painted and can be typed into.
    packages: handover packages to look at once somebody has logged in.
    """
    if sys.platform.startswith("linux"):
        choose_input_method(os.environ, _has_fcitx_plug_in())
    qt = QApplication([*sys.argv[:1], *STYLE_ARGUMENTS])
    qt.setApplicationName("qz-review")
    qt.setApplicationDisplayName("三审三校")
    application = DesktopApplication(qt)
    application.errors.install_hook()
    application.start(folder, packages)
    QTimer.singleShot(0, application, lambda: _on_usable(application, usable))
    status = qt.exec()
    application.end()
    return status
