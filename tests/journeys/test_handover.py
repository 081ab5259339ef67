"""A manuscript goes from desk to desk by packages alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from qz_review.errors import Refused
from qz_review.handover.verdict import Verdict
from qz_review.model.manuscript import Part
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import plain_text
from qz_review.services.backup import restore
from qz_review.services.handover_views import OutboxState
from qz_review.services.ledger import verify_folder
from qz_review.workspace import open_workspace
from tests.journeys.desks import Desks, JoinedDesk
from tests.journeys.office import PASSWORD, replaced

READER, CHECKER = Part.READER, Part.CHECKER


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    """Editor, second reader, section chief, leader; each verified when the journey is over."""
    desks = Desks(tmp_path, ["second", "chief", "leader"])
    yield desks
    desks.close()
    for desk in desks.desks.values():
        assert verify_folder(desk.folder).faults == ()


def test_the_whole_route_by_packages_alone(desks: Desks) -> None:
    mid = desks.home.register()
    desks.sign(mid, "editor")
    desks.give("editor", "second", mid)
    desks.sign(mid, "second", part=READER)
    desks.give("second", "editor", mid)
    desks.sign(mid, "editor", part=CHECKER)
    desks.give("editor", "chief", mid)
    desks.sign(mid, "chief")
    desks.sign(mid, "chief")
    desks.give("chief", "leader", mid)
    desks.sign(mid, "leader")
    desks.give("leader", "editor", mid)
    desks.sign(mid, "editor", part=READER)
    desks.give("editor", "chief", mid)
    desks.sign(mid, "chief", part=CHECKER)
    desks.give("chief", "editor", mid)
    desks.home.finish(mid)
    assert desks.home.view(mid).phase is Phase.ARCHIVED


def test_the_giver_keeps_a_copy_that_only_reads(desks: Desks) -> None:
    mid = desks.home.register()
    file = desks.send("editor", "chief", mid)
    with pytest.raises(Refused) as caught:
        desks.sign(mid, "editor")
    assert (caught.value.code, caught.value.facts["person"]) == ("handover.not_holder", "周某远")
    assert desks.home.at("editor").manuscripts.view(mid).may == frozenset({"recall"})
    (row,) = desks.home.workspace.handover.outbox()
    assert (row.state, row.to_name, row.file) == (OutboxState.UNDER_WAY, "周某远", file)
    assert row.waiting.total_seconds() > 0


def test_a_receipt_says_that_it_arrived(desks: Desks) -> None:
    mid = desks.home.register()
    desks.give("editor", "chief", mid)
    (row,) = desks.home.workspace.handover.outbox()
    assert (row.state, row.waiting.total_seconds()) == (OutboxState.RECEIVED, 0)
    assert desks.home.view(mid).text == desks["chief"].view(mid).text
    assert desks.home.view(mid).stage is Stage.REVIEW_1
    view = desks["chief"].workspace.receiving.inspect(desks.folder / "01-editor-chief.qzpkg")
    assert view.verdict is Verdict.ALREADY_HAVE


def carry(desks: Desks, mid: str, giver: str, *takers: str) -> None:
    """``giver`` writes what he has; the others take it in, without custody moving."""
    file = desks.file("-branch")
    desks[giver].at(giver).forks.write_branch(mid, file)
    for taker in takers:
        desks[taker].at(taker).receiving.admit(file)


def test_with_a_return_a_delegation_and_a_fork_all_end_at_one_head(
    desks: Desks, tmp_path: Path
) -> None:
    mid = desks.home.register()
    desks.sign(mid, "editor")
    desks.give("editor", "second", mid)
    desks.sign(mid, "second", part=READER)
    desks.give("second", "editor", mid)
    desks.sign(mid, "editor", part=CHECKER)
    desks.give("editor", "chief", mid)

    chief = desks["chief"]
    chief.at("chief").review.return_step(mid, "第二段数据与原文不符", PASSWORD)
    desks.give("chief", "editor", mid)
    assert desks.home.view(mid).stage is Stage.REVIEW_1
    desks.sign(mid, "editor", text=replaced(desks.home.view(mid).text, "截止", "截至"))
    desks.give("editor", "second", mid)
    desks.sign(mid, "second", part=READER)
    desks.give("second", "editor", mid)
    desks.sign(mid, "editor", part=CHECKER)
    desks.give("editor", "chief", mid)
    desks.sign(mid, "chief")
    desks.sign(mid, "chief")

    desks.give("chief", "leader", mid)  # away tomorrow: 三审 is delegated, then given on
    leader, until = desks["leader"], desks.home.clock.moment + timedelta(days=3)
    stand_in = desks.home.person_id("leader2")
    leader.at("leader").routing.delegate(mid, Stage.REVIEW_3, stand_in, "出差三天", until, PASSWORD)
    desks.give("leader", "leader2", mid)  # who has no desk of his own and uses the office's
    desks.home.sign(mid, "leader2")
    assert desks.home.view(mid).stage is Stage.PROOF_3
    desks.give("leader2", "chief", mid, at="editor")

    # The chief's folder is copied to a new machine; both go on.
    copy = tmp_path / "copied"
    chief.workspace.close()
    shutil.copytree(chief.folder, copy)
    chief.workspace = open_workspace(chief.folder, chief.clock)
    desks.desks["copy"] = twin = JoinedDesk.of(desks.home, copy)
    edited = chief.edit(mid, "chief", "120公里", "128公里")
    twin.edit(mid, "chief", "120公里", "126公里")
    desks.give("chief", "editor", mid)
    desks.sign(mid, "editor", part=READER)

    file = desks.file("-branch")
    twin.at("chief").forks.write_branch(mid, file)
    desks["chief"].at("chief")
    view = chief.workspace.receiving.inspect(file)
    assert (view.verdict, view.forked, view.admissible) == (Verdict.FORKED, True, False)
    assert chief.workspace.receiving.keep_branch(file).set_aside == 1
    (fork,) = chief.workspace.forks.list()
    both = chief.workspace.forks.view(mid, fork.branch)
    assert both.may_settle and not fork.settled
    assert (len(both.ours.events), len(both.other.events)) == (3, 1)
    assert [change.inserted for change in both.differences.changes] != []

    # The editor's desk is further on: the choice is signed where the branch that counts ends.
    desks.home.at("editor")
    assert desks.home.workspace.receiving.keep_branch(file).set_aside == 1
    desks.home.at("leader").forks.settle(mid, fork.branch, True, "以已签的一支为准", PASSWORD)
    assert desks.home.workspace.forks.list()[0].settled
    carry(desks, mid, "editor", "chief", "second", "leader")
    twin.at("chief").receiving.admit(desks.folder / f"{desks._packages:02}-branch.qzpkg")
    assert len(desks.heads(mid)) == 1
    assert twin.view(mid).text == edited == desks.home.view(mid).text
    (aside,) = twin.workspace.forks.list()  # no edit is lost
    lost = twin.workspace.forks.view(mid, aside.branch).other
    assert "126公里" in plain_text(twin.workspace.manuscripts.text(lost.text_hash))
    desks.desks.pop("copy")
    twin.workspace.close()
    assert verify_folder(copy).faults == ()


def test_the_other_branch_can_be_the_one_that_counts(desks: Desks) -> None:
    mid = desks.home.register()
    desks.give("editor", "chief", mid)
    desks.give("chief", "editor", mid)
    backup = desks.home.workspace.backup.run_now()
    desks.home.edit(mid, "editor", "120公里", "128公里")
    desks.give("editor", "chief", mid)
    desks.give("chief", "editor", mid)  # the chief's desk has seen 128
    desks.home.workspace.close()
    restore(backup, desks.home.folder)
    desks.home.workspace = open_workspace(desks.home.folder, desks.home.clock)
    mine = desks.home.edit(mid, "editor", "120公里", "126公里")
    file = desks.send("editor", "chief", mid)
    chief = desks["chief"]
    assert chief.at("chief").receiving.inspect(file).verdict is Verdict.FORKED
    chief.workspace.receiving.keep_branch(file)
    (fork,) = chief.workspace.forks.list()
    chief.workspace.forks.settle(mid, fork.branch, False, "备份恢复后改的为准", PASSWORD)
    assert chief.view(mid).text == mine
    assert [row.settled for row in chief.workspace.forks.list()] == [True]
    carry(desks, mid, "chief", "editor")
    desks.give("chief", "editor", mid)
    assert len({desks[name].view(mid).head_hash for name in ("chief", "editor")}) == 1
    chief.workspace.close()
    chief.workspace = open_workspace(chief.folder, chief.clock)  # the head note agrees
