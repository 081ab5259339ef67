"""忽略: findings set aside with a reason, by those who have a hand in the text."""

from __future__ import annotations

from qz_review.events.kinds import FileRef, FindingRestored
from qz_review.model.finding import Certainty, IgnoredFinding, Severity
from qz_review.model.manuscript import ScanResult, ScanVersions
from qz_review.model.stage import Phase
from qz_review.workflow import commands
from tests.support.route import Route, digest, refused

FINDING = IgnoredFinding("W1", "按装", "“按装”应为“安装”", Certainty.CERTAIN, Severity.MINOR)


def ignore(act_id: str = "s1", reason: str = "引用原文") -> commands.SuppressFinding:
    return commands.SuppressFinding(act_id, FINDING, "", reason)


def registered() -> Route:
    route = Route()
    route.register()
    return route


def test_who_edits_sets_a_finding_aside_and_the_step_it_was_at_stays_known() -> None:
    route = registered()
    act = route.act("zhang", ignore()).set_aside[0]
    assert act.event.finding == FINDING and act.event.reason == "引用原文"
    assert act.person_id == "zhang" and act.stage is route.state.stage and not act.restored


def test_the_section_chief_may_too_and_nobody_else() -> None:
    route = registered()
    assert refused(route, "li", ignore()) == "finding.not_yours"
    assert route.act("zhou", ignore()).set_aside[0].person_id == "zhou"


def test_it_needs_a_reason_of_some_length() -> None:
    route = registered()
    assert refused(route, "zhang", ignore(reason="  ")) == "finding.no_reason"
    assert refused(route, "zhang", ignore(reason="长" * 501)) == "finding.reason_too_long"


def test_taking_it_back_is_a_further_event_and_both_stay() -> None:
    route = registered()
    route.act("zhang", ignore())
    state = route.act("zhang", commands.RestoreFinding("s1"))
    assert state.set_aside[0].restored
    assert isinstance(route.events[-1].event, FindingRestored)
    assert refused(route, "zhang", commands.RestoreFinding("s9")) == "finding.unknown"


def test_the_certificate_of_a_final_scan_is_recorded_with_it() -> None:
    route = registered()
    route.finish_proofs()
    ref = FileRef("扫描证书.json", digest("certificate"), 11)
    scanned = commands.RecordFinalScan(
        route.state.release_hash, ScanResult.CLEAR, ScanVersions("r1"), certificate=ref
    )
    state = route.act("zhou", scanned)
    assert state.scans[-1].certificate == ref and state.phase is Phase.READY
