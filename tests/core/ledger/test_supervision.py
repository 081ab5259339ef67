"""监督检查: what deserves a question, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from qz_review.ledger.supervision import (
    BATCH,
    DELEGATIONS,
    MANY_UNCHANGED,
    PAIR_LEAST,
    HintKind,
    SeenSignature,
    hints,
)
from qz_review.model.manuscript import Part
from qz_review.model.stage import Stage
from qz_review.services.ledger_views import LedgerQuery
from qz_review.workspace import create_sample_office

START = datetime(2026, 3, 2, 2, tzinfo=UTC)
QUIET = SeenSignature(
    "m", 3, Stage.REVIEW_1, Part.SIGNER, "li", "", START, START - timedelta(hours=1), 400, 1,
    1000, paper=False,
)  # fmt: skip


def over_days(count: int, **changes: object) -> list[SeenSignature]:
    """Sign-offs a day apart, each on a manuscript of its own; March has no end in reach."""
    return [
        replace(QUIET, manuscript_id=f"m{n}", signed_at=START + timedelta(hours=12 * n), **changes)
        for n in range(count)
    ]


def kinds(signatures: list[SeenSignature]) -> list[HintKind]:
    return [hint.kind for hint in hints(signatures)]


def test_ordinary_work_raises_no_question() -> None:
    assert hints([]) == ()
    assert kinds(over_days(19)) == []


def test_signing_faster_than_reading() -> None:
    fast = replace(QUIET, seconds_open=30)
    [hint] = hints([QUIET, replace(fast, manuscript_id="n", seq=4)])
    assert (hint.kind, hint.count, hint.of, hint.people) == (HintKind.TOO_FAST, 1, 2, ("li",))
    assert hint.signatures == (("n", 4),)
    assert kinds([replace(fast, paper=True)]) == []
    assert kinds([replace(fast, seconds_open=0)]) == []
    assert kinds([replace(fast, characters=150, seconds_open=3)]) == []


def test_a_long_run_without_any_change() -> None:
    run = over_days(MANY_UNCHANGED, saved=0)
    [hint] = hints(run)
    assert (hint.kind, hint.stage, hint.count) == (
        HintKind.UNCHANGED,
        Stage.REVIEW_1,
        MANY_UNCHANGED,
    )
    run[10] = replace(run[10], saved=1)
    assert kinds(run) == []
    assert kinds(over_days(MANY_UNCHANGED, saved=0, part=Part.READER)) == []


def test_a_clock_that_ran_back() -> None:
    assert kinds([replace(QUIET, waited_from=START + timedelta(minutes=5))]) == [
        HintKind.CLOCK_BACK
    ]


def test_many_at_once() -> None:
    at_once = [
        replace(s, signed_at=START + timedelta(minutes=n)) for n, s in enumerate(over_days(BATCH))
    ]
    assert kinds(at_once) == [HintKind.BATCH]
    assert kinds(at_once[1:]) == []


def test_a_month_signed_on_its_last_days() -> None:
    last = datetime(2026, 3, 31, 1, tzinfo=UTC)
    late = [
        replace(s, signed_at=last + timedelta(minutes=20 * n)) for n, s in enumerate(over_days(10))
    ]
    assert kinds(late) == [HintKind.MONTH_END]
    earlier = [replace(s, signed_at=s.signed_at - timedelta(days=15)) for s in late]
    assert kinds(earlier) == []


def test_the_same_two_always_together() -> None:
    def proof(n: int, reader: str, checker: str) -> list[SeenSignature]:
        [one] = over_days(1)
        at = START + timedelta(hours=12 * n)
        pair = replace(one, manuscript_id=f"m{n}", stage=Stage.PROOF_1, signed_at=at)
        return [
            replace(pair, part=Part.READER, person_id=reader),
            replace(pair, part=Part.CHECKER, person_id=checker, seq=4),
        ]

    proofs = [
        s
        for n in range(PAIR_LEAST)
        for s in proof(n, *(("li", "wang") if n % 2 else ("wang", "li")))
    ]
    [hint] = hints(proofs)
    assert (hint.kind, hint.people, hint.count) == (
        HintKind.SAME_PAIR,
        ("li", "wang"),
        PAIR_LEAST,
    )
    assert kinds([*proofs, *proof(PAIR_LEAST, "li", "zhao")]) == []


def test_delegating_again_and_again() -> None:
    given = over_days(DELEGATIONS, behalf_id="zhou")
    [hint] = hints(given)
    assert (hint.kind, hint.people, hint.count) == (
        HintKind.DELEGATES_OFTEN,
        ("zhou",),
        DELEGATIONS,
    )
    assert kinds(given[1:]) == []


def test_the_questions_name_the_manuscripts(tmp_path: Path) -> None:
    with create_sample_office(tmp_path / "office") as workspace:
        numbers = {row.number for row in workspace.ledger_table.every_row(LedgerQuery())}
        for hint in workspace.supervision.questions():
            assert hint.people and hint.count == len(hint.lines)
            assert {line.number for line in hint.lines} <= numbers
