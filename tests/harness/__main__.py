"""``python -m tests.harness``: the journey, the mutations and the kills, with their counts."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.harness.database import attack_database, workspace_in
from tests.harness.kills import kill_at_random
from tests.harness.package_under_attack import target_in
from tests.harness.tampering import Tally, attack

JOURNEY = "tests/journeys/test_handover.py"


def main() -> int:
    """Run everything; 0 where nothing went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=5000, help="of packages")
    parser.add_argument("--changes", type=int, default=1000, help="of the database")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wrong: list[str] = []
    if pytest.main(["-q", "-n0", "--no-header", JOURNEY]) != 0:
        wrong.append("journey")
    with tempfile.TemporaryDirectory(prefix="harness-") as scratch:
        folder = Path(scratch)
        started = time.monotonic()
        target = target_in(folder / "attack")
        tally = attack(target, options.mutations, options.seed)
        target.desks.close()
        wrong += _tell("package mutations", tally, started)
        started = time.monotonic()
        workspace = workspace_in(folder / "database")
        tally = attack_database(workspace, folder, options.changes, options.seed)
        wrong += _tell("database changes", tally, started)
        started = time.monotonic()
        kills = kill_at_random(folder / "kills", options.kills, options.seed)
        seconds = time.monotonic() - started
        print(f"kills: {sum(kills.kills.values())} in {seconds:.0f} s, {_counts(kills.kills)}")
        print(f"  acts acknowledged before them: {_counts(kills.acknowledged)}")
        print(f"  lost or damaged: {len(kills.wrong)}")
        wrong += kills.wrong
    for line in wrong[:20]:
        print(f"WRONG {line}")
    return 1 if wrong else 0


def _tell(what: str, tally: Tally, started: float) -> list[str]:
    seconds = time.monotonic() - started
    print(f"{what}: {sum(tally.tried.values())} of {len(tally.tried)} kinds in {seconds:.0f} s")
    print(f"  {_counts(tally.verdicts)}; wrong: {len(tally.wrong)}")
    return tally.wrong


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counter.most_common())


if __name__ == "__main__":
    raise SystemExit(main())
