"""The office every journey starts in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A new office; its workspace is verified, and closed, when the journey is over."""
    office = Office(tmp_path / "office")
    yield office
    report = office.workspace.ledger.verify(full=True)
    assert report.faults == ()
    office.workspace.close()
