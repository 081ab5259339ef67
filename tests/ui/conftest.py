"""What the screens are tested with: the real sample office, a window, the theme.

The office is made once and copied for each test that opens it, so that every test may write.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from qz_review.model.person import Person
from qz_review.signing.kdf import SMALLEST
from qz_review.workspace import Workspace, create_sample_office, open_workspace
from ui.jobs.job_runner import InlineJobRunner
from ui.theme.theme import Theme, ThemeMode, current_theme

SAMPLE_PASSWORD = "sample-2026"
_TESTS_TO_ALL = 40


def show_failure(error: Exception) -> None:
    """No test expects an error that a screen does not take itself."""
    raise error


@pytest.fixture(scope="session")
def _collecting() -> Iterator[list[int]]:
    """As in the program (:mod:`ui.jobs.gui_garbage`): no worker ever finds a dead widget."""
    gc.collect()
    gc.freeze()
    gc.disable()
    yield [0]
    gc.enable()
    if QGuiApplication.instance() is not None:  # what Python laid there must not outlive it
        QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def _collect_on_this_thread(_collecting: list[int]) -> Iterator[None]:
    gc.disable()  # a program that a test before closed has switched it on again
    yield
    _collecting[0] += 1
    gc.collect(2 if _collecting[0] % _TESTS_TO_ALL == 0 else 1)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme at 100 %, without fades."""
    found = current_theme()
    found.apply(qapp)
    found.set_mode(ThemeMode.LIGHT)
    found.set_reduced_motion(True)
    yield found
    found.set_mode(ThemeMode.LIGHT)
    found.set_text_scale(100)
    found.set_high_contrast(False)


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """示例单位 on disk, made once and never opened."""
    folder = tmp_path_factory.mktemp("office") / "workspace"
    create_sample_office(folder, cost=SMALLEST).close()
    return folder


@pytest.fixture
def office(sample_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    """示例单位, opened, nobody at the desk."""
    folder = tmp_path / "workspace"
    shutil.copytree(sample_folder, folder)
    workspace = open_workspace(folder)
    yield workspace
    workspace.close()


@pytest.fixture
def log_in(office: Workspace) -> Callable[[str], Person]:
    """Puts somebody at the desk, by account."""

    def enter(account: str) -> Person:
        return office.session.login(account, SAMPLE_PASSWORD)

    return enter


@pytest.fixture
def jobs(qapp: QApplication, office: Workspace) -> Iterator[InlineJobRunner]:
    """Work runs at once, over the office."""
    runner = InlineJobRunner(show_failure)
    runner.set_workspace(office)
    yield runner
    runner.close()


@pytest.fixture
def window(theme: Theme) -> Iterator[QMainWindow]:
    """A shown window of the reference size."""
    shown = QMainWindow()
    shown.resize(1440, 900)
    shown.show()
    shown.activateWindow()
    yield shown
    shown.close()
    shown.deleteLater()
    # Widgets left over would be styled anew with every later theme.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
