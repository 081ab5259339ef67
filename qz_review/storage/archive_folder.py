"""A folder that appears whole or not at all, its manifest, and checking it again.

The manifest is one line a file, ``digest␣␣path`` (SHA-256), as ``sha256sum -c`` reads it, so that
anyone can check the folder without this program.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from qz_review.errors import Refused
from qz_review.storage.atomic_file import file_errors, sync_folder

MANIFEST = "manifest.sha256"
_PIECE = 1024 * 1024
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@contextmanager
def folder_in_one_piece(target: Path) -> Iterator[FolderWriter]:
    """Write into a folder beside ``target``; on leaving it becomes ``target``, durably.

    On any error nothing is left.  Raises Refused ``archive_set.folder_exists`` (fact ``folder``)
    and Environment as ``write_atomically`` does.
    """
    if target.exists():
        raise Refused("archive_set.folder_exists", folder=target.name)
    beside = target.with_name(f".{target.name}.partial")
    with file_errors(target):
        shutil.rmtree(beside, ignore_errors=True)  # of a run that was cut off
        beside.mkdir(parents=True)
        try:
            writer = FolderWriter(beside)
            yield writer
            writer.end()
            os.replace(beside, target)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        sync_folder(target.parent)


class FolderWriter:
    """Puts files into the folder and keeps their digests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._digests: dict[str, str] = {}

    def put(self, name: str, pieces: Iterable[bytes]) -> Path:
        """Write one file; ``name`` may hold one folder before a slash."""
        path = self._folder / name
        path.parent.mkdir(exist_ok=True)
        digest = hashlib.sha256()
        with path.open("xb") as file:
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        self._digests[name] = digest.hexdigest()
        return path

    def end(self) -> None:
        """Write the manifest."""
        lines = (f"{digest}  {name}\n" for name, digest in sorted(self._digests.items()))
        with (self._folder / MANIFEST).open("xb") as file:
            file.write("".join(lines).encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())


@dataclass(frozen=True, slots=True)
class FolderReport:
    """What checking a folder found; files: how many the manifest names."""

    files: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Every file is there as it was written, and nothing else."""
        return not (self.missing or self.changed or self.extra)


def check_folder(folder: Path) -> FolderReport:
    """Compute every digest of the manifest again.

    Raises Refused ``archive_set.no_manifest`` (fact ``folder``), also for a manifest that is none.
    """
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise Refused("archive_set.no_manifest", folder=folder.name)
    with file_errors(manifest):
        named = _named(manifest.read_bytes().decode("utf-8", "replace"))
        if not named:
            raise Refused("archive_set.no_manifest", folder=folder.name)
        there = {
            path.relative_to(folder).as_posix(): path
            for path in folder.rglob("*")
            if path.is_file() and path != manifest
        }
        missing = tuple(sorted(set(named) - set(there)))
        changed = tuple(
            name
            for name, digest in sorted(named.items())
            if name in there and _digest(there[name]) != digest
        )
        return FolderReport(len(named), missing, changed, tuple(sorted(set(there) - set(named))))


def pieces_of(path: Path) -> Iterator[bytes]:
    """A file's bytes, some at a time."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _named(manifest: str) -> dict[str, str]:
    found = (_LINE.fullmatch(line) for line in manifest.splitlines())
    return {match[2]: match[1] for match in found if match is not None}


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    for piece in pieces_of(path):
        digest.update(piece)
    return digest.hexdigest()
