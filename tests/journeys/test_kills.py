"""A few of the kills that ``python -m tests.harness`` does by the hundred."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.harness.kills import kill_at_random


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_nothing_acknowledged_is_lost_whenever_the_program_is_killed(tmp_path: Path) -> None:
    tally = kill_at_random(tmp_path, 15)
    assert tally.wrong == []
    assert sum(tally.acknowledged.values()) > 0
