"""One manuscript after another on its way, through the services, in a real workspace."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from qz_review.errors import Refused
from qz_review.events.kinds import Assignment
from qz_review.model.manuscript import (
    CarriedOut,
    ChangeClass,
    ConsultationKind,
    Decision,
    Flag,
    Outcome,
    Part,
    ScanResult,
    SourceFacts,
)
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import plain_text
from qz_review.services.forms import PaperForm
from qz_review.services.views import CameHow, ChoiceKind, NodeState
from tests.journeys.office import PASSWORD, TEXT, Office, replaced


def test_the_whole_route_ends_in_an_archive(office: Office) -> None:
    mid = office.register()
    office.sign(mid, "editor", text=replaced(TEXT, "截止", "截至"))
    office.step(mid)
    office.step(mid)
    office.step(mid)
    leader_text = replaced(office.view(mid).text, "，走在全省前列", "")
    act = office.sign(mid, "leader", text=leader_text, instructions=("“登陆”改为“登录”",))
    assert act.next is Stage.PROOF_3
    office.edit(mid, "chief", "登陆", "登录")
    office.step(mid)
    view = office.view(mid)
    assert view.phase is Phase.FINAL_SCAN
    office.finish(mid)
    path = office.workspace.archive.write_pdf(mid)
    assert path == office.folder / "archive" / "QT-2026-0001.pdf"
    assert path.read_bytes().startswith(b"%PDF")
    view = office.view(mid)
    assert view.phase is Phase.ARCHIVED
    assert {node.state for node in view.nodes} == {NodeState.DONE}
    assert [o.label for o in view.opinions] == ["三校", "三审", "二校", "二审", "一校", "一审"]
    assert view.opinions[0].who == "张某宁读 周某远核"


def test_what_the_final_scan_says_without_rules_is_never_passed(office: Office) -> None:
    mid = office.register()
    office.advance(mid, None)
    scan = office.at("editor").release.final_scan(mid)
    assert scan.result is ScanResult.NOT_CONFIGURED
    assert scan.rules_version == ""
    assert office.view(mid).phase is Phase.READY


def test_a_return_makes_the_step_and_all_after_it_sign_again(office: Office) -> None:
    mid = office.register()
    office.advance(mid, Stage.REVIEW_3)
    act = office.at("leader").review.return_step(mid, "核实数据", PASSWORD)
    assert (act.next, act.waits_for) == (Stage.REVIEW_2, ("周某远", "王某川")[:1])
    office.at("chief")
    (todo,) = office.workspace.manuscripts.workbench().todo
    assert (todo.came_how, todo.came_from) == (CameHow.RETURNED, "陈某安")
    view = office.view(mid)
    assert [n.key for n in view.nodes if n.state is NodeState.DONE] == ["review_1", "proof_1"]
    assert [o.superseded for o in view.opinions if o.label in ("二审", "二校")] == [True, True]
    office.advance(mid, None)
    assert office.view(mid).phase is Phase.FINAL_SCAN


def test_an_important_one_needs_the_principal_too(office: Office) -> None:
    mid = office.register(TEXT, Flag.IMPORTANT)
    office.advance(mid, Stage.REVIEW_3)
    act = office.sign(mid, "leader")
    assert (act.next, act.waits_for) == (Stage.REVIEW_3, ("梁某",))
    act = office.sign(mid, "principal", Part.PRINCIPAL, Decision.PRINCIPAL_AGREE)
    assert act.next is Stage.PROOF_3
    node = next(n for n in office.view(mid).nodes if n.key == "review_3")
    assert node.who == "陈某安 + 梁某"


def test_the_principal_as_leader_signs_once_for_both(office: Office) -> None:
    mid = office.register(TEXT, Flag.IMPORTANT)
    office.advance(mid, Stage.REVIEW_3)
    office.at("principal")
    assert office.view(mid).parts == (Part.PRINCIPAL,)
    act = office.sign(mid, "principal", Part.PRINCIPAL, Decision.APPROVE)
    assert act.next is Stage.PROOF_3


def test_a_specialist_is_heard_before_the_leader(office: Office) -> None:
    mid = office.register(TEXT, Flag.SPECIALIST)
    office.advance(mid, Stage.REVIEW_3)
    with pytest.raises(Refused, match=r"workflow\.joint_review_missing"):
        office.sign(mid, "leader")
    specialist = office.person_id("specialist")
    office.at("chief").routing.request_joint_review(mid, specialist, "看数据")
    office.at("specialist")
    (todo,) = office.workspace.manuscripts.workbench().todo
    assert todo.came_how is CameHow.JOINT_REVIEW
    office.workspace.routing.give_joint_review(mid, Outcome.AGREE, "数据准确", PASSWORD)
    assert office.sign(mid, "leader").next is Stage.PROOF_3


def test_a_countersignature_that_disagrees_goes_up_with_both_reasons(office: Office) -> None:
    mid = office.register(TEXT, Flag.OTHER_UNITS)
    office.advance(mid, Stage.REVIEW_2)
    with pytest.raises(Refused, match=r"workflow\.no_consultation"):
        office.sign(mid, "chief")
    routing = office.at("editor").routing
    routing.request_consultation(mid, ConsultationKind.COUNTERSIGN, "市财政局", "补贴")
    (asked,) = office.view(mid).consultations
    with pytest.raises(Refused, match=r"workflow\.countersign_no_sheet"):
        routing.answer_consultation(
            mid, asked.consultation_id, Outcome.DISAGREE, "标准过高", "章某"
        )
    routing.answer_consultation(
        mid,
        asked.consultation_id,
        Outcome.DISAGREE,
        "标准过高",
        "章某",
        True,
        ("会签单.png", b"scan"),
    )
    with pytest.raises(Refused, match=r"workflow\.disagreement_unexplained"):
        office.sign(mid, "chief")
    office.at("chief").routing.explain_disagreement(mid, asked.consultation_id, "已列入预算")
    office.advance(mid, Stage.REVIEW_3)
    opinion = next(o for o in office.view(mid).opinions if o.label == "会签")
    assert opinion.opinion == "标准过高；本单位理由：已列入预算"
    digest = office.view(mid).consultations[0].sheet_digest
    assert office.workspace.manuscripts.blob(digest) == b"scan"


def test_a_reprint_keeps_its_source(office: Office) -> None:
    facts = SourceFacts("新华社", "中央媒体", "https://news.example/1", "授权转载")
    with pytest.raises(Refused, match=r"registration\.source"):
        office.register(TEXT, Flag.REPRINT, source=facts)
    words = plain_text(TEXT)
    mid = office.register(TEXT, Flag.REPRINT, source=facts, source_text=words)
    source = office.view(mid).source
    assert source is not None
    assert plain_text(office.workspace.manuscripts.text(source.text_hash)) == words


def test_a_delegate_signs_in_both_names(office: Office) -> None:
    mid = office.register()
    office.advance(mid, Stage.REVIEW_2)
    until = office.clock.moment + timedelta(hours=3)
    office.at("chief").routing.delegate(
        mid, Stage.REVIEW_2, office.person_id("other_chief"), "外出开会", until, PASSWORD
    )
    office.at("other_chief")
    (todo,) = office.workspace.manuscripts.workbench().todo
    assert todo.delegated_by == "周某远"
    office.sign(mid, "other_chief")
    assert office.view(mid).opinions[0].who == "王某川，受 周某远 委托"


def test_an_ended_delegation_leaves_the_todo_list_by_itself(office: Office) -> None:
    mid = office.register()
    office.advance(mid, Stage.REVIEW_2)
    until = office.clock.moment + timedelta(hours=1)
    office.at("chief").routing.delegate(
        mid, Stage.REVIEW_2, office.person_id("other_chief"), "外出开会", until, PASSWORD
    )
    assert office.at("other_chief").manuscripts.counts().todo == 1
    office.clock.moment = until + timedelta(minutes=1)
    assert office.at("other_chief").manuscripts.workbench().todo == ()
    office.workspace.poll_external_changes()
    assert office.workspace.manuscripts.counts().todo == 0
    with pytest.raises(Refused, match=r"workflow\.not_your_step"):
        office.sign(mid, "other_chief")


def test_a_leader_signs_on_paper(office: Office) -> None:
    mid = office.register()
    office.advance(mid, Stage.REVIEW_3)
    workspace = office.at("chief")
    view = office.view(mid)
    assert "record_paper" in view.may
    work = office.work(mid)
    form = PaperForm(
        part=Part.SIGNER,
        signer_id=office.person_id("leader"),
        decision=Decision.APPROVE,
        opinion="同意",
        check_code="QT0001-0000-0000-0000",
        sheet=("签批单.jpg", b"paper"),
        signed_on=office.clock.moment,
        answers=work.answers,
    )
    with pytest.raises(Refused, match=r"workflow\.paper_code"):
        workspace.review.record_paper(mid, form, PASSWORD)
    code = workspace.sheets.check_code(mid)
    act = workspace.review.record_paper(mid, replace(form, check_code=code), PASSWORD)
    assert act.next is Stage.PROOF_3
    opinion = office.view(mid).opinions[0]
    assert (opinion.who, opinion.paper) == ("陈某安", True)


def test_negative_opinions_go_straight_up_and_end_the_manuscript(office: Office) -> None:
    mid = office.register()
    assert office.sign(mid, "editor", decision=Decision.NOT_ADOPT).next is Stage.REVIEW_2
    act = office.sign(mid, "chief", decision=Decision.NOT_PUBLISHABLE)
    assert act.next is Stage.REVIEW_3
    act = office.sign(mid, "leader", decision=Decision.REJECT, opinion="不宜发布")
    assert (act.phase, act.next) == (Phase.REJECTED, None)
    assert office.view(mid).end_reason == "不宜发布"


def test_a_superior_who_disagrees_sends_it_to_the_proof_passed_over(office: Office) -> None:
    mid = office.register()
    office.sign(mid, "editor", decision=Decision.NOT_ADOPT)
    office.at("chief")
    kinds = [choice.kind for choice in office.view(mid).choices]
    assert kinds == [ChoiceKind.OVERRULE, ChoiceKind.RETURN, ChoiceKind.SIGN]
    act = office.workspace.review.overrule(mid, "有发布价值", PASSWORD)
    assert act.next is Stage.PROOF_1
    office.advance(mid, None)
    assert office.view(mid).phase is Phase.FINAL_SCAN


def test_one_character_after_the_last_proof_reopens_it(office: Office) -> None:
    mid = office.register()
    office.advance(mid, None)
    office.edit(mid, "editor", "停水信息", "停水通知")
    view = office.view(mid)
    assert (view.phase, view.stage) == (Phase.IN_REVIEW, Stage.PROOF_3)
    with pytest.raises(Refused, match=r"release\.not_signed"):
        office.workspace.release.publish_text(mid)
    (change,) = office.view(mid).expected_changes
    assert (change.place, change.deleted, change.inserted) == ("第3段", "信息", "通知")
    office.step(mid)
    published = office.workspace.release.publish_text(mid)
    assert "停水通知" in published.plain
    title = published.plain.splitlines()[0]
    assert published.html.startswith(f"<h1>{title}</h1>")


def test_changes_after_the_approved_copy_must_be_classed(office: Office) -> None:
    mid = office.register()
    office.advance(mid, Stage.REVIEW_3)
    office.sign(mid, "leader", text=replaced(TEXT, "检修", "维修"))
    office.edit(mid, "chief", "维修", "检修和维修")
    workspace = office.at("editor")
    work = office.work(mid)
    (line,) = office.view(mid).expected_lines
    assert (line.words, line.done) == ("第2段：“检”改为“维”", False)
    bare = replace(work, changes=(), carried_out=())
    choice = office.view(mid).choices[0]
    missing = workspace.review.missing(mid, Part.READER, choice, bare)
    assert [(m.code, m.blocks) for m in missing if m.blocks] == [
        ("changes", True),
        ("carried_out", True),
    ]
    with pytest.raises(Refused, match=r"workflow\.changes_unclassed"):
        workspace.review.sign(mid, Part.READER, Decision.PROOF_RELEASE, bare, PASSWORD)
    answered = (CarriedOut(line.key, line.source, line.words, False, "已电话报领导同意"),)
    classed = tuple(replace(c, kind=ChangeClass.AGREED_BY_LEADER) for c in work.changes)
    workspace.review.sign(
        mid,
        Part.READER,
        Decision.PROOF_RELEASE,
        replace(work, changes=classed, carried_out=answered),
        PASSWORD,
    )
    assert office.sign(mid, "chief", Part.CHECKER).phase is Phase.FINAL_SCAN


def test_a_correction_is_a_new_manuscript_that_both_know_of(office: Office) -> None:
    first = office.register()
    with pytest.raises(Refused, match=r"registration\.corrects_unreleased"):
        office.register(corrects=first)
    office.advance(first, None)
    office.finish(first)
    second = office.register(corrects=first)
    assert office.view(second).corrects == (first, "QT-2026-0001")
    assert office.view(first).corrected_by == ((second, "QT-2026-0002"),)
    assert office.view(second).stage is Stage.REVIEW_1


def test_withdrawal_is_possible_before_release_only(office: Office) -> None:
    mid = office.register()
    office.advance(mid, None)
    office.finish(mid)
    with pytest.raises(Refused):
        office.at("chief").release.withdraw(mid, "延期", PASSWORD)
    other = office.register()
    act = office.at("chief").release.withdraw(other, "活动延期", PASSWORD)
    assert act.phase is Phase.WITHDRAWN
    assert office.view(other).may == frozenset({"archive", "hand_over"})


def test_a_signer_takes_his_signature_back(office: Office) -> None:
    mid = office.register()
    office.sign(mid, "editor")
    act = office.workspace.review.withdraw_signature(mid, "漏看一处", PASSWORD)
    assert act.next is Stage.REVIEW_1


def test_a_named_partner_may_proof_beside_the_chief(office: Office) -> None:
    mid = office.register()
    office.advance(mid, Stage.PROOF_3)
    office.at("second")
    assert office.view(mid).parts == ()
    office.at("chief").routing.name_proof_partner(
        mid, office.person_id("second"), "采编人员外出", PASSWORD
    )
    office.sign(mid, "second", Part.READER)
    assert office.sign(mid, "chief", Part.CHECKER).phase is Phase.FINAL_SCAN


def test_assigning_decides_whom_it_waits_for(office: Office) -> None:
    mid = office.register()
    office.advance(mid, Stage.REVIEW_3)
    assignment = Assignment(Stage.REVIEW_3, Part.SIGNER, office.person_id("leader2"))
    office.at("chief").routing.assign(mid, assignment, "分工")
    assert office.at("leader").manuscripts.leader_queue() == ()
    assert office.at("leader2").manuscripts.leader_queue() == (mid,)


def test_registering_film_or_sound_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match=r"registration\.audiovisual"):
        office.register(TEXT, Flag.AUDIOVISUAL)
    with pytest.raises(Refused, match=r"registration\.audiovisual"):
        office.at("editor").registration.inspect_document(b"..", "宣传片.mp4")


def test_release_is_recorded_channel_by_channel(office: Office) -> None:
    mid = office.register(channels=2)
    office.advance(mid, None)
    workspace = office.at("editor")
    workspace.release.final_scan(mid)
    one, two = (channel.channel_id for channel in office.view(mid).channels)
    now = office.clock.moment
    act = workspace.release.record_release(mid, one, "https://a.example", now, PASSWORD)
    assert act.phase is Phase.READY
    act = workspace.release.record_release(mid, two, "", now, PASSWORD)
    assert act.phase is Phase.RELEASED
    rows = workspace.manuscripts.workbench().releases
    assert {row.channel for row in rows} == {"青汀要闻", "青汀发布"}
