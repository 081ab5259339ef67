"""A manuscript goes from desk to desk by packages alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qz_review.errors import Refused
from qz_review.handover.verdict import Verdict
from qz_review.model.manuscript import Part
from qz_review.model.stage import Phase, Stage
from qz_review.services.handover_views import OutboxState
from qz_review.services.ledger import verify_folder
from tests.journeys.desks import Desks

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
