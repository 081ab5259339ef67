"""A few hundred of the mutations that ``python -m tests.harness`` tries by the thousand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qz_review.handover.verdict import Verdict
from tests.harness.package_under_attack import Target, target_in
from tests.harness.tampering import MUTATIONS, attack


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    target = target_in(tmp_path_factory.mktemp("attack"))
    yield target
    target.desks.close()


def test_the_package_itself_is_admissible(target: Target, tmp_path: Path) -> None:
    file = tmp_path / "包.qzpkg"
    file.write_bytes(target.data)
    found = target.desks["chief"].workspace.receiving.inspect(file)
    assert (found.verdict, found.admissible) == (Verdict.FAST_FORWARD, True)
    again = target.parts.packed(target.keys["editor"])
    assert again == target.data  # what the attacks put together is a package to the last byte


def test_whatever_was_changed_is_refused_with_its_verdict(target: Target) -> None:
    tally = attack(target, 8 * len(MUTATIONS))
    assert tally.wrong == []
    assert set(tally.tried) == set(MUTATIONS)
