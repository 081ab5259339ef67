"""Acts that the route refuses at one odd moment only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from qz_review.events.kinds import FileRef
from qz_review.model.check_code import check_code
from qz_review.model.manuscript import (
    ChangeClass,
    ClassedChange,
    ConsultationKind,
    Decision,
    Flag,
    Part,
    ScanResult,
    ScanVersions,
)
from qz_review.model.person import Role
from qz_review.model.stage import Stage
from qz_review.workflow import commands
from tests.support.route import Route, assign, digest, refused

ASK = commands.RequestConsultation(ConsultationKind.OPINION, "市财政局", "经费")


@pytest.fixture
def route() -> Route:
    route = Route()
    route.register()
    return route


def delegate(route: Route, person: str, to: str) -> None:
    stage = route.state.stage
    assert stage is not None
    until = route.now + timedelta(days=9)
    route.act(person, commands.Delegate(stage, to, "出差", until))


def paper(route: Route, signer: str = "chen") -> commands.RecordPaper:
    signing = route.signing(Stage.REVIEW_3)
    return commands.RecordPaper(
        Part.SIGNER,
        signer,
        route.state.text_hash,
        Decision.APPROVE,
        "同意",
        check_code(route.state.number, route.state.text_hash),
        FileRef("批件.jpg", digest("scan"), 10),
        route.now,
        signing.checklist_version,
        signing.answers,
    )


def scan(route: Route, serious: int = 0) -> None:
    result = ScanResult.FINDINGS if serious else ScanResult.NOT_CONFIGURED
    found = commands.RecordFinalScan(
        route.state.release_hash, result, ScanVersions(), serious=serious
    )
    route.act("zhou", found)


# --- two reviews in one hand ---


def test_a_delegator_who_signed_another_review_meanwhile_is_not_stood_in_for(route: Route) -> None:
    until = route.now + timedelta(days=9)
    route.act("both", commands.Delegate(Stage.REVIEW_2, "wang", "出差", until))
    route.act("zhou", commands.Assign(assign(Stage.REVIEW_1, Part.SIGNER, "both")))
    route.sign("both")
    route.pair("li", "zhang")
    assert refused(route, "wang", route.signing(Stage.REVIEW_2)) == "workflow.not_your_step"


@pytest.mark.parametrize("overruling", [False, True])
def test_who_returned_or_overruled_at_one_review_signs_no_other(
    route: Route, overruling: bool
) -> None:
    if overruling:
        route.sign("zhang", decision=Decision.NOT_ADOPT)
        route.act("both", commands.OverruleNegative("可用"))
        route.pair("li", "zhang")
        route.act("zhou", commands.ReturnStep("重审"))
    else:
        route.until(Stage.REVIEW_2)
        route.act("both", commands.ReturnStep("重审"))
    route.act("zhou", commands.Assign(assign(Stage.REVIEW_1, Part.SIGNER, "")))
    assert refused(route, "both", route.signing(Stage.REVIEW_1)) == "workflow.not_your_step"


def test_a_person_who_already_holds_a_link_is_not_named_where_nobody_holds_two() -> None:
    route = Route(strict=True)
    route.register()
    route.sign("zhang")
    name = commands.NameProofPartner("zhang", "熟悉稿件")
    assert refused(route, "zhou", name) == "workflow.not_separated"


# --- paper ---


def test_paper_waits_for_other_units_like_a_signature(route: Route) -> None:
    route.until(Stage.REVIEW_3)
    route.act("zhou", ASK)
    assert refused(route, "zhou", paper(route)) == "workflow.consultation_open"


def test_nobody_records_his_own_sheet_or_a_delegates(route: Route) -> None:
    chief_and_leader = frozenset({Role.SECTION_CHIEF, Role.UNIT_LEADER})
    route.people["wang"] = replace(route.people["wang"], roles=chief_and_leader, section_id="info")
    route.act("zhou", commands.Assign(assign(Stage.REVIEW_3, Part.SIGNER, "chen")))
    route.until(Stage.REVIEW_3)
    delegate(route, "chen", "wang")
    assert refused(route, "zhou", paper(route, "wang")) == "workflow.not_his_step"
    route.act("zhou", commands.Assign(assign(Stage.REVIEW_3, Part.SIGNER, "wang")))
    assert refused(route, "wang", paper(route, "wang")) == "workflow.paper_own"


def test_what_stands_on_paper_is_not_taken_back_at_the_desk(route: Route) -> None:
    route.until(Stage.REVIEW_3)
    route.act("zhou", paper(route))
    back = commands.WithdrawSignature("误签")
    assert refused(route, "chen", back) == "workflow.nothing_to_withdraw"


# --- after the leader, after the last proof ---


def test_no_unit_is_asked_between_the_leader_and_the_principal() -> None:
    route = Route()
    route.register(flags=frozenset({Flag.IMPORTANT}))
    route.until(Stage.REVIEW_3)
    route.sign("chen")
    assert refused(route, "zhou", ASK) == "workflow.leader_signed"


def test_the_approved_copy_goes_with_the_leaders_signature(route: Route) -> None:
    route.until(Stage.REVIEW_3)
    assert route.sign("chen", text="领导改过").approved_hash == digest("领导改过")
    assert route.act("chen", commands.WithdrawSignature("误签")).approved_hash == ""


def test_a_change_that_is_no_change_cannot_be_classed(route: Route) -> None:
    route.until(Stage.PROOF_3)
    invented = ClassedChange("9-9-x", "第9段", "甲", "乙", ChangeClass.CORRECTS_WORDING)
    signing = route.signing(Stage.PROOF_3, Part.READER, changes=(invented,))
    assert refused(route, "zhang", signing) == "workflow.changes_unknown"


def test_a_scanned_proof_is_not_taken_back(route: Route) -> None:
    route.finish_proofs()
    scan(route, serious=1)
    back = commands.WithdrawSignature("误签")
    assert refused(route, "zhou", back) == "workflow.nothing_to_withdraw"


def test_after_the_first_release_the_text_stands_on_every_channel() -> None:
    route = Route()
    route.register(channel_ids=("news", "wechat"))
    route.finish_proofs()
    scan(route)
    signed = route.state.release_hash
    route.act("zhou", commands.RecordRelease("news", "", route.now, signed))
    edit = commands.SaveText(digest("多一个字"))
    assert refused(route, "zhang", edit) == "workflow.not_yours_to_edit"


def test_a_channel_it_is_not_meant_for_records_no_release(route: Route) -> None:
    route.finish_proofs()
    scan(route)
    elsewhere = commands.RecordRelease("wechat", "", route.now, route.state.release_hash)
    assert refused(route, "zhou", elsewhere) == "registration.unknown_channel"


# --- who acts ---


def test_a_signed_step_is_neither_delegated_nor_assigned_anew(route: Route) -> None:
    route.sign("zhang")
    until = route.now + timedelta(days=9)
    handed = commands.Delegate(Stage.REVIEW_1, "li", "出差", until)
    assert refused(route, "zhang", handed) == "workflow.step_signed"
    other = commands.Assign(assign(Stage.REVIEW_1, Part.SIGNER, "li"))
    assert refused(route, "zhou", other) == "workflow.step_signed"


def test_a_step_is_delegated_to_one_person_at_a_time(route: Route) -> None:
    route.until(Stage.REVIEW_3)
    delegate(route, "chen", "he")
    until = route.now + timedelta(days=9)
    second = commands.Delegate(Stage.REVIEW_3, "liang", "出差", until)
    assert refused(route, "chen", second) == "workflow.already_delegated"


def test_reader_and_checker_are_not_assigned_to_one_person(route: Route) -> None:
    route.act("zhang", commands.Assign(assign(Stage.PROOF_1, Part.READER, "li")))
    same = commands.Assign(assign(Stage.PROOF_1, Part.CHECKER, "li"))
    assert refused(route, "zhang", same) == "workflow.same_as_partner"
