"""The manuscript screen over the sample office: what a person does with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QPlainTextEdit,
    QWidget,
)

from qz_review.model.checklist import Answer
from qz_review.model.manuscript import ChangeClass, Decision
from qz_review.model.stage import Stage
from qz_review.workspace import Workspace
from tests.ui.screens.manuscript.conftest import PASSWORD, OpenScreen
from tests.ui.screens.manuscript.hands import (
    answer_all,
    click,
    finish,
    notices,
    open_dialog,
    type_words,
    words_in,
)
from ui.editor.line_picture import ViewMode
from ui.sign_request import SignRequest
from ui.widgets.blocked_dialog import BlockedDialog
from ui.widgets.combo_box import ComboBox


def test_the_manuscript_is_shown_with_its_facts(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    view = screen.view
    assert view is not None
    assert screen.header.title.text() == view.title
    assert screen.header.number.text() == "QT-2026-0412"
    assert {tag.text for tag in screen.header._tags} == {"重要", "会签 2/2"}
    assert screen.page.current_text() == view.text
    assert screen.footer.characters.text() == f"{view.characters} 字"
    assert screen.tools.count.text() == "19 处"
    assert screen.panel.keys == ("checklist", "opinion")


def test_typing_is_saved_and_found_again(open_screen: OpenScreen, workspace: Workspace) -> None:
    screen = open_screen("zhouyuan", "0412")
    assert screen.view is not None
    manuscript_id = screen.view.manuscript_id
    type_words(screen, "试")
    assert screen.keeper.is_dirty
    QTest.keyClick(screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert screen.footer.saved.label.text().startswith("已保存")
    draft = workspace.manuscripts.view(manuscript_id).draft
    assert draft is not None
    assert draft.text.title.startswith("试")
    assert screen.tools.count.text() in ("19 处", "20 处")


def test_leaving_makes_a_version(open_screen: OpenScreen, workspace: Workspace) -> None:
    screen = open_screen("zhouyuan", "0412")
    assert screen.view is not None
    before = len(screen.view.versions)
    type_words(screen, "试")
    left = QSignalSpy(screen.back_requested)
    click(screen, "back")
    assert left.count() == 1
    view = workspace.manuscripts.view(screen.view.manuscript_id)
    assert len(view.versions) == before + 1
    assert view.signed_text.title.startswith("试")


def test_typing_goes_on_after_a_version_was_made(
    open_screen: OpenScreen, workspace: Workspace
) -> None:
    screen = open_screen("zhouyuan", "0412")
    assert screen.view is not None
    type_words(screen, "一")
    screen.keeper.leave()  # as after two minutes idle
    type_words(screen, "二")
    screen.keeper.leave()
    type_words(screen, "三")
    screen.keeper.save_now()
    view = workspace.manuscripts.view(screen.view.manuscript_id)
    assert view.text.title.startswith("一二三")
    assert view.set_aside is None
    assert screen.page.current_text() == view.text


def test_views_change_and_the_original_cannot_be_typed_into(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    assert screen.view is not None
    screen.tools.modes.set_value("original")
    assert screen.page.mode is ViewMode.ORIGINAL
    assert screen.view.original.title in screen.page.toPlainText()
    type_words(screen, "试")
    screen.tools.modes.set_value("clean")
    assert screen.page.current_text() == screen.view.text


def test_f7_walks_through_the_changes(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    QTest.keyClick(screen.page, Qt.Key.Key_F7)
    assert screen.tools.count.text() == "1 / 19 处"
    QTest.keyClick(screen.page, Qt.Key.Key_F7)
    QTest.keyClick(screen.page, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert screen.tools.count.text() == "1 / 19 处"


def test_find_and_replace_all_is_one_step(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    before = screen.page.current_text()
    QTest.keyClick(screen.page, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    bar = screen.find_bar
    bar.words.setText("长者食堂")
    assert bar.count.text().endswith("处")
    bar.replacement.setText("助餐点")
    click(bar, "replace_all")
    assert "长者食堂" not in str(screen.page.current_text())
    screen.page.undo()
    assert screen.page.current_text() == before


def test_replacing_is_found_from_the_find_bar(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    bar = screen.find_bar
    click(screen, "find")
    assert not bar.replacement.isVisible()
    click(bar, "find_replacing")
    assert bar.replacement.isVisible()
    assert screen.window().focusWidget() is bar.replacement
    click(bar, "find_replacing")
    assert not bar.replacement.isVisible()
    screen.tools.modes.set_value("original")
    click(screen, "find")
    assert not bar.replacing.isVisible()  # nothing can be replaced in the 原稿


def test_checklist_by_keys_with_note_for_no(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    panel = screen.panel.checklist
    rows = [row for row in panel.rows if not row.is_heading]
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Y)
    QTest.keyClick(rows[1], Qt.Key.Key_N)
    assert panel.state is not None
    assert panel.state.answered == 3  # one answer, and two that the manuscript itself suggests
    QTest.keyClicks(rows[1].note, "ok")
    assert panel.state.answered == 4
    QTest.keyClick(rows[2], Qt.Key.Key_X)
    given = panel.state.answer(rows[2].item.id)
    assert given is not None
    assert given.answer is Answer.NOT_APPLICABLE
    assert panel.rest.text() == f"还差 {panel.state.total - panel.state.answered} 项"
    work = screen.work()
    assert {a.item_id for a in work.answers} >= {row.item.id for row in rows[:3]}


def test_only_unanswered_items(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    panel = screen.panel.checklist
    answer_all(screen)
    click(panel, "only_open")
    assert all(row.isHidden() for row in panel.rows)
    assert panel.rest.text() == "各项已答"


def test_what_is_missing_is_listed_and_leads_there(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    QTest.keyClick(screen.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = screen.window().findChild(BlockedDialog)
    assert dialog is not None
    words = words_in(dialog)
    assert "结论没有选定" in words
    assert "审核要点差 26 项" in words
    screen.panel.show_tab("opinion")
    click(dialog, "blocked_checklist")
    assert screen.panel.tabs.current == "checklist"


def test_ready_to_sign_hands_over_exactly_what_is_shown(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    type_words(screen, "试")
    answer_all(screen)
    screen.panel.show_tab("opinion")
    QGuiApplication.processEvents()  # the tab is laid out
    card = screen.panel.opinion.cards.findChild(QAbstractButton, "choice_publishable")
    assert card is not None
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    screen.panel.opinion.opinion.setPlainText("内容属实")
    asked = QSignalSpy(screen.sign_requested)
    click(screen, "primary_act")
    blocked = screen.window().findChild(BlockedDialog)
    assert blocked is None, words_in(blocked)
    assert asked.count() == 1
    request = asked.at(0)[0]
    assert isinstance(request, SignRequest)
    assert request.work.text == screen.page.current_text()
    assert request.work.opinion == "内容属实"
    assert request.work.decision is Decision.PUBLISHABLE
    assert [w.code for w in request.warnings] == ["unread"]


def test_after_signing_the_screen_shows_the_next_step(
    open_screen: OpenScreen, workspace: Workspace
) -> None:
    screen = open_screen("zhouyuan", "0412")
    answer_all(screen)
    assert screen.view is not None
    work = screen.work()
    part = screen.view.parts[0]
    workspace.review.sign(screen.view.manuscript_id, part, Decision.PUBLISHABLE, work, PASSWORD)
    assert screen.view.stage is Stage.PROOF_2
    assert screen.panel.tabs.findChild(QWidget, "tab_checklist") is not None
    assert screen.page.current_text() == screen.view.text


def test_returning_asks_reason_and_password(open_screen: OpenScreen, workspace: Workspace) -> None:
    screen = open_screen("zhouyuan", "0412")
    told = QSignalSpy(screen.told)
    click(screen, "return_step")
    dialog = open_dialog(screen)
    finish(screen)
    assert dialog.is_open  # no reason yet
    reason = dialog.fields.control("reason")
    assert isinstance(reason, QPlainTextEdit)
    reason.setPlainText("补充依据")
    finish(screen, "wrong")
    assert dialog.password is not None
    assert dialog.password.error
    finish(screen)
    assert told.at(told.count() - 1)[0] == "已退回一审"
    assert screen.view is not None
    assert screen.view.stage is Stage.REVIEW_1
    assert not screen.view.may_edit
    assert "补充依据" in notices(screen)


def test_somebody_else_s_step_can_only_be_read(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0415")
    before = screen.page.current_text()
    type_words(screen, "试")
    assert screen.page.current_text() == before
    assert "等 李某禾 办一审，只能看" in notices(screen)
    assert screen.footer.primary is None


def test_third_proof_classes_changes_and_answers_the_leader(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0405")
    assert screen.panel.keys == ("checklist", "opinion", "transcription")
    panel = screen.panel.transcription
    assert panel.rest == 1
    change = panel.changes[0]
    combo = panel.findChild(ComboBox, f"class_{change.key}")
    assert combo is not None
    combo.set_choice(ChangeClass.CORRECTS_WORDING.value)
    assert panel.rest == 0
    assert screen.work().changes[0].kind is ChangeClass.CORRECTS_WORDING
    assert screen.view is not None and all(line.done for line in screen.view.expected_lines)
    assert screen.work().carried_out == ()  # what the text shows by itself is nobody's answer


def test_an_edit_at_third_proof_shows_as_a_change_to_class(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0405")
    type_words(screen, "再")
    screen.readiness.check()
    assert len(screen.panel.transcription.changes) == 2
