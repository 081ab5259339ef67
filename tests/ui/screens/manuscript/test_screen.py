"""The manuscript screen over the sample office: what a person does with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qz_review.model.checklist import Answer
from qz_review.model.manuscript import ChangeClass, Decision
from qz_review.model.stage import Phase, Stage
from qz_review.workspace import Workspace
from tests.ui.screens.manuscript.conftest import PASSWORD, OpenScreen
from ui.editor.line_picture import ViewMode
from ui.jobs.job_runner import JobRunner
from ui.screens.manuscript.acts.act_dialog import ActDialog
from ui.screens.manuscript.checklist_row import ChecklistRow
from ui.screens.manuscript.screen import ManuscriptScreen
from ui.sign_request import SignRequest
from ui.theme.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.blocked_dialog import BlockedDialog
from ui.widgets.combo_box import ComboBox


def _type(screen: ManuscriptScreen, words: str) -> None:
    for character in words:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        QGuiApplication.sendEvent(screen.page, event)


def _words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def _click(widget: QWidget, name: str) -> None:
    button = widget.findChild(QPushButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _dialog(screen: ManuscriptScreen) -> ActDialog:
    found = [d for d in screen.window().findChildren(ActDialog) if d.is_open]
    assert len(found) == 1
    return found[0]


def _finish(screen: ManuscriptScreen, password: str = PASSWORD) -> None:
    dialog = _dialog(screen)
    if dialog.password is not None:
        dialog.password.set_text(password)
    _click(dialog, "act_accept")


def _answer_all(screen: ManuscriptScreen) -> None:
    for row in screen.panel.checklist.rows:
        if not row.is_heading:
            row.control.set_value("yes")


def _notices(screen: ManuscriptScreen) -> str:
    return "\n".join(_words(b) for b in screen.notices.findChildren(Banner) if not b.isHidden())


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
    _type(screen, "试")
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
    _type(screen, "试")
    left = QSignalSpy(screen.back_requested)
    _click(screen, "back")
    assert left.count() == 1
    view = workspace.manuscripts.view(screen.view.manuscript_id)
    assert len(view.versions) == before + 1
    assert view.signed_text.title.startswith("试")


def test_typing_goes_on_after_a_version_was_made(
    open_screen: OpenScreen, workspace: Workspace
) -> None:
    screen = open_screen("zhouyuan", "0412")
    assert screen.view is not None
    _type(screen, "一")
    screen.keeper.leave()  # as after two minutes idle
    _type(screen, "二")
    screen.keeper.leave()
    _type(screen, "三")
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
    _type(screen, "试")
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
    _click(bar, "replace_all")
    assert "长者食堂" not in str(screen.page.current_text())
    screen.page.undo()
    assert screen.page.current_text() == before


def test_replacing_is_found_from_the_find_bar(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    bar = screen.find_bar
    _click(screen, "find")
    assert not bar.replacement.isVisible()
    _click(bar, "find_replacing")
    assert bar.replacement.isVisible()
    assert screen.window().focusWidget() is bar.replacement
    _click(bar, "find_replacing")
    assert not bar.replacement.isVisible()
    screen.tools.modes.set_value("original")
    _click(screen, "find")
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
    _answer_all(screen)
    _click(panel, "only_open")
    assert all(row.isHidden() for row in panel.rows)
    assert panel.rest.text() == "各项已答"


def test_what_is_missing_is_listed_and_leads_there(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    QTest.keyClick(screen.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = screen.window().findChild(BlockedDialog)
    assert dialog is not None
    words = _words(dialog)
    assert "结论没有选定" in words
    assert "审核要点差 26 项" in words
    screen.panel.show_tab("opinion")
    _click(dialog, "blocked_checklist")
    assert screen.panel.tabs.current == "checklist"


def test_ready_to_sign_hands_over_exactly_what_is_shown(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    _type(screen, "试")
    _answer_all(screen)
    screen.panel.show_tab("opinion")
    QGuiApplication.processEvents()  # the tab is laid out
    card = screen.panel.opinion.cards.findChild(QAbstractButton, "choice_publishable")
    assert card is not None
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    screen.panel.opinion.opinion.setPlainText("内容属实")
    asked = QSignalSpy(screen.sign_requested)
    _click(screen, "primary_act")
    blocked = screen.window().findChild(BlockedDialog)
    assert blocked is None, _words(blocked)
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
    _answer_all(screen)
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
    _click(screen, "return_step")
    dialog = _dialog(screen)
    _finish(screen)
    assert dialog.is_open  # no reason yet
    reason = dialog.fields.control("reason")
    assert isinstance(reason, QPlainTextEdit)
    reason.setPlainText("补充依据")
    _finish(screen, "wrong")
    assert dialog.password is not None
    assert dialog.password.error
    _finish(screen)
    assert told.at(told.count() - 1)[0] == "已退回一审"
    assert screen.view is not None
    assert screen.view.stage is Stage.REVIEW_1
    assert not screen.view.may_edit
    assert "补充依据" in _notices(screen)


def test_somebody_else_s_step_can_only_be_read(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0415")
    before = screen.page.current_text()
    _type(screen, "试")
    assert screen.page.current_text() == before
    assert "等 李某禾 办一审，只能看" in _notices(screen)
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
    assert screen.work().carried_out[0].done


def test_an_edit_at_third_proof_shows_as_a_change_to_class(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0405")
    _type(screen, "再")
    screen.readiness.check()
    assert len(screen.panel.transcription.changes) == 2


def test_final_scan_says_that_no_rules_are_configured(open_screen: OpenScreen) -> None:
    screen = open_screen("lihe", "0404")
    assert "三校已签，待终扫" in _notices(screen)
    _click(screen, "primary_act")
    _finish(screen)
    assert screen.view is not None
    assert screen.view.phase is Phase.READY
    assert "终扫：未配置规则" in _notices(screen)
    assert "通过" not in _notices(screen).replace("不算通过", "")


def test_release_then_archive(
    open_screen: OpenScreen, workspace: Workspace, tmp_path: Path
) -> None:
    screen = open_screen("lihe", "0404")
    _click(screen, "primary_act")
    _finish(screen)
    assert screen.view is not None
    for _ in range(len(screen.view.channels)):
        screen.acts.run("release")
        dialog = _dialog(screen)
        key = next(k for k in dialog.fields._controls if k.startswith("address_")
                   and dialog.fields._is_asked(dialog.fields._asks[k]))  # fmt: skip
        address = dialog.fields.control(key)
        assert isinstance(address, QLineEdit)
        address.setText("https://example.test/1")
        _finish(screen)
    assert screen.view.phase is Phase.RELEASED
    screen.acts.run("copy_text")
    assert screen.view.title in QGuiApplication.clipboard().text()


def test_an_edit_after_third_proof_reopens_it(
    open_screen: OpenScreen, workspace: Workspace
) -> None:
    screen = open_screen("lihe", "0404")
    _type(screen, "改")
    screen.page.changes_counted.emit(screen.page.changes)
    assert "须重新三校" in _notices(screen)
    _click(screen.notices, "notice_reopen")
    assert screen.view is not None
    assert screen.view.stage is Stage.PROOF_3
    assert "三校后有改动，须重新三校" in _notices(screen)


def test_versions_show_an_earlier_text_and_bring_it_back(
    open_screen: OpenScreen, qtbot: QtBot
) -> None:
    screen = open_screen("zhouyuan", "0412")
    assert screen.view is not None
    original = screen.view.original
    _click(screen, "versions")
    dialog = screen.window().findChild(QWidget, "versions_dialog")
    assert dialog is not None
    dialog.list.setCurrentRow(dialog.list.count() - 1)  # type: ignore[attr-defined]
    assert dialog.page.current_text() == original  # type: ignore[attr-defined]
    _click(dialog, "restore_version")
    _click(screen.window(), "confirm_accept")
    assert screen.page.current_text() == original
    assert screen.view.may_edit


def test_a_done_step_tells_its_opinion(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    screen.stepper.step_clicked.emit("proof_1")
    dialog = screen.window().findChild(QWidget, "step_dialog")
    assert dialog is not None
    assert "改正10处，其余与花脸稿一致。" in _words(dialog)
    _click(dialog, next(b.objectName() for b in dialog.findChildren(QPushButton)
                        if b.objectName().startswith("show_version")))  # fmt: skip
    assert screen.window().findChild(QWidget, "versions_dialog") is not None


def test_both_names_of_a_delegation_can_be_read(open_screen: OpenScreen) -> None:
    screen = open_screen("zhangning", "0404")
    screen.window().resize(1366, 768)
    names = [
        label
        for label in screen.panel.opinion.history.findChildren(QLabel)
        if "受 周某远 委托" in label.text()
    ]
    assert len(names) == 2  # the opinion and the delegation itself
    for label in names:
        assert label.height() >= label.heightForWidth(label.width())


def test_numbers_of_the_checklist_have_room_at_large_type(
    open_screen: OpenScreen, theme: Theme
) -> None:
    screen = open_screen("zhouyuan", "0412")
    theme.set_text_scale(150)
    try:
        numbers = [row._number for row in screen.panel.checklist.findChildren(ChecklistRow)]
        assert numbers
        for number in numbers:
            assert number.fontMetrics().horizontalAdvance(number.text()) <= number.width()
    finally:
        theme.set_text_scale(100)


def test_own_phrases_are_kept(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    screen.panel.opinion.pills.add_requested.emit()
    phrase = _dialog(screen).fields.control("phrase")
    assert isinstance(phrase, QLineEdit)
    phrase.setText("已核对来函")
    _finish(screen)
    shown = [pill.phrase for pill in screen.panel.opinion.pills._pills]
    assert "已核对来函" in shown
    screen.panel.opinion.pills.phrase_chosen.emit("已核对来函")
    assert screen.panel.opinion.opinion.toPlainText() == "已核对来函"


def test_a_sheet_is_saved_as_pdf(
    open_screen: OpenScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = open_screen("zhouyuan", "0412")
    path = tmp_path / "清样.pdf"
    monkeypatch.setattr("ui.screens.manuscript.act_runner.ask_path", lambda *_args, **_named: path)
    QTest.keyClick(screen.page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = screen.window().findChild(QWidget, "print_dialog")
    assert dialog is not None
    dialog.cards.set_choice("clean")  # type: ignore[attr-defined]
    _click(dialog, "print_save")
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("account", ["zhouyuan", "lihe"])
def test_every_act_in_every_menu_opens(
    open_screen: OpenScreen, workspace: Workspace, account: str
) -> None:
    from qz_review.services.views import ManuscriptQuery
    from ui.screens.manuscript.act_list import menu_groups
    from ui.screens.manuscript.acts.catalogue import form_for

    workspace.session.login(account, PASSWORD)
    screen = open_screen(account, "0412")
    plain = {"copy_text", "archive_pdf", "correct", "rule", "set_aside"}
    opened = 0
    for row in workspace.manuscripts.page(ManuscriptQuery()).rows:
        screen.open(row.manuscript_id)
        view = screen.view
        assert view is not None
        for key, _ in (entry for group in menu_groups(view) for entry in group):
            if key in plain:
                continue
            form = form_for(key, view, workspace, screen.now())
            assert form is not None, key
            dialog = ActDialog(screen, screen.jobs, form)
            dialog.open()
            assert dialog.accept.text() == form.verb
            dialog.request_close()
            opened += 1
    assert opened >= 1


@pytest.mark.parametrize(("width", "height"), [(1310, 768), (1864, 1080), (1024, 680)])
def test_sizes_of_the_window(open_screen: OpenScreen, width: int, height: int) -> None:
    screen = open_screen("zhouyuan", "0412")
    screen.window().resize(width, height)
    QGuiApplication.processEvents()
    assert screen.stepper.is_compact == (height < 840)
    page = screen.page.viewport().width()
    assert page >= screen.page.projection.formats.least_width or width < 1100
    folded = screen.frame.is_folded
    assert folded == (not screen.panel.isVisible())
    if folded:
        screen.frame.toggle_panel()
        assert screen.panel.isVisible()


def test_large_text_folds_the_panel_to_a_button(open_screen: OpenScreen, qtbot: QtBot) -> None:
    screen = open_screen("zhouyuan", "0412")
    screen.window().resize(1310, 768)
    screen.tools.size_chosen.emit(28)
    QGuiApplication.processEvents()
    assert screen.frame.is_folded
    assert screen.tools.panel.isVisible()
    _click(screen, "open_panel")
    assert screen.panel.isVisible()


def test_a_low_window_shows_the_whole_footer(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    window = screen.window()
    window.resize(1310, 720)  # 1366 x 768 less the rail, the title bar and the desktop's own
    QGuiApplication.processEvents()
    assert (window.width(), window.height()) == (1310, 720)
    for part in (screen.footer.primary, screen.footer.back, screen.footer.missing):
        assert part is not None and part.isVisible()
        assert window.rect().contains(part.mapTo(window, part.rect().bottomRight()))
    assert screen.footer.missing.text() == "还差：结论、要点 26 项"


def test_autosave_runs_beside_the_typing(workspace: Workspace, theme: Theme, qtbot: QtBot) -> None:
    """With the real runner and its threads: saved without a key, a version on leaving."""
    workspace.session.login("zhouyuan", PASSWORD)
    manuscript_id = workspace.manuscripts.find_by_number("QT-2026-0412")
    errors: list[Exception] = []
    jobs = JobRunner(errors.append)
    jobs.set_workspace(workspace)
    screen = ManuscriptScreen(workspace, jobs)
    qtbot.addWidget(screen)
    screen.resize(1384, 900)
    screen.show()
    screen.open(manuscript_id)
    qtbot.waitUntil(lambda: screen.view is not None, timeout=10_000)
    _type(screen, "试")
    qtbot.waitUntil(lambda: screen.footer.saved.label.text().startswith("已保存"), timeout=10_000)
    draft = workspace.manuscripts.view(manuscript_id).draft
    assert draft is not None
    assert draft.text == screen.page.current_text()
    screen.leave()
    qtbot.waitUntil(lambda: not screen.keeper.is_busy, timeout=10_000)
    assert workspace.manuscripts.view(manuscript_id).signed_text == screen.page.current_text()
    assert jobs.close()
    assert errors == []
