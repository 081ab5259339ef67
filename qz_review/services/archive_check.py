"""Verifying an archive PDF that came from anywhere; no workspace is needed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from qz_review.archive.evidence_file import row_from_json
from qz_review.archive.verifying import ArchiveReport, rows_inside, verify_archive
from qz_review.errors import Environment, Refused, Tampered
from qz_review.events.kinds import ROSTER_STREAM
from qz_review.events.record import StoredEvent
from qz_review.handover.opening import OpenPackage
from qz_review.jobs import JobContext, SilentJob
from qz_review.storage.store import Store, is_workspace
from qz_review.system_reasons import reason_of

LARGEST = 1024 * 1024 * 1024
"""Bytes of a file that is looked at at all."""


def verify_archive_file(
    path: Path, roster: Path | None = None, job: JobContext | None = None
) -> ArchiveReport:
    """Verify one archive from the file alone.

    roster: where the reader's own roster is: the unit's roster file (a package), an exported
    roster (JSON with ``roster``), an archive he trusts, or a workspace folder.  Raises
    Environment ``file.unreadable``; Refused ``file.too_large``, ``archive.roster_unreadable``;
    Cancelled.  What is wrong with the archive stands in the report.
    """
    watch = job or SilentJob()
    trusted = roster_rows(roster) if roster is not None else None
    return verify_archive(_bytes_of(path), trusted, watch)


def roster_rows(path: Path) -> Sequence[StoredEvent]:
    """The rows of a roster that a reader trusts, verified later.

    Raises as :func:`verify_archive_file`.
    """
    if path.is_dir() and is_workspace(path):
        with Store.open(path) as store:
            return tuple(store.events.read_stream(ROSTER_STREAM))
    data = _bytes_of(path)
    try:
        if data.startswith(b"%PDF"):
            return rows_inside(data)
        if data.startswith(b"PK"):
            with path.open("rb") as file:
                return tuple(OpenPackage(file).roster)
        return tuple(row_from_json(row) for row in json.loads(data)["roster"])
    except (Tampered, KeyError, TypeError, ValueError, RecursionError) as error:
        raise Refused("archive.roster_unreadable", name=path.name) from error


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Refused("file.too_large", name=path.name, megabytes=LARGEST // 2**20)
        return path.read_bytes()
    except OSError as error:
        reason = reason_of(error)
        raise Environment("file.unreadable", name=path.name, reason=reason) from error
