"""待收 over days: what waits is remembered, what is done with is passed over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qz_review.handover.verdict import Verdict
from qz_review.services.handover_views import OutboxState
from qz_review.workspace import Workspace
from tests.journeys.desks import Desks


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    desks = Desks(tmp_path, ["chief"])
    share = tmp_path / "交换目录"
    share.mkdir()
    for desk in desks.desks.values():
        desk.workspace.exchange.set_folder(share)
    yield desks
    desks.close()


def at(desks: Desks, name: str) -> Workspace:
    return desks[name].at(name)


def send(desks: Desks, manuscript: str) -> Path:
    return at(desks, "editor").exchange.send([manuscript], desks.home.person_id("chief")).file


def test_what_waits_is_remembered_until_it_is_taken_in(desks: Desks) -> None:
    send(desks, desks.home.register())
    chief = at(desks, "chief")
    (row,) = chief.inbox.look(None).rows
    assert row.for_me and row.view is not None and row.view.verdict is Verdict.FAST_FORWARD
    (again,) = at(desks, "chief").inbox.look(None).rows  # the program was started anew
    assert again.item == row.item
    taken = chief.inbox.take_in(row.item)
    assert len(taken.admitted.receivable) == 1 and taken.receipt is not None
    assert chief.inbox.look((row,), judge_again=True).rows == ()
    assert chief.inbox.look(None).rows == ()
    assert at(desks, "editor").inbox.look(None).taken == 1
    assert desks.home.workspace.handover.outbox()[0].state is OutboxState.RECEIVED


def test_old_packages_are_passed_over_even_when_everything_is_looked_at_again(
    desks: Desks,
) -> None:
    file = send(desks, desks.home.register())
    chief = at(desks, "chief")
    chief.inbox.take_in(chief.inbox.look(None).rows[0].item)
    for number in range(5):
        shutil.copyfile(file, file.with_name(f"旧{number}.qzpkg"))
    waiting = send(desks, desks.home.register())
    view = at(desks, "chief").inbox.look_at_all()
    assert [row.item.file for row in view.rows] == [waiting] and view.files == 7


def test_what_cannot_be_taken_in_stays_with_its_reason_and_goes_with_its_file(
    desks: Desks,
) -> None:
    file = send(desks, desks.home.register())
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    chief = at(desks, "chief")
    view = chief.inbox.look(None)
    assert len(view.rows) + len(view.copying) == 1
    assert not any(row.for_me for row in view.rows)
    file.unlink()
    assert chief.inbox.look(view.rows).rows == ()


def test_a_share_that_is_gone_keeps_what_was_seen_and_says_so(desks: Desks) -> None:
    file = send(desks, desks.home.register())
    chief = at(desks, "chief")
    rows = chief.inbox.look(None).rows
    share = file.parent.parent
    share.rename(share.with_name("不在"))
    view = chief.inbox.look(rows)
    assert not view.reachable and view.rows == rows
    share.with_name("不在").rename(share)
    assert chief.inbox.look(view.rows).rows == rows
