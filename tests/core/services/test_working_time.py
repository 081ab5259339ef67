"""Acts of the sample office and the demo fall into office hours, in their order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from qz_review.demo import run_demo
from qz_review.services.views import ManuscriptQuery
from qz_review.services.working_time import CLOSES, OPENS, working_moment, working_moments
from qz_review.workspace import open_workspace

START = datetime(2026, 11, 6, tzinfo=UTC)
MOMENTS = st.integers(0, 60 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


def in_office_hours(moment: datetime) -> bool:
    local = moment.astimezone()
    return local.weekday() < 5 and OPENS <= local.time() <= CLOSES


@given(MOMENTS)
def test_a_moment_in_office_hours_stays_and_others_go_back(moment: datetime) -> None:
    found = working_moment(moment)
    assert in_office_hours(found)
    assert (found == moment) if in_office_hours(moment) else (found < moment)
    assert moment - found < timedelta(days=3)


@given(st.sets(MOMENTS, min_size=1, max_size=30), st.none() | MOMENTS)
def test_moments_keep_their_order(moments: set[datetime], kept_from: datetime | None) -> None:
    found = working_moments(moments, kept_from)
    in_order = [found[moment] for moment in sorted(moments)]
    assert in_order == sorted(set(in_order))
    for moment, at in found.items():
        kept = kept_from is not None and moment >= kept_from
        assert at == moment if kept else (at <= moment and in_office_hours(at))


def test_the_demo_s_acts_are_in_office_hours_and_not_to_come(tmp_path: Path) -> None:
    at_night = datetime(2026, 11, 29, 23, 10).astimezone()
    run_demo(tmp_path / "out", None, lambda step: None, lambda: at_night)
    with open_workspace(tmp_path / "out" / "workspace") as workspace:
        (row,) = workspace.manuscripts.page(ManuscriptQuery()).rows
        times = [event.envelope.time for event in workspace._desk.events_of(row.manuscript_id)]
    assert times == sorted(times) and times[-1] <= at_night
    assert all(in_office_hours(moment + timedelta(minutes=4)) for moment in times)


def test_a_night_before_a_monday_is_the_friday() -> None:
    monday = datetime(2026, 11, 23, 3, 20).astimezone()
    assert working_moment(monday) == datetime(2026, 11, 20, 17, 40).astimezone()
