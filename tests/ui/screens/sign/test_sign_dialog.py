"""Signing as a person does it: conclusion, words, password, statement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from qz_review.events.kinds import Assignment
from qz_review.model.manuscript import Decision, Part
from qz_review.model.person import Person
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import Paragraph, text_hash
from qz_review.services.results import short_code
from qz_review.workspace import Workspace
from ui.screens.sign.dialog import SignDialog
from ui.widgets.radio_card import RadioCard
from ui.widgets.text_label import TextLabel

PASSWORD = "sample-2026"
Open = Callable[..., SignDialog]


def choose(dialog: SignDialog, key: str) -> None:
    card = dialog.form.findChild(RadioCard, f"choice_{key}")
    assert card is not None
    card.click()


def fill_in(dialog: SignDialog, words: str = "已核对", password: str = PASSWORD) -> None:
    dialog.form.words.setPlainText(words)
    dialog.form.password.set_text(password)
    dialog.form.statement.setChecked(True)


def text_of(dialog: SignDialog, key: str) -> str:
    return dialog.facts.fact(key).accessibleName()


def test_left_column_says_what_is_signed(open_dialog: Open, office: Workspace) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0405")
    view = office.manuscripts.view(office.manuscripts.find_by_number("QT-2026-0405"))
    name = dialog.facts.findChild(TextLabel, "sign_thing")
    assert name is not None and name.text() == "三校清样"
    assert dialog.facts.hash.text() == short_code(text_hash(view.text))
    assert text_of(dialog, "checklist") == "审核要点 10/10 · 各项均为是" or (
        text_of(dialog, "checklist") == "审核要点 10/10"
    )
    assert "已归类" in text_of(dialog, "approved")
    assert "已誊正 1/1" in text_of(dialog, "leader")
    changes = len(office.manuscripts.marked(view.manuscript_id, view.text).changes)
    assert text_of(dialog, "changes") == f"改动 {changes} 处"


def test_checker_signs_third_proof_beside_the_reader(
    open_dialog: Open, office: Workspace, qtbot: QtBot
) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0405")
    reader, checker = dialog.form.signers.cards
    assert reader.tag is not None and reader.tag.text.startswith("已签 ")
    assert checker.tag is not None and checker.tag.text == "你"
    assert dialog.form.statement.text() == "我已与朗读人逐句核对全文，对本次签署负责。"
    choose(dialog, "proof_release")
    assert text_of(dialog, "after") == "签后 进入发布前终扫"
    fill_in(dialog, "与签发稿一致")
    told: list[str] = []
    dialog.told.connect(told.append)
    with qtbot.waitSignal(dialog.signed) as signed:
        dialog.act.click()
    assert signed.args[0].phase is Phase.FINAL_SCAN
    assert told == ["已签署，进入发布前终扫"]
    assert not dialog.is_open
    view = office.manuscripts.view(office.manuscripts.find_by_number("QT-2026-0405"))
    assert view.opinions[0].opinion.endswith("与签发稿一致")


def test_enter_in_the_password_signs(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0410")
    choose(dialog, "proof_clean")
    fill_in(dialog)
    dialog.form.password.setFocus()
    with qtbot.waitSignal(dialog.signed) as signed:
        qtbot.keyClick(dialog.form.password.edit, Qt.Key.Key_Return)
    assert signed.args[0].next is Stage.REVIEW_3


def test_ctrl_enter_signs_from_the_words(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0410")
    choose(dialog, "proof_clean")
    fill_in(dialog)
    dialog.form.words.setFocus()
    with qtbot.waitSignal(dialog.signed):
        qtbot.keyClick(dialog.form.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_nothing_is_signed_before_everything_is_filled_in(open_dialog: Open) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0410")
    dialog.act.click()
    assert dialog.is_open
    assert dialog.form._choice_error.error == "先选结论"
    assert dialog.form.password.error == "还没填签名密码"
    assert dialog.form.seal.error == "勾选后才能签署"
    choose(dialog, "proof_clean")
    assert dialog.form._choice_error.error == ""


def test_wrong_password_is_said_at_the_field_and_may_be_tried_again(
    open_dialog: Open, office: Workspace, qtbot: QtBot
) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0410")
    choose(dialog, "proof_clean")
    fill_in(dialog, password="nonsense-1")
    dialog.act.click()
    assert dialog.form.password.error == "密码不对，检查大小写和输入法"
    assert dialog.is_open
    dialog.form.password.set_text(PASSWORD)
    with qtbot.waitSignal(dialog.signed):
        dialog.act.click()


def test_after_five_wrong_tries_the_button_waits(open_dialog: Open) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0410")
    choose(dialog, "proof_clean")
    for attempt in range(7):
        if not dialog.act.isEnabled():
            break
        fill_in(dialog, password=f"nonsense-{attempt}")
        dialog.act.click()
    assert not dialog.act.isEnabled()
    assert dialog.form.password.error.endswith("后再试")


def test_unanswered_checklist_shows_the_list_and_leads_there(
    open_dialog: Open, qtbot: QtBot
) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0412", finished=False)
    choose(dialog, "publishable")
    assert dialog.form.missing.blocks
    assert [item.key for item in dialog.form.missing.items] == ["checklist", "unread"]
    assert not dialog.act.isVisible() and dialog.cancel.text() == "关闭"
    link = dialog.form.missing.findChild(object, "missing_checklist")
    with qtbot.waitSignal(dialog.link_requested) as wanted:
        link.click()
    assert wanted.args == ["checklist"]
    assert not dialog.is_open


def test_unread_paragraphs_only_warn(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0412", read_paragraphs=frozenset({1}))
    choose(dialog, "publishable")
    assert [item.text for item in dialog.form.missing.items] == ["还有 5 段没读到"]
    assert not dialog.form.missing.blocks
    fill_in(dialog)
    told: list[str] = []
    dialog.told.connect(told.append)
    with qtbot.waitSignal(dialog.signed):
        dialog.act.click()
    assert told == ["已签署，报送二校"]


def test_a_return_needs_a_reason_and_says_what_is_lost(
    open_dialog: Open, office: Workspace, qtbot: QtBot
) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0412", finished=False)
    choose(dialog, "return")
    assert not dialog.form.missing.blocks  # a return needs no checklist
    assert dialog.act.text() == "退回一审" and dialog.act.kind == "danger-fill"
    lost = dialog.form.findChild(TextLabel, "sign_lost")
    assert lost is not None
    assert lost.text() == "一审起重签，已签的2个环节保留在台账，标为已失效"
    fill_in(dialog, "")
    dialog.act.click()
    assert dialog.form._words_field.error == "写明理由后才能办理"
    fill_in(dialog, "补贴标准与办法不一致，补依据")
    told: list[str] = []
    dialog.told.connect(told.append)
    with qtbot.waitSignal(dialog.signed):
        dialog.act.click()
    assert told == ["已退回一审"]
    view = office.manuscripts.view(office.manuscripts.find_by_number("QT-2026-0412"))
    assert view.stage is Stage.REVIEW_1
    assert view.opinions[0].opinion == "补贴标准与办法不一致，补依据"


def test_a_negative_opinion_needs_words(open_dialog: Open) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0412")
    choose(dialog, "not_publishable")
    assert text_of(dialog, "after") == "签后 直接报三审"
    fill_in(dialog, "")
    dialog.act.click()
    assert dialog.form._words_field.error == "结论是“不能发布”时须写意见"


def test_leader_gives_instructions_that_third_proof_carries_out(
    open_dialog: Open, office: Workspace, qtbot: QtBot
) -> None:
    dialog = open_dialog("chenan", "QT-2026-0406")
    form = dialog.form
    assert not form.instructions.isVisible()
    choose(dialog, "approve_with_changes")
    assert form.instructions.isVisible()
    fill_in(dialog, "")
    dialog.act.click()
    assert form._words_field.error == "写明修改意见，或在下面逐条写修改要求"
    first = form.instructions._edits[0]
    first.insert("第2段数据补上统计口径")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert len(form.instructions._edits) == 2  # the empty second line is left out
    form.password.set_text(PASSWORD)
    form.statement.setChecked(True)
    with qtbot.waitSignal(dialog.signed):
        dialog.act.click()
    view = office.manuscripts.view(office.manuscripts.find_by_number("QT-2026-0406"))
    assert view.opinions[0].instructions == ("第2段数据补上统计口径",)
    assert view.opinions[0].decision_label == "修改后发布"


def test_not_publishing_is_red_and_ends_the_manuscript(
    open_dialog: Open, office: Workspace, qtbot: QtBot
) -> None:
    dialog = open_dialog("chenan", "QT-2026-0406")
    choose(dialog, "reject")
    assert (dialog.act.text(), dialog.act.kind) == ("不予发布", "danger-fill")
    fill_in(dialog, "内容不宜公开")
    with qtbot.waitSignal(dialog.signed) as signed:
        dialog.act.click()
    assert signed.args[0].phase is Phase.REJECTED


def test_esc_asks_nothing_and_keeps_the_words(
    open_dialog: Open, office: Workspace, qtbot: QtBot
) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0412", finished=False)
    choose(dialog, "return")
    dialog.form.words.setPlainText("先补依据")
    with qtbot.waitSignal(dialog.work_changed) as kept:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.is_open
    assert kept.args[0].opinion == "先补依据"
    view = office.manuscripts.view(office.manuscripts.find_by_number("QT-2026-0412"))
    assert view.draft is not None and view.draft.opinion == "先补依据"


def test_words_written_here_are_on_disk_before_it_closes(
    open_dialog: Open, office: Workspace, qtbot: QtBot
) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0412", finished=False)
    dialog.form.words.setPlainText("先补依据")
    manuscript_id = office.manuscripts.find_by_number("QT-2026-0412")

    def is_kept() -> bool:
        draft = office.manuscripts.view(manuscript_id).draft
        return draft is not None and draft.opinion == "先补依据"

    qtbot.waitUntil(is_kept, timeout=2_000)
    assert dialog.is_open


def test_closing_without_a_word_keeps_no_draft(open_dialog: Open, office: Workspace) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0412")
    before = office.manuscripts.view(office.manuscripts.find_by_number("QT-2026-0412")).draft
    dialog.cancel.click()
    after = office.manuscripts.view(office.manuscripts.find_by_number("QT-2026-0412")).draft
    assert (before, dialog.is_open) == (after, False)


def test_edits_saved_meanwhile_are_not_signed_unseen(
    open_dialog: Open, office: Workspace, log_in: Callable[[str], Person], qtbot: QtBot
) -> None:
    """Two windows on one workspace: whoever is second sees the change before he signs."""
    dialog = open_dialog("zhouyuan", "QT-2026-0410")
    choose(dialog, "proof_clean")
    fill_in(dialog)
    manuscript_id = office.manuscripts.find_by_number("QT-2026-0410")
    view = office.manuscripts.view(manuscript_id)
    edited = replace(view.text, blocks=(*view.text.blocks, Paragraph("补一句。")))
    office.review.save_draft(manuscript_id, replace(dialog.current_work(), text=edited))
    office.review.leave(manuscript_id)
    dialog.act.click()
    assert dialog.is_open and dialog.form.banner.isVisible()
    assert not dialog.act.isVisible() and dialog.cancel.text() == "看更新"
    assert office.manuscripts.view(manuscript_id).stage is Stage.PROOF_2
    with qtbot.waitSignal(dialog.reload_requested):
        dialog.cancel.click()


def test_step_signed_by_somebody_else_meanwhile(
    open_dialog: Open, office: Workspace, qtbot: QtBot
) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0410")
    choose(dialog, "proof_clean")
    manuscript_id = office.manuscripts.find_by_number("QT-2026-0410")
    work = dialog.current_work()
    office.review.sign(manuscript_id, Part.SIGNER, Decision.PROOF_CLEAN, work, PASSWORD)
    fill_in(dialog)
    dialog.act.click()
    assert dialog.form.banner.accessibleName().startswith("另一个窗口先写入了这篇稿件")


def test_editor_may_choose_as_what_he_proofs(
    open_dialog: Open, office: Workspace, log_in: Callable[[str], Person], qtbot: QtBot
) -> None:
    log_in("zhouyuan")
    manuscript_id = office.manuscripts.find_by_number("QT-2026-0409")
    for part in (Part.READER, Part.CHECKER):
        office.routing.assign(manuscript_id, Assignment(Stage.PROOF_1, part, ""), "谁有空谁校")
    dialog = open_dialog("zhangning", "QT-2026-0409")
    assert dialog.form.signers.role is not None
    dialog.form.signers.role.set_value("checker")
    assert dialog.form.statement.text() == "我已与朗读人逐句核对全文，对本次签署负责。"
    mine = [card.signer.part for card in dialog.form.signers.cards if card.signer.is_me]
    assert mine == [Part.CHECKER]
    choose(dialog, "proof_clean")
    fill_in(dialog)
    told: list[str] = []
    dialog.told.connect(told.append)
    with qtbot.waitSignal(dialog.signed):
        dialog.act.click()
    assert told[0].startswith("已签署，等") and told[0].endswith("签名")


def test_a_phrase_goes_on_from_the_words(open_dialog: Open) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0405")
    dialog.form.words.setPlainText("数据无误")
    dialog.form.words.moveCursor(dialog.form.words.textCursor().MoveOperation.End)
    pill = dialog.form.phrases._pills[0]
    pill.click()
    assert dialog.form.words.toPlainText() == "数据无误，领导意见已誊正"
    count = dialog.form.findChild(TextLabel, "sign_count")
    assert count is not None and count.text() == "12 字"


def test_tab_goes_through_the_form_from_top_to_bottom(
    open_dialog: Open, qtbot: QtBot, window: QMainWindow
) -> None:
    dialog = open_dialog("zhouyuan", "QT-2026-0410")
    choose(dialog, "proof_clean")
    names = [stop.objectName() for stop in dialog._stops() if stop.objectName()]
    wanted = ["choice_proof_clean", "sign_words", "password_edit", "sign_statement",
              "sign_cancel", "sign_act"]  # fmt: skip
    places = [names.index(name) for name in wanted]
    assert places == sorted(places)
    assert QApplication.focusWidget() is not None


def test_dialog_fits_the_smallest_window(open_dialog: Open, window: QMainWindow) -> None:
    window.resize(1366, 768)
    dialog = open_dialog("zhouyuan", "QT-2026-0405")
    assert dialog.panel.width() == 960
    assert dialog.panel.height() <= 768 - 2 * 24
    assert dialog.act.isVisible()


def test_password_and_statement_stay_in_sight_while_the_middle_scrolls(
    open_dialog: Open, window: QMainWindow, qtbot: QtBot
) -> None:
    """A leader's 修改后发布 with many instructions, in a window of 768 less its title bar."""
    window.resize(1366, 740)
    dialog = open_dialog("chenan", "QT-2026-0406")
    choose(dialog, "approve_with_changes")
    dialog.form.instructions.set_instructions([f"第{n}段补出处" for n in range(1, 9)])
    qtbot.waitUntil(lambda: dialog._scroll.verticalScrollBar().maximum() > 0)
    for place in (0, dialog._scroll.verticalScrollBar().maximum()):
        dialog._scroll.verticalScrollBar().setValue(place)
        for part in (dialog.form.password, dialog.form.statement, dialog.act):
            corner = part.mapTo(window, part.rect().bottomRight())
            assert part.isVisible() and window.rect().contains(corner)
            assert part.visibleRegion().boundingRect().height() == part.height()


def test_who_may_not_sign_gets_no_dialog(
    office: Workspace, log_in: Callable[[str], Person], open_dialog: Open, window: QMainWindow,
    jobs: object,
) -> None:  # fmt: skip
    log_in("xuqing")
    view = office.manuscripts.view(office.manuscripts.find_by_number("QT-2026-0412"))
    with pytest.raises(ValueError):
        SignDialog(office, jobs, view, Part.SIGNER, None, None, window)  # type: ignore[arg-type]
