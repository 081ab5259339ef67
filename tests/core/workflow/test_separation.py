"""Separation of duties: who may hold which links of one manuscript."""

from __future__ import annotations

import pytest

from qz_review.model.manuscript import Part
from qz_review.model.stage import Stage
from qz_review.workflow import commands
from tests.support.route import Route, assign, refused


@pytest.fixture
def route() -> Route:
    route = Route()
    route.register()
    return route


def test_nobody_signs_two_of_the_three_reviews() -> None:
    route = Route()
    route.register("both")
    route.sign("both")
    route.pair("li", "zhang")
    assert refused(route, "both", route.signing(Stage.REVIEW_2)) == "workflow.not_your_step"
    assert route.sign("zhou").stage is Stage.PROOF_2
    assert route.sign("both").stage is Stage.REVIEW_3  # a proof is another kind of link


def test_a_superseded_review_still_bars_from_another_review() -> None:
    route = Route()
    route.register("both")
    route.sign("both")
    route.pair("li", "zhang")
    route.act("zhou", commands.ReturnStep("重审"))
    route.act("zhou", commands.Assign(assign(Stage.REVIEW_1, Part.SIGNER, "zhang")))
    route.sign("zhang")
    route.pair("li", "zhang")
    assert refused(route, "both", route.signing(Stage.REVIEW_2)) == "workflow.not_your_step"


def test_stricter_setting_lets_nobody_hold_two_links() -> None:
    route = Route(strict=True)
    route.register()
    route.sign("zhang")
    route.sign("li", Part.READER)
    checker = route.signing(Stage.PROOF_1, Part.CHECKER)
    assert refused(route, "zhang", checker) == "workflow.not_your_step"
    route.sign("both", Part.CHECKER)
    route.sign("zhou")
    assert refused(route, "zhou", route.signing(Stage.PROOF_2)) == "workflow.not_your_step"


def test_editors_read_aloud_and_others_only_when_named(route: Route) -> None:
    route.sign("zhang")
    for outsider in ("zhao", "qian", "chen", "sun"):
        reading = route.signing(Stage.PROOF_1, Part.READER)
        assert refused(route, outsider, reading) == "workflow.not_your_step"
    never = commands.Assign(assign(Stage.PROOF_1, Part.READER, "qian"))
    assert refused(route, "zhou", never) == "registration.does_not_fit"
    route.act("zhou", commands.Assign(assign(Stage.PROOF_1, Part.READER, "sun")))
    assert route.sign("sun", Part.READER).stage is Stage.PROOF_1
