"""附注 counted on the manuscript's page, and 花脸稿 and 清样 as Word from its menu and by key."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QFileDialog

from qz_review.workspace import Workspace
from tests.support.docx_checking import faults
from tests.ui.screens.manuscript.conftest import PASSWORD, OpenScreen
from tests.ui.screens.manuscript.hands import type_words
from ui.screens.manuscript.act_list import menu_groups

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_the_notes_nobody_has_settled_are_counted_with_a_way_to_them(
    open_screen: OpenScreen, workspace: Workspace
) -> None:
    workspace.session.login("zhouyuan", PASSWORD)
    manuscript = workspace.manuscripts.find_by_number("QT-2026-0412")
    screen = open_screen("zhouyuan", "0412")
    assert screen.header.notes.isHidden()
    saved = workspace.manuscripts.view(manuscript).text_hash
    first = workspace.notes.add(manuscript, saved, 0, 2, "核对")
    workspace.notes.add(manuscript, saved, 3, 5, "再核对")
    assert screen.header.notes.isVisible() and screen.header.notes.text() == "附注 2"
    workspace.notes.settle(manuscript, first)
    assert screen.header.notes.text() == "附注 1"

    asked = QSignalSpy(screen.markup_requested)
    screen.header.notes.click()
    assert asked.at(0) == [manuscript, "", True]


@pytest.mark.parametrize(
    ("shift", "revised"), [(Qt.KeyboardModifier.NoModifier, True), (SHIFT, False)]
)
def test_a_key_exports_word_with_what_was_just_typed(
    open_screen: OpenScreen,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    shift: Qt.KeyboardModifier,
    revised: bool,
) -> None:
    target = tmp_path / "稿件.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    screen = open_screen("zhouyuan", "0412")
    told = QSignalSpy(screen.told)
    type_words(screen, "刚打的字")

    QTest.keyClick(screen.page, Qt.Key.Key_E, CONTROL | shift)

    assert faults(target.read_bytes()) == []
    with zipfile.ZipFile(target) as package:
        body = package.read("word/document.xml").decode("utf-8")
    assert "刚打的字" in body
    assert ("<w:ins " in body) is revised
    assert told.at(0) == ["已存为 稿件.docx"]


def test_whoever_reads_a_manuscript_finds_both_word_files_in_its_menu(
    open_screen: OpenScreen,
) -> None:
    for account in ("zhouyuan", "lihe"):
        view = open_screen(account, "0412").view
        assert view is not None
        words = [words for group in menu_groups(view) for _, words in group]
        assert [w for w in words if "Word" in w] == [
            "导出花脸稿 Word…\tCtrl+E",
            "导出清样 Word…\tCtrl+Shift+E",
        ]


def test_what_was_just_typed_is_on_the_printed_sheet(
    open_screen: OpenScreen, workspace: Workspace
) -> None:
    screen = open_screen("zhouyuan", "0412")
    type_words(screen, "刚打的字")
    QTest.keyClick(screen.page, Qt.Key.Key_P, CONTROL)
    manuscript = workspace.manuscripts.find_by_number("QT-2026-0412")
    view = workspace.manuscripts.view(manuscript)
    assert view.signed_text == screen.page.current_text()
    assert "刚打的字" in view.signed_text.title + str(view.signed_text.blocks)
