"""The sample office, made once and copied for each test, and the screen over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from qz_review.services.views import ManuscriptQuery
from qz_review.signing.kdf import KdfCost
from qz_review.workspace import Workspace, create_sample_office, open_workspace
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.manuscript.screen import ManuscriptScreen
from ui.theme.theme import Theme, ThemeMode, current_theme

PASSWORD = "sample-2026"
OpenScreen = Callable[[str, str], ManuscriptScreen]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office") / "workspace"
    create_sample_office(folder, cost=KdfCost(2)).close()
    return folder


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    found = current_theme()
    found.apply(qapp)
    found.set_mode(ThemeMode.LIGHT)
    found.set_reduced_motion(True)
    return found


@pytest.fixture
def workspace(office: Path, tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "workspace"
    shutil.copytree(office, folder)
    opened = open_workspace(folder)
    yield opened
    opened.close()


@pytest.fixture
def open_screen(workspace: Workspace, theme: Theme, qtbot: QtBot) -> OpenScreen:
    """Log somebody in and open the manuscript whose number ends so."""

    def fail(error: Exception) -> None:
        raise error

    windows: list[QMainWindow] = []  # qtbot holds them weakly

    def open_it(account: str, number: str) -> ManuscriptScreen:
        workspace.session.login(account, PASSWORD)
        jobs = InlineJobRunner(fail)
        jobs.set_workspace(workspace)
        window = QMainWindow()
        qtbot.addWidget(window)
        windows.append(window)
        jobs.setParent(window)
        screen = ManuscriptScreen(workspace, jobs)
        window.setCentralWidget(screen)
        window.resize(1384, 900)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        rows = workspace.manuscripts.page(ManuscriptQuery()).rows
        screen.open(next(r.manuscript_id for r in rows if r.number.endswith(number)))
        workspace.changes.subscribe(screen.refresh)
        qtbot.waitUntil(lambda: screen.view is not None)
        return screen

    return open_it
