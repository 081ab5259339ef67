"""Package files on disk: written whole or not at all, opened whether sealed or not."""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from qz_review.errors import Environment
from qz_review.handover.packing import PackageContent, write_package
from qz_review.handover.sealing import is_sealed, seal, unseal
from qz_review.jobs import JobContext
from qz_review.services.desk import Desk
from qz_review.signing.keypair import KeyPair
from qz_review.storage.atomic_file import file_errors
from qz_review.system_reasons import reason_of

_SCRATCH = ".package-"
_A_DAY = 24 * 3600


def write_to(
    beside: Path,
    desk: Desk,
    content: PackageContent,
    keypair: KeyPair,
    recipient_key: bytes | None,
    job: JobContext | None = None,
) -> None:
    """Write a package to a name that nothing depends on yet.

    recipient_key: closes it for that key's owner; None leaves it open.  Raises Environment,
    Refused(``package.too_large``), Tampered, Cancelled.
    """
    with file_errors(beside):
        beside.unlink(missing_ok=True)
        if recipient_key is None:
            with beside.open("xb") as file:
                write_package(file, content, keypair, job)
            return
        with _scratch(desk) as plain, beside.open("xb") as file:
            write_package(plain, content, keypair, job)
            seal(plain, file, recipient_key)


def readable(path: Path) -> BinaryIO:
    """A file opened for reading.  Raises Environment(``file.unreadable``, name=, reason=)."""
    try:
        return path.open("rb")
    except OSError as error:
        raise Environment("file.unreadable", name=path.name, reason=reason_of(error)) from error


@dataclass(frozen=True, slots=True)
class Opened:
    """A package's bytes.  sealed: they were closed for who is logged in."""

    file: BinaryIO
    sealed: bool


@contextlib.contextmanager
def opened(path: Path, desk: Desk) -> Iterator[Opened]:
    """A package's bytes to read; a sealed one is opened with the key of who is logged in.

    Raises Environment(``file.unreadable``, name=, reason=), Refused: ``package.sealed_for_other``,
    ``session.locked``; Tampered(``package.sealed_damaged``).
    """
    try:
        with readable(path) as file:
            if not is_sealed(file):
                yield Opened(file, sealed=False)
                return
            with _scratch(desk) as plain:
                for piece in unseal(file, desk.signed_in.keypair()):
                    plain.write(piece)
                yield Opened(plain, sealed=True)
    except OSError as error:  # the stick was pulled out while it was read
        raise Environment("file.unreadable", name=path.name, reason=reason_of(error)) from error


def remove_left_over(desk: Desk) -> None:
    """Remove what a kill left of opened packages a day ago; another window may use the rest."""
    for path in desk.store.folder.glob(f"{_SCRATCH}*.tmp"):
        with contextlib.suppress(OSError):
            if abs(time.time() - path.stat().st_mtime) > _A_DAY:
                path.unlink()


@contextlib.contextmanager
def scratch_path(desk: Desk) -> Iterator[Path]:
    """A private file in the workspace, which holds the same texts anyway; gone afterwards."""
    path = desk.store.folder / f"{_SCRATCH}{secrets.token_hex(8)}.tmp"
    with file_errors(path):
        path.touch(0o600)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def _scratch(desk: Desk) -> Iterator[BinaryIO]:
    with scratch_path(desk) as path, path.open("r+b") as file:
        yield file
