"""The program as a whole: start, log in, go round, lock, come back, end."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qz_review.clock import system_clock
from qz_review.errors import Environment
from qz_review.workspace import Workspace
from tests.ui.shell.conftest import PASSWORD, DeskOf, Offices, log_in
from ui.__main__ import parse_folder
from ui.application import DesktopApplication, choose_input_method
from ui.rule_dialog import RuleDialog
from ui.screens.first_run.screen import FirstRunScreen
from ui.screens.search.dialog import SearchDialog
from ui.shell.actions import ACTIONS, PERSON_MENU, action
from ui.shell.first_password_dialog import FirstPasswordDialog
from ui.shell.machine_settings import MachineSettings
from ui.shell.main_window import FRAME, MainWindow, fitted
from ui.shell.password_dialog import PasswordDialog
from ui.theme.theme import Theme


def test_without_a_unit_the_ways_to_begin_are_shown(
    app: DesktopApplication, tmp_path: Path
) -> None:
    app.start(tmp_path / "nothing")
    page = app.window.page
    assert isinstance(page, FirstRunScreen)
    assert page._place.text() == f"数据存放在 {tmp_path / 'nothing'}"
    assert page.sample.text() == "打开示例单位"


def test_the_sample_office_is_made_in_the_folder_that_was_named(
    app: DesktopApplication, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(app.entrance, "open", opened.append)
    app.start(tmp_path / "named")
    page = app.window.page
    assert isinstance(page, FirstRunScreen)
    page.sample.click()
    qtbot.waitUntil(lambda: opened == [tmp_path / "named"], timeout=5000)
    app.start(tmp_path / "named")  # the next start finds it there
    assert opened == [tmp_path / "named"] * 2


def test_a_sample_office_that_is_there_is_gone_on_with(
    app: DesktopApplication, office: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    sample = tmp_path / "三审三校 示例单位"
    sample.mkdir()
    (sample / "office.txt").touch()
    app.machine.remember_folder(tmp_path / "gone")
    monkeypatch.setattr(app.entrance, "open", opened.append)
    app.start(None)
    page = app.window.page
    assert isinstance(page, FirstRunScreen) and page.sample.text() == "继续示例单位"
    assert str(tmp_path / "gone") in page._missing.text()
    assert str(sample) in page._place.text() and str(tmp_path / "三审三校") in page._place.text()
    page.sample.click()
    assert opened == [sample]


def test_another_unit_can_be_looked_for_and_the_open_one_come_back_to(
    app: DesktopApplication, office: Workspace, qtbot: QtBot
) -> None:
    app.start(office.folder)
    qtbot.waitUntil(lambda: app.entrance.workspace is not None, timeout=10_000)
    app.entrance.login.other_folder.click()
    page = app.window.page
    assert isinstance(page, FirstRunScreen)
    page.back.click()
    assert app.window.page is app.entrance.login


def test_the_title_names_what_is_shown_and_nobodys_manuscript_on_the_login_page(
    desk_of: DeskOf, app: DesktopApplication, qtbot: QtBot
) -> None:
    desk = desk_of("chenan")
    workspace = app.entrance.workspace
    assert workspace is not None
    unit = workspace.unit_name
    assert app.window.windowTitle() == f"工作台 - {unit} - 三审三校"
    waiting = workspace.manuscripts.leader_queue()[0]
    title = workspace.manuscripts.view(waiting).title
    desk.open_manuscript(waiting)
    named = f"{title} - {unit} - 三审三校"
    qtbot.waitUntil(lambda: app.window.windowTitle() == named, timeout=10_000)
    desk.lock_requested.emit()
    assert app.window.windowTitle() == f"{unit} - 三审三校"
    log_in(app, qtbot, "chenan")
    assert app.window.windowTitle() == named
    desk.switch_requested.emit()
    qtbot.waitUntil(lambda: app.desk is None)
    assert app.window.windowTitle() == f"{unit} - 三审三校"


@pytest.mark.parametrize(
    "wanted", [QRect(0, 0, 1440, 900), QRect(5000, -300, 1200, 700), QRect(900, 400, 1024, 680)]
)
def test_the_window_lies_on_the_screen_with_its_title_bar(wanted: QRect) -> None:
    room = QRect(0, 0, 1366, 768)
    assert room.contains(fitted(wanted, room).marginsAdded(FRAME))
    assert fitted(QRect(100, 100, 1024, 640), room) == QRect(100, 100, 1024, 640)


def test_a_small_screen_gets_the_window_maximized(theme: Theme, qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    window.show_fitting()
    small = room.width() < 1440 + 16 or room.height() < 900 + 48
    assert window.isMaximized() == small


def test_the_login_page_is_there_before_the_store(
    app: DesktopApplication, office: Workspace
) -> None:
    app.start(office.folder)
    assert app.window.page is app.entrance.login and app.entrance.workspace is None
    assert app.window.isVisible()


def test_the_workbench_shows_and_the_ledger_is_verified_behind_it(
    desk_of: DeskOf, qtbot: QtBot
) -> None:
    desk = desk_of()
    assert desk.current == "workbench"
    bench = desk.screen_shown
    assert bench is not None
    qtbot.waitUntil(lambda: "校验通过" in bench.rail.ledger.words, timeout=20_000)
    assert bench.progress_title.count.text() == "11"
    assert not desk.faults.isVisibleTo(desk)


def test_navigation_by_key_search_and_rule(
    desk_of: DeskOf, app: DesktopApplication, qtbot: QtBot
) -> None:
    desk = desk_of()
    for key in ("manuscripts", "people", "settings", "workbench"):
        desk.show_screen(key)
        assert desk.current == key
    desk.search()
    dialog = app.window.findChild(SearchDialog)
    assert dialog is not None
    dialog.field.setText("周某远")
    dialog.field.returnPressed.emit()
    qtbot.waitUntil(lambda: dialog.hits.count() > 0, timeout=5000)
    dialog.field.returnPressed.emit()
    assert desk.current == "people"
    desk.show_rule()
    rule = app.window.findChild(RuleDialog)
    assert rule is not None and rule.findChild(QObject, "rule_text") is not None
    rule.close_overlay()


def test_locking_closes_the_key_and_the_same_person_finds_his_page_again(
    desk_of: DeskOf, app: DesktopApplication, qtbot: QtBot
) -> None:
    first = desk_of()
    first.show_screen("people")
    first.navigation.lock_requested.emit()
    workspace = app.entrance.workspace
    assert workspace is not None and app.window.page is app.entrance.login
    qtbot.waitUntil(lambda: workspace.session.current is None)
    assert app.entrance.login.account.account == "zhouyuan"
    log_in(app, qtbot)
    assert app.desk is first and first.current == "people"


def test_another_person_gets_a_desk_of_his_own(
    desk_of: DeskOf, app: DesktopApplication, qtbot: QtBot
) -> None:
    first = desk_of()
    first.switch_requested.emit()
    qtbot.waitUntil(lambda: app.desk is None)
    log_in(app, qtbot, "lihe")
    assert app.desk is not None and app.desk.account == "lihe"


def test_a_manuscript_opens_on_the_rail_and_gives_way_to_the_list(
    desk_of: DeskOf, office: Workspace, qtbot: QtBot
) -> None:
    desk = desk_of()
    desk.open_manuscript(office.manuscripts.find_by_number("QT-2026-0412"))
    page = desk.documents.page
    assert page is not None and desk.rail.isVisibleTo(desk)
    qtbot.waitUntil(lambda: page.view is not None, timeout=10_000)
    page.go_back()
    assert desk.documents.page is None and desk.navigation.isVisibleTo(desk)


def test_what_waits_for_a_leader_opens_as_his_view(
    desk_of: DeskOf, app: DesktopApplication
) -> None:
    desk = desk_of("chenan")
    workspace = app.entrance.workspace
    assert workspace is not None
    desk.open_manuscript(workspace.manuscripts.leader_queue()[0])
    assert desk.documents.page is not None
    assert desk.documents.page.objectName() == "leader_screen"
    assert not desk.rail.isVisibleTo(desk) and not desk.navigation.isVisibleTo(desk)


def test_a_damaged_ledger_is_named_over_every_page(desk_of: DeskOf) -> None:
    from qz_review.ledger.verify import Fault, VerifyReport

    desk = desk_of()
    fault = Fault("m", 7, "chain.signature", "QT-2026-0412", "题目")
    desk._on_verified(VerifyReport(events=3, faults=(fault,)))
    assert desk.faults.isVisibleTo(desk)
    assert "QT-2026-0412 第7条 签名不符" in desk.faults.banner.accessibleName()


def test_the_idle_desk_is_locked(desk_of: DeskOf, app: DesktopApplication) -> None:
    desk = desk_of()
    desk._idle.idle.emit()
    assert app.window.page is app.entrance.login


def test_looks_are_remembered_by_the_machine(app: DesktopApplication, tmp_path: Path) -> None:
    app.theme.set_text_scale(130)
    assert MachineSettings(tmp_path / "machine.ini").make_theme().text_scale in (100, 130)
    app.machine._store.sync()
    assert MachineSettings(tmp_path / "machine.ini").make_theme().text_scale == 130


@pytest.mark.parametrize(
    ("given", "has_fcitx", "module"),
    [
        ({}, False, None),
        ({"XMODIFIERS": "@im=fcitx"}, False, "ibus"),
        ({"QT_IM_MODULE": "fcitx"}, False, "ibus"),
        ({"QT_IM_MODULE": "fcitx5"}, True, "fcitx5"),
        ({"XMODIFIERS": "@im=ibus"}, False, "ibus"),
        ({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"}, False, "compose"),
    ],
)
def test_the_input_method_falls_back_to_the_plug_in_there_is(
    given: dict[str, str], has_fcitx: bool, module: str | None
) -> None:
    environment = dict(given)
    choose_input_method(environment, has_fcitx)
    assert environment.get("QT_IM_MODULE") == module


def test_the_command_line() -> None:
    assert parse_folder([]) is None
    assert parse_folder(["--workspace", "x"]) == Path("x").absolute()
    assert parse_folder(["--workspace=x"]) == Path("x").absolute()
    for wrong in (["x"], ["--workspace"], ["--workspace="], ["--workspace", "a", "b"]):
        with pytest.raises(ValueError):
            parse_folder(wrong)


def test_actions_have_names_and_keys_of_their_own() -> None:
    ids = [known.id for known in ACTIONS]
    keys = [known.keys for known in ACTIONS if known.keys]
    assert len(set(ids)) == len(ids) and len(set(keys)) == len(keys)
    assert all(action(name).text for name in PERSON_MENU if name)


def test_twenty_thousand_calls_through_slots_leave_the_interpreter_whole(
    qapp: QApplication,
) -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference to None or True at each such call."""
    from PySide6.QtCore import Signal

    class Talker(QObject):
        said = Signal(object)
        nothing = Signal()

    talker, heard = Talker(), []
    talker.said.connect(heard.append)
    talker.nothing.connect(lambda: None)
    before = sys.getrefcount(None)
    for _ in range(20_000):
        talker.said.emit(True)
        talker.nothing.emit()
        talker.setProperty("x", None)
    assert len(heard) == 20_000
    assert sys.getrefcount(None) > before - 1_000
    assert Qt.ConnectionType.QueuedConnection is not None


def test_a_clock_set_back_is_said_on_every_page(
    offices: Offices, desk_of: DeskOf, qtbot: QtBot
) -> None:
    offices.clock = lambda: system_clock() - timedelta(days=2)
    desk = desk_of()
    qtbot.waitUntil(desk.clock.isVisible)
    assert "电脑时间比上一条记录早1天" in desk.clock.banner.accessibleName()


def test_a_password_somebody_else_chose_is_asked_to_be_changed(
    app: DesktopApplication, office: Workspace, qtbot: QtBot
) -> None:
    from qz_review.services.session import SAMPLE_PASSWORDS

    lihe = office.people.roster().by_account("lihe")
    assert lihe is not None
    office.session.login("zhaoming", PASSWORD)
    office.people.replace_key(lihe.id, "given-word-1", "忘记密码", PASSWORD)
    office._desk.store.settings.delete(SAMPLE_PASSWORDS)  # as in a unit of one's own
    app.start(office.folder)
    log_in(app, qtbot, "lihe", "given-word-1")
    dialog = app.window.findChild(FirstPasswordDialog)
    assert dialog is not None and dialog.is_open
    assert app.desk is not None
    app.desk.lock_requested.emit()
    assert not dialog.isVisible()
    log_in(app, qtbot, "lihe", "given-word-1")
    assert dialog.isVisible()
    assert app.window.findChildren(FirstPasswordDialog) == [dialog]
    dialog.now.click()
    change = app.window.findChild(PasswordDialog)
    assert change is not None and change.is_open and not dialog.is_open
    for key, words in (("old", "given-word-1"), ("new", "own-word-22"), ("again", "own-word-22")):
        change._edits[key].set_text(words)
    change.submit.click()
    workspace = app.entrance.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: not workspace.session.first_password, timeout=10_000)
    qtbot.waitUntil(lambda: not change.is_open, timeout=10_000)
    assert app.desk is not None
    app.desk.lock_requested.emit()
    log_in(app, qtbot, "lihe", "own-word-22")
    found = app.window.findChildren(FirstPasswordDialog)
    assert not any(other.is_open for other in found)


def test_a_failing_save_neither_keeps_the_desk_open_nor_goes_unsaid(
    desk_of: DeskOf, app: DesktopApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of()
    said: list[Exception] = []
    monkeypatch.setattr(app.errors, "show", said.append)

    def full_disk() -> None:
        raise Environment("disk.full")

    monkeypatch.setattr(app.desk, "save_at_once", full_disk)
    monkeypatch.setattr(app.desk, "leave", full_disk)
    app.window.close()
    assert app.window.isVisible() and len(said) == 1  # said once, nothing lost yet
    desk.lock_requested.emit()
    assert app.window.page is app.entrance.login and len(said) == 2


def test_dialogs_of_the_desk_go_with_it_when_it_is_locked(
    desk_of: DeskOf, app: DesktopApplication, qtbot: QtBot
) -> None:
    desk = desk_of()
    desk.search()
    dialog = app.window.findChild(SearchDialog)
    assert dialog is not None and dialog.isVisible()
    desk.lock_requested.emit()
    qtbot.waitUntil(lambda: app.window.page is app.entrance.login)
    left = app.window.findChild(SearchDialog)
    assert left is None or not left.isVisible()
