"""Handing over as people do it: the real program, two workspaces, an exchange folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qz_review.services.handover_views import OutboxState
from qz_review.workspace import Workspace
from tests.ui.shell.conftest import Offices, log_in
from tests.ui.shell.desks import EDITOR, LEADER, PASSWORD, give, join, waiting_for_leader
from ui.application import DesktopApplication
from ui.screens.handover.screen import HandoverScreen
from ui.screens.leader.screen import LeaderScreen
from ui.screens.manuscript.screen import ManuscriptScreen
from ui.shell.desk_page import DeskPage
from ui.shell.machine_settings import MachineSettings
from ui.theme.theme import Theme


@pytest.fixture
def exchange(tmp_path: Path, office: Workspace) -> Path:
    """The unit's exchange folder, set at the home desk."""
    folder = tmp_path / "交换目录"
    folder.mkdir()
    office.exchange.set_folder(folder)
    return folder


@pytest.fixture
def leaders(
    office: Workspace,
    exchange: Path,
    qapp: QApplication,
    qtbot: QtBot,
    theme: Theme,
    tmp_path: Path,
) -> Iterator[DesktopApplication]:
    """The program at the leader's own desk, whose workspace holds nothing but the roster."""
    workspace = join(office, tmp_path / "leader")
    workspace.exchange.set_folder(exchange)
    workspace.close()
    machine = MachineSettings(tmp_path / "leader.ini")
    application = DesktopApplication(
        qapp,
        Offices(tmp_path / "leader"),  # type: ignore[arg-type]
        machine,
    )
    application.window._fits = True
    application.window.resize(1366, 768)
    yield application
    application.window.close()
    application.window.deleteLater()
    application.deleteLater()


def found(desk: DeskPage, name: str) -> QWidget | None:
    """The widget of that name that is shown, in a dialog or on the page."""
    shown = [w for w in desk.window().findChildren(QWidget, name) if w.isVisible()]
    return shown[-1] if shown else None


def click(qtbot: QtBot, desk: DeskPage, name: str) -> None:
    """Wait for a button and press it."""
    qtbot.waitUntil(lambda: found(desk, name) is not None, timeout=10_000)
    button = found(desk, name)
    assert button is not None
    button.click()  # type: ignore[attr-defined]


def settle(qtbot: QtBot, app: DesktopApplication) -> None:
    qtbot.waitUntil(lambda: not app.jobs.is_busy, timeout=15_000)


def inbox_of(desk: DeskPage) -> HandoverScreen:
    desk.show_screen("handover")
    page = desk.screen_shown
    assert isinstance(page, HandoverScreen)
    return page


def test_the_leader_opens_reads_signs_and_sends_back_in_five_actions(
    office: Workspace, leaders: DesktopApplication, qtbot: QtBot
) -> None:
    manuscript = waiting_for_leader(office)
    give(office, manuscript)
    leaders.start(leaders.entrance._offices.folder)  # type: ignore[attr-defined]
    log_in(leaders, qtbot, LEADER)
    desk = leaders.desk
    assert desk is not None
    page = inbox_of(desk)
    qtbot.waitUntil(lambda: page.models["inbox"].rowCount() == 1, timeout=10_000)

    actions = 0
    click(qtbot, desk, "handover_view")  # 1: the verdict
    actions += 1
    click(qtbot, desk, "verdict_admit")  # 2: received, and it opens by itself
    actions += 1
    qtbot.waitUntil(lambda: isinstance(desk.screen_shown, LeaderScreen), timeout=10_000)
    leader = desk.screen_shown
    assert isinstance(leader, LeaderScreen)
    settle(qtbot, leaders)
    leader.side.all_yes_clicked.emit()  # 3: the checklist in one act
    actions += 1
    leader.footer.chosen.emit("approve")  # 4: the decision, with the password
    qtbot.waitUntil(lambda: found(desk, "sign_dialog") is not None, timeout=10_000)
