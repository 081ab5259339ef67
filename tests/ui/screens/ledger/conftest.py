"""台账 over the sample office, the section chief at the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from qz_review.model.person import Person
from qz_review.workspace import Workspace
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.ledger.presenter import LedgerPresenter
from ui.screens.ledger.screen import LedgerScreen
from ui.widgets.toast import ToastHost


def open_ledger(office: Workspace, jobs: InlineJobRunner, window: QMainWindow) -> LedgerScreen:
    """The page in the window, with the rows of the office."""
    screen = LedgerScreen(office.manuscripts.blob, date.today())
    window.setCentralWidget(screen)
    presenter = LedgerPresenter(screen, office, jobs, ErrorPresenter(), ToastHost(window))
    presenter.refresh()
    return screen


def choose(screen: LedgerScreen, qtbot: QtBot, title: str) -> str:
    """Choose the manuscript whose title holds the words; its text is there afterwards."""
    for place in range(screen.model.total):
        row = screen.model.row_at(place)
        if row is not None and title in row.title:
            screen.table.setCurrentIndex(screen.model.index(place, 0))
            wanted = row.manuscript_id
            break
    else:
        raise AssertionError(f"no manuscript {title!r}")
    qtbot.waitUntil(lambda: screen.selected == wanted)
    return wanted


@pytest.fixture
def screen(
    office: Workspace,
    log_in: Callable[[str], Person],
    jobs: InlineJobRunner,
    window: QMainWindow,
) -> LedgerScreen:
    log_in("zhouyuan")
    return open_ledger(office, jobs, window)
