"""统计: every figure and the rows behind it agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from qz_review.model.stage import Stage
from qz_review.services.figures import Grouping
from qz_review.services.ledger_views import LedgerMark, LedgerQuery
from qz_review.workspace import Workspace, create_sample_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with create_sample_office(tmp_path_factory.mktemp("figures") / "office") as workspace:
        yield workspace


@pytest.mark.parametrize("grouping", list(Grouping))
def test_every_figure_opens_as_many_rows_as_it_says(office: Workspace, grouping: Grouping) -> None:
    found = office.figures.count(grouping)
    assert found.rows
    for row in found.rows:
        sums = office.ledger_table.sums(row.rows)
        assert (row.manuscripts, row.released, row.returns) == (
            sums.manuscripts,
            sums.released,
            sums.returns,
        )
        back = office.ledger_table.sums(row.rows_with(LedgerMark.SENT_BACK))
        late = office.ledger_table.sums(row.rows_with(LedgerMark.LATE))
        assert (row.sent_back, row.late) == (back.manuscripts, late.manuscripts)


def test_steps_of_a_person_are_what_the_person_signed(office: Workspace) -> None:
    for row in office.figures.count(Grouping.PERSON).rows:
        sheet = office.ledger_table.person_sheet(row.rows.person_id)
        assert sum(step.count for step in row.steps.values()) == len(sheet.lines)
        assert sum(step.saved for step in row.steps.values()) == sum(x.saved for x in sheet.lines)


def test_days_narrow_and_months_are_in_order(office: Workspace) -> None:
    assert office.figures.count(Grouping.MONTH, date(2001, 1, 1), date(2001, 1, 2)).rows == ()
    rows = office.ledger_table.ask(LedgerQuery()).rows
    day = min(row.registered_at for row in rows).date()
    found = office.figures.count(Grouping.MONTH, None, day)
    assert sum(row.manuscripts for row in found.rows) < len(rows)
    months = [row.rows.first_day for row in office.figures.count(Grouping.MONTH).rows]
    assert months == sorted(months, key=str)


def test_waiting_is_counted_for_each_step(office: Workspace) -> None:
    months = office.figures.count(Grouping.MONTH).rows
    assert {stage for row in months for stage in row.steps} == set(Stage)
    assert all(
        step.hours is not None and step.hours >= 0 for row in months for step in row.steps.values()
    )
