"""A second machine joins the unit: a roster file by stick, a code by telephone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from qz_review.workspace import Workspace, open_workspace
from tests.ui.shell.conftest import PASSWORD, DeskOf
from tests.ui.shell.desks import ADMINISTRATOR, LEADER, person_id
from ui.application import DesktopApplication
from ui.screens.first_run.join_dialog import JoinDialog
from ui.shell.offices import Offices as RealOffices


def shown(app: DesktopApplication, name: str) -> QWidget | None:
    found = [w for w in app.window.findChildren(QWidget, name) if w.isVisible()]
    return found[-1] if found else None


def settle(qtbot: QtBot, app: DesktopApplication) -> None:
    qtbot.waitUntil(lambda: not app.jobs.is_busy, timeout=15_000)


def export(office: Workspace, file: Path) -> str:
    office.session.login(ADMINISTRATOR, PASSWORD)
    code = office.roster_files.export(file, [person_id(office, LEADER)])
    office.session.lock()
    return code


def test_the_administrator_exports_the_roster_and_sees_the_code_to_read_out(
    office: Workspace,
    app: DesktopApplication,
    desk_of: DeskOf,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "名册.qzpkg"
    monkeypatch.setattr("ui.screens.people.roster_out.ask_new_file", lambda *_args: file)
    desk = desk_of(ADMINISTRATOR)
    desk.show_screen("people")
    settle(qtbot, app)
    button = shown(app, "people_export")
    assert button is not None
    button.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: shown(app, "roster_dialog") is not None)
    people = shown(app, "roster_people")
    assert isinstance(people, QListWidget)
    items = [people.item(place) for place in range(people.count())]
    next(i for i in items if i.text().startswith("陈某安")).setCheckState(Qt.CheckState.Checked)
    code = shown(app, "roster_code")
    assert code is not None
    export_button = shown(app, "roster_export")
    assert export_button is not None
    export_button.click()  # type: ignore[attr-defined]
    settle(qtbot, app)
    view = RealOffices().look_at_roster(file)
    assert view.code == code.text() and view.desks_for == ("陈某安",)  # type: ignore[attr-defined]


def test_a_machine_joins_only_with_the_code_that_is_read_out(
    office: Workspace,
    app: DesktopApplication,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file, folder = tmp_path / "名册.qzpkg", tmp_path / "新机器"
    code = export(office, file)
    offices = app.entrance._offices
    monkeypatch.setattr(offices, "look_at_roster", RealOffices().look_at_roster, raising=False)
    monkeypatch.setattr(offices, "join", RealOffices().join, raising=False)
    monkeypatch.setattr(offices, "exists", lambda place: (place / "office.db").exists())
    monkeypatch.setattr("ui.shell.joining.ask_file", lambda *_args: file)
    app.start(folder)
    link = shown(app, "first_run_join")
    assert link is not None
    link.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: shown(app, "join_dialog") is not None, timeout=10_000)
    dialog = shown(app, "join_dialog")
    assert isinstance(dialog, JoinDialog)
    typed = dialog.findChild(QLineEdit, "join_code")
    assert typed is not None and code not in [w.text() for w in dialog.findChildren(QLineEdit)]
    typed.setText("ABCD-EFGH-JKMN")
    dialog.accept.click()
    assert "不要用" in dialog.field.error and not folder.exists()
    typed.setText(code.replace("-", " ").lower())
    with qtbot.waitSignal(app.entrance._joining.joined, timeout=15_000):
        dialog.accept.click()
    with open_workspace(folder) as joined:
        joined.session.login(LEADER, PASSWORD)
        assert joined.unit_name == office.unit_name
