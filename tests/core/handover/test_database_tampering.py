"""Some of the changes of the database that ``python -m tests.harness`` tries by the hundred."""

from __future__ import annotations

from pathlib import Path

from tests.harness.database import CHANGES, attack_database, workspace_in


def test_whatever_is_changed_in_the_database_is_noticed(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path / "desks")
    tally = attack_database(workspace, tmp_path, 2 * len(CHANGES))
    assert tally.wrong == []
    assert set(tally.tried) == set(CHANGES)
