"""A leader reads and decides as he would: with the mouse, a few keys and his password."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from qz_review.model.manuscript import Decision
from qz_review.model.person import Person
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import plain_text, text_hash
from qz_review.services.results import short_code
from qz_review.workspace import Workspace
from tests.ui.screens.leader.hands import (
    DISPUTED,
    IMPORTANT,
    PLAIN,
    Open,
    Sign,
    click,
    last_act,
    open_dialog,
    sign_in_dialog,
    state_of,
    write,
)
from ui.events.change_bridge import ChangeBridge
from ui.jobs.job_runner import JobRunner
from ui.screens.leader.instructions_dialog import InstructionsDialog
from ui.screens.leader.screen import LeaderScreen
from ui.screens.sign.dialog import SignDialog
from ui.widgets.blocked_dialog import BlockedDialog
from ui.widgets.themed import Themed
from ui.widgets.toast import ToastHost


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
