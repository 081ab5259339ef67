"""Backups: one zip a day beside or away from the workspace, whole and checked.

A backup holds the database (copied by SQLite while others go on working), the sealed keys,
the head note and the large blobs, with a manifest of digests.  Kept are the latest of each of
the last fourteen days and of each of the last twelve months.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from qz_review.clock import to_stored
from qz_review.storage import layout
from qz_review.storage.atomic_file import file_errors, replacing
from qz_review.storage.sqlite_errors import storage_errors
from qz_review.storage.store import Store

FORMAT = "qz-backup/1"
MANIFEST = "manifest.json"
DAILY = 14
MONTHLY = 12

_NAME = re.compile(r"backup-(\d{8}T\d{6})Z\.zip")
_STAMP = "%Y%m%dT%H%M%S"
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup file.  made_at in UTC; size in bytes."""

    path: Path
    made_at: datetime
    size: int


def list_backups(backups: Path) -> tuple[BackupInfo, ...]:
    """The backups in a folder, newest first; other files are passed over."""
    found = []
    with file_errors(backups):
        for path in backups.glob("backup-*.zip"):
            match = _NAME.fullmatch(path.name)
            if match:
                made_at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                found.append(BackupInfo(path, made_at, path.stat().st_size))
    return tuple(sorted(found, key=lambda info: info.made_at, reverse=True))


def backup_if_due(store: Store, backups: Path, now: datetime) -> Path | None:
    """Make the day's backup unless there is one, and drop what need not be kept."""
    today = _day(now)
    if any(_day(info.made_at) == today for info in list_backups(backups)):
        return None
    made = make_backup(store, backups, now)
    prune(backups)
    return made


def make_backup(store: Store, backups: Path, now: datetime) -> Path:
    """Back the workspace up into ``backups``; returns the new file.

    Raises Environment where the disk does not let it; no half file stays.
    """
    name = f"backup-{now.astimezone(UTC):{_STAMP}}Z.zip"
    with replacing(backups / name) as beside, _scratch(beside) as copy:
        pieces = dict(_small_files(store.folder))  # before the log: the note must not be ahead
        with storage_errors():
            _copy_database(store.folder / layout.DATABASE, copy)
        for entry, data in _small_files(store.folder):  # keys brought in meanwhile
            pieces.setdefault(entry, data)
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            digests = {layout.DATABASE: _add_file(archive, layout.DATABASE, copy)}
            for entry, data in pieces.items():
                archive.writestr(entry, data)
                digests[entry] = hashlib.sha256(data).hexdigest()
            for path in sorted((store.folder / layout.BLOBS).glob("??/*")):
                entry = path.relative_to(store.folder).as_posix()
                digests[entry] = _add_file(archive, entry, path)
            manifest = {"format": FORMAT, "made_at": to_stored(now), "files": digests}
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))
    return backups / name


def prune(backups: Path) -> tuple[Path, ...]:
    """Remove what neither the daily nor the monthly rule keeps; returns what went."""
    infos = list_backups(backups)
    kept = _latest(infos, DAILY, _day) | _latest(infos, MONTHLY, _month)
    gone = tuple(info.path for info in infos if info.path not in kept)
    for path in gone:
        with file_errors(path):
            path.unlink(missing_ok=True)
    return gone


def _latest(
    infos: tuple[BackupInfo, ...], most: int, period: Callable[[datetime], object]
) -> set[Path]:
    latest: dict[object, Path] = {}
    for info in infos:  # newest first
        key = period(info.made_at)
        if key not in latest and len(latest) < most:
            latest[key] = info.path
    return set(latest.values())


def _day(moment: datetime) -> date:
    return moment.astimezone().date()


def _month(moment: datetime) -> tuple[int, int]:
    day = _day(moment)
    return day.year, day.month


@contextlib.contextmanager
def _scratch(beside: Path) -> Iterator[Path]:
    """A name for the database's copy, removed afterwards."""
    copy = beside.with_name(beside.name + ".db")
    try:
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def _copy_database(database: Path, copy: Path) -> None:
    """One consistent copy in a single file, taken without stopping anybody."""
    source = sqlite3.connect(database)
    target = sqlite3.connect(copy)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
    finally:
        target.close()
        source.close()


def _small_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    paths = [folder / layout.HEAD_NOTE, *sorted((folder / layout.KEYS).glob("*.json"))]
    for path in paths:
        with contextlib.suppress(FileNotFoundError):  # no note yet, or a key just replaced
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _add_file(archive: zipfile.ZipFile, entry: str, path: Path) -> str:
    hasher = hashlib.sha256()
    with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
        while piece := source.read(_CHUNK):
            hasher.update(piece)
            target.write(piece)
    return hasher.hexdigest()
