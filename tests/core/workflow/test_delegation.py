"""委托, 指定他人, 纸质签批: acting for another is always written down with both names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from qz_review.events.kinds import FileRef
from qz_review.model.check_code import check_code
from qz_review.model.manuscript import Decision, Flag, Part
from qz_review.model.stage import Stage
from qz_review.workflow import commands
from qz_review.workflow.checklists import answers_all_yes
from tests.support.route import Route, assign, digest, refused

SHEET = FileRef("签批单.jpg", digest("scan"), 1000, "image/jpeg")


@pytest.fixture
def route() -> Route:
    route = Route()
    route.register()
    return route


def delegation(route: Route, stage: Stage, to: str, hours: int = 48) -> commands.Delegate:
    return commands.Delegate(stage, to, "出差", route.now + timedelta(hours=hours))


def test_both_names_stand_on_a_delegated_sign_off(route: Route) -> None:
    route.until(Stage.REVIEW_2)
    route.act("zhou", delegation(route, Stage.REVIEW_2, "wang"))
    state = route.sign("wang")
    signed = state.in_force(Stage.REVIEW_2)[0]
    assert (signed.person_id, signed.on_behalf_of) == ("wang", "zhou")


def test_final_review_is_delegated_only_to_a_leader(route: Route) -> None:
    route.until(Stage.REVIEW_3)
    assert (
        refused(route, "chen", delegation(route, Stage.REVIEW_3, "li"))
        == "workflow.delegate_leader_only"
    )
    route.act("chen", delegation(route, Stage.REVIEW_3, "he"))
    assert route.sign("he").stage is Stage.PROOF_3


def test_delegation_ends_with_its_hour_and_when_revoked(route: Route) -> None:
    route.until(Stage.PROOF_2)
    state = route.act("zhou", delegation(route, Stage.PROOF_2, "li", hours=2))
    route.now += timedelta(hours=3)
    assert refused(route, "li", route.signing(Stage.PROOF_2)) == "workflow.not_your_step"
    state = route.act("zhou", delegation(route, Stage.PROOF_2, "li", hours=40))
    delegation_id = state.delegations[-1].granted.delegation_id
    assert (
        refused(route, "li", commands.RevokeDelegation(delegation_id, "x"))
        == "workflow.not_your_delegation"
    )
    route.act("zhou", commands.RevokeDelegation(delegation_id, "已返回"))
    assert refused(route, "li", route.signing(Stage.PROOF_2)) == "workflow.not_your_step"


def test_delegating_does_not_get_round_the_separation_of_reviews(route: Route) -> None:
    route.until(Stage.REVIEW_2)
    to_first_reviewer = delegation(route, Stage.REVIEW_2, "zhang")
    assert refused(route, "zhou", to_first_reviewer) == "workflow.not_separated"


def test_a_delegator_who_signed_another_review_cannot_hold_this_one_by_proxy() -> None:
    route = Route()
    route.register("both")
    route.sign("both")
    route.pair("li", "zhang")
    by_proxy = delegation(route, Stage.REVIEW_2, "wang")
    assert refused(route, "both", by_proxy) == "workflow.not_separated"


def test_a_delegate_does_not_delegate_further(route: Route) -> None:
    route.until(Stage.REVIEW_3)
    route.act("chen", delegation(route, Stage.REVIEW_3, "he"))
    state = route.state
    route.act(  # "he" holds final review in his own right; "li" holds nothing
        "zhou", delegation(route, Stage.PROOF_3, "li")
    )
    assert (
        refused(route, "li", delegation(route, Stage.PROOF_3, "zhang"))
        == "workflow.not_yours_to_delegate"
    )
    assert state.stage is Stage.REVIEW_3


def test_past_or_self_delegation_is_refused(route: Route) -> None:
    assert (
        refused(route, "zhang", delegation(route, Stage.REVIEW_1, "li", hours=-1))
        == "workflow.delegation_past"
    )
    assert refused(route, "zhang", delegation(route, Stage.REVIEW_1, "zhang")) == (
        "workflow.bad_delegate"
    )
    assert refused(route, "zhang", delegation(route, Stage.REVIEW_1, "qian")) == (
        "workflow.bad_delegate"
    )


def test_last_proof_needs_the_chief_and_the_editor_or_whom_the_chief_named(
    route: Route,
) -> None:
    route.until(Stage.PROOF_3)
    assert (
        refused(route, "li", route.signing(Stage.PROOF_3, Part.READER)) == "workflow.not_your_step"
    )
    assert (
        refused(route, "zhang", commands.NameProofPartner("li", "x")) == "workflow.partner_by_chief"
    )
    route.act("zhou", commands.NameProofPartner("li", "张某宁出差"))
    route.sign("li", Part.READER)
    assert (
        refused(route, "zhang", route.signing(Stage.PROOF_3, Part.CHECKER))
        == "workflow.not_your_step"
    )  # two partners and no chief
    assert route.sign("zhou", Part.CHECKER).stage is None


def test_the_chiefs_delegate_proofs_beside_the_editor(route: Route) -> None:
    route.until(Stage.PROOF_3)
    route.act("zhou", delegation(route, Stage.PROOF_3, "li"))
    route.sign("zhang", Part.READER)
    state = route.sign("li", Part.CHECKER)
    assert state.in_force(Stage.PROOF_3)[1].on_behalf_of == "zhou"


def paper(route: Route, signer: str = "chen", **changes: object) -> commands.RecordPaper:
    from dataclasses import replace

    checklist = route.context.checklists.of(Stage.REVIEW_3)
    command = commands.RecordPaper(
        part=Part.SIGNER,
        signer_id=signer,
        text_hash=route.state.text_hash,
        decision=Decision.APPROVE,
        opinion="同意",
        check_code=check_code(route.state.number, route.state.text_hash),
        sheet=SHEET,
        signed_on=route.now,
        checklist_version=checklist.version,
        answers=answers_all_yes(checklist, route.state.flags),
    )
    return replace(command, **changes)  # type: ignore[arg-type]


def test_paper_stands_as_paper_and_names_who_recorded_it(route: Route) -> None:
    route.until(Stage.REVIEW_3)
    state = route.act("zhou", paper(route))
    signed = state.in_force(Stage.REVIEW_3)[0]
    assert (signed.person_id, signed.recorded_by, signed.paper) == ("chen", "zhou", True)
    assert state.stage is Stage.PROOF_3


def test_paper_is_refused_for_another_text_code_signer_or_day(route: Route) -> None:
    route.until(Stage.REVIEW_3)
    assert refused(route, "zhang", paper(route)) == "workflow.paper_by_chief"
    assert refused(route, "zhou", paper(route, "li")) == "workflow.not_his_step"
    assert (
        refused(route, "zhou", paper(route, text_hash=digest("x"))) == "workflow.paper_other_text"
    )
    assert refused(route, "zhou", paper(route, check_code="AB-12")) == "workflow.paper_code"
    tomorrow: datetime = route.now + timedelta(days=1)
    assert refused(route, "zhou", paper(route, signed_on=tomorrow)) == "workflow.paper_date"


def test_paper_serves_the_principal_too() -> None:
    route = Route()
    route.register(flags=frozenset({Flag.IMPORTANT}))
    route.until(Stage.REVIEW_3)
    route.sign("chen")
    command = paper(
        route, "liang", part=Part.PRINCIPAL, decision=Decision.PRINCIPAL_AGREE, opinion="同意"
    )
    assert route.act("zhou", command).stage is Stage.PROOF_3


def test_a_sheet_that_bears_only_a_day_counts_from_that_days_beginning(route: Route) -> None:
    route.until(Stage.REVIEW_3)
    beijing = timezone(timedelta(hours=8))
    midnight = route.now.astimezone(beijing).replace(hour=0, minute=0).astimezone(UTC)
    before = midnight - timedelta(days=2)
    assert refused(route, "zhou", paper(route, signed_on=before)) == "workflow.paper_date"
    assert route.act("zhou", paper(route, signed_on=midnight)).stage is Stage.PROOF_3


def test_a_leader_who_had_a_delegate_sign_does_not_stand_in_for_the_principal() -> None:
    route = Route()
    route.register(
        flags=frozenset({Flag.IMPORTANT}),
        assignments=(assign(Stage.REVIEW_3, Part.SIGNER, "chen"),),
    )
    route.until(Stage.REVIEW_3)
    until = route.now + timedelta(days=9)
    route.act("chen", commands.Delegate(Stage.REVIEW_3, "he", "出差", until))
    route.sign("he")
    route.act("liang", commands.Delegate(Stage.REVIEW_3, "chen", "出差", until))
    both = route.signing(Stage.REVIEW_3, Part.PRINCIPAL, Decision.PRINCIPAL_AGREE)
    assert refused(route, "chen", both) == "workflow.not_your_step"
    assert route.act("liang", both).stage is Stage.PROOF_3
