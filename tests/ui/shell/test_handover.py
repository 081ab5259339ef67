"""Handing over as people do it: the real program, two workspaces, an exchange folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from qz_review.services.handover_views import OutboxState
from qz_review.workspace import Workspace, open_workspace
from tests.ui.shell.conftest import DeskOf, Offices, log_in
from tests.ui.shell.desks import (
    CHIEF,
    EDITOR,
    LEADER,
    PASSWORD,
    give,
    join,
    person_id,
    waiting_for_leader,
)
from ui.__main__ import split_packages
from ui.application import DesktopApplication
from ui.screens.handover.screen import HandoverScreen
from ui.screens.handover.send_dialog import SendDialog
from ui.screens.leader.screen import LeaderScreen
from ui.screens.manuscript.screen import ManuscriptScreen
from ui.screens.manuscripts.screen import ManuscriptsScreen
from ui.screens.sign.dialog import SignDialog
from ui.shell.desk_page import DeskPage
from ui.shell.machine_settings import MachineSettings
from ui.theme.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.check_line import CheckLine
from ui.widgets.confirm_dialog import ConfirmDialog

NO_KEYS = Qt.KeyboardModifier.NoModifier


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
    qtbot.waitUntil(lambda: found(desk, "workbench_receive") is not None, timeout=10_000)

    settle(qtbot, leaders)
    actions = [
        "workbench_receive",  # the verdict stands on 工作台: 接收, and the manuscript opens
        "all_yes",  # read, and 各项均为是
        "choose_approve",  # 同意发布
        "sign_act",  # password, 签署
        "send_accept",  # 交给谁 comes by itself, with who is next and where: 交出
    ]
    for name in actions:
        if name == "sign_act":
            dialog = found(desk, "sign_dialog")
            assert isinstance(dialog, SignDialog)
            dialog.form.words.setPlainText("同意")
            dialog.form.password.set_text(PASSWORD)
            dialog.form.statement.setChecked(True)
        click(qtbot, desk, name)
        settle(qtbot, leaders)
    assert len(actions) == 5
    with open_workspace(office.folder) as home:
        home.session.login(EDITOR, PASSWORD)
        rows = home.inbox.look(None).rows
        home.session.login(CHIEF, PASSWORD)
        rows += home.inbox.look(None).rows
        assert [row.view.sender for row in rows if row.view and row.admissible] == ["陈某安"]
        assert home.handover.outbox()[0].state is OutboxState.RECEIVED


def test_what_was_handed_over_says_so_and_can_only_be_read(
    office: Workspace, exchange: Path, app: DesktopApplication, desk_of: DeskOf, qtbot: QtBot
) -> None:
    manuscript = waiting_for_leader(office)
    desk = desk_of(EDITOR)
    desk.documents.open_manuscript(manuscript)
    settle(qtbot, app)
    page = desk.screen_shown
    assert isinstance(page, ManuscriptScreen)
    page.acts.run("hand_over")
    click(qtbot, desk, "send_accept")
    settle(qtbot, app)
    qtbot.waitUntil(lambda: page.custody is not None and not page.custody.held_here)
    settle(qtbot, app)
    banner = next(b for b in page.notices.findChildren(Banner) if b.isVisible())
    assert banner.accessibleName().startswith("已交给陈某安，未签收")
    assert "这里只能看" in banner.accessibleName()
    assert page.view is not None and page.view.may == {"recall"} and not page.view.may_edit
    told: list[str] = []
    page.told.connect(told.append)
    page.acts.run("hand_over")
    page.readiness.act()
    assert len(told) == 2 and all(words.endswith("这里只能看") for words in told)
    banner.action.click()
    settle(qtbot, app)
    dialog = found(desk, "recall_dialog")
    assert isinstance(dialog, ConfirmDialog)
    dialog.findChild(QPlainTextEdit, "confirm_reason").setPlainText("漏了附件")
    dialog.accept.click()
    settle(qtbot, app)
    qtbot.waitUntil(lambda: page.custody is not None and page.custody.held_here)
    assert office.handover.outbox()[0].state is OutboxState.RECALLED


def test_a_package_dropped_in_shows_its_verdict_and_changes_nothing(
    office: Workspace, app: DesktopApplication, desk_of: DeskOf, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "坏的.qzpkg"
    file.write_bytes(b"PK\x03\x04 not a package")
    desk = desk_of(EDITOR)
    settle(qtbot, app)
    before = office.ledger.status().events
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl.fromLocalFile(str(tmp_path / "a.docx"))])
    for kind in (QDragEnterEvent, QDropEvent):
        place = QPoint(40, 40) if kind is QDragEnterEvent else QPointF(40, 40)
        event = kind(place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEYS)
        QApplication.sendEvent(desk, event)
        assert event.isAccepted()
    qtbot.waitUntil(lambda: found(desk, "verdict_banner") is not None, timeout=10_000)
    banner = found(desk, "verdict_banner")
    assert banner is not None and "包损坏了" in banner.accessibleName()
    assert found(desk, "verdict_admit") is None
    assert office.ledger.status().events == before


def test_a_package_named_at_the_start_is_looked_at_after_the_login(
    office: Workspace, app: DesktopApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    rest, packages = split_packages(["--workspace", "x", str(tmp_path / "交.QZPKG")])
    assert rest == ["--workspace", "x"] and packages == [tmp_path / "交.QZPKG"]
    file = tmp_path / "给陈.qzpkg"
    manuscript = waiting_for_leader(office)
    office.session.login(EDITOR, PASSWORD)
    office.handover.send([manuscript], person_id(office, LEADER), file)
    office.session.lock()
    app.start(office.folder, [file])
    log_in(app, qtbot, LEADER)
    assert app.desk is not None
    desk = app.desk
    qtbot.waitUntil(lambda: found(desk, "verdict_banner") is not None, timeout=10_000)
    banner = found(desk, "verdict_banner")
    assert banner is not None and "这里都有" in banner.accessibleName()


def test_several_from_the_list_go_in_one_package(
    office: Workspace, exchange: Path, app: DesktopApplication, desk_of: DeskOf, qtbot: QtBot
) -> None:
    desk = desk_of(CHIEF)
    desk.show_screen("manuscripts")
    settle(qtbot, app)
    page = desk.screen_shown
    assert isinstance(page, ManuscriptsScreen)
    assert not page.give.isEnabled()
    numbers = ("0408", "0406")
    for place in range(page.model.rowCount()):
        row = page.model.row_at(place)
        if row is not None and row.number.endswith(numbers):
            mode = QItemSelectionModel.SelectionFlag
            index = page.model.index(place, 0)
            page.table.selectionModel().select(index, mode.Select | mode.Rows)
    assert page.give.text() == "2件交给谁…"
    page.give.click()
    click(qtbot, desk, "send_accept")
    settle(qtbot, app)
    qtbot.waitUntil(lambda: len(office.handover.outbox()) == 2, timeout=10_000)
    rows = office.handover.outbox()
    assert len({row.package_id for row in rows}) == 1
    assert {row.to_name for row in rows} == {"陈某安"}


def test_a_package_is_taken_in_from_the_list_after_its_verdict(
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
    assert page.models["inbox"].index(0, 3).data() == "可接收"
    click(qtbot, desk, "handover_view")
    qtbot.waitUntil(lambda: found(desk, "verdict_banner") is not None, timeout=10_000)
    click(qtbot, desk, "verdict_admit")
    settle(qtbot, leaders)
    qtbot.waitUntil(lambda: isinstance(desk.screen_shown, LeaderScreen), timeout=10_000)
    page = inbox_of(desk)
    qtbot.waitUntil(lambda: page.models["inbox"].rowCount() == 0, timeout=10_000)
    with open_workspace(office.folder) as home:
        home.session.login(EDITOR, PASSWORD)
        assert home.inbox.look(None).taken == 1  # the receipt is taken in by itself
        assert home.handover.outbox()[0].state is OutboxState.RECEIVED


def test_a_stick_brings_a_package_and_takes_the_receipt_back(
    office: Workspace,
    leaders: DesktopApplication,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    manuscript, stick = waiting_for_leader(office), tmp_path / "U盘"
    stick.mkdir()
    office.session.login(EDITOR, PASSWORD)
    office.handover.send([manuscript], person_id(office, LEADER), stick / "交.qzpkg", sealed=True)
    office.session.lock()
    receipt = stick / "回执.qzpkg"
    monkeypatch.setattr("ui.screens.handover.receiving.ask_new_file", lambda *_args: receipt)
    leaders.start(leaders.entrance._offices.folder, [stick / "交.qzpkg"])  # type: ignore[attr-defined]
    log_in(leaders, qtbot, LEADER)
    desk = leaders.desk
    assert desk is not None
    click(qtbot, desk, "verdict_admit")
    settle(qtbot, leaders)
    click(qtbot, desk, "toast_action")  # 存回执…
    settle(qtbot, leaders)
    with open_workspace(office.folder) as home:
        home.session.login(EDITOR, PASSWORD)
        home.receiving.admit(receipt)
        assert home.handover.outbox()[0].state is OutboxState.RECEIVED


def test_where_the_share_is_gone_the_receipt_can_go_by_stick(
    office: Workspace,
    exchange: Path,
    leaders: DesktopApplication,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    manuscript = waiting_for_leader(office)
    give(office, manuscript)
    receipt = tmp_path / "回执.qzpkg"
    monkeypatch.setattr("ui.screens.handover.receiving.ask_new_file", lambda *_args: receipt)
    leaders.start(leaders.entrance._offices.folder)  # type: ignore[attr-defined]
    log_in(leaders, qtbot, LEADER)
    desk = leaders.desk
    assert desk is not None
    qtbot.waitUntil(lambda: found(desk, "workbench_receive") is not None, timeout=10_000)
    (exchange / EDITOR).write_bytes(b"")  # where the editor's inbox should be: nothing fits in
    click(qtbot, desk, "workbench_receive")
    settle(qtbot, leaders)
    click(qtbot, desk, "toast_action")  # 存回执…
    settle(qtbot, leaders)
    office.session.login(EDITOR, PASSWORD)
    office.receiving.admit(receipt)
    assert office.handover.outbox()[0].state is OutboxState.RECEIVED


def test_packages_dropped_together_are_shown_one_after_the_other(
    office: Workspace, app: DesktopApplication, desk_of: DeskOf, qtbot: QtBot, tmp_path: Path
) -> None:
    files = [tmp_path / "一.qzpkg", tmp_path / "二.qzpkg"]
    for file in files:
        file.write_bytes(b"PK")
    desk = desk_of(EDITOR)
    desk.handover.open_files(files)
    names = []
    for _ in files:
        qtbot.waitUntil(lambda: found(desk, "verdict_dialog") is not None, timeout=10_000)
        click(qtbot, desk, "verdict_details")
        more = found(desk, "verdict_more")
        assert more is not None
        names += [w.accessibleName() for w in more.findChildren(CheckLine)][:1]
        click(qtbot, desk, "verdict_close")
        settle(qtbot, app)
    assert names == ["文件 一.qzpkg", "文件 二.qzpkg"]


def test_a_cancel_says_what_is_so_whenever_it_comes(
    office: Workspace, exchange: Path, app: DesktopApplication, desk_of: DeskOf, qtbot: QtBot
) -> None:
    manuscript = waiting_for_leader(office)
    desk = desk_of(EDITOR)
    desk.handover.hand_over([manuscript])
    qtbot.waitUntil(lambda: found(desk, "send_dialog") is not None, timeout=10_000)
    dialog = found(desk, "send_dialog")
    assert isinstance(dialog, SendDialog)
    dialog.accept.click()
    dialog.request_close()  # Esc while it is being written
    settle(qtbot, app)
    qtbot.waitUntil(lambda: not dialog.is_open or dialog.error.isVisible(), timeout=10_000)
    custody = office.handover.custody(manuscript)
    kept = custody is None or custody.held_here
    assert dialog.is_open == kept
    assert bool(office.handover.outbox()) == (not kept)
    assert bool(list(exchange.rglob("*.qzpkg"))) == (not kept)
