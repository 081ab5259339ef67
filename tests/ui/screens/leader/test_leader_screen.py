"""A leader reads and decides as he would: with the mouse, a few keys and his password."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from qz_review.model.checklist import Answer
from qz_review.model.manuscript import Decision, Flag, Part
from qz_review.model.person import Person
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import Paragraph, plain_text, text_hash
from qz_review.services.results import short_code
from qz_review.services.views import DraftWork
from qz_review.workspace import Workspace
from ui.events.change_bridge import ChangeBridge
from ui.jobs.job_runner import JobRunner
from ui.screens.leader import sheet_out
from ui.screens.leader.checklist_dialog import ChecklistDialog
from ui.screens.leader.instructions_dialog import InstructionsDialog
from ui.screens.leader.screen import LeaderScreen
from ui.screens.sign.dialog import SignDialog
from ui.widgets.blocked_dialog import BlockedDialog
from ui.widgets.themed import Themed
from ui.widgets.toast import ToastHost

PASSWORD = "sample-2026"
PLAIN, DISPUTED, IMPORTANT = "QT-2026-0408", "QT-2026-0406", "QT-2026-0412"
Open = Callable[..., LeaderScreen]
Sign = Callable[..., object]


def click(parent: QWidget, name: str) -> None:
    button = parent.findChild(QAbstractButton, name)
    assert button is not None and not button.isHidden(), name
    button.click()


def write(widget: QWidget, words: str) -> None:
    """As an input method hands over Chinese words."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)


def open_dialog(screen: QWidget, kind: type[QWidget]) -> QWidget:
    shown = [d for d in screen.window().findChildren(kind) if d.isVisible()]
    assert len(shown) == 1
    return shown[0]


def sign_in_dialog(screen: LeaderScreen, words: str = "同意") -> None:
    dialog = open_dialog(screen, SignDialog)
    assert isinstance(dialog, SignDialog)
    dialog.form.words.setPlainText(words)
    dialog.form.password.set_text(PASSWORD)
    dialog.form.statement.setChecked(True)
    dialog.act.click()


def state_of(office: Workspace, number: str):
    return office.manuscripts.view(office.manuscripts.find_by_number(number))


def last_act(office: Workspace, number: str):
    return state_of(office, number).opinions[0]


# --- reading ------------------------------------------------------------------------------------


def test_leader_sees_text_opinions_and_his_place_in_the_queue(
    open_screen: Open, office: Workspace
) -> None:
    screen = open_screen("chenan", PLAIN)
    view = state_of(office, PLAIN)
    assert "全市秋冬季森林防火工作视频会议召开" in screen.page.toPlainText()
    assert screen.header.queue.text() == "待签 2 件，第 1 件"
    names = [entry.accessibleName() for entry in screen.side.opinions._entries]
    assert [name.split()[0] for name in names] == ["一审", "一校", "二审", "二校", "三审"]
    assert "签后报三校" in names[-1] and "陈某安" in names[-1]
    assert short_code(view.text_hash) in screen.side.box.hash.accessibleName()
    assert screen.side.box.checklist.accessibleName() == "审核要点 0/8"


def test_changes_are_hidden_until_they_are_wanted(open_screen: Open) -> None:
    screen = open_screen("chenan", PLAIN)
    clean = screen.page.toPlainText()
    assert screen.header.count.text() == "6 处"
    screen.header.marks.click()
    assert len(screen.page.toPlainText()) > len(clean)
    screen.header.marks.click()
    assert screen.page.toPlainText() == clean


def test_words_quoted_in_an_opinion_are_marked_in_text_and_opinion(
    open_screen: Open, office: Workspace, sign_for: Sign
) -> None:
    words = "能发布。“长者食堂”提法请定，“没有的话”不算。"
    sign_for("zhouyuan", IMPORTANT, Decision.PUBLISHABLE, words)
    sign_for("zhouyuan", IMPORTANT, Decision.PROOF_CLEAN, "已核对")
    screen = open_screen("chenan", IMPORTANT)
    words = plain_text(state_of(office, IMPORTANT).text)
    assert screen.page.quoted_places == words.count("长者食堂") > 0
    quoted = [e._view for e in screen.side.opinions._entries if e._view.quotes]
    assert [view.words[s:e] for view in quoted for s, e in view.quotes] == ["“长者食堂”"]


def test_text_size_goes_round_and_is_kept_for_the_person(
    open_screen: Open, office: Workspace
) -> None:
    screen = open_screen("chenan", PLAIN)
    assert screen.page.text_size == 23
    screen.header.size_button.click()
    assert (screen.page.text_size, screen.header.size_button.text()) == (28, "特大")
    screen.header.size_button.click()
    assert (screen.page.text_size, screen.header.size_button.text()) == (20, "中")
    again = open_screen("chenan", PLAIN)
    assert again.page.text_size == 20


def test_moon_turns_the_window_dark_and_back(open_screen: Open, theme: Themed) -> None:
    screen = open_screen("chenan", PLAIN)
    click(screen, "theme")
    assert theme.is_dark and screen.header.theme_button.accessibleName() == "浅色"
    click(screen, "theme")
    assert not theme.is_dark


def test_keyboard_goes_through_the_queue(open_screen: Open, qtbot: QtBot) -> None:
    screen = open_screen("chenan", PLAIN)
    qtbot.keyClick(screen.page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert screen.header.queue.text() == "待签 2 件，第 2 件"
    assert "全市民营企业座谈会举行" in screen.page.toPlainText()
    qtbot.keyClick(screen.page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert screen.header.queue.text() == "待签 2 件，第 1 件"


def test_disagreement_of_another_unit_shows_both_reasons(open_screen: Open) -> None:
    screen = open_screen("chenan", DISPUTED)
    words = "\n".join(e.accessibleName() for e in screen.side.opinions._entries)
    assert "62.3%为初步测算数" in words and "本单位理由：该数据已在会上通报" in words
    assert [b.accessibleName().split()[0] for b in screen.area.banners] == [
        "市税务局不同意，双方理由见前面的意见"
    ]


# --- signing ------------------------------------------------------------------------------------


def test_three_acts_and_the_password_sign_a_manuscript(
    open_screen: Open, office: Workspace, window: QMainWindow
) -> None:
    screen = open_screen("chenan", PLAIN)
    told: list[object] = []
    screen.signed.connect(told.append)
    click(screen, "all_yes")
    assert screen.side.box.checklist.accessibleName() == "审核要点 各项均为是 · 8/8"
    click(screen, "choose_approve")
    sign_in_dialog(screen)
    view = state_of(office, PLAIN)
    assert view.stage is Stage.PROOF_3 and len(told) == 1
    act = last_act(office, PLAIN)
    assert (act.decision_label, act.who, act.opinion) == ("同意发布", "陈某安", "同意")
    toast = window.findChild(QWidget, "toast")
    assert toast is not None and toast.accessibleName() == "已签署，报送三校"
    assert screen.header.queue.text() == "待签 1 件，第 1 件"
    assert "全市民营企业座谈会举行" in screen.page.toPlainText()
    assert window.focusWidget() is screen.page  # and not a conclusion of the next manuscript


def test_a_manuscript_is_signed_while_the_store_works_in_its_own_thread(
    office: Workspace, window: QMainWindow, log_in: Callable[[str], Person], qtbot: QtBot
) -> None:
    def fail(error: Exception) -> None:
        raise error

    log_in("chenan")
    jobs, bridge = JobRunner(fail), ChangeBridge(fail)
    jobs.set_workspace(office)
    bridge.follow(office)
    screen = LeaderScreen(
        workspace=office,
        jobs=jobs,
        manuscript_id=office.manuscripts.find_by_number(PLAIN),
        sign_dialog=lambda view, part, work, choice, host: SignDialog(
            office, jobs, view, part, work, choice, host
        ),
        toasts=ToastHost(window),
    )
    bridge.changed.connect(screen.refresh)
    window.setCentralWidget(screen)
    try:
        qtbot.waitUntil(lambda: screen.footer.isVisible())
        click(screen, "all_yes")
        qtbot.keyClick(screen.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(SignDialog)))
        with qtbot.waitSignal(screen.signed):
            sign_in_dialog(screen)
        qtbot.waitUntil(lambda: "全市民营企业座谈会举行" in screen.page.toPlainText())
        assert screen.header.queue.text() == "待签 1 件，第 1 件"
        assert state_of(office, PLAIN).stage is Stage.PROOF_3
    finally:
        bridge.follow(None)
        jobs.close()


def test_unanswered_checklist_is_answered_from_the_list_of_what_is_missing(
    open_screen: Open, office: Workspace
) -> None:
    screen = open_screen("chenan", PLAIN)
    click(screen, "choose_approve")
    blocked = open_dialog(screen, BlockedDialog)
    link = blocked.findChild(QAbstractButton, "blocked_all_yes")
    assert link is not None and link.text() == "各项均为是"
    link.click()
    sign_in_dialog(screen)
    assert state_of(office, PLAIN).stage is Stage.PROOF_3


def test_after_the_last_signature_the_queue_is_empty(open_screen: Open, office: Workspace) -> None:
    screen = open_screen("chenan", PLAIN)
    for _ in range(2):
        click(screen, "all_yes")
        click(screen, "choose_approve")
        sign_in_dialog(screen)
    assert screen.area.empty.isVisible() and not screen.footer.isVisible()
    left = []
    screen.closed.connect(lambda: left.append(True))
    screen.area.empty.action.click()
    assert left == [True]


def test_edits_in_place_are_saved_and_are_in_the_text_that_is_signed(
    open_screen: Open, office: Workspace, qtbot: QtBot
) -> None:
    screen = open_screen("chenan", PLAIN)
    before = state_of(office, PLAIN).text_hash
    write(screen.page, "不能改")
    assert text_hash(screen.page.current_text()) == before
    click(screen, "edit_text")
    screen.page.go_to_paragraph(1)
    write(screen.page, "昨天，")
    edited = text_hash(screen.page.current_text())
    assert edited != before
    with qtbot.waitSignal(screen.presenter.saved, timeout=2500):
        pass
    kept = state_of(office, PLAIN)
    assert kept.draft is not None and text_hash(kept.draft.text) == edited
    qtbot.waitUntil(lambda: short_code(edited) in screen.side.box.hash.accessibleName())
    click(screen, "all_yes")
    click(screen, "choose_approve")
    sign_in_dialog(screen)
    assert last_act(office, PLAIN).text_hash == edited
    log_lines = state_of(office, PLAIN)
    assert log_lines.signed_text.blocks[0].text.startswith("昨天，")  # type: ignore[union-attr]


def test_changes_to_be_made_reach_the_third_proof_line_by_line(
    open_screen: Open, office: Workspace, log_in: Callable[[str], Person]
) -> None:
    screen = open_screen("chenan", PLAIN)
    click(screen, "all_yes")
    click(screen, "choose_approve_with_changes")
    dialog = open_dialog(screen, InstructionsDialog)
    assert isinstance(dialog, InstructionsDialog)
    dialog.go_on.click()
    assert dialog.field.error and dialog.is_open
    dialog.edit.setPlainText("第1段补充会议时间\n\n第2段“严峻”改为“严峻复杂”")
    dialog.go_on.click()
    sign_in_dialog(screen, "修改后发布")
    log_in("zhouyuan")
    lines = [line.words for line in state_of(office, PLAIN).expected_lines]
    assert lines == ["第1段补充会议时间", "第2段“严峻”改为“严峻复杂”"]


def test_what_was_typed_as_changes_is_kept_when_the_panel_is_closed(
    open_screen: Open, office: Workspace
) -> None:
    screen = open_screen("chenan", PLAIN)
    click(screen, "choose_approve_with_changes")
    edit = open_dialog(screen, InstructionsDialog).findChild(QPlainTextEdit, "instructions")
    assert edit is not None
    edit.setPlainText("补充咨询电话")
    open_dialog(screen, InstructionsDialog).request_close()  # type: ignore[attr-defined]
    screen.save()
    draft = state_of(office, PLAIN).draft
    assert draft is not None and draft.instructions == ("补充咨询电话",)


def test_return_to_the_second_review_with_a_reason(open_screen: Open, office: Workspace) -> None:
    screen = open_screen("chenan", PLAIN)
    click(screen, "choose_return")
    sign_in_dialog(screen, "补充数据来源")
    assert state_of(office, PLAIN).stage is Stage.REVIEW_2
    assert last_act(office, PLAIN).opinion == "补充数据来源"


def test_rejection_ends_the_manuscript(open_screen: Open, office: Workspace) -> None:
    screen = open_screen("chenan", PLAIN)
    click(screen, "all_yes")
    click(screen, "choose_reject")
    sign_in_dialog(screen, "时效已过，不再发布")
    assert state_of(office, PLAIN).phase is Phase.REJECTED


def test_leader_overrules_a_negative_opinion(
    open_screen: Open, office: Workspace, sign_for: Sign
) -> None:
    sign_for("zhouyuan", IMPORTANT, Decision.NOT_PUBLISHABLE, "补贴标准没有依据")
    screen = open_screen("chenan", IMPORTANT)
    names = [b.objectName() for b in screen.footer._buttons]
    assert names == ["choose_reject", "choose_overrule", "choose_return"]
    banner = screen.area.banners[0].accessibleName()
    assert banner.startswith("二审意见：不能发布") and "补贴标准没有依据" in banner
    click(screen, "choose_overrule")
    sign_in_dialog(screen, "标准见实施办法第六条，继续办理")
    assert state_of(office, IMPORTANT).stage is Stage.PROOF_2


def test_important_manuscript_waits_for_the_principal_who_signs_with_agreement(
    open_screen: Open, office: Workspace, sign_for: Sign, log_in: Callable[[str], Person]
) -> None:
    sign_for("zhouyuan", IMPORTANT, Decision.PUBLISHABLE, "能发布")
    sign_for("zhouyuan", IMPORTANT, Decision.PROOF_CLEAN, "已核对")
    screen = open_screen("chenan", IMPORTANT)
    assert "签后送梁某审签" in screen.side.opinions._entries[-1].accessibleName()
    click(screen, "all_yes")
    click(screen, "choose_approve")
    sign_in_dialog(screen)
    assert state_of(office, IMPORTANT).stage is Stage.REVIEW_3
    screen = open_screen("liangbo", IMPORTANT)
    assert screen.header.step.accessibleName() == "审签"
    assert [b.objectName() for b in screen.footer._buttons] == [
        "choose_principal_agree", "choose_return", "choose_reject"
    ]  # fmt: skip
    assert not screen.header.edit.isVisible()
    click(screen, "all_yes")
    click(screen, "choose_principal_agree")
    sign_in_dialog(screen)
    view = state_of(office, IMPORTANT)
    assert view.stage is Stage.PROOF_3
    assert {o.label for o in view.opinions if o.stage is Stage.REVIEW_3} == {"三审", "审签"}
    assert screen.area.empty.isVisible()


# --- checklist, drafts --------------------------------------------------------------------------


def test_items_answered_one_by_one_with_a_note(
    open_screen: Open, office: Workspace, qtbot: QtBot
) -> None:
    screen = open_screen("chenan", PLAIN)
    click(screen, "answer_one_by_one")
    dialog = open_dialog(screen, ChecklistDialog)
    assert isinstance(dialog, ChecklistDialog)
    first, second = dialog.rows[0], dialog.rows[1]
    qtbot.keyClick(first, Qt.Key.Key_N)
    assert not first.is_complete
    write(first.note, "副标题已删")
    qtbot.keyClick(second, Qt.Key.Key_Y)
    assert dialog.rows[2].hasFocus()
    dialog.request_close()
    assert screen.side.box.checklist.accessibleName() == "审核要点 否 1 · 2/8"
    assert screen.side.box.all_yes.text() == "其余均为是"
    click(screen, "all_yes")
    screen.save()
    draft = state_of(office, PLAIN).draft
    assert draft is not None and not draft.all_yes
    given = {a.item_id: a for a in draft.answers}
    assert len(given) == 8 and given["r3.1"].answer is Answer.NO
    assert given["r3.1"].note == "副标题已删"
    click(screen, "choose_approve")
    sign_in_dialog(screen)
    assert state_of(office, PLAIN).stage is Stage.PROOF_3


def test_enter_and_esc_in_a_note_stay_in_the_list(open_screen: Open, qtbot: QtBot) -> None:
    screen = open_screen("chenan", PLAIN)
    click(screen, "answer_one_by_one")
    dialog = open_dialog(screen, ChecklistDialog)
    assert isinstance(dialog, ChecklistDialog)
    first, second = dialog.rows[:2]
    qtbot.keyClick(first, Qt.Key.Key_N)
    write(first.note, "已核")
    qtbot.keyClick(first.note, Qt.Key.Key_Escape)
    assert dialog.is_open and dialog.window().focusWidget() is first
    first.note.setFocus()
    qtbot.keyClick(first.note, Qt.Key.Key_Return)
    assert dialog.window().focusWidget() is second
    assert first.note.text() == "已核"


def test_leaving_makes_edits_a_version_of_the_leaders(
    open_screen: Open, office: Workspace, qtbot: QtBot
) -> None:
    screen = open_screen("chenan", PLAIN)
    click(screen, "edit_text")
    screen.page.go_to_paragraph(1)
    write(screen.page, "近日，")
    screen.save()
    newest = state_of(office, PLAIN).versions[0]
    assert (newest.who, newest.text_hash) == ("陈某安", text_hash(screen.page.current_text()))


def test_an_older_save_does_not_land_on_the_last_words(
    office: Workspace, window: QMainWindow, log_in: Callable[[str], Person], qtbot: QtBot
) -> None:
    errors: list[Exception] = []
    log_in("chenan")
    jobs = JobRunner(errors.append)
    jobs.set_workspace(office)
    screen = LeaderScreen(
        workspace=office, jobs=jobs, manuscript_id=office.manuscripts.find_by_number(PLAIN),
        sign_dialog=lambda *parts: SignDialog(office, jobs, *parts), toasts=ToastHost(window),
    )  # fmt: skip
    window.setCentralWidget(screen)
    gate = threading.Event()
    try:
        qtbot.waitUntil(lambda: screen.footer.isVisible() and not jobs.is_busy)
        click(screen, "edit_text")
        screen.page.go_to_paragraph(1)
        jobs.run(screen, "占住", lambda *_: gate.wait(10), lambda _: None, shown=False)
        for words in ("早", "中"):
            write(screen.page, words)
            screen.keeper.save_soon()
        write(screen.page, "晚")
        screen.save()
        gate.set()
        qtbot.waitUntil(lambda: not jobs.is_busy)
        assert state_of(office, PLAIN).text == screen.page.current_text()
        assert "早中晚" in plain_text(screen.page.current_text())
    finally:
        gate.set()
        jobs.close()
    assert errors == []


def test_work_kept_before_is_there_again(open_screen: Open, office: Workspace) -> None:
    screen = open_screen("chenan", PLAIN)
    click(screen, "all_yes")
    screen.save()
    again = open_screen("chenan", PLAIN)
    assert again.side.box.checklist.accessibleName() == "审核要点 各项均为是 · 8/8"


def test_step_recorded_elsewhere_gives_way_to_the_next_manuscript(
    open_screen: Open, office: Workspace, qtbot: QtBot
) -> None:
    screen = open_screen("chenan", PLAIN)
    office.review.return_step(office.manuscripts.find_by_number(PLAIN), "另一窗口退回", PASSWORD)
    qtbot.waitUntil(lambda: "全市民营企业座谈会举行" in screen.page.toPlainText())


def test_a_flag_changed_elsewhere_shows_without_moving_the_text(
    open_screen: Open, office: Workspace, qtbot: QtBot
) -> None:
    screen = open_screen("chenan", PLAIN)
    qtbot.waitUntil(lambda: screen.page.verticalScrollBar().maximum() > 40)
    screen.page.verticalScrollBar().setValue(40)
    manuscript_id = office.manuscripts.find_by_number(PLAIN)
    office.routing.change_flags(manuscript_id, frozenset({Flag.IMPORTANT}), None, "", "市政府要求")
    qtbot.waitUntil(lambda: "签后送梁某审签" in screen.side.opinions._entries[-1].accessibleName())
    assert screen.page.verticalScrollBar().value() == 40


def test_sheet_of_the_step_is_saved_as_pdf(
    open_screen: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = open_screen("chenan", PLAIN)
    place = tmp_path / "sheet.pdf"
    monkeypatch.setattr(sheet_out, "ask_where", lambda parent, name: place)
    screen.header.print_wanted.emit("save")
    assert place.read_bytes().startswith(b"%PDF")


def test_person_menu_leaves_locks_or_opens_the_manuscript_page(
    open_screen: Open, office: Workspace
) -> None:
    screen = open_screen("chenan", PLAIN)
    seen: list[object] = []
    screen.closed.connect(lambda: seen.append("closed"))
    screen.lock_requested.connect(lambda: seen.append("lock"))
    screen.details_requested.connect(seen.append)
    for action in screen.header.make_person_menu().actions():
        action.trigger()
    assert seen == ["closed", office.manuscripts.find_by_number(PLAIN), "lock"]


# --- hard texts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("scale", "height"), [(100, 768), (150, 768), (100, 720)])
def test_long_title_and_small_window_keep_every_control_in_sight(
    open_screen: Open, office: Workspace, window: QMainWindow, theme, scale: int, height: int,
    log_in: Callable[[str], Person],
) -> None:  # fmt: skip
    log_in("chenan")
    view = state_of(office, PLAIN)
    title = "关于" + "进一步加强和改进全市森林防火" * 3
    text = replace(
        view.text, title=title[:40], blocks=(*view.text.blocks, Paragraph("长段" * 1000))
    )
    office.review.save_draft(view.manuscript_id, DraftWork(text, base_hash=view.text_hash))
    theme.set_text_scale(scale)
    window.resize(1366, height)
    screen = open_screen("chenan", PLAIN)
    assert window.height() == height  # nothing made it taller
    caption = screen.page.caption_rect()
    assert caption is not None
    first = screen.page.projection.block_of(1)
    top = screen.page.document().documentLayout().blockBoundingRect(first).top()
    assert caption.bottom() <= top
    for button in [*screen.footer._buttons, screen.header.person, screen.header.size_button]:
        right = button.mapTo(screen, button.rect().bottomRight())
        assert screen.rect().contains(right), button.objectName()
    width = screen.page.viewport().width()
    assert screen.page.document().textWidth() <= width
    assert screen.header.panel.isVisible() == (scale == 150)


def test_part_of_the_view_is_the_one_the_leader_signs(open_screen: Open) -> None:
    screen = open_screen("chenan", PLAIN)
    assert screen._material is not None and screen._material.part is Part.SIGNER
