"""新建单位 from the first field to the first login."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qz_review.model.person import Role
from qz_review.services.forms import Founding
from qz_review.signing.kdf import SMALLEST
from qz_review.workspace import create_workspace, open_workspace
from ui.errors.presenter import ErrorPresenter
from ui.jobs.job_runner import InlineJobRunner
from ui.screens.wizard.screen import WizardScreen


class Offices:
    """Makes real units, with the smallest cost of sealing."""

    def found(self, folder: Path, founding: Founding) -> tuple[str, bytes]:
        workspace, code = create_workspace(folder, founding, cost=SMALLEST)
        with workspace:
            return code, workspace.sheets.recovery_sheet(code)


@pytest.fixture
def wizard(qtbot: QtBot, theme: object, tmp_path: Path) -> Iterator[WizardScreen]:
    errors = ErrorPresenter()
    wizard = WizardScreen(
        jobs=InlineJobRunner(errors), errors=errors, offices=Offices(), folder=tmp_path / "单位"
    )
    qtbot.addWidget(wizard)
    wizard.resize(1200, 760)
    wizard.show()
    yield wizard


def fill_unit(wizard: WizardScreen) -> None:
    wizard.unit.name.setText("青汀市人民政府办公室")
    wizard.unit.sections.set_rows([("", "信息科"), ("", "综合科")])
    wizard.unit.sections.changed.emit()
    wizard.unit.lead.set_choice("信息科")
    wizard.next.click()


def fill_channels(wizard: WizardScreen) -> None:
    wizard.channels.channels._lines[0].name.setText("青汀要闻")
    wizard.next.click()


def fill_people(wizard: WizardScreen) -> None:
    administrator, first = wizard.people.lines
    administrator.name.setText("赵某")
    administrator.account.setText("zhao")
    administrator.password.setText("zhao-first-1")
    first.name.setText("陈某安")
    first.account.setText("chen")
    first.roles.box(Role.EDITOR).setChecked(False)
    first.roles.box(Role.UNIT_LEADER).setChecked(True)
    wizard.people.deputy.set_choice("chen")


def test_a_page_that_is_not_complete_says_what_is_missing_beside_the_field(
    wizard: WizardScreen,
) -> None:
    wizard.next.click()
    assert wizard.unit._name.error == "还没填单位名称"
    assert wizard.unit._sections.error == "至少填一个科室"
    wizard.unit.sections.set_rows([("", "信息科"), ("", "信息科")])
    wizard.unit.name.setText("青汀市人民政府办公室")
    wizard.next.click()
    assert wizard.unit._sections.error == "“信息科”重复，改一个"


def test_people_need_name_account_and_password(wizard: WizardScreen) -> None:
    fill_unit(wizard)
    wizard.next.click()
    assert wizard.channels._message.error == "至少填一个渠道"
    fill_channels(wizard)
    fill_people(wizard)
    wizard.people.lines[1].account.setText("ZHAO")
    wizard.next.click()
    assert "重复" in wizard.people._message.error
    assert wizard.recovery is None


def test_first_passwords_are_made_and_the_administrator_stays(wizard: WizardScreen) -> None:
    administrator, first = wizard.people.lines
    assert len(first.password.text()) == 8
    assert not administrator.roles.box(Role.ADMINISTRATOR).isEnabled()
    assert not administrator.remove.isVisibleTo(wizard)


def test_the_unit_is_made_and_its_recovery_code_must_be_kept(
    wizard: WizardScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    finished: list[Path] = []
    wizard.finished.connect(finished.append)
    fill_unit(wizard)
    fill_channels(wizard)
    fill_people(wizard)
    wizard.next.click()
    assert wizard.recovery is not None
    code = wizard.recovery.code.text()
    assert len(code.split("-")) == 8
    wizard.next.click()
    assert finished == []
    wizard.recovery.kept.setChecked(True)
    wizard.next.click()
    assert finished == [tmp_path / "单位"]
    with open_workspace(finished[0]) as workspace:
        unit = workspace.settings.unit()
        people = {p.account: p for p in workspace.people.roster().people.values()}
        assert unit.name == "青汀市人民政府办公室" and len(unit.channels) == 1
        assert unit.deputy_id == people["chen"].id
        assert people["chen"].roles == {Role.UNIT_LEADER}
        assert workspace.session.login("zhao", "zhao-first-1").name == "赵某"


def test_the_first_role_chosen_takes_the_place_of_the_suggested_one(wizard: WizardScreen) -> None:
    _, first = wizard.people.lines
    first.roles.box(Role.UNIT_LEADER).click()
    assert first.roles.roles == {Role.UNIT_LEADER}
    first.roles.box(Role.SECTION_CHIEF).click()
    assert first.roles.roles == {Role.UNIT_LEADER, Role.SECTION_CHIEF}
    first.roles.box(Role.EDITOR).click()
    assert Role.EDITOR in first.roles.roles  # chosen, not suggested
    administrator = wizard.people.lines[0]
    administrator.roles.box(Role.SECTION_CHIEF).click()
    assert administrator.roles.roles == {Role.ADMINISTRATOR, Role.SECTION_CHIEF}


def test_typing_goes_to_the_first_field_of_each_page(wizard: WizardScreen) -> None:
    assert wizard.focusWidget() is wizard.unit.name
    fill_unit(wizard)
    assert wizard.focusWidget() is wizard.channels.channels._lines[0].name
    fill_channels(wizard)
    assert wizard.focusWidget() is wizard.people.lines[0].name


def test_first_passwords_are_shown_once_to_be_copied_or_saved(
    wizard: WizardScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_unit(wizard)
    fill_channels(wizard)
    fill_people(wizard)
    password = wizard.people.lines[1].password.text()
    wizard.next.click()
    panel = wizard.first_passwords
    assert panel is not None and panel.isVisibleTo(wizard)
    shown = [label.text() for label in panel.findChildren(QLabel)]
    assert {"陈某安", "chen", password} <= set(shown)
    assert "zhao-first-1" not in panel.text  # the administrator chose his own
    panel.copy.click()
    assert f"陈某安\tchen\t{password}" in QGuiApplication.clipboard().text()
    monkeypatch.setattr(
        "ui.screens.wizard.first_passwords.ask_new_file", lambda *_: tmp_path / "首个密码"
    )
    panel.save.click()
    saved = (tmp_path / "首个密码.txt").read_text(encoding="utf-8-sig")
    assert f"chen\t{password}" in saved
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]
