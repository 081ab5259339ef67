"""The text page: what a person types, sees and copies."""

from __future__ import annotations

import gc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qz_review.markup.layers import compose
from qz_review.markup.marked import Mark, Version
from qz_review.model.stage import Stage
from qz_review.model.text import Cell, ManuscriptText, Note, Paragraph, Table, count_characters
from ui.editor.formats import PageFormats
from ui.editor.line_picture import ViewMode
from ui.editor.marked_lines import Spot
from ui.editor.opening import open_marked, open_text
from ui.editor.projection import Projection
from ui.editor.text_page import TextPage
from ui.theme.theme import current_theme

OWN = Mark(2, Stage.REVIEW_2)
TABLE = Table(((Cell(("项目",), 2, 1), Cell(("标准", "（元）"))), (Cell(("补贴",)),)), "表1")
ORIGINAL = ManuscriptText(
    "新增12家老年食堂",
    "",
    (
        Paragraph("市民政局联合市财政局新建社区老年食堂。"),
        Paragraph("运行办法", 1, "一、"),
        TABLE,
        Paragraph("𠮷祥社区老年食堂已经开放。"),
    ),
    (Note("①", "说明"),),
)
EDITED = ManuscriptText(
    "新增12个老年食堂",
    "",
    (
        Paragraph("市民政局会同市财政局新建社区长者食堂。"),
        *ORIGINAL.blocks[1:3],
        Paragraph("𠮷祥社区长者食堂开放。"),
    ),
    ORIGINAL.notes,
)


@pytest.fixture
def page(qtbot: QtBot) -> TextPage:
    widget = TextPage()
    qtbot.addWidget(widget)
    marked = compose([Version(None, ORIGINAL), Version(Stage.REVIEW_1, EDITED)])
    widget.resize(900, 700)
    widget.show_text(open_marked(marked, EDITED), EDITED, ORIGINAL, OWN)
    widget.show()
    widget.setFocus()
    return widget


def _type(page: TextPage, words: str) -> None:
    for character in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QGuiApplication.sendEvent(page, event)


def _put_caret(page: TextPage, words: str, *, after: bool = True) -> None:
    cursor = page.document().find(words)
    cursor.setPosition(cursor.selectionEnd() if after else cursor.selectionStart())
    page.setTextCursor(cursor)


def _first_paragraph(page: TextPage) -> str:
    block = page.current_text().blocks[0]
    assert isinstance(block, Paragraph)
    return block.text


def test_showing_changes_nothing(page: TextPage) -> None:
    assert page.current_text() == EDITED
    for mode in (ViewMode.CLEAN, ViewMode.ORIGINAL, ViewMode.MARKED):
        page.set_mode(mode)
        assert page.current_text() == EDITED


def test_deleted_words_are_shown_in_revision_view_and_hidden_in_the_clean_copy(
    page: TextPage,
) -> None:
    assert "联合会同" in page.toPlainText()
    page.set_mode(ViewMode.CLEAN)
    assert "联合" not in page.toPlainText()
    assert "市民政局会同" in page.toPlainText()
    page.set_mode(ViewMode.ORIGINAL)
    assert "市民政局联合市财政局" in page.toPlainText()


def test_typing_goes_into_the_text_and_backspace_strikes_older_words(page: TextPage) -> None:
    _put_caret(page, "市财政局")
    _type(page, "等")
    assert _first_paragraph(page) == "市民政局会同市财政局等新建社区长者食堂。"
    for _ in range(2):
        QTest.keyClick(page, Qt.Key.Key_Backspace)
    assert _first_paragraph(page) == "市民政局会同市财政新建社区长者食堂。"
    assert "市财政局新建" in page.toPlainText()


def test_undo_and_redo_bring_text_and_marks_back(page: TextPage) -> None:
    before = page.toPlainText()
    _put_caret(page, "市财政局")
    _type(page, "abc")
    QTest.keyClick(page, Qt.Key.Key_Backspace)
    after = page.toPlainText()
    page.undo()
    assert "abc" in page.toPlainText()
    page.undo()
    assert page.toPlainText() == before
    assert page.current_text() == EDITED
    page.redo()
    page.redo()
    assert page.toPlainText() == after


def test_enter_splits_and_backspace_joins_again(page: TextPage) -> None:
    _put_caret(page, "市财政局")
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert _first_paragraph(page) == "市民政局会同市财政局"
    assert len(page.current_text().blocks) == len(EDITED.blocks) + 1
    QTest.keyClick(page, Qt.Key.Key_Backspace)
    assert page.current_text() == EDITED


def test_input_method_commits_into_the_text(page: TextPage) -> None:
    _put_caret(page, "市财政局")
    QGuiApplication.sendEvent(page, QInputMethodEvent("shi", []))
    assert page.current_text() == EDITED  # nothing is committed yet
    commit = QInputMethodEvent()
    commit.setCommitString("市")
    QGuiApplication.sendEvent(page, commit)
    assert _first_paragraph(page) == "市民政局会同市财政局市新建社区长者食堂。"


def test_input_method_composing_over_a_selection_marks_it_deleted(page: TextPage) -> None:
    page.setTextCursor(page.document().find("市财政局"))
    QGuiApplication.sendEvent(page, QInputMethodEvent("cai", []))
    commit = QInputMethodEvent()
    commit.setCommitString("财局")
    QGuiApplication.sendEvent(page, commit)
    assert _first_paragraph(page) == "市民政局会同财局新建社区长者食堂。"
    assert "市财政局财局" in page.toPlainText()


def test_pasting_takes_the_words_alone_and_copying_leaves_deleted_words_out(
    page: TextPage,
) -> None:
    cursor = page.document().find("联合会同")
    page.setTextCursor(cursor)
    page.copy()
    assert QGuiApplication.clipboard().text() == "会同"
    data = QMimeData()
    data.setHtml("<b>与</b>")
    data.setText("与")
    QGuiApplication.clipboard().setMimeData(data)
    page.paste()
    assert _first_paragraph(page).startswith("市民政局与市财政局")


def test_a_cell_is_edited_and_the_table_keeps_its_shape(page: TextPage) -> None:
    _put_caret(page, "补贴")
    _type(page, "额")
    table = page.current_text().blocks[2]
    assert isinstance(table, Table)
    assert table.rows[1][0].paragraphs == ("补贴额",)
    assert table.rows[0] == TABLE.rows[0]


def test_deleting_across_the_whole_text_keeps_table_and_notes(page: TextPage) -> None:
    page.selectAll()
    QTest.keyClick(page, Qt.Key.Key_Delete)
    text = page.current_text()
    assert text.title == ""
    assert count_characters(text) == 0
    assert any(isinstance(block, Table) for block in text.blocks)
    page.undo()
    assert page.current_text() == EDITED


def test_caret_keeps_its_character_when_the_view_changes(page: TextPage) -> None:
    _put_caret(page, "会同市财政")
    page.set_mode(ViewMode.CLEAN)
    at = page.textCursor().position()
    assert page.toPlainText()[:at].endswith("会同市财政")
    page.set_mode(ViewMode.MARKED)
    assert page.toPlainText()[: page.textCursor().position()].endswith("会同市财政")


def test_typing_in_the_clean_copy_is_marked_in_revision_view(page: TextPage) -> None:
    page.set_mode(ViewMode.CLEAN)
    page.setTextCursor(page.document().find("市财政局"))
    _type(page, "X")
    page.set_mode(ViewMode.MARKED)
    assert "市财政局X新建" in page.toPlainText()


def test_hidden_characters_are_shown_and_kept(page: TextPage) -> None:
    text = ManuscriptText("标题", "", (Paragraph("甲\x00乙\u202e丙\r丁\u2029戊\ufffc"),))
    page.show_text(open_text(text), text, text, OWN)
    assert page.toPlainText().endswith("甲◇乙◇丙◇丁◇戊◇")
    assert page.current_text() == text
    page.selectAll()
    page.copy()
    assert "\x00" in page.editor.lines[1].live


def test_original_and_foreign_manuscripts_cannot_be_typed_into(page: TextPage) -> None:
    page.set_mode(ViewMode.ORIGINAL)
    _type(page, "X")
    page.set_mode(ViewMode.MARKED)
    page.show_text(open_text(EDITED), EDITED, ORIGINAL, None)
    _type(page, "X")
    QTest.keyClick(page, Qt.Key.Key_Delete)
    assert page.current_text() == EDITED


@pytest.mark.parametrize(
    ("start", "end", "target", "result"),
    [
        (0, 3, 7, "市财政局市民政新建"),
        (7, 9, 0, "新建市民政市财政局"),
        (0, 3, 2, "市民政市财政局新建"),
    ],
)
def test_dragged_words_move(page: TextPage, start: int, end: int, target: int, result: str) -> None:
    text = ManuscriptText("标题", "", (Paragraph("市民政市财政局新建"),))
    page.show_text(open_text(text), text, text, OWN)
    caret = page.editor.move(Spot(1, start), Spot(1, end), Spot(1, target))
    page.after_edit(caret)
    assert _first_paragraph(page) == result
    page.undo()
    assert page.current_text() == text


def test_words_dragged_to_another_paragraph_move(page: TextPage) -> None:
    text = ManuscriptText("标题", "", (Paragraph("甲乙"), Paragraph("丙丁")))
    page.show_text(open_text(text), text, text, OWN)
    page.after_edit(page.editor.move(Spot(1, 1), Spot(2, 1), Spot(0, 2)))
    assert page.current_text().title == "标题乙 丙"
    page.undo()
    page.after_edit(page.editor.move(Spot(2, 0), Spot(2, 1), Spot(1, 0)))
    assert _first_paragraph(page) == "丙甲乙"


def test_next_change_walks_through_all_changes(page: TextPage) -> None:
    total = len(page.changes.changes)
    numbers = [page.go_to_change(1) for _ in range(total)]
    assert numbers == list(range(1, total + 1))
    assert page.go_to_change(-1) == total - 1


def test_a_foreign_change_of_the_document_is_put_right(page: TextPage, qtbot: QtBot) -> None:
    shown = page.toPlainText()
    page.textCursor().insertText("past the editor")
    qtbot.waitUntil(lambda: page.toPlainText() == shown, timeout=1000)
    assert page.current_text() == EDITED


def test_paragraph_becomes_read_after_its_time_in_view(page: TextPage) -> None:
    page.begin_reading((), tracks=True)
    page.pass_reading_time(0.4)
    assert page.read_paragraphs == frozenset()
    page.pass_reading_time(2.0)
    assert 1 in page.read_paragraphs
    page.pass_reading_time(60)
    assert len(page.read_paragraphs) == page.paragraph_count == 3


_ACTS = st.lists(
    st.tuples(
        st.sampled_from(("type", "back", "del", "enter", "undo", "redo", "cut", "soft", "mode")),
        st.integers(0, 300),
        st.integers(0, 12),
    ),
    max_size=14,
)


@given(_ACTS)
@settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_document_is_always_what_a_new_one_would_be(page: TextPage, acts: object) -> None:
    marked = compose([Version(None, ORIGINAL), Version(Stage.REVIEW_1, EDITED)])
    page.show_text(open_marked(marked, EDITED), EDITED, ORIGINAL, OWN)
    assert isinstance(acts, list)
    for act, at, length in acts:
        cursor = page.textCursor()
        size = page.document().characterCount()
        cursor.setPosition(at % size)
        if act == "cut":
            cursor.setPosition(min(at % size + length, size - 1), cursor.MoveMode.KeepAnchor)
        page.setTextCursor(cursor)
        if act == "type":
            page.type_text("新𠮷"[: length % 3])
        elif act == "enter":
            QTest.keyClick(page, Qt.Key.Key_Return)
        elif act == "soft":
            QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        elif act == "mode":
            page.set_mode((ViewMode.CLEAN, ViewMode.MARKED)[length % 2])
        elif act == "undo":
            page.undo()
        elif act == "redo":
            page.redo()
        else:
            page.delete_character(forward=act != "back")
        fresh = Projection(PageFormats(current_theme(), 18), page._image)
        fresh.show(page.editor.lines, page.mode)
        document = fresh.document
        assert document.toPlainText() == page.toPlainText()
        assert document.blockCount() == page.document().blockCount()
        for index in range(len(page.editor.lines)):
            ours, theirs = page.projection.block_of(index), fresh.block_of(index)
            assert ours.isValid() == theirs.isValid()
            assert ours.text() == theirs.text()
            assert ours.blockFormat() == theirs.blockFormat()
    assert page.current_text() == page.editor.current_text()


def test_every_place_maps_to_the_document_and_back(page: TextPage) -> None:
    for index, line in enumerate(page.editor.lines):
        for offset in range(len(line.text) + 1):
            position = page.projection.position(Spot(index, offset))
            assert page.projection.spot(position) == Spot(index, offset)


def test_pages_that_come_and_go_do_not_take_each_other_s_document(qtbot: QtBot) -> None:
    marked = compose([Version(None, ORIGINAL), Version(Stage.REVIEW_1, EDITED)])
    lines = open_marked(marked, EDITED)
    for _ in range(40):
        widget = TextPage()
        widget.show_text(lines, EDITED, ORIGINAL, OWN)
        widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        later = TextPage()
        later.show_text(lines, EDITED, ORIGINAL, OWN)
        del widget
        gc.collect()
        later.set_mode(ViewMode.CLEAN)
        assert later.current_text() == EDITED
        assert "会同" in later.toPlainText()
