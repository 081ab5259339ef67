"""Moments are written in China Standard Time on every machine."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime

import pytest

from qz_review.archive import moments

LATE = datetime(2026, 11, 23, 16, 48, 5, tzinfo=UTC)


def test_moments_are_written_in_china_standard_time() -> None:
    assert moments.in_words(LATE) == "2026年11月24日 00:48"
    assert moments.made_at(LATE) == "2026年11月24日 00时48分"
    assert moments.in_cell(LATE) == "2026.11.24\n00:48"
    assert moments.in_list(LATE) == "2026-11-24 00:48:05"


def test_a_machine_without_time_zone_data_writes_the_same() -> None:
    expected = moments.in_words(LATE)
    before = zoneinfo.TZPATH
    try:
        zoneinfo.reset_tzpath(to=())
        zoneinfo.ZoneInfo.clear_cache()
        moments.china_time.cache_clear()
        assert moments.in_words(LATE) == expected
    finally:
        zoneinfo.reset_tzpath(to=before)
        zoneinfo.ZoneInfo.clear_cache()
        moments.china_time.cache_clear()


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0字节"), (1023, "1023字节"), (35210, "34.4KB"), (3 << 20, "3.0MB")]
)
def test_sizes_for_people(size: int, words: str) -> None:
    assert moments.file_size(size) == words
