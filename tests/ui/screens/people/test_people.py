"""人员名册 over the sample office: who may do what, and that it is really done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QMainWindow, QPlainTextEdit
from pytestqt.qtbot import QtBot

from qz_review.errors import Refused
from qz_review.model.person import Person, Role
from qz_review.workspace import Workspace
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.people.key_dialog import KeyDialog
from ui.screens.people.person_dialog import PersonDialog
from ui.screens.people.presenter import PeoplePresenter
from ui.screens.people.screen import PeopleScreen
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.toast import ToastHost

Open = Callable[[str], PeopleScreen]


@pytest.fixture
def open_as(
    office: Workspace,
    log_in: Callable[[str], Person],
    jobs: InlineJobRunner,
    window: QMainWindow,
) -> Open:
    def open_it(account: str) -> PeopleScreen:
        person = log_in(account)
        screen = PeopleScreen(person.id, Role.ADMINISTRATOR in person.roles)
        window.setCentralWidget(screen)
        PeoplePresenter(screen, office, jobs, ErrorPresenter(), ToastHost(window)).refresh()
        return screen

    return open_it


def person(office: Workspace, account: str) -> Person:
    found = office.people.roster().by_account(account)
    assert found is not None
    return found


def test_others_see_the_roster_and_only_their_own_acts(open_as: Open, office: Workspace) -> None:
    screen = open_as("zhouyuan")
    assert screen.model.rowCount() == 12
    assert not screen.add.isVisibleTo(screen)
    detail = screen.detail
    assert detail.password.isVisibleTo(screen) and detail.picture.isVisibleTo(screen)
    screen.select(person(office, "lihe").id)
    for button in (detail.password, detail.picture, detail.change, detail.key, detail.retire):
        assert not button.isVisibleTo(screen)


def test_the_administrator_adds_somebody_who_can_log_in(
    open_as: Open, office: Workspace, qtbot: QtBot
) -> None:
    screen = open_as("zhaoming")
    screen.add.click()
    dialog = screen.window().findChild(PersonDialog)
    assert dialog is not None
    dialog.submit.click()
    assert dialog._fields["name"].error == "还没填姓名"
    dialog.name.setText("吴某")
    dialog.account.setText("lihe")
    dialog.password.set_text("first-word-1")
    dialog.submit.click()
    assert "已有人用" in dialog._fields["account"].error
    dialog.account.setText("wumou")
    dialog.submit.click()
    assert not dialog.is_open
    added = person(office, "wumou")
    assert added.roles == {Role.EDITOR}
    assert screen.selected is not None and screen.selected.person.id == added.id
    assert office.session.login("wumou", "first-word-1").name == "吴某"


def test_roles_are_changed_and_the_last_administrator_stays(
    open_as: Open, office: Workspace
) -> None:
    screen = open_as("zhaoming")
    screen.detail.change.click()
    dialog = screen.window().findChild(PersonDialog)
    assert dialog is not None and dialog.account.isReadOnly()
    dialog.roles.set_roles({Role.EDITOR})
    dialog.submit.click()
    assert "唯一的管理员" in dialog._fields["roles"].error
    dialog.roles.set_roles({Role.EDITOR, Role.ADMINISTRATOR})
    dialog.submit.click()
    assert person(office, "zhaoming").roles == {Role.EDITOR, Role.ADMINISTRATOR}


def test_retiring_asks_for_a_reason_and_tells_what_happens(
    open_as: Open, office: Workspace
) -> None:
    screen = open_as("zhaoming")
    screen.select(person(office, "xuqing").id)
    screen.detail.retire.click()
    dialog = screen.window().findChild(ConfirmDialog)
    assert dialog is not None
    dialog.accept.click()
    assert dialog.is_open  # no reason, nothing done
    reason = dialog.findChild(QPlainTextEdit, "confirm_reason")
    assert reason is not None
    reason.setPlainText("调离")
    dialog.accept.click()
    assert not person_by_name(office, "许某晴").active
    with pytest.raises(Refused):
        office.session.login("xuqing", "sample-2026")


def person_by_name(office: Workspace, name: str) -> Person:
    return next(p for p in office.people.roster().people.values() if p.name == name)


def test_a_forgotten_password_gets_a_new_key(open_as: Open, office: Workspace) -> None:
    before = person(office, "lihe").key_id
    screen = open_as("zhaoming")
    screen.select(person(office, "lihe").id)
    screen.detail.key.click()
    dialog = screen.window().findChild(KeyDialog)
    assert dialog is not None
    dialog.password.set_text("short")
    dialog.submit.click()
    assert dialog.password.error == "密码至少8个字符"
    dialog.password.set_text("second-word-2")
    dialog.submit.click()
    assert dialog.own.error == "还没填密码"
    dialog.own.set_text("not-mine")
    dialog.submit.click()
    assert dialog.is_open and "密码不对" in dialog.own.error
    assert person(office, "lihe").key_id == before
    dialog.own.set_text("sample-2026")
    dialog.submit.click()
    assert not dialog.is_open and person(office, "lihe").key_id != before
    assert office.session.login("lihe", "second-word-2").name == "李某禾"


@pytest.mark.parametrize("width", [1366, 1440, 1920])
def test_the_roster_fits_its_table_without_a_scroll_bar(
    open_as: Open, window: QMainWindow, qtbot: QtBot, width: int
) -> None:
    screen = open_as("zhaoming")
    window.resize(width - 216, 700)
    qtbot.waitUntil(lambda: screen.width() == width - 216)
    assert not screen.table.horizontalScrollBar().isVisible()
    assert not screen.table.isColumnHidden(1) and screen.table.isColumnHidden(5) == (width < 1920)


def test_everything_a_person_signed_comes_out_as_a_sheet(
    open_as: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = open_as("zhouyuan")
    target = tmp_path / "清单.xlsx"
    monkeypatch.setattr("ui.sheets_out.ask_where", lambda *_: target)
    screen.detail.sheet_menu().actions()[2].trigger()
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None and sheet["A1"].value == "签署时间"
    assert screen.selected is not None and sheet.title == screen.selected.person.name
