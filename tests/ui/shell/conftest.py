"""The program as a whole, over the sample office."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qz_review.clock import Clock, system_clock
from qz_review.workspace import Workspace, open_workspace
from ui.application import DesktopApplication
from ui.shell.desk_page import DeskPage
from ui.shell.machine_settings import MachineSettings
from ui.theme.theme import Theme

PASSWORD = "sample-2026"

DeskOf = Callable[..., DeskPage]


class Offices:
    """One office on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock: Clock = system_clock

    def default_folder(self) -> Path:
        return self.folder.with_name("三审三校")

    def sample_folder(self) -> Path:
        return self.folder.with_name("三审三校 示例单位")

    def exists(self, folder: Path) -> bool:
        return folder == self.folder or (folder / "office.txt").exists()

    def make_sample(self, folder: Path, job: object) -> None:
        folder.mkdir()
        (folder / "office.txt").write_text("示例单位", encoding="utf-8")

    def warm_up(self, folder: Path) -> None:
        open_workspace(folder).close()

    def open(self, folder: Path) -> Workspace:
        return open_workspace(folder, self.clock)


@pytest.fixture
def offices(office: Workspace) -> Offices:
    """The offices the program finds; a test may set their clock."""
    return Offices(office.folder)


@pytest.fixture
def app(
    qapp: QApplication, qtbot: QtBot, theme: Theme, offices: Offices, tmp_path: Path
) -> Iterator[DesktopApplication]:
    """The program in its window of 1366 × 768, not started yet."""
    machine = MachineSettings(tmp_path / "machine.ini")
    application = DesktopApplication(
        qapp,
        offices,
        machine,  # type: ignore[arg-type]
    )
    application.window.resize(1366, 768)
    application.window._fits = True  # whatever screen the tests run on
    yield application
    application.window.close()
    application.window.deleteLater()
    application.deleteLater()


@pytest.fixture
def desk_of(app: DesktopApplication, office: Workspace, qtbot: QtBot) -> DeskOf:
    """``desk_of(account)``: the program started on the office, and somebody at its desk."""

    def enter(account: str = "zhouyuan") -> DeskPage:
        app.start(office.folder)
        log_in(app, qtbot, account)
        assert app.desk is not None
        return app.desk

    return enter


def log_in(
    app: DesktopApplication, qtbot: QtBot, account: str = "zhouyuan", password: str = PASSWORD
) -> None:
    login = app.entrance.login
    qtbot.waitUntil(lambda: app.entrance.workspace is not None, timeout=10_000)
    login.account.set_account(account)
    login.password.set_text(password)
    with qtbot.waitSignal(app.entrance.entered, timeout=10_000):
        login.submit.click()
    qtbot.waitUntil(lambda: app.window.page is app.desk)
