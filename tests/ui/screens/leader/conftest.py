"""领导审签 over the sample office, with the real sign dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow

from qz_review.model.manuscript import Decision
from qz_review.model.person import Person
from qz_review.services.results import SignedAct
from qz_review.services.views import DraftWork
from qz_review.workflow.checklists import answers_all_yes
from qz_review.workspace import Workspace
from ui.events.change_bridge import ChangeBridge
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.leader.screen import LeaderScreen
from ui.screens.sign.dialog import SignDialog
from ui.widgets.toast import ToastHost

PASSWORD = "sample-2026"
OpenScreen = Callable[..., LeaderScreen]
SignFor = Callable[..., SignedAct]


@pytest.fixture
def bridge(qapp: QApplication, office: Workspace) -> Iterator[ChangeBridge]:
    """Tells screens of changes, as in the application."""
    found = ChangeBridge(show_failure)
    found.follow(office)
    yield found
    found.follow(None)


def show_failure(error: Exception) -> None:
    """No test expects an error here."""
    raise error


@pytest.fixture
def open_screen(
    office: Workspace,
    log_in: Callable[[str], Person],
    jobs: InlineJobRunner,
    window: QMainWindow,
    bridge: ChangeBridge,
) -> OpenScreen:
    """``open_screen(account, number)``: the leader view as the window opens it."""

    def open_it(account: str, number: str) -> LeaderScreen:
        log_in(account)
        screen = LeaderScreen(
            workspace=office,
            jobs=jobs,
            manuscript_id=office.manuscripts.find_by_number(number),
            sign_dialog=lambda view, part, work, choice, host: SignDialog(
                office, jobs, view, part, work, choice, host
            ),
            toasts=ToastHost(window),
        )
        window.setCentralWidget(screen)
        bridge.changed.connect(screen.refresh)
        QApplication.processEvents()
        return screen

    return open_it


@pytest.fixture
def sign_for(office: Workspace, log_in: Callable[[str], Person]) -> SignFor:
    """``sign_for(account, number, decision, opinion)``: somebody else signs the waiting step."""

    def sign(account: str, number: str, decision: Decision, opinion: str = "") -> SignedAct:
        log_in(account)
        view = office.manuscripts.view(office.manuscripts.find_by_number(number))
        assert view.checklist is not None
        work = DraftWork(
            view.text, answers=answers_all_yes(view.checklist, view.flags), opinion=opinion
        )
        return office.review.sign(view.manuscript_id, view.parts[0], decision, work, PASSWORD)

    return sign
