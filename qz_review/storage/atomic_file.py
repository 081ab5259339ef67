"""The one point where files are written: temporary file, fsync, rename.

A reader sees the old file or the new one, whole, whatever happens in between.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from qz_review.errors import Environment
from qz_review.system_reasons import reason_of

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_UNKNOWN_TO_SHARES = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_atomically(path: Path, data: bytes | Iterable[bytes], *, private: bool = False) -> None:
    """Put ``data`` in place of whatever ``path`` holds; missing folders are made.

    data: the whole, or its pieces in order.  private: readable by this account only.
    Raises Environment: ``disk.full``, ``workspace.read_only``, ``disk.failed``.
    """
    with replacing(path) as beside:
        _write(beside, (data,) if isinstance(data, bytes) else data, private)


def write_durably(path: Path, data: bytes) -> None:
    """Put ``data`` where nothing depends on it yet (a name of :func:`replacing`), onto the disk.

    Raises as :func:`write_atomically`.
    """
    with file_errors(path):
        path.unlink(missing_ok=True)
        _write(path, (data,), False)
        _sync_file(path)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A name beside ``path`` to write to; on leaving, that file takes its place durably.

    On any error it is removed and ``path`` stays as it was.  Raises as
    :func:`write_atomically` does.
    """
    with file_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
        try:
            yield beside
            _sync_file(beside)
            os.replace(beside, path)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` durable; where the system cannot (Windows), it does it itself.

    Some shares know no such thing for folders, and say so: there the file's own sync must do.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNKNOWN_TO_SHARES:
            raise
    finally:
        os.close(handle)


@contextlib.contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Turn the system's errors about a file into the product's, with the file's name."""
    try:
        yield
    except OSError as error:
        raise Environment(_code(error), file=path.name, reason=reason_of(error)) from error


def _write(path: Path, pieces: Iterable[bytes], private: bool) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o600 if private else 0o644), "wb") as file:
        for piece in pieces:
            file.write(piece)


def _sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _code(error: OSError) -> str:
    if error.errno in _FULL:
        return "disk.full"
    if error.errno in _REFUSED:
        return "workspace.read_only"
    return "disk.failed"
