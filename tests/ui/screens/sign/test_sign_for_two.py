"""Signatures of two: leader and principal, delegation, a superior over a negative opinion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from qz_review.clock import system_clock
from qz_review.events.kinds import Assignment
from qz_review.model.manuscript import Decision, Part
from qz_review.model.person import Person
from qz_review.model.stage import Stage
from qz_review.model.text import Paragraph
from qz_review.workspace import Workspace
from tests.ui.screens.sign.conftest import finished_work
from ui.jobs.job_runner import JobRunner
from ui.screens.sign.dialog import SignDialog
from ui.widgets.radio_card import RadioCard

PASSWORD = "sample-2026"
Open = Callable[..., SignDialog]
LogIn = Callable[[str], Person]


def sign(office: Workspace, number: str, decision: Decision, opinion: str = "同意") -> None:
    """Sign the waiting step through the services, for who is at the desk."""
    view = office.manuscripts.view(office.manuscripts.find_by_number(number))
    work = finished_work(view, opinion=opinion)
    office.review.sign(view.manuscript_id, view.parts[0], decision, work, PASSWORD)


def bring_to_leader(office: Workspace, log_in: LogIn) -> None:
    """QT-2026-0412, a 重要 manuscript, from 二审 to 三审."""
    log_in("zhouyuan")
    sign(office, "QT-2026-0412", Decision.PUBLISHABLE)
    sign(office, "QT-2026-0412", Decision.PROOF_CLEAN)


def choose_and_fill(dialog: SignDialog, key: str, words: str) -> None:
    card = dialog.form.findChild(RadioCard, f"choice_{key}")
    assert card is not None
    card.click()
    dialog.form.words.setPlainText(words)
    dialog.form.password.set_text(PASSWORD)
    dialog.form.statement.setChecked(True)


def test_leader_and_principal_both_stand_on_the_dialog(
    open_dialog: Open, office: Workspace, log_in: LogIn, qtbot: QtBot
) -> None:
    bring_to_leader(office, log_in)
    dialog = open_dialog("chenan", "QT-2026-0412")
    leader, principal = dialog.form.signers.cards
    assert (leader.signer.title, leader.signer.name, leader.signer.is_me) == (
        "单位领导", "陈某安", True,
    )  # fmt: skip
    assert (principal.signer.title, principal.signer.name) == ("主要领导", "梁某")
    assert principal.tag is not None and principal.tag.text == "待签"
    choose_and_fill(dialog, "approve", "同意发布")
    assert dialog.facts.fact("after").accessibleName() == "签后 等主要领导审签"
    told: list[str] = []
    dialog.told.connect(told.append)
    with qtbot.waitSignal(dialog.signed):
        dialog.act.click()
    assert told == ["已签署，等梁某签名"]

    dialog = open_dialog("liangbo", "QT-2026-0412")
    leader, principal = dialog.form.signers.cards
    assert leader.tag is not None and leader.tag.text.startswith("已签 ")
    assert leader.signer.name == "陈某安" and principal.signer.is_me
    choose_and_fill(dialog, "principal_agree", "同意")
    told = []
    dialog.told.connect(told.append)
    with qtbot.waitSignal(dialog.signed):
        dialog.act.click()
    assert told == ["已签署，报送三校"]


def test_principal_who_leads_signs_once_for_both(
    open_dialog: Open, office: Workspace, log_in: LogIn
) -> None:
    bring_to_leader(office, log_in)
    manuscript_id = office.manuscripts.find_by_number("QT-2026-0412")
    log_in("liangbo")
    me = office.session.require()
    office.routing.assign(
        manuscript_id, Assignment(Stage.REVIEW_3, Part.SIGNER, me.id), "分管领导外出"
    )
    dialog = open_dialog("liangbo", "QT-2026-0412")
    [card] = dialog.form.signers.cards
    assert card.signer.title == "单位领导、主要领导"


def test_who_acts_for_another_sees_both_names(
    open_dialog: Open, office: Workspace, log_in: LogIn
) -> None:
    log_in("zhouyuan")
    to = next(row.person for row in office.people.rows() if row.person.name == "王某川")
    office.routing.delegate(
        office.manuscripts.find_by_number("QT-2026-0410"), Stage.PROOF_2, to.id, "外出开会",
        system_clock() + timedelta(days=1), PASSWORD,
    )  # fmt: skip
    dialog = open_dialog("wangchuan", "QT-2026-0410")
    [card] = dialog.form.signers.cards
    assert card.signer.name == "王某川，受 周某远 委托"


def test_chief_overrules_a_negative_opinion(
    open_dialog: Open, office: Workspace, log_in: LogIn, qtbot: QtBot
) -> None:
    log_in("lihe")
    sign(office, "QT-2026-0415", Decision.NOT_ADOPT, "时效已过")
    dialog = open_dialog("zhouyuan", "QT-2026-0415", finished=False)
    choose_and_fill(dialog, "overrule", "延期属实，可以发布")
    assert not dialog.form.missing.blocks
    assert dialog.act.text() == "签署二审"
    assert dialog.form.statement.text() == "我已看过全文和否定意见，对本次签署负责。"
    told: list[str] = []
    dialog.told.connect(told.append)
    with qtbot.waitSignal(dialog.signed) as signed:
        dialog.form.statement.setChecked(True)
        dialog.act.click()
    assert signed.args[0].next is Stage.PROOF_1
    assert told == ["已签署，转一校"]


def test_signing_leaves_the_window_alive(
    office: Workspace, log_in: LogIn, window: QMainWindow, qtbot: QtBot
) -> None:
    """With the real lanes: the button waits, Esc does not close, the answer comes."""
    log_in("zhouyuan")
    failures: list[Exception] = []
    jobs = JobRunner(failures.append)
    jobs.set_workspace(office)
    view = office.manuscripts.view(office.manuscripts.find_by_number("QT-2026-0410"))
    dialog = SignDialog(
        office, jobs, view, Part.SIGNER, finished_work(view), view.choices[0], window
    )
    dialog.open()
    choose_and_fill(dialog, "proof_clean", "已核对")
    with qtbot.waitSignal(dialog.signed) as signed:
        dialog.act.click()
        assert not dialog.act.isEnabled() and not dialog.form.rest.isEnabled()
        dialog.request_close()
        assert dialog.is_open
    assert signed.args[0].next is Stage.REVIEW_3
    assert jobs.close() and not failures


def test_own_edits_saved_while_idle_are_no_conflict(
    open_dialog: Open, office: Workspace, log_in: LogIn, qtbot: QtBot
) -> None:
    """Two minutes idle make a version of the person's own edits; he may sign them."""
    log_in("zhouyuan")
    view = office.manuscripts.view(office.manuscripts.find_by_number("QT-2026-0410"))
    edited = replace(view.text, blocks=(*view.text.blocks, Paragraph("补一句。")))
    work = replace(finished_work(view), text=edited, base_hash=view.text_hash)
    dialog = open_dialog("zhouyuan", "QT-2026-0410", text=edited, base_hash=view.text_hash)
    office.review.save_draft(view.manuscript_id, work)
    office.review.leave(view.manuscript_id)
    choose_and_fill(dialog, "proof_clean", "已核对")
    with qtbot.waitSignal(dialog.signed):
        dialog.act.click()
    signed = office.manuscripts.view(view.manuscript_id)
    assert signed.signed_text == edited
