"""The route as its users know it: six steps, ways back, and what must never happen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from qz_review.model.checklist import Answer, ItemAnswer
from qz_review.model.manuscript import Decision, Flag, Part, ScanResult, ScanVersions, SourceFacts
from qz_review.model.stage import Phase, Stage
from qz_review.workflow import commands
from qz_review.workflow.decided import WorkflowRefused
from tests.support.route import Route, assign, digest, refused


@pytest.fixture
def route() -> Route:
    route = Route()
    route.register()
    return route


def scanned(route: Route) -> Route:
    route.finish_proofs()
    route.act(
        "zhang",
        commands.RecordFinalScan(
            route.state.release_hash, ScanResult.NOT_CONFIGURED, ScanVersions()
        ),
    )
    return route


def release(route: Route, channel: str = "news") -> commands.RecordRelease:
    return commands.RecordRelease(channel, "", route.now, route.state.release_hash)


def test_plain_route_passes_all_six_steps_in_order(route: Route) -> None:
    scanned(route)
    route.act("zhou", release(route))
    order = [s.stage for s in route.state.sign_offs]
    assert order == sorted(order, key=lambda stage: stage.position)
    assert set(order) == set(Stage)
    assert route.state.phase is Phase.RELEASED


def test_registration_needs_title_channel_section_and_an_editor() -> None:
    def code(person: str = "zhang", **changes: object) -> str:
        with pytest.raises(WorkflowRefused) as caught:
            Route().register(person, **changes)
        return caught.value.code

    assert code(title="  ") == "registration.no_title"
    assert code(channel_ids=()) == "registration.no_channel"
    assert code(channel_ids=("old",)) == "registration.closed_channel"
    assert code(channel_ids=("nowhere",)) == "registration.unknown_channel"
    assert code(section_id="x") == "registration.no_section"
    assert code(flags=frozenset({Flag.AUDIOVISUAL})) == "registration.audiovisual"
    assert code("chen") == "workflow.not_editor"
    assert code("zhou") == "registration.no_editor"
    assert code(hours=(("review_1", 0),)) == "registration.bad_hours"


def test_reprint_needs_its_source_and_the_source_text() -> None:
    source = SourceFacts("中国政府网", "权威部门", "https://www.gov.cn/x", "可转载")
    with pytest.raises(WorkflowRefused, match="source_incomplete"):
        Route().register(flags=frozenset({Flag.REPRINT}))
    with pytest.raises(WorkflowRefused, match="source_text_missing"):
        Route().register(flags=frozenset({Flag.REPRINT}), source=source)
    quoted = Route().register(flags=frozenset({Flag.QUOTATION}), source=source)
    assert quoted.source == source


def test_assignments_must_fit_roles_and_separation() -> None:
    def code(*people: tuple[Stage, Part, str]) -> str:
        with pytest.raises(WorkflowRefused) as caught:
            Route().register(assignments=tuple(assign(*one) for one in people))
        return caught.value.code

    assert code((Stage.REVIEW_3, Part.SIGNER, "li")) == "registration.does_not_fit"
    assert (
        code((Stage.REVIEW_1, Part.SIGNER, "both"), (Stage.REVIEW_2, Part.SIGNER, "both"))
        == "registration.not_separated"
    )
    assert (
        code((Stage.PROOF_1, Part.READER, "li"), (Stage.PROOF_1, Part.CHECKER, "li"))
        == "registration.not_separated"
    )


def test_a_step_cannot_be_signed_out_of_turn_or_by_another(route: Route) -> None:
    assert refused(route, "zhou", route.signing(Stage.REVIEW_2)) == "workflow.other_step"
    assert refused(route, "chen", route.signing(Stage.REVIEW_1)) == "workflow.not_your_step"
    assert refused(route, "li", route.signing(Stage.REVIEW_1)) == "workflow.not_your_step"


def test_a_step_cannot_be_signed_with_an_unanswered_item(route: Route) -> None:
    whole = route.signing(Stage.REVIEW_1)
    part = route.signing(Stage.REVIEW_1, answers=whole.answers[:-1])
    assert refused(route, "zhang", part) == "checklist.unanswered"
    other = route.signing(Stage.REVIEW_1, checklist_version="旧版")
    assert refused(route, "zhang", other) == "checklist.other_version"


def test_proofs_read_aloud_need_two_different_people(route: Route) -> None:
    route.sign("zhang")
    route.sign("li", Part.READER)
    assert route.state.stage is Stage.PROOF_1
    assert (
        refused(route, "li", route.signing(Stage.PROOF_1, Part.CHECKER)) == "workflow.not_your_step"
    )
    assert route.sign("zhang", Part.CHECKER).stage is Stage.REVIEW_2


def test_a_change_by_the_checker_needs_the_reader_again(route: Route) -> None:
    route.sign("zhang")
    route.sign("li", Part.READER)
    state = route.sign("zhang", Part.CHECKER, text="核对时改")
    assert state.stage is Stage.PROOF_1
    assert [s.part for s in state.in_force(Stage.PROOF_1)] == [Part.CHECKER]
    assert route.sign("li", Part.READER).stage is Stage.REVIEW_2


def test_the_chief_of_another_section_is_not_responsible(route: Route) -> None:
    route.until(Stage.REVIEW_2)
    assert refused(route, "wang", route.signing(Stage.REVIEW_2)) == "workflow.not_your_step"


@pytest.mark.parametrize(
    ("stage", "person", "back_to", "kept"),
    [
        (Stage.REVIEW_2, "zhou", Stage.REVIEW_1, 0),
        (Stage.PROOF_2, "zhou", Stage.PROOF_1, 1),
        (Stage.REVIEW_3, "chen", Stage.REVIEW_2, 2),
        (Stage.PROOF_3, "zhou", Stage.REVIEW_3, 4),
    ],
)
def test_a_return_supersedes_that_step_and_every_later_one(
    route: Route, stage: Stage, person: str, back_to: Stage, kept: int
) -> None:
    route.until(stage)
    assert refused(route, person, commands.ReturnStep("  ")) == "workflow.no_reason"
    state = route.act(person, commands.ReturnStep("数据与办法不一致"))
    assert state.stage is back_to
    assert state.was_returned
    in_force = {s.stage for s in state.sign_offs if not s.superseded}
    assert len(in_force) == kept
    assert all(s.position < back_to.position for s in in_force)
    assert len(state.sign_offs) > len(in_force)  # nothing leaves the ledger
    route.finish_proofs()
    assert route.state.phase is Phase.FINAL_SCAN


def test_first_steps_send_nothing_back(route: Route) -> None:
    assert refused(route, "zhang", commands.ReturnStep("x")) == "workflow.no_return"


def test_a_negative_first_opinion_goes_straight_up_and_can_be_confirmed(route: Route) -> None:
    state = route.sign("zhang", decision=Decision.NOT_ADOPT)
    assert state.stage is Stage.REVIEW_2
    assert state.passed_over == (Stage.PROOF_1,)
    positive = route.signing(Stage.REVIEW_2)
    assert refused(route, "zhou", positive) == "workflow.proof_passed_over"
    route.sign("zhou", decision=Decision.NOT_PUBLISHABLE)
    state = route.sign("chen", decision=Decision.REJECT)
    assert state.phase is Phase.REJECTED
    assert refused(route, "zhang", commands.SaveText(digest("x"))) == "workflow.not_yours_to_edit"


def test_a_chief_who_disagrees_sends_it_to_the_proof_passed_over(route: Route) -> None:
    route.sign("zhang", decision=Decision.NOT_ADOPT)
    state = route.act("zhou", commands.OverruleNegative("可用，按办法改"))
    assert state.stage is Stage.PROOF_1
    route.finish_proofs()
    assert route.state.phase is Phase.FINAL_SCAN


def test_a_leader_who_disagrees_continues_at_the_second_proof(route: Route) -> None:
    route.until(Stage.REVIEW_2)
    route.sign("zhou", decision=Decision.NOT_PUBLISHABLE)
    assert route.state.passed_over == (Stage.PROOF_2,)
    state = route.act("chen", commands.OverruleNegative("可以发布"))
    assert state.stage is Stage.PROOF_2
    assert [s.decision for s in state.in_force(Stage.REVIEW_2)] == [Decision.NOT_PUBLISHABLE]
    route.finish_proofs()
    assert route.state.phase is Phase.FINAL_SCAN


def test_two_negative_opinions_overruled_walk_the_whole_route_again(route: Route) -> None:
    route.sign("zhang", decision=Decision.NOT_ADOPT)
    route.sign("zhou", decision=Decision.NOT_PUBLISHABLE)
    state = route.act("chen", commands.OverruleNegative("应当发布"))
    assert state.stage is Stage.PROOF_1
    route.finish_proofs()
    assert {s.stage for s in route.state.sign_offs if not s.superseded} == set(Stage)


def test_negative_opinions_need_words(route: Route) -> None:
    silent = route.signing(Stage.REVIEW_1, decision=Decision.NOT_ADOPT, opinion=" ")
    assert refused(route, "zhang", silent) == "workflow.no_opinion"


def test_important_manuscripts_need_the_principal_too() -> None:
    route = Route()
    route.register(flags=frozenset({Flag.IMPORTANT}))
    route.until(Stage.REVIEW_3)
    state = route.sign("chen")
    assert state.stage is Stage.REVIEW_3
    edit = commands.SaveText(digest("领导签后再改"))
    assert refused(route, "chen", edit) == "workflow.not_yours_to_edit"
    agree = {"decision": Decision.PRINCIPAL_AGREE}
    with pytest.raises(WorkflowRefused, match="not_your_step"):
        route.sign("he", Part.PRINCIPAL, **agree)  # type: ignore[arg-type]
    state = route.sign("liang", Part.PRINCIPAL, Decision.PRINCIPAL_AGREE)
    assert state.stage is Stage.PROOF_3
    assert state.approved_hash == state.text_hash


def test_the_principal_as_leader_signs_once_for_both() -> None:
    route = Route()
    route.register(flags=frozenset({Flag.IMPORTANT}))
    route.until(Stage.REVIEW_3)
    state = route.sign("liang", Part.PRINCIPAL)
    assert state.stage is Stage.PROOF_3
    assert [s.part for s in state.in_force(Stage.REVIEW_3)] == [Part.PRINCIPAL]


def test_the_principal_may_return_what_the_leader_approved() -> None:
    route = Route()
    route.register(flags=frozenset({Flag.IMPORTANT}))
    route.until(Stage.REVIEW_3)
    route.sign("chen")
    state = route.act("liang", commands.ReturnStep("提法再核"))
    assert state.stage is Stage.REVIEW_2
    assert not state.in_force(Stage.REVIEW_3)


def test_flags_are_fixed_once_the_leader_has_signed_and_only_superiors_take_one_off() -> None:
    route = Route()
    route.register(flags=frozenset({Flag.IMPORTANT}))
    drop = commands.ChangeFlags(frozenset(), None, "不属重要稿件")
    assert refused(route, "zhang", drop) == "workflow.flag_not_yours"
    assert route.act("zhou", drop).flags == frozenset()
    route.until(Stage.REVIEW_3)
    route.sign("chen")
    add = commands.ChangeFlags(frozenset({Flag.IMPORTANT}), None, "补标")
    assert refused(route, "zhou", add) == "workflow.flags_fixed"


def test_a_change_after_the_last_proof_reopens_it(route: Route) -> None:
    scanned(route)
    assert route.state.phase is Phase.READY
    state = route.act("zhang", commands.SaveText(digest("多一个字")))
    assert (state.phase, state.stage) == (Phase.IN_REVIEW, Stage.PROOF_3)
    assert state.release_hash == ""
    assert not state.in_force(Stage.PROOF_3)
    assert len(state.in_force(Stage.REVIEW_3)) == 1


def test_changes_after_the_approved_copy_must_be_classed_one_by_one(route: Route) -> None:
    from qz_review.model.manuscript import ChangeClass, ClassedChange

    route.until(Stage.PROOF_3)
    open_change = ClassedChange("k1", "第1段", "市政府", "市人民政府")
    command = route.signing(Stage.PROOF_3, Part.READER, text="改", expected_changes=(open_change,))
    assert refused(route, "zhang", command) == "workflow.changes_unclassed"
    classed = ClassedChange("k1", "第1段", "市政府", "市人民政府", ChangeClass.CORRECTS_WORDING)
    state = route.sign(
        "zhang", Part.READER, text="改", expected_changes=(open_change,), changes=(classed,)
    )
    assert state.sign_offs[-1].changes == (classed,)


def test_the_leaders_lines_must_be_ticked_or_answered(route: Route) -> None:
    from qz_review.model.manuscript import CarriedOut

    route.until(Stage.REVIEW_3)
    route.sign(
        "chen",
        decision=Decision.APPROVE_WITH_CHANGES,
        instructions=("开放时间改为计划",),
    )
    line = CarriedOut("i1", "instruction", "开放时间改为计划")
    command = route.signing(Stage.PROOF_3, Part.READER, expected_lines=(line,))
    assert refused(route, "zhang", command) == "workflow.lines_unanswered"
    done = CarriedOut("i1", "instruction", "开放时间改为计划", done=True)
    state = route.sign("zhang", Part.READER, expected_lines=(line,), carried_out=(done,))
    assert state.sign_offs[-1].carried_out == (done,)


def test_a_signature_can_be_taken_back_until_something_is_built_on_it(route: Route) -> None:
    route.sign("zhang")
    state = route.act("zhang", commands.WithdrawSignature("误签"))
    assert state.stage is Stage.REVIEW_1
    assert state.sign_offs[0].superseded
    assert state.entered_at == state.registered_at  # no time is gained
    route.sign("zhang")
    route.sign("li", Part.READER)
    late = commands.WithdrawSignature("误签")
    assert refused(route, "zhang", late) == "workflow.nothing_to_withdraw"


def test_a_step_over_its_hours_is_overdue(route: Route) -> None:
    due = route.state.due
    assert due is not None
    assert due - route.state.entered_at == timedelta(hours=24)
    fast = Route()
    fast.register(hours=(("review_1", 2),))
    assert fast.state.due is not None
    assert fast.state.due - fast.state.entered_at == timedelta(hours=2)


def test_retired_people_do_nothing(route: Route) -> None:
    from dataclasses import replace

    route.people["zhang"] = replace(route.people["zhang"], retired_at=route.now)
    assert refused(route, "zhang", route.signing(Stage.REVIEW_1)) == "workflow.retired"


def test_a_text_made_from_an_older_one_takes_nobodys_edits_back(route: Route) -> None:
    route.until(Stage.PROOF_1)
    loaded = route.state.text_hash
    route.act("zhang", commands.SaveText(digest("张某的修改"), base_hash=loaded))
    stale = commands.SaveText(digest("李某的修改"), base_hash=loaded)
    assert refused(route, "li", stale) == "ledger.append_conflict"
    signing = route.signing(Stage.PROOF_1, Part.READER, text="李某的修改", base_hash=loaded)
    assert refused(route, "li", signing) == "ledger.append_conflict"
    present = route.signing(Stage.PROOF_1, Part.READER, base_hash=loaded)
    assert route.act("li", present).in_force(Stage.PROOF_1)  # the saved text itself may be signed


def test_the_principal_who_stands_in_for_the_leader_signs_once_for_both() -> None:
    route = Route()
    route.register(
        flags=frozenset({Flag.IMPORTANT}),
        assignments=(assign(Stage.REVIEW_3, Part.SIGNER, "chen"),),
    )
    route.until(Stage.REVIEW_3)
    until = route.now + timedelta(days=3)
    route.act("chen", commands.Delegate(Stage.REVIEW_3, "liang", "出差", until))
    state = route.sign("liang", Part.PRINCIPAL)
    signed = state.in_force(Stage.REVIEW_3)[0]
    assert (signed.person_id, signed.on_behalf_of) == ("liang", "chen")
    assert state.stage is Stage.PROOF_3


def test_the_editor_counts_at_the_first_review_though_nobody_was_named() -> None:
    chief_too = (assign(Stage.REVIEW_2, Part.SIGNER, "both"),)
    with pytest.raises(WorkflowRefused) as caught:
        Route().register("both", assignments=chief_too)
    assert caught.value.code == "registration.not_separated"


def test_all_yes_is_recorded_only_for_the_leader_who_said_so(route: Route) -> None:
    assert not route.sign("zhang", all_yes=True).sign_offs[-1].all_yes
    route.until(Stage.REVIEW_3)
    answers = route.signing(Stage.REVIEW_3).answers
    noted = (ItemAnswer(answers[0].item_id, Answer.NO, "已改"), *answers[1:])
    route.sign("chen", answers=noted, all_yes=True)
    assert not route.state.sign_offs[-1].all_yes
    route.act("chen", commands.WithdrawSignature("误签"))
    assert route.sign("chen", all_yes=True).sign_offs[-1].all_yes
