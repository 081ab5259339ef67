"""征求意见, 会签, 联审: what must be answered before 二审 and 三审."""

from __future__ import annotations

import pytest

from qz_review.events.kinds import FileRef
from qz_review.model.manuscript import ConsultationKind, Flag, Outcome
from qz_review.model.stage import Stage
from qz_review.workflow import commands
from tests.support.route import Route, digest, refused

SHEET = FileRef("会签单.jpg", digest("scan"), 1000, "image/jpeg")


@pytest.fixture
def route() -> Route:
    route = Route()
    route.register(flags=frozenset({Flag.OTHER_UNITS}))
    route.until(Stage.REVIEW_2)
    return route


def ask(route: Route, kind: ConsultationKind = ConsultationKind.COUNTERSIGN) -> str:
    state = route.act("zhang", commands.RequestConsultation(kind, "市财政局", "补贴标准"))
    return state.consultations[-1].request.consultation_id


def test_second_review_waits_for_every_answer(route: Route) -> None:
    sign = route.signing(Stage.REVIEW_2)
    assert refused(route, "zhou", sign) == "workflow.no_consultation"
    asked = ask(route)
    assert refused(route, "zhou", sign) == "workflow.consultation_open"
    agreed = commands.AnswerConsultation(asked, Outcome.AGREE, "", "章某", True, SHEET)
    route.act("zhang", agreed)
    assert route.sign("zhou").stage is Stage.PROOF_2


def test_a_countersign_needs_the_name_and_the_sheet(route: Route) -> None:
    asked = ask(route)
    nameless = commands.AnswerConsultation(asked, Outcome.AGREE, "", "", True, SHEET)
    assert refused(route, "zhang", nameless) == "workflow.countersign_no_name"
    sheetless = commands.AnswerConsultation(asked, Outcome.AGREE, "", "章某", True)
    assert refused(route, "zhang", sheetless) == "workflow.countersign_no_sheet"


def test_asking_for_an_opinion_needs_no_sheet(route: Route) -> None:
    asked = ask(route, ConsultationKind.OPINION)
    state = route.act("zhang", commands.AnswerConsultation(asked, Outcome.AGREE, "无意见", ""))
    assert state.consultations[0].answer is not None


def test_disagreement_goes_up_with_both_reasons(route: Route) -> None:
    asked = ask(route)
    no_words = commands.AnswerConsultation(asked, Outcome.DISAGREE, " ", "章某", True, SHEET)
    assert refused(route, "zhang", no_words) == "workflow.no_words"
    route.act(
        "zhang",
        commands.AnswerConsultation(asked, Outcome.DISAGREE, "标准偏高", "章某", True, SHEET),
    )
    sign = route.signing(Stage.REVIEW_2)
    assert refused(route, "zhou", sign) == "workflow.disagreement_unexplained"
    state = route.act("zhou", commands.ExplainDisagreement(asked, "依据补贴办法第四条"))
    assert state.consultations[0].our_reason == "依据补贴办法第四条"
    assert route.sign("zhou").stage is Stage.PROOF_2


def test_a_new_answer_after_talks_replaces_the_old_one(route: Route) -> None:
    asked = ask(route)
    route.act(
        "zhang",
        commands.AnswerConsultation(asked, Outcome.DISAGREE, "标准偏高", "章某", True, SHEET),
    )
    route.act("zhou", commands.ExplainDisagreement(asked, "依据办法"))
    state = route.act(
        "zhang", commands.AnswerConsultation(asked, Outcome.AGREE, "", "章某", True, SHEET)
    )
    assert state.consultations[0].our_reason == ""
    assert route.sign("zhou").stage is Stage.PROOF_2


def test_a_negative_conclusion_need_not_wait_for_other_units(route: Route) -> None:
    from qz_review.model.manuscript import Decision

    assert route.sign("zhou", decision=Decision.NOT_PUBLISHABLE).stage is Stage.REVIEW_3


def test_specialist_manuscripts_need_a_joint_review_before_the_leader() -> None:
    route = Route()
    route.register(flags=frozenset({Flag.SPECIALIST}))
    route.until(Stage.REVIEW_3)
    sign = route.signing(Stage.REVIEW_3)
    assert refused(route, "chen", sign) == "workflow.joint_review_missing"
    not_one = commands.RequestJointReview("li", "术语")
    assert refused(route, "zhou", not_one) == "workflow.no_specialist"
    route.act("zhou", commands.RequestJointReview("sun", "术语"))
    assert refused(route, "chen", sign) == "workflow.joint_review_missing"
    give = commands.GiveJointReview(Outcome.AGREE, "术语规范")
    assert refused(route, "li", give) == "workflow.not_asked"
    state = route.act("sun", give)
    review = state.joint_reviews[0].review
    assert review is not None
    assert review.text_hash == state.text_hash
    assert route.sign("chen").stage is Stage.PROOF_3


def test_a_specialist_asked_twice_keeps_both_opinions(route: Route) -> None:
    route.act("zhang", commands.RequestJointReview("sun", "术语"))
    route.act("sun", commands.GiveJointReview(Outcome.AGREE, "规范"))
    route.act("zhang", commands.RequestJointReview("sun", "数据"))
    state = route.act("sun", commands.GiveJointReview(Outcome.DISAGREE, "数据有误"))
    given = [(j.matter, j.review.opinion) for j in state.joint_reviews if j.review]
    assert given == [("术语", "规范"), ("数据", "数据有误")]


def test_a_request_to_the_wrong_unit_is_taken_back_and_blocks_no_more(route: Route) -> None:
    wrong = ask(route)
    cancel = commands.CancelConsultation(wrong, "应征求市民政局意见")
    assert refused(route, "li", cancel) == "workflow.not_involved"
    assert refused(route, "zhou", commands.CancelConsultation(wrong, " ")) == "workflow.no_reason"
    state = route.act("zhou", cancel)
    assert state.consultations == ()
    assert state.cancelled_consultations[0].request.consultation_id == wrong
    assert refused(route, "zhou", route.signing(Stage.REVIEW_2)) == "workflow.no_consultation"
    right = ask(route, ConsultationKind.OPINION)
    answer = commands.AnswerConsultation(right, Outcome.AGREE, "", "")
    route.act("zhang", answer)
    answered = commands.CancelConsultation(right, "不需要")
    assert refused(route, "zhou", answered) == "workflow.consultation_answered"
    assert route.sign("zhou").stage is Stage.PROOF_2
