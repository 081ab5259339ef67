"""Times of 修订 and 批注 that came with a docx, and those of the ledger."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from qz_review.services.moments import moment_of


@pytest.fixture(autouse=True)
def _in_china(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot set a time zone for a test")
    monkeypatch.setenv("TZ", "CST-8")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-01-02T10:00:00Z", "01-02 10:00"),  # Word and WPS: the wall clock, whatever zone
        ("2026-01-02T10:00:00", "01-02 10:00"),
        ("2026-01-02T10:00:00+08:00", "01-02 10:00"),
        ("2026-01-02T10:00:00.000Z", "01-02 18:00"),  # the ledger: UTC
    ],
)
def test_a_docx_says_the_hour_that_word_shows_and_the_ledger_its_own(
    written: str, read: str
) -> None:
    moment = moment_of(written)
    assert moment is not None and moment.astimezone().strftime("%m-%d %H:%M") == read


@pytest.mark.parametrize("written", ["", "昨天", "2026-13-02T10:00:00Z", "0001-01-01T00:00:00Z"])
def test_what_is_no_time_is_none_or_harmless(written: str) -> None:
    moment = moment_of(written)
    assert moment is None or moment.tzinfo is not None
