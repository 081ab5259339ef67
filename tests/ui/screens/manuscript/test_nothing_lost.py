"""Words typed on the manuscript screen survive a failing disk and a hasty leave."""

from __future__ import annotations

import threading
from typing import Any, NoReturn

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from qz_review.errors import Environment
from qz_review.workspace import Workspace
from tests.ui.screens.manuscript.conftest import PASSWORD, OpenScreen
from ui.jobs.job_runner import JobRunner
from ui.screens.manuscript.acts.act_dialog import ActDialog
from ui.screens.manuscript.screen import ManuscriptScreen
from ui.theme.theme import Theme
from ui.widgets.confirm_dialog import ConfirmDialog


def test_the_page_stays_when_its_words_cannot_be_saved(
    open_screen: OpenScreen, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = open_screen("zhouyuan", "0412")
    assert screen.view is not None

    def full(*_: object) -> NoReturn:
        raise Environment("disk.full")

    screen.page.type_text("试")
    left = QSignalSpy(screen.back_requested)
    with monkeypatch.context() as broken:
        broken.setattr(type(workspace.review), "save_draft", full)
        with pytest.raises(Environment):
            screen.go_back()
    assert left.count() == 0
    assert screen.keeper.is_dirty
    screen.go_back()
    assert left.count() == 1
    kept = workspace.manuscripts.view(screen.view.manuscript_id)
    assert kept.signed_text == screen.page.current_text()


def test_an_older_save_does_not_land_on_the_last_words(
    workspace: Workspace, theme: Theme, qtbot: QtBot
) -> None:
    workspace.session.login("zhouyuan", PASSWORD)
    manuscript_id = workspace.manuscripts.find_by_number("QT-2026-0412")
    errors: list[Exception] = []
    jobs = JobRunner(errors.append)
    jobs.set_workspace(workspace)
    screen = ManuscriptScreen(workspace, jobs)
    qtbot.addWidget(screen)
    screen.show()
    screen.open(manuscript_id)
    qtbot.waitUntil(lambda: screen.view is not None and not jobs.is_busy, timeout=10_000)
    gate = threading.Event()

    def hold(_workspace: Any, _job: Any) -> bool:
        return gate.wait(10)

    jobs.run(screen, "占住", hold, lambda _: None, shown=False)
    screen.page.type_text("早")
    screen.keeper.save_now()
    screen.page.type_text("晚")
    screen.save_at_once()
    gate.set()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=10_000)
    draft = workspace.manuscripts.view(manuscript_id).draft
    assert draft is not None
    assert draft.text.title.startswith("早晚")
    assert not screen.keeper.is_dirty
    assert jobs.close()
    assert errors == []


def test_esc_asks_before_a_written_reason_is_dropped(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    screen.acts.run("return")
    dialog = screen.window().findChild(ActDialog)
    assert dialog is not None
    reason = dialog.fields.findChild(QPlainTextEdit)
    assert reason is not None
    reason.setPlainText("补贴标准与办法不一致")
    QTest.keyClick(reason, Qt.Key.Key_Escape)
    assert dialog.is_open
    ask = screen.window().findChild(ConfirmDialog, "drop_dialog")
    assert ask is not None and ask.is_open
    ask.cancel.click()
    assert dialog.is_open and reason.toPlainText() == "补贴标准与办法不一致"
    reason.clear()
    QTest.keyClick(reason, Qt.Key.Key_Escape)
    assert not dialog.is_open


def test_the_page_behind_a_dialog_is_not_being_read(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    before = screen.page.read_paragraphs
    screen.acts.run("return")
    for _ in range(200):
        screen.page._on_reading_timeout()
    assert screen.page.read_paragraphs == before
    dialog = screen.window().findChild(ActDialog)
    assert dialog is not None
    dialog.close_overlay()
    for _ in range(200):
        screen.page._on_reading_timeout()
    assert len(screen.page.read_paragraphs) > len(before)
