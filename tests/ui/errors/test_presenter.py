"""Errors become sentences; bugs become a report and an orderly end, with the draft saved."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from qz_review.errors import Cancelled, Environment, Refused
from ui.errors.bug_dialog import BugDialog
from ui.errors.notice_dialog import NoticeDialog
from ui.errors.presenter import ErrorPresenter
from ui.errors.report import keep_report, make_report


@pytest.fixture
def presenter(
    window: QMainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ErrorPresenter:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    presenter = ErrorPresenter()
    presenter.set_window(window)
    return presenter


def test_a_refusal_is_one_sentence(presenter: ErrorPresenter, window: QMainWindow) -> None:
    presenter.show(Refused("workflow.no_reason"))
    dialog = window.findChild(NoticeDialog)
    assert dialog is not None and dialog.sentence.text() == "还没写理由"


def test_a_full_disk_says_what_is_safe(presenter: ErrorPresenter, window: QMainWindow) -> None:
    presenter.show(Environment("disk.full"))
    dialog = window.findChild(NoticeDialog)
    assert dialog is not None and dialog.title == "没有写入"
    assert "已签的都在" in dialog.sentence.text()


@pytest.mark.parametrize(
    ("code", "does"), [("disk.failed", "备份，报管理员"), ("disk.read_only", "关闭打开着它的程序")]
)
def test_a_disk_that_refuses_says_what_to_do_next(
    presenter: ErrorPresenter, window: QMainWindow, code: str, does: str
) -> None:
    presenter.show(Environment(code))
    dialog = window.findChild(NoticeDialog)
    assert dialog is not None and does in dialog.sentence.text()
    assert "都在" in dialog.sentence.text()


def test_a_cancelled_act_is_not_shown(presenter: ErrorPresenter, window: QMainWindow) -> None:
    presenter.show(Cancelled())
    assert window.findChild(NoticeDialog) is None


def test_a_bug_saves_first_and_ends_after_its_report(
    presenter: ErrorPresenter, window: QMainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    saved: list[str] = []
    presenter.call_before_close(lambda: saved.append("draft"))
    presenter.show(ZeroDivisionError("ours"))
    dialog = window.findChild(BugDialog)
    assert saved == ["draft"] and dialog is not None
    dialog.copy.click()
    assert "ZeroDivisionError: ours" in QGuiApplication.clipboard().text()
    presenter.show(KeyError("after"))  # a second one opens nothing more
    assert len(window.findChildren(BugDialog)) == 1
    with qtbot.waitSignal(presenter.close_wanted):
        dialog.quit.click()
    if sys.platform.startswith("linux"):
        log = (tmp_path / "qz-review" / "errors.log").read_text(encoding="utf-8")
        assert "ours" in log and "after" in log


def test_an_exception_in_a_slot_reaches_the_presenter(
    presenter: ErrorPresenter, window: QMainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    presenter.install_hook()
    try:
        raise LookupError("in a slot")
    except LookupError as error:
        sys.excepthook(LookupError, error, error.__traceback__)
    assert window.findChild(BugDialog) is not None


def test_the_report_names_versions_and_no_text(tmp_path: Path) -> None:
    report = make_report(ValueError("wrong"))
    assert "qz_review" in report and "ValueError: wrong" in report
    place = tmp_path / "logs" / "errors.log"
    assert keep_report(report, place) == place
    assert keep_report(report, tmp_path / "logs" / "errors.log" / "impossible") is None


def test_a_hook_that_fails_does_not_keep_the_others_from_saving(
    presenter: ErrorPresenter, window: QMainWindow
) -> None:
    saved: list[str] = []

    def fails() -> None:
        raise OSError("no room")

    presenter.call_before_close(fails)
    presenter.call_before_close(lambda: saved.append("second"))
    presenter.show(RuntimeError("bug"))
    assert saved == ["second"]
    QTimer.singleShot(0, lambda: None)
