"""The checklist answered by keys alone, as somebody does it with sixteen questions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel

from qz_review.model.checklist import Answer
from tests.ui.screens.manuscript.conftest import OpenScreen
from ui.screens.manuscript.checklist_panel import ChecklistPanel
from ui.screens.manuscript.checklist_row import ChecklistRow
from ui.screens.manuscript.screen import ManuscriptScreen


def _questions(panel: ChecklistPanel) -> list[ChecklistRow]:
    return [row for row in panel.rows if not row.is_heading]


def _focused(screen: ManuscriptScreen) -> object:
    return screen.window().focusWidget()


def test_enter_ends_the_note_and_the_next_key_answers_the_next_question(
    open_screen: OpenScreen,
) -> None:
    screen = open_screen("zhouyuan", "0412")
    rows = _questions(screen.panel.checklist)
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_N)
    assert _focused(screen) is rows[0].note
    QTest.keyClicks(rows[0].note, "gai")
    QTest.keyClick(rows[0].note, Qt.Key.Key_Return)
    assert _focused(screen) is rows[1]
    QTest.keyClick(rows[1], Qt.Key.Key_Y)
    state = screen.panel.checklist.state
    assert state is not None
    first, second = state.answer(rows[0].item.id), state.answer(rows[1].item.id)
    assert first is not None and (first.answer, first.note) == (Answer.NO, "gai")
    assert second is not None and second.answer is Answer.YES


def test_esc_in_the_note_leaves_the_note_and_not_the_manuscript(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    rows = _questions(screen.panel.checklist)
    gone = QSignalSpy(screen.back_requested)
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_N)
    QTest.keyClicks(rows[0].note, "gai")
    QTest.keyClick(rows[0].note, Qt.Key.Key_Escape)
    assert gone.count() == 0
    assert _focused(screen) is rows[0]
    assert rows[0].note.text() == "gai"


def test_keys_go_past_headings_and_round_to_what_is_open(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    panel = screen.panel.checklist
    rows = _questions(panel)
    assert any(row.is_heading for row in panel.rows)
    rows[1].setFocus()
    for row in rows[1:]:
        assert _focused(screen) is row
        QTest.keyClick(row, Qt.Key.Key_Y)
    assert _focused(screen) is rows[0]  # the only one left open
    assert panel.rest.text() == "还差 1 项"
    for row in rows[1:]:
        QTest.keyClick(_focused(screen), Qt.Key.Key_Down)
        assert _focused(screen) is row


def test_only_open_questions_are_answered_one_after_another(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    panel = screen.panel.checklist
    panel.only_open.click()
    panel.go_to_first_open()
    state = panel.state
    assert state is not None
    for _ in range(state.total - state.answered):
        row = _focused(screen)
        assert isinstance(row, ChecklistRow) and not row.is_heading
        QTest.keyClick(row, Qt.Key.Key_Y)
        QGuiApplication.processEvents()
        here = _focused(screen)
        assert isinstance(here, ChecklistRow)
        seen = here.mapTo(panel._scroll.viewport(), here.rect().topLeft())
        assert 0 <= seen.y() < panel._scroll.viewport().height()
        assert here is row or row.isHidden()
    assert panel.rest.text() == "各项已答"


def test_what_was_answered_beforehand_says_so_until_it_is_changed(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    panel = screen.panel.checklist
    line = panel.findChild(QLabel, "checklist_presets")
    preset = [row for row in panel.rows if row.is_preset]
    assert line is not None and line.text() == f"已预选 {len(preset)} 项不适用，可改"
    assert len(preset) == 2
    words = preset[0].findChild(QLabel, f"preset_{preset[0].item.id}")
    assert words is not None and words.text().startswith("本稿没有标记")
    preset[0].control.set_value("yes")
    assert line.text() == "已预选 1 项不适用，可改"
    assert not preset[0].is_preset


def test_the_footer_names_the_conclusion_too(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    for row in _questions(screen.panel.checklist):
        row.control.set_value("yes")
    screen.readiness.check()
    assert screen.footer.missing.text() == "还差：结论"
    assert screen.view is not None
    publishable = next(c for c in screen.view.choices if c.decision is not None)
    screen.panel.opinion.set_choice(publishable)
    screen.readiness.check()
    assert screen.footer.missing.text() == ""
