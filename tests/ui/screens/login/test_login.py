"""Logging in: what a person types, sees and may do, also before the store is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableWidget
from pytestqt.qtbot import QtBot

from ui.jobs.job_runner import InlineJobRunner
from ui.screens.login.presenter import LoginPresenter
from ui.screens.login.screen import LoginScreen


class Session:
    """One person; the sixth wrong try is delayed."""

    def __init__(self) -> None:
        self.wrong = 0
        self.until = datetime.now(UTC) + timedelta(seconds=90)

    def accounts(self) -> tuple[object, ...]:
        from qz_review.services.views import AccountView

        return (AccountView("p1", "zhou", "周某远", "科长", "信息科", "sample-zhou"),)

    def login(self, account: str, password: str) -> str:
        from qz_review.errors import Refused

        if (account, password) == ("zhou", "sample-zhou"):
            return "周某远"
        self.wrong += 1
        if self.wrong > 5:
            raise Refused("session.delayed", until=self.until, tries=5)
        raise Refused("session.wrong_password")


class Office:
    """The part of a workspace that the login page needs."""

    folder = Path("unit")
    unit_name = "青汀市人民政府办公室"
    is_sample = True

    def __init__(self) -> None:
        self.session = Session()

    def worker(self) -> object:
        from contextlib import nullcontext

        return nullcontext(self)


@pytest.fixture
def screen(qtbot: QtBot, theme: object) -> Iterator[LoginScreen]:
    screen = LoginScreen()
    qtbot.addWidget(screen)
    screen.resize(1200, 760)
    screen.show()
    yield screen


@pytest.fixture
def clock() -> list[datetime]:
    return [datetime.now(UTC)]


@pytest.fixture
def presenter(screen: LoginScreen, clock: list[datetime]) -> LoginPresenter:
    jobs = InlineJobRunner(lambda error: pytest.fail(str(error)), screen)
    return LoginPresenter(screen, jobs, pytest.fail, now=lambda: clock[0])


def open_office(presenter: LoginPresenter) -> Office:
    office = Office()
    presenter._jobs.set_workspace(office)  # type: ignore[arg-type]
    presenter.set_workspace(office)  # type: ignore[arg-type]
    return office


def type_and_send(screen: LoginScreen, account: str, password: str) -> None:
    screen.account.set_account(account)
    screen.password.set_text(password)
    screen.submit.click()


def test_what_was_sent_before_the_store_was_open_is_sent_when_it_is(
    screen: LoginScreen, presenter: LoginPresenter
) -> None:
    entered: list[object] = []
    presenter.logged_in.connect(entered.append)
    type_and_send(screen, "zhou", "sample-zhou")
    assert not screen.submit.isEnabled() and entered == []
    open_office(presenter)
    assert entered == ["周某远"]
    assert screen.submit.isEnabled() and screen.password.text() == ""


def test_typed_words_survive_the_arrival_of_the_accounts(
    screen: LoginScreen, presenter: LoginPresenter
) -> None:
    screen.account.set_account("zh")
    open_office(presenter)
    assert screen.account.account == "zh"
    assert screen.account.count() == 1


def test_a_wrong_password_is_told_under_the_field(
    screen: LoginScreen, presenter: LoginPresenter
) -> None:
    open_office(presenter)
    type_and_send(screen, "zhou", "wrong")
    assert screen.password.error == "密码不对，检查大小写和输入法"
    assert screen.submit.isEnabled()


def test_after_five_tries_a_countdown_runs_and_ends(
    screen: LoginScreen, presenter: LoginPresenter, clock: list[datetime]
) -> None:
    office = open_office(presenter)
    for _ in range(6):
        type_and_send(screen, "zhou", "wrong")
    assert "后再试" in screen.password.error and "1分" in screen.password.error
    assert not screen.submit.isEnabled()
    clock[0] = office.session.until + timedelta(seconds=1)
    presenter._on_countdown()
    assert screen.submit.isEnabled() and screen.password.error == ""


def test_nothing_is_sent_without_account_or_password(
    screen: LoginScreen, presenter: LoginPresenter
) -> None:
    sent: list[object] = []
    screen.login_requested.connect(lambda *words: sent.append(words))
    screen.submit.click()
    type_and_send(screen, "zhou", "")
    assert sent == [] and screen.password.error == "还没填密码"


def test_the_sample_office_shows_its_passwords_and_a_click_fills_them_in(
    screen: LoginScreen, presenter: LoginPresenter, qapp: QApplication
) -> None:
    open_office(presenter)
    table = screen.findChild(QTableWidget, "sample_accounts")
    assert table is not None and table.isVisibleTo(screen)
    assert [table.item(0, column).text() for column in range(4)] == [
        "周某远", "信息科 科长", "zhou", "sample-zhou",
    ]  # fmt: skip
    table.itemClicked.emit(table.item(0, 0))
    assert (screen.account.account, screen.password.text()) == ("zhou", "sample-zhou")


def test_picking_a_sample_row_leaves_only_enter_to_press(
    screen: LoginScreen, presenter: LoginPresenter, qtbot: QtBot
) -> None:
    entered: list[object] = []
    presenter.logged_in.connect(entered.append)
    open_office(presenter)
    table = screen.findChild(QTableWidget, "sample_accounts")
    assert table is not None
    table.itemClicked.emit(table.item(0, 0))
    assert screen.focusWidget() is screen.submit
    qtbot.keyClick(screen.submit, Qt.Key.Key_Return)
    assert entered == ["周某远"]


def test_account_and_password_are_equally_high(screen: LoginScreen) -> None:
    assert screen.account.height() == screen.password.edit.height()


def test_the_countdown_belongs_to_the_account_that_was_typed(
    screen: LoginScreen, presenter: LoginPresenter, clock: list[datetime]
) -> None:
    open_office(presenter)
    for _ in range(6):
        type_and_send(screen, "zhou", "wrong")
    edit = screen.account.lineEdit()
    assert edit is not None and not screen.submit.isEnabled()
    edit.setFocus()
    screen.account.set_account("lihe")
    assert screen.submit.isEnabled() and screen.password.error == ""
    presenter._on_countdown()
    assert edit.hasFocus() and screen.password.error == ""
    screen.account.set_account("Zhou ")
    assert not screen.submit.isEnabled() and "后再试" in screen.password.error
    assert edit.hasFocus()  # the words count down beside whoever is typing


def test_what_was_said_of_one_account_goes_with_it(
    screen: LoginScreen, presenter: LoginPresenter
) -> None:
    open_office(presenter)
    type_and_send(screen, "zhou", "wrong")
    assert screen.password.error
    screen.account.set_account("lihe")
    assert screen.password.error == ""
