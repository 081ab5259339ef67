"""Opening the workspace's database: one host, write-ahead log, every commit on the disk."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from qz_review.errors import Environment, QzError
from qz_review.storage.atomic_file import file_errors
from qz_review.storage.database import Database
from qz_review.storage.migrations import APPLICATION_ID, KNOWN_VERSION, migrate
from qz_review.storage.network_share import share_kind
from qz_review.storage.sqlite_errors import storage_errors

BUSY_SECONDS = 5.0
"""How long a write waits for another process before it says that the workspace is locked."""


def open_database(file: Path, *, create: bool = False) -> Database:
    """The database, migrated to the present version.

    Raises Environment: ``workspace.missing``, ``workspace.exists`` (create),
    ``workspace.network_share``, ``workspace.newer_version``, ``workspace.read_only``,
    ``workspace.locked``, ``workspace.cannot_open``, ``workspace.not_ours``; Tampered
    ``workspace.damaged``.  All name the folder= they are about.
    """
    try:
        return _opened(file, create)
    except QzError as error:
        error.facts.setdefault("folder", file.parent.name)
        raise


def _opened(file: Path, create: bool) -> Database:
    kind = share_kind(file.parent)
    if kind:
        raise Environment("workspace.network_share", folder=file.parent.name, kind=kind)
    if create and file.exists():
        raise Environment("workspace.exists", folder=file.parent.name)
    if not create and not file.is_file():
        raise Environment("workspace.missing", folder=file.parent.name)
    _check_writable(file)
    if create:
        with file_errors(file):  # SQLite gives its write-ahead log the same permissions
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with storage_errors():
        connection = sqlite3.connect(str(file), timeout=BUSY_SECONDS, isolation_level=None)
        try:
            return _prepared(connection, create)
        except BaseException:
            connection.close()
            raise


@contextlib.contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Everything inside commits at once, or not at all; nestable.

    The outermost takes the write lock at its start (waiting for it), so that what is read
    inside is what is written on.
    """
    with storage_errors():
        if in_transaction(db):
            with db.atomic():
                yield
            return
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.conn.execute("COMMIT")
        except BaseException:
            if in_transaction(db):
                db.conn.execute("ROLLBACK")
            raise


def in_transaction(db: Database) -> bool:
    """Whether a transaction is open on this connection."""
    return bool(db.conn.in_transaction)


def data_version(db: Database) -> int:
    """A number that changes when another connection has committed."""
    with storage_errors():
        (number,) = db.conn.execute("PRAGMA data_version").fetchone()
    return int(number)


def _prepared(connection: sqlite3.Connection, create: bool) -> Database:
    connection.text_factory = _readable
    found = _version(connection, create)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA cache_size = -32000")
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise Environment("workspace.cannot_open", reason=f"journal mode {mode}")
    db = Database(connection, execute_plugins=False, strict=True)
    if found < KNOWN_VERSION:
        with transaction(db):  # of two programs that open it at once, one waits
            migrate(db)
    return db


def _readable(stored: bytes) -> str:
    """Text as stored; a damaged byte is read as a mark, so that its row can still be named."""
    return stored.decode("utf-8", "replace")


def _check_writable(file: Path) -> None:
    """Tell a read-only disk or folder at once, not at the first signature."""
    for path in (file.parent, file):
        if path.exists() and not os.access(path, os.W_OK):
            raise Environment("workspace.read_only", folder=file.parent.name)


def _version(connection: sqlite3.Connection, create: bool) -> int:
    """The database's version, after making sure that it is one of ours."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if not create and application != APPLICATION_ID:
        raise Environment("workspace.not_ours")
    if found > KNOWN_VERSION:
        raise Environment("workspace.newer_version", found=found, known=KNOWN_VERSION)
    return int(found)
