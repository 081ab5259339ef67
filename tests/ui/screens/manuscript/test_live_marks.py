"""Marks while typing in the screen: what is mine goes for good, what was there stays struck."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Paragraph, plain_text
from qz_review.workspace import Workspace
from tests.ui.screens.manuscript.conftest import OpenScreen
from tests.ui.screens.manuscript.hands import type_words
from ui.editor.line_picture import ViewMode
from ui.screens.manuscript.screen import ManuscriptScreen


def _put_caret(screen: ManuscriptScreen, words: str) -> None:
    cursor = screen.page.document().find(words)
    cursor.setPosition(cursor.selectionEnd())
    screen.page.setTextCursor(cursor)


def _backspace(screen: ManuscriptScreen, times: int) -> None:
    for _ in range(times):
        QTest.keyClick(screen.page, Qt.Key.Key_Backspace)


def _paragraph(screen: ManuscriptScreen) -> str:
    block = screen.page.current_text().blocks[0]
    assert isinstance(block, Paragraph)
    return block.text


def _reopen(screen: ManuscriptScreen, qtbot: QtBot) -> None:
    assert screen.view is not None
    screen.open(screen.view.manuscript_id)
    qtbot.waitUntil(lambda: screen.view is not None)


def test_own_words_go_for_good_while_a_draft_after_a_save_and_after_a_version(
    open_screen: OpenScreen, qtbot: QtBot
) -> None:
    screen = open_screen("zhouyuan", "0412")
    before, shown = screen.page.current_text(), screen.page.toPlainText()
    for leave in (None, screen.keeper.save_now, screen.keeper.leave):
        _put_caret(screen, "市财政局")
        type_words(screen, "等部门")
        if leave is not None:
            leave()
            _reopen(screen, qtbot)
        assert "市财政局等部门" in _paragraph(screen)
        line = screen.page.editor.lines[screen.page.caret_spot().line]
        assert leave is not None or Stage.REVIEW_2 in line.stages
        _put_caret(screen, "市财政局等部门")
        _backspace(screen, 3)
        assert screen.page.current_text() == before
        assert screen.page.toPlainText() == shown
        screen.keeper.save_now()


def test_new_edits_carry_the_mark_of_the_step_at_once(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    _put_caret(screen, "市财政局")
    type_words(screen, "等")
    _backspace(screen, 2)
    line = screen.page.editor.lines[screen.page.caret_spot().line]
    marks = [run.deleted for run in line.runs if run.deleted and run.text == "局"]
    assert [(mark.stage, mark.author) for mark in marks if mark] == [(Stage.REVIEW_2, "周某远")]
    assert Stage.REVIEW_2 in line.stages  # its bar stands at the edge of the page


def test_what_is_composed_reads_as_what_was_typed(
    open_screen: OpenScreen, workspace: Workspace, qtbot: QtBot
) -> None:
    """Closing and opening again changes nothing that the eye sees, whole edits apart."""
    screen = open_screen("zhouyuan", "0412")
    _put_caret(screen, "市财政局")
    _backspace(screen, 4)
    type_words(screen, "发展改革委")
    shown = screen.page.toPlainText()
    assert "市财政局发展改革委" in shown
    screen.keeper.save_now()
    _reopen(screen, qtbot)
    assert screen.page.toPlainText() == shown


def test_input_method_words_are_marked_and_undone_as_typed_ones(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    before = screen.page.toPlainText()
    cursor = screen.page.document().find("市财政局")
    screen.page.setTextCursor(cursor)
    QGuiApplication.sendEvent(screen.page, QInputMethodEvent("fa gai wei", []))
    commit = QInputMethodEvent()
    commit.setCommitString("发改委")
    QGuiApplication.sendEvent(screen.page, commit)
    assert "市财政局发改委" in screen.page.toPlainText()
    screen.page.undo()
    screen.page.undo()
    assert screen.page.toPlainText() == before


def test_everything_selected_and_deleted_can_be_read_struck_and_brought_back(
    open_screen: OpenScreen,
) -> None:
    screen = open_screen("zhouyuan", "0412")
    before, shown = screen.page.current_text(), screen.page.toPlainText()
    screen.page.selectAll()
    QTest.keyClick(screen.page, Qt.Key.Key_Delete)
    assert plain_text(screen.page.current_text()).strip("\n") == ""
    assert screen.page.toPlainText() == shown  # struck, where it stood
    screen.page.set_mode(ViewMode.CLEAN)
    assert screen.page.toPlainText().strip() == ""
    screen.page.set_mode(ViewMode.MARKED)
    screen.page.undo()
    assert screen.page.current_text() == before


def test_thousands_of_lines_are_pasted_saved_and_opened_again(
    open_screen: OpenScreen, workspace: Workspace
) -> None:
    screen = open_screen("zhouyuan", "0412")
    assert screen.view is not None
    lines = [f"第{number}行" for number in range(5000)]
    _put_caret(screen, "市财政局")
    QGuiApplication.clipboard().setText("\r\n".join(lines))
    screen.page.paste()
    text = screen.page.current_text()
    assert _paragraph(screen).endswith("市财政局第0行")
    assert len(text.blocks) == len(screen.view.text.blocks) + 4999
    screen.keeper.save_now()
    assert _saved(workspace, screen) == text
    screen.page.undo()
    assert screen.page.current_text() == screen.view.text


def _saved(workspace: Workspace, screen: ManuscriptScreen) -> ManuscriptText:
    assert screen.view is not None
    return workspace.manuscripts.view(screen.view.manuscript_id).text
