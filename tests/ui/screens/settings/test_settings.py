"""设置 over the sample office: everything there really acts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMainWindow, QPlainTextEdit
from pytestqt.qtbot import QtBot

from qz_review.model.person import Person, Role
from qz_review.workspace import Workspace
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import InlineJobRunner
from ui.recovery_code import RecoveryDialog
from ui.screens.settings.presenter import SettingsPresenter
from ui.screens.settings.screen import SettingsScreen
from ui.theme.theme import Theme
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.toast import ToastHost

Open = Callable[[str], SettingsScreen]


@pytest.fixture
def open_as(
    office: Workspace,
    log_in: Callable[[str], Person],
    jobs: InlineJobRunner,
    window: QMainWindow,
    theme: Theme,
) -> Open:
    def open_it(account: str) -> SettingsScreen:
        person = log_in(account)
        screen = SettingsScreen(Role.ADMINISTRATOR in person.roles)
        window.setCentralWidget(screen)
        presenter = SettingsPresenter(
            screen, office, jobs, ErrorPresenter(), ToastHost(window), theme
        )
        presenter.refresh()
        return screen

    return open_it


def test_the_administrator_changes_the_unit(open_as: Open, office: Workspace) -> None:
    page = open_as("zhaoming").unit
    page.name.setText("")
    page.save.click()
    assert page._fields["name"].error == "还没写单位名称"
    page.name.setText("青汀市政府办")
    page.prefix.setText("QTZ")
    page.hours[next(iter(page.hours))].setValue(36)
    page.strict.setChecked(True)
    page.save.click()
    unit = office.settings.unit()
    assert (unit.name, unit.route.number_prefix) == ("青汀市政府办", "QTZ")
    assert unit.route.hours[0][1] == 36 and unit.route.strict_separation


def test_a_section_in_use_cannot_be_removed(open_as: Open, office: Workspace) -> None:
    page = open_as("zhaoming").unit
    kept = [row for row in page.sections.rows() if row[1] != "信息科"]
    page.sections.set_rows(kept)
    page.save.click()
    assert "信息科" in page._message.error
    assert any(s.name == "信息科" for s in office.settings.unit().sections)


def test_others_see_the_unit_and_cannot_change_it(open_as: Open) -> None:
    screen = open_as("zhouyuan")
    assert not screen.unit.save.isVisibleTo(screen)
    assert screen.unit.name.isReadOnly()
    screen.show_page(3)
    assert not screen.store.restore.isVisibleTo(screen)


def test_looks_act_at_once(open_as: Open, theme: Theme) -> None:
    look = open_as("zhouyuan").look
    look.mode.set_value("dark")
    look.scale.set_value("130")
    look.contrast.setChecked(True)
    assert theme.is_dark and theme.text_scale == 130 and theme.is_high_contrast


def test_habits_are_kept_for_the_person(open_as: Open, office: Workspace) -> None:
    screen = open_as("zhouyuan")
    chosen: list[int] = []
    screen.lock_minutes_chosen.connect(chosen.append)
    screen.habits.lock.setCurrentIndex(screen.habits.lock.findData("30"))
    assert chosen == [30]
    assert office.settings.preference("lock.minutes") == 30


def test_the_ledger_is_verified_and_a_backup_is_made(
    open_as: Open, office: Workspace, qtbot: QtBot
) -> None:
    screen = open_as("zhaoming")
    with qtbot.waitSignal(screen.verified) as verified:
        screen.store.verify.click()
    assert verified.args[0].ok and verified.args[0].events > 100
    assert "校验通过" in screen.store.status.label.text()
    before = len(office.backup.list())
    screen.store.backup.click()
    assert len(office.backup.list()) == before + 1
    assert screen.store.table.rowCount() == before + 1


def test_a_new_recovery_code_is_shown_once_and_must_be_kept(
    open_as: Open, office: Workspace
) -> None:
    screen = open_as("zhaoming")
    screen.store.recovery.click()
    confirm = screen.window().findChild(ConfirmDialog)
    assert confirm is not None
    reason = confirm.findChild(QPlainTextEdit, "confirm_reason")
    assert reason is not None
    reason.setPlainText("旧的遗失")
    confirm.accept.click()
    dialog = screen.window().findChild(RecoveryDialog)
    assert dialog is not None
    code = dialog.recovery.code.text()
    dialog.done.click()
    assert dialog.is_open
    dialog.recovery.kept.setChecked(True)
    dialog.done.click()
    assert not dialog.is_open
    office.session.lock()
    office.people.replace_own_key_by_recovery("zhaoming", code, "third-word-3")
    assert office.session.login("zhaoming", "third-word-3").name == "赵某"


def test_the_code_of_the_units_certificate_is_there_to_be_copied(
    open_as: Open, office: Workspace
) -> None:
    screen = open_as("zhaoming")
    assert screen.unit.certificate.text() == office.certificate.code
    assert len(office.certificate.code) == 19
