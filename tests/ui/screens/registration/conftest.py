"""The registration screen of an editor, in a shown window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMainWindow

from qz_review.model.person import Person
from qz_review.workspace import Workspace
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.registration.screen import RegistrationScreen


@pytest.fixture
def screen(
    office: Workspace,
    log_in: Callable[[str], Person],
    jobs: InlineJobRunner,
    window: QMainWindow,
) -> RegistrationScreen:
    """An empty form with 张某宁, who is an editor of 信息科, at the desk."""
    log_in("zhangning")
    shown = RegistrationScreen(office, jobs)
    window.setCentralWidget(shown)
    shown.show()
    return shown
