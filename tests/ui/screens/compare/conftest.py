"""花脸稿 over the sample office, as the window opens it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow

from qz_review.model.person import Person
from qz_review.workspace import Workspace
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.compare.screen import CompareScreen
from ui.widgets.toast import ToastHost

OpenScreen = Callable[..., CompareScreen]


@pytest.fixture
def open_screen(
    office: Workspace,
    log_in: Callable[[str], Person],
    jobs: InlineJobRunner,
    window: QMainWindow,
) -> OpenScreen:
    """``open_screen(account, number)``: the 花脸稿 of a manuscript in a window of 1440 × 900."""

    def open_it(account: str, number: str, text_hash: str = "") -> CompareScreen:
        log_in(account)
        manuscript_id = office.manuscripts.find_by_number(number)
        screen = CompareScreen(office, jobs, manuscript_id, ToastHost(window), text_hash)
        window.setCentralWidget(screen)
        QApplication.processEvents()
        return screen

    return open_it
