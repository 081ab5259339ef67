"""The archive in the documentation: made by the demo, and readable by every later version."""

from __future__ import annotations

from pathlib import Path

from qz_review.services.archive_check import verify_archive_file

DEMO = Path(__file__).resolve().parents[3] / "docs" / "demo" / "archive.pdf"


def test_the_demos_archive_still_verifies() -> None:
    """Where this fails, a published format was changed: archives out there fail with it."""
    report = verify_archive_file(DEMO)
    assert report.faults == ()
    assert report.archived
    assert (report.number, report.unit_name) == ("QT-2026-0001", "青汀市人民政府办公室")
    assert report.sheets == 6


def test_the_demos_archive_is_small() -> None:
    assert DEMO.stat().st_size < 3_000_000
