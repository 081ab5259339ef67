"""What SQLite's errors mean to the person at the desk."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

from qz_review.errors import AppendConflict, Environment, QzError, Tampered

_PRIMARY = 0xFF
_CODES: dict[int, str] = {
    sqlite3.SQLITE_READONLY: "workspace.read_only",
    sqlite3.SQLITE_PERM: "workspace.read_only",
    sqlite3.SQLITE_AUTH: "workspace.read_only",
    sqlite3.SQLITE_CANTOPEN: "workspace.cannot_open",
    sqlite3.SQLITE_FULL: "disk.full",
    sqlite3.SQLITE_IOERR: "disk.failed",
    sqlite3.SQLITE_NOLFS: "disk.failed",
    sqlite3.SQLITE_BUSY: "workspace.locked",
    sqlite3.SQLITE_LOCKED: "workspace.locked",
    sqlite3.SQLITE_PROTOCOL: "workspace.locked",
}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@contextlib.contextmanager
def storage_errors(*, conflict: bool = False) -> Iterator[None]:
    """Turn SQLite's errors into Environment or Tampered.

    conflict: inside an append a broken constraint, a refusing trigger or a snapshot that
    somebody else overtook means AppendConflict; elsewhere it is a bug and stays what it is.
    """
    try:
        yield
    except UnicodeDecodeError as error:  # SQLite quotes a damaged schema in its message
        raise Tampered("workspace.damaged", reason="schema") from error
    except sqlite3.Error as error:
        meant = _meaning(error, conflict)
        if meant is None:
            raise
        raise meant from error


def _meaning(error: sqlite3.Error, conflict: bool) -> QzError | None:
    extended = getattr(error, "sqlite_errorcode", None)
    if extended is None:
        return None
    primary = extended & _PRIMARY
    if conflict and (
        extended == sqlite3.SQLITE_BUSY_SNAPSHOT or primary == sqlite3.SQLITE_CONSTRAINT
    ):
        return AppendConflict(reason=str(error))
    if primary in _DAMAGED:
        return Tampered("workspace.damaged", reason=str(error))
    code = _CODES.get(primary)
    if code is None:
        return None
    reason = "磁盘读写出错" if code == "disk.failed" else str(error)
    return Environment(code, reason=reason)
