"""所签即所发: paste a page, open a saved one, see what differs, record it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from qz_review.model.person import Person
from qz_review.model.text import plain_text
from qz_review.services.published import SignedText
from qz_review.workspace import Workspace
from ui.jobs.job_runner import InlineJobRunner
from ui.published.dialog import PublishedDialog

NUMBER = "QT-2026-0394"  # archived


@pytest.fixture
def signed(office: Workspace, log_in: Callable[[str], Person]) -> SignedText:
    log_in("zhangning")
    return office.published.signed_text(office.manuscripts.find_by_number(NUMBER))


@pytest.fixture
def dialog(signed: SignedText, jobs: InlineJobRunner, window: QMainWindow) -> PublishedDialog:
    dialog = PublishedDialog(window, jobs, signed)
    dialog.open()
    return dialog


def test_an_equal_page_is_recorded_and_told_the_next_time(
    dialog: PublishedDialog, signed: SignedText, office: Workspace, qtbot: QtBot
) -> None:
    assert not dialog.compare.isEnabled() and not dialog.record.isEnabled()
    dialog.paste.setPlainText("首页 > 便民服务\n" + plain_text(signed.text) + "\n版权所有")
    dialog.compare.click()
    assert "逐字相同" in dialog.differences.verdict.label.text()
    with qtbot.waitSignal(dialog.recorded) as told:
        dialog.record.click()
    assert "所签即所发" in told.args[0] and not dialog.is_open
    [check] = office.published.signed_text(signed.manuscript_id).checks
    assert (check.differences, check.who) == (0, "张某宁")


def test_differences_are_listed_side_by_side(dialog: PublishedDialog, signed: SignedText) -> None:
    words = plain_text(signed.text).replace("高发季节", "多发季节", 1)
    dialog.paste.setPlainText(words)
    dialog.compare.click()
    assert dialog.differences.verdict.label.text() == "1 处不同"
    [line] = dialog.differences.lines
    assert line.accessibleName() == "1 页面上改了：签署“高”，页面“多”"
    dialog.paste.setPlainText(words + "。")
    assert not dialog.record.isEnabled() and dialog.differences.lines == ()


def test_a_page_of_something_else_is_not_recorded(dialog: PublishedDialog) -> None:
    dialog.paste.setPlainText("完全无关的一页\n没有这篇稿件")
    dialog.compare.click()
    assert "没有这篇稿件" in dialog.differences.verdict.label.text()
    assert not dialog.record.isEnabled()


def test_a_saved_page_is_read_and_an_unreadable_one_said(
    dialog: PublishedDialog, signed: SignedText, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    body = "".join(f"<p>{line}</p>" for line in plain_text(signed.text).split("\n"))
    page.write_text(f"<meta charset=utf-8><body>{body}</body>", encoding="utf-8")
    dialog.take_file(page)
    assert dialog.file_name.text() == "文件：page.html" and dialog.record.isEnabled()
    broken = tmp_path / "page.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    dialog.take_file(broken)
    assert dialog.field.error and not dialog.record.isEnabled()
