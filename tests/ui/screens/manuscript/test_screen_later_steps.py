"""The manuscript screen after 三校, and in windows of many sizes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qz_review.model.stage import Phase, Stage
from qz_review.workspace import Workspace
from tests.ui.screens.manuscript.conftest import PASSWORD, OpenScreen
from tests.ui.screens.manuscript.hands import (
    click,
    finish,
    notices,
    open_dialog,
    type_words,
    words_in,
)
from ui.jobs.job_runner import JobRunner
from ui.screens.manuscript.acts.act_dialog import ActDialog
from ui.screens.manuscript.screen import ManuscriptScreen
from ui.theme.theme import Theme
from ui.widgets.segmented import AnswerControl


def test_final_scan_says_that_no_rules_are_configured(open_screen: OpenScreen) -> None:
    screen = open_screen("lihe", "0404")
    assert "三校已签，待终扫" in notices(screen)
    click(screen, "primary_act")
    finish(screen)
    assert screen.view is not None
    assert screen.view.phase is Phase.READY
    assert "终扫：未配置规则" in notices(screen)
    assert "通过" not in notices(screen).replace("不算通过", "")


def test_keys_that_went_with_a_step_come_back_into_the_text(open_screen: OpenScreen) -> None:
    screen = open_screen("lihe", "0404")
    screen.page.clearFocus()
    assert not screen.page.hasFocus()
    screen.reload()
    assert screen.page.hasFocus()


def test_release_then_archive(
    open_screen: OpenScreen, workspace: Workspace, tmp_path: Path
) -> None:
    screen = open_screen("lihe", "0404")
    click(screen, "primary_act")
    finish(screen)
    assert screen.view is not None
    for _ in range(len(screen.view.channels)):
        screen.acts.run("release")
        dialog = open_dialog(screen)
        key = next(k for k in dialog.fields._controls if k.startswith("address_")
                   and dialog.fields._is_asked(dialog.fields._asks[k]))  # fmt: skip
        address = dialog.fields.control(key)
        assert isinstance(address, QLineEdit)
        assert address.text() == ""  # the column's own address is not the article's
        address.setText("https://example.test/1")
        finish(screen)
    assert screen.view.phase is Phase.RELEASED
    screen.acts.run("copy_text")
    assert screen.view.title in QGuiApplication.clipboard().text()
    screen.acts.run("archive")
    dialog = open_dialog(screen)
    for answer in dialog.fields.findChildren(AnswerControl):
        answer.set_value("yes")
    finish(screen)
    assert screen.view.phase is Phase.ARCHIVED
    written = workspace.folder / "archive" / f"{screen.view.number}.pdf"
    assert written.read_bytes().startswith(b"%PDF")


def test_an_edit_after_third_proof_reopens_it(
    open_screen: OpenScreen, workspace: Workspace
) -> None:
    screen = open_screen("lihe", "0404")
    type_words(screen, "改")
    screen.page.changes_counted.emit(screen.page.changes)
    assert "须重新三校" in notices(screen)
    click(screen.notices, "notice_reopen")
    assert screen.view is not None
    assert screen.view.stage is Stage.PROOF_3
    assert "三校后有改动，须重新三校" in notices(screen)


def test_versions_show_an_earlier_text_and_bring_it_back(
    open_screen: OpenScreen, qtbot: QtBot
) -> None:
    screen = open_screen("zhouyuan", "0412")
    assert screen.view is not None
    original = screen.view.original
    click(screen, "versions")
    dialog = screen.window().findChild(QWidget, "versions_dialog")
    assert dialog is not None
    dialog.list.setCurrentRow(dialog.list.count() - 1)  # type: ignore[attr-defined]
    assert dialog.page.current_text() == original  # type: ignore[attr-defined]
    click(dialog, "restore_version")
    click(screen.window(), "confirm_accept")
    assert screen.page.current_text() == original
    assert screen.view.may_edit


def test_a_done_step_tells_its_opinion(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    screen.stepper.step_clicked.emit("proof_1")
    dialog = screen.window().findChild(QWidget, "step_dialog")
    assert dialog is not None
    assert "改正10处，其余与花脸稿一致。" in words_in(dialog)
    click(dialog, next(b.objectName() for b in dialog.findChildren(QPushButton)
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
        numbers = [row._number for row in screen.panel.checklist.rows]
        assert numbers
        for number in numbers:
            assert number.fontMetrics().horizontalAdvance(number.text()) <= number.width()
    finally:
        theme.set_text_scale(100)


def test_own_phrases_are_kept(open_screen: OpenScreen) -> None:
    screen = open_screen("zhouyuan", "0412")
    screen.panel.opinion.pills.add_requested.emit()
    phrase = open_dialog(screen).fields.control("phrase")
    assert isinstance(phrase, QLineEdit)
    phrase.setText("已核对来函")
    finish(screen)
    shown = [pill.phrase for pill in screen.panel.opinion.pills._pills]
    assert "已核对来函" in shown
    screen.panel.opinion.pills.phrase_chosen.emit("已核对来函")
    assert screen.panel.opinion.opinion.toPlainText() == "已核对来函"


def test_a_sheet_is_saved_as_pdf(
    open_screen: OpenScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = open_screen("zhouyuan", "0412")
    path = tmp_path / "清样.pdf"
    monkeypatch.setattr("ui.screens.manuscript.act_runner.ask_where", lambda *_args, **_named: path)
    QTest.keyClick(screen.page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = screen.window().findChild(QWidget, "print_dialog")
    assert dialog is not None
    dialog.cards.set_choice("clean")  # type: ignore[attr-defined]
    click(dialog, "print_save")
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("account", ["zhouyuan", "lihe"])
def test_every_act_in_every_menu_opens(
    open_screen: OpenScreen, workspace: Workspace, qtbot: QtBot, account: str
) -> None:
    from qz_review.services.views import ManuscriptQuery
    from ui.screens.manuscript.act_list import menu_groups
    from ui.screens.manuscript.acts.catalogue import form_for

    workspace.session.login(account, PASSWORD)
    screen = open_screen(account, "0412")
    plain = {"copy_text", "archive_pdf", "correct", "rule", "set_aside"}
    plain |= {"marked_docx", "clean_docx", "certificate", "published"}
    plain |= {"hand_over", "recall"}
    opened = 0
    for row in workspace.manuscripts.page(ManuscriptQuery()).rows:
        screen.open(row.manuscript_id)
        qtbot.waitUntil(lambda: screen.view is not None)
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
    click(screen, "open_panel")
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
    type_words(screen, "试")
    qtbot.waitUntil(lambda: screen.footer.saved.label.text().startswith("已保存"), timeout=10_000)
    draft = workspace.manuscripts.view(manuscript_id).draft
    assert draft is not None
    assert draft.text == screen.page.current_text()
    screen.leave()
    qtbot.waitUntil(lambda: not screen.keeper.is_busy, timeout=10_000)
    assert workspace.manuscripts.view(manuscript_id).signed_text == screen.page.current_text()
    assert jobs.close()
    assert errors == []
