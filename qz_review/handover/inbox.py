"""The exchange folder's inbox, looked at again and again: what is new, what is not whole yet.

It is a transport only.  Nothing here is believed: an arrival is a file that may be inspected.
Clocks of two desks never agree, so no time decides anything; a file is new when its name, size
or stamp is.  Names of unfinished copies are passed over; an unfinished file under a finished
name is told by its own end, which a half-copied one lacks.
"""

from __future__ import annotations

import contextlib
import os
import stat
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from qz_review.errors import Refused, Tampered
from qz_review.handover.opening import Glimpse, peek
from qz_review.handover.sealing import is_sealed, sealed_for, sealed_whole
from qz_review.handover.stored_zip import CHUNK, LARGEST, looks_complete
from qz_review.system_reasons import reason_of

PACKAGE, WRAPPED = ".qzpkg", ".zip"
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".swp")
_HIDDEN = (".", "~")
_UTF8_NAME = 0x800
_MOST_WRAPPED = 200
_HEAD = 4096  # bytes read at once: enough for what most packages say of themselves


class FileState(StrEnum):
    """What a look at a file found."""

    READY = "ready"
    INCOMPLETE = "incomplete"  # half copied, or cut off
    LOCKED = "locked"  # another program has it
    NO_PACKAGE = "no_package"  # something else lies there


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that may be a package.

    member: its name inside a zip that somebody packed it into, else empty.  glimpse: what it
    says of itself; None for a sealed one, whose ``key_id`` says whose it is.
    """

    file: Path
    member: str
    state: FileState
    glimpse: Glimpse | None = None
    key_id: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at an inbox.

    reason: why the folder could not be read (a share that is gone), else empty.  arrivals: what
    was not there before, or not as it is now.  waiting: names that are not whole yet, or locked.
    files: how many packages lie there in all.
    """

    reason: str = ""
    arrivals: tuple[Arrival, ...] = ()
    waiting: tuple[str, ...] = ()
    files: int = 0


Stamp = tuple[int, int]
"""Size in bytes, and the time stamp in nanoseconds, compared for being the same only."""


@dataclass
class InboxMemory:
    """Names already looked at, and as what; can be lost, then everything is new again."""

    known: dict[str, Stamp] = field(default_factory=dict)

    @classmethod
    def from_json(cls, raw: object) -> InboxMemory:
        """What was kept; empty where it cannot be read."""
        memory = cls()
        if isinstance(raw, Mapping):
            for name, pair in raw.items():
                if isinstance(pair, list) and len(pair) == 2:
                    with contextlib.suppress(TypeError, ValueError):
                        memory.known[str(name)] = (int(pair[0]), int(pair[1]))
        return memory

    def to_json(self) -> dict[str, list[int]]:
        """What is to be kept."""
        return {name: list(stamp) for name, stamp in self.known.items()}


def look(folder: Path, memory: InboxMemory) -> Look:
    """Look at a folder; what is whole is remembered, and told once.

    Never raises for what lies there or for a folder that is gone.
    """
    try:
        found = dict(_candidates(folder))
    except OSError as error:
        return Look(reason=reason_of(error))
    for name in memory.known.keys() - found.keys():
        del memory.known[name]
    arrivals: list[Arrival] = []
    waiting: list[str] = []
    for name, stamp in sorted(found.items()):
        if memory.known.get(name) == stamp:
            continue
        seen = list(_looked_at(folder / name))
        if any(a.state in (FileState.INCOMPLETE, FileState.LOCKED) for a in seen):
            waiting.append(name)
            continue
        memory.known[name] = stamp
        arrivals += [arrival for arrival in seen if arrival.state is FileState.READY]
    return Look("", tuple(arrivals), tuple(waiting), len(found))


def wrapped_packages(file: BinaryIO) -> tuple[str, ...]:
    """Names of packages inside an ordinary zip, as its writer meant them (GBK from old programs).

    Raises Tampered(``package.not_whole``) where it is no zip that can be read.
    """
    with _zip(file) as archive:
        names = [_meant(info) for info in archive.infolist() if not info.is_dir()]
    return tuple(name for name in names if name.lower().endswith(PACKAGE))[:_MOST_WRAPPED]


def unwrap(file: BinaryIO, member: str) -> Iterator[bytes]:
    """The bytes of a package inside an ordinary zip, in pieces.

    Raises Tampered(``package.not_whole``), Refused(``package.too_large``).
    """
    with _zip(file) as archive:
        info = next((i for i in archive.infolist() if _meant(i) == member), None)
        if info is None:
            raise Tampered("package.not_whole", what="member")
        size = 0
        try:
            with archive.open(info) as source:
                while piece := source.read(CHUNK):
                    size += len(piece)
                    if size > LARGEST:
                        raise Refused("package.too_large", limit=LARGEST)
                    yield piece
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise Tampered("package.not_whole", what="member") from error


def _candidates(folder: Path) -> Iterator[tuple[str, Stamp]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            lower = entry.name.lower()
            if lower.startswith(_HIDDEN) or lower.endswith(_UNFINISHED):
                continue
            if not lower.endswith((PACKAGE, WRAPPED)):
                continue
            with contextlib.suppress(OSError):  # gone again meanwhile
                about = entry.stat()
                if stat.S_ISREG(about.st_mode):
                    yield entry.name, (about.st_size, about.st_mtime_ns)


def _looked_at(file: Path) -> Iterator[Arrival]:
    try:
        with file.open("rb", buffering=_HEAD) as source:
            if file.suffix.lower() == WRAPPED:
                for member in wrapped_packages(source):
                    yield Arrival(file, member, FileState.READY)
                return
            yield _judged(file, source)
    except Tampered:
        wrapped = file.suffix.lower() == WRAPPED
        yield Arrival(file, "", FileState.INCOMPLETE if wrapped else FileState.NO_PACKAGE)
    except OSError:
        yield Arrival(file, "", FileState.LOCKED)


def _judged(file: Path, source: BinaryIO) -> Arrival:
    if is_sealed(source):
        state = FileState.READY if sealed_whole(source) else FileState.INCOMPLETE
        return Arrival(file, "", state, key_id=sealed_for(source))
    if not looks_complete(source):
        return Arrival(file, "", FileState.INCOMPLETE)
    return Arrival(file, "", FileState.READY, peek(source))


def _meant(info: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: old Chinese programs write GBK and do not say so."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gbk")
    except UnicodeError:
        return info.filename


@contextlib.contextmanager
def _zip(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise Tampered("package.not_whole", what="zip") from error
    with archive:
        yield archive
