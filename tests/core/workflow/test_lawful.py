"""What this program records is lawful everywhere; what it would not record is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from qz_review.errors import Refused
from qz_review.events.kinds import ROSTER_STREAM, StepSigned
from qz_review.events.record import Recorded
from qz_review.handover.roster_course import RosterCourse
from qz_review.model.stage import Stage
from qz_review.services.local_ledger import DeskLedger
from qz_review.workflow.apply import apply
from qz_review.workflow.context import Context
from qz_review.workflow.lawful import check_lawful
from qz_review.workflow.state import ManuscriptState
from qz_review.workspace import Workspace, create_sample_office

Step = tuple[ManuscriptState | None, Recorded, Context]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with create_sample_office(tmp_path_factory.mktemp("sample") / "office") as workspace:
        yield workspace


def course(workspace: Workspace) -> Iterator[Step]:
    """Every event of every manuscript, the state before it, and the roster it names."""
    desk = workspace._desk
    rows = tuple(desk.store.events.read_stream(ROSTER_STREAM))
    roster = RosterCourse(rows, DeskLedger(desk))
    for stream in desk.store.events.streams():
        state: ManuscriptState | None = None
        for recorded in desk.events_of(stream):
            yield state, recorded, roster.context(recorded.envelope.roster_seq)
            state = apply(state, recorded)


def test_everything_in_the_sample_office_is_lawful(sample: Workspace) -> None:
    checked = 0
    for state, recorded, then in course(sample):
        check_lawful(state, recorded, then)
        checked += 1
    assert checked > 100


def test_a_signature_of_somebody_else_is_not(sample: Workspace) -> None:
    wrong = 0
    for state, recorded, then in course(sample):
        if state is None or not isinstance(recorded.event, StepSigned):
            continue
        if recorded.event.stage is not Stage.REVIEW_3:
            continue
        forged = replace(recorded, envelope=replace(recorded.envelope, actor_id=state.editor_id))
        with pytest.raises(Refused):
            check_lawful(state, forged, then)
        wrong += 1
    assert wrong > 3
