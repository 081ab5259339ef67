"""终扫, 发布, 撤稿, 更正, 归档: what follows the last proof."""

from __future__ import annotations

from datetime import timedelta

import pytest

from qz_review.model.manuscript import ScanResult, ScanVersions
from qz_review.model.stage import Phase, Stage
from qz_review.workflow import commands
from tests.support.route import Route, digest, refused


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


def test_release_only_of_what_the_last_proof_signed_by_one_of_its_signers(route: Route) -> None:
    scanned(route)
    assert refused(route, "chen", release(route)) == "release.by_proof_signers"
    other = commands.RecordRelease("news", "", route.now, digest("别的文本"))
    assert refused(route, "zhou", other) == "release.other_text"
    early = commands.RecordRelease(
        "news", "", route.now - timedelta(days=2), route.state.release_hash
    )
    assert refused(route, "zhou", early) == "release.before_proof"
    late = commands.RecordRelease(
        "news", "", route.now + timedelta(days=1), route.state.release_hash
    )
    assert refused(route, "zhou", late) == "release.future"


def test_release_by_channel_is_complete_with_the_last_one() -> None:
    route = Route()
    route.register(channel_ids=("news", "wechat"))
    scanned(route)
    assert route.act("zhou", release(route)).phase is Phase.READY
    assert refused(route, "zhou", release(route)) == "release.already"
    assert refused(route, "zhang", commands.Withdraw("x")) == "release.withdraw_late"
    assert (
        refused(route, "zhang", commands.ChangeChannels(("wechat",), "不发"))
        == "workflow.channel_released"
    )
    assert route.act("zhang", release(route, "wechat")).phase is Phase.RELEASED


def test_dropping_the_last_open_channel_completes_the_release() -> None:
    route = Route()
    route.register(channel_ids=("news", "wechat"))
    scanned(route)
    route.act("zhou", release(route))
    state = route.act("zhou", commands.ChangeChannels(("news",), "公众号不发"))
    assert state.phase is Phase.RELEASED


def test_no_release_before_the_final_scan(route: Route) -> None:
    route.finish_proofs()
    assert refused(route, "zhou", release(route)) == "workflow.wrong_phase"


def test_serious_findings_block_release_until_the_chief_waives_them(route: Route) -> None:
    route.finish_proofs()
    found = commands.RecordFinalScan(
        route.state.release_hash, ScanResult.FINDINGS, ScanVersions("r1", "l1", "m1"), serious=1
    )
    assert route.act("zhang", found).phase is Phase.FINAL_SCAN
    assert refused(route, "zhang", commands.WaiveScan("没问题")) == "scan.waive_by_chief"
    state = route.act("zhou", commands.WaiveScan("引用原文件标题"))
    assert state.phase is Phase.READY
    assert state.scans[-1].waiver_reason == "引用原文件标题"


def test_a_scan_of_another_text_is_refused(route: Route) -> None:
    route.finish_proofs()
    other = commands.RecordFinalScan(digest("x"), ScanResult.NOT_CONFIGURED, ScanVersions())
    assert refused(route, "zhang", other) == "release.other_text"


def test_withdrawal_before_release_ends_the_route(route: Route) -> None:
    route.until(Stage.REVIEW_2)
    assert refused(route, "li", commands.Withdraw("不是我的")) == "workflow.not_involved"
    assert route.act("zhang", commands.Withdraw("活动取消")).phase is Phase.WITHDRAWN


def test_a_correction_after_release_is_linked_not_edited(route: Route) -> None:
    scanned(route)
    route.act("zhou", release(route))
    edit = commands.SaveText(digest("更正"))
    assert refused(route, "zhang", edit) == "workflow.not_yours_to_edit"
    state = route.act("zhang", commands.LinkCorrection("m2", "QT-2026-0002"))
    assert state.corrected_by == (("m2", "QT-2026-0002"),)


def test_archiving_asks_the_sixth_duty_of_the_last_proof_and_is_terminal(route: Route) -> None:
    from qz_review.model.checklist import Answer, AskedAt, ItemAnswer

    scanned(route)
    route.act("zhou", release(route))
    checklist = route.context.checklists.of(Stage.PROOF_3)
    nothing = commands.Archive((), checklist.version, ("审签单",))
    assert refused(route, "zhang", nothing) == "checklist.unanswered"
    answers = tuple(
        ItemAnswer(item.id, Answer.YES) for item in checklist.questions(AskedAt.ARCHIVE)
    )
    state = route.act("zhang", commands.Archive(answers, checklist.version, ("审签单",)))
    assert state.phase is Phase.ARCHIVED
    assert refused(route, "zhang", nothing) == "workflow.wrong_phase"


def test_a_clock_that_ran_ahead_at_the_last_proof_does_not_bar_the_release(route: Route) -> None:
    route.until(Stage.PROOF_3)
    route.now += timedelta(days=365)
    scanned(route)
    route.now -= timedelta(days=365)
    assert route.act("zhou", release(route)).phase is Phase.RELEASED


def test_a_second_scan_after_the_last_open_channel_was_dropped_ends_the_route() -> None:
    route = Route()
    route.register(channel_ids=("news", "wechat"))
    scanned(route)
    route.act("zhou", release(route))
    found = commands.RecordFinalScan(
        route.state.release_hash, ScanResult.FINDINGS, ScanVersions(), serious=1
    )
    route.act("zhou", found)
    route.act("zhou", commands.ChangeChannels(("news",), "不再发布"))
    assert route.act("zhou", commands.WaiveScan("引用原文")).phase is Phase.RELEASED


def test_before_release_the_last_proof_may_still_report_to_the_leader(route: Route) -> None:
    scanned(route)
    assert refused(route, "li", commands.ReturnStep("提法有误")) == "workflow.not_your_step"
    state = route.act("zhang", commands.ReturnStep("提法有误"))
    assert (state.phase, state.stage) == (Phase.IN_REVIEW, Stage.REVIEW_3)
    route.finish_proofs()
    assert route.state.phase is Phase.FINAL_SCAN


def test_after_a_first_release_nothing_goes_back(route: Route) -> None:
    route = Route()
    route.register(channel_ids=("news", "wechat"))
    scanned(route)
    route.act("zhou", release(route))
    assert refused(route, "zhang", commands.ReturnStep("提法有误")) == "workflow.released_already"


def test_the_chief_sends_back_what_retired_signers_can_no_longer_release() -> None:
    from dataclasses import replace

    from qz_review.model.manuscript import Part
    from tests.support.route import assign

    route = Route()
    route.register(
        assignments=(
            assign(Stage.PROOF_3, Part.READER, "zhang"),
            assign(Stage.PROOF_3, Part.CHECKER, "zhou"),
        )
    )
    scanned(route)
    for gone in ("zhang", "zhou"):
        route.people[gone] = replace(route.people[gone], retired_at=route.now)
    assert refused(route, "both", release(route)) == "release.by_proof_signers"
    assert route.act("both", commands.ReturnStep("签名人已调离")).stage is Stage.REVIEW_3
