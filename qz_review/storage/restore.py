"""Bringing a backup back, with the workspace that stood there kept aside.

A restored backup is a cut tail.  Afterwards the caller appends WorkspaceRestored, signed, with
the heads this returns.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from qz_review.errors import Environment, QzError, Tampered
from qz_review.storage import layout
from qz_review.storage.atomic_file import file_errors, sync_folder, write_atomically
from qz_review.storage.backup import FORMAT, MANIFEST
from qz_review.storage.key_folder import FILE_NAME
from qz_review.storage.store import Store, is_workspace
from qz_review.system_reasons import reason_of

Heads = tuple[tuple[str, str], ...]
"""Heads as WorkspaceRestored names them: stream and ``seq:hash``, sorted by stream."""

_ENTRY = re.compile(
    rf"{layout.DATABASE}|{layout.HEAD_NOTE}|{layout.KEYS}/{FILE_NAME}"
    rf"|{layout.BLOBS}/[0-9a-f]{{2}}/[0-9a-f]{{62}}"
)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,  # read on from a disk that fails, or an offset that lies before the start
)
_CHUNK = 1024 * 1024
_LARGEST_MANIFEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Restored:
    """old_heads: of the workspace that was replaced, empty where there was none or it could
    not be read; kept_aside: where it lies now.
    """

    old_heads: Heads
    new_heads: Heads
    kept_aside: Path | None


def restore(backup: Path, into: Path, now: datetime) -> Restored:
    """Put a backup's workspace in place of the folder ``into``, or into a new one.

    The backup is unpacked and checked beside ``into`` first; only then is anything moved.
    Raises Environment(``backup.unreadable``, file=, reason=) where there is no such file or the
    system does not let it be read; Tampered(``backup.damaged``, file=) for a backup that is not
    whole; Environment: ``workspace.in_use`` where somebody has the old workspace open,
    ``workspace.not_ours`` where ``into`` holds other things, and what the disk says.
    """
    if into.exists() and not is_workspace(into) and any(into.iterdir()):
        raise Environment("workspace.not_ours", folder=into.name)
    fresh = into.with_name(f".{into.name}.{secrets.token_hex(4)}.tmp")
    try:
        _unpack(backup, fresh)
        new_heads = _heads(fresh)
        _settle(fresh)
        old_heads: Heads = ()
        kept_aside = None
        if is_workspace(into):
            old_heads = _old_heads(into)
            _settle(into)
            kept_aside = into.with_name(f"{into.name}.before-restore-{now:%Y%m%d-%H%M%S}")
        _swap(fresh, into, kept_aside)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Restored(old_heads, new_heads, kept_aside)


def _unpack(backup: Path, fresh: Path) -> None:
    """Every file of the manifest, checked against its digest; anything else is left out."""
    try:
        with _readable(backup) as source, zipfile.ZipFile(source) as archive:
            files = _manifest(archive)
            with file_errors(fresh):
                fresh.mkdir(parents=True, mode=0o700)
            for entry, digest in files.items():
                write_atomically(
                    fresh / entry,
                    _checked(archive, entry, digest),
                    private=True,
                )
    except _BROKEN as error:
        raise Tampered("backup.damaged", file=backup.name) from error
    if not is_workspace(fresh):
        raise Tampered("backup.damaged", file=backup.name)


def _readable(backup: Path) -> BinaryIO:
    try:
        return backup.open("rb")
    except OSError as error:
        raise Environment("backup.unreadable", file=backup.name, reason=reason_of(error)) from error


def _manifest(archive: zipfile.ZipFile) -> dict[str, str]:
    if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise ValueError("manifest too large")
    raw = json.loads(archive.read(MANIFEST))
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise ValueError("not a manifest")
    files = raw["files"]
    if not isinstance(files, dict) or not all(
        isinstance(digest, str) and _ENTRY.fullmatch(entry) for entry, digest in files.items()
    ):
        raise ValueError("names that are none of ours")
    return files


def _checked(archive: zipfile.ZipFile, entry: str, digest: str) -> Iterator[bytes]:
    """The pieces of an entry; ValueError before the last is written if the digest differs."""
    hasher = hashlib.sha256()
    with archive.open(entry) as source:
        while piece := source.read(_CHUNK):
            hasher.update(piece)
            yield piece
    if hasher.hexdigest() != digest:
        raise ValueError(entry)


def _heads(folder: Path) -> Heads:
    with Store.open(folder) as store:
        return tuple(
            (head.stream, f"{head.seq}:{head.hash}") for head in store.events.heads().values()
        )


def _old_heads(folder: Path) -> Heads:
    """Heads of what is replaced; a workspace too damaged to be read is replaced all the same."""
    with contextlib.suppress(QzError):
        return _heads(folder)
    return ()


def _settle(folder: Path) -> None:
    """Fold the write-ahead log in, which works only while nobody else has the file open."""
    connection = sqlite3.connect(folder / layout.DATABASE, timeout=0.0)
    try:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Environment("workspace.in_use", folder=folder.name) from error
    except sqlite3.DatabaseError:
        pass  # damaged: it is moved aside as it is
    finally:
        connection.close()


def _swap(fresh: Path, into: Path, kept_aside: Path | None) -> None:
    with file_errors(into):
        if kept_aside is not None:
            os.replace(into, kept_aside)
        elif into.exists():
            into.rmdir()
        try:
            os.replace(fresh, into)
        except OSError:
            if kept_aside is not None:
                os.replace(kept_aside, into)
            raise
        if kept_aside is not None and (kept_aside / layout.BACKUPS).is_dir():
            os.replace(kept_aside / layout.BACKUPS, into / layout.BACKUPS)
        sync_folder(into.parent)
