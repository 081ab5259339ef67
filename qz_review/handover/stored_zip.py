"""A zip file of one fixed shape: every byte of it follows from names and contents.

Entries are stored, never compressed, so nothing can swell when it is read.  No extra fields, no
comments, no gaps, one date: a reader computes what headers and directory must be and compares
them byte for byte.  Any unzip program opens it; anything a zip program changes is noticed.
Layout as in PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from qz_review.errors import Refused, Tampered

LARGEST = 2**32 - 2
"""Bytes a package has at most: what FAT32 sticks and zip without its 64-bit extension can hold."""

MOST_ENTRIES = 60_000
CHUNK = 1024 * 1024

_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = 0x04034B50, 0x02014B50, 0x06054B50
_VERSION, _UTF8, _STORED = 20, 0x0800, 0
_TIME, _DATE = 0, 0x21  # 1980-01-01 00:00
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in the zip.  offset: of its local header."""

    name: str
    size: int
    crc: int
    offset: int

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.offset + _LOCAL.size + len(self.name.encode())

    @property
    def end(self) -> int:
        """Where the next entry begins."""
        return self.start + self.size


class StoredZipWriter:
    """Writes entries one after another into a new file; :meth:`finish` writes the directory."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._entries: list[Entry] = []
        self._at = 0

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Add an entry from its pieces.  Raises Refused(``package.too_large``)."""
        offset = self._at
        placeholder = _local_header(Entry(name, 0, 0, offset))
        self._file.write(placeholder)
        size, crc = 0, 0
        for piece in pieces:
            size += len(piece)
            if offset + len(placeholder) + size > LARGEST - CHUNK:
                raise Refused("package.too_large", limit=LARGEST)
            crc = zlib.crc32(piece, crc)
            self._file.write(piece)
        entry = Entry(name, size, crc, offset)
        self._file.seek(offset)
        self._file.write(_local_header(entry))
        self._at = entry.end
        self._file.seek(self._at)
        self._entries.append(entry)

    def finish(self) -> None:
        """Write the directory."""
        directory = b"".join(map(_central_header, self._entries))
        self._file.write(directory)
        self._file.write(_end_record(len(self._entries), len(directory), self._at))


class StoredZip:
    """A file opened for reading, its shape checked; the contents are not checked yet.

    Raises Tampered(``package.not_whole``) for whatever is not exactly of this shape.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.entries: dict[str, Entry] = {}
        directory, start = self._directory()
        for entry in _parsed(directory):
            if entry.name in self.entries:
                raise _broken("twice", name=entry.name)
            self.entries[entry.name] = entry
        at = 0
        for entry in self.entries.values():
            if entry.offset != at or entry.end > start:
                raise _broken("offset", name=entry.name)
            self._file.seek(at)
            header = _local_header(entry)
            if self._file.read(len(header)) != header:
                raise _broken("header", name=entry.name)
            at = entry.end
        if at != start:
            raise _broken("gap")

    def read(self, name: str, most: int) -> bytes:
        """A whole entry of at most ``most`` bytes, checked against its checksum."""
        entry = self._entry(name)
        if entry.size > most:
            raise _broken("size", name=name)
        return b"".join(self.pieces(name))

    def begins_with(self, name: str, start: bytes) -> bool:
        """Whether an entry's content begins so; nothing of it is checked."""
        entry = self._entry(name)
        self._file.seek(entry.start)
        return self._file.read(min(len(start), entry.size)) == start

    def pieces(self, name: str) -> Iterator[bytes]:
        """The content piece by piece; raises after the last one where the checksum differs."""
        entry = self._entry(name)
        at, left, crc = entry.start, entry.size, 0
        while left:
            self._file.seek(at)
            piece = self._file.read(min(CHUNK, left))
            if not piece:
                raise _broken("short", name=name)
            at, left, crc = at + len(piece), left - len(piece), zlib.crc32(piece, crc)
            yield piece
        if crc != entry.crc:
            raise _broken("checksum", name=name)

    def _entry(self, name: str) -> Entry:
        entry = self.entries.get(name)
        if entry is None:
            raise _broken("missing", name=name)
        return entry

    def _directory(self) -> tuple[bytes, int]:
        size = self._file.seek(0, 2)
        if not _END.size <= size <= LARGEST:
            raise _broken("size")
        self._file.seek(size - _END.size)
        end = self._file.read(_END.size)
        fields = _END.unpack(end)
        count, length, start = fields[4], fields[5], fields[6]
        if fields[0] != _END_MARK or start + length + _END.size != size or count > MOST_ENTRIES:
            raise _broken("end")
        if end != _end_record(count, length, start):
            raise _broken("end")
        self._file.seek(start)
        directory = self._file.read(length)
        if len(list(_parsed(directory))) != count:
            raise _broken("count")
        return directory, start


def first_entry(file: BinaryIO, most: int) -> tuple[str, bytes]:
    """Name and content of the first entry, not checked against anything.  Cheap.

    Raises Tampered(``package.not_whole``) where there is none of at most ``most`` bytes.
    """
    file.seek(0)
    try:
        fields = _LOCAL.unpack(file.read(_LOCAL.size))
        name = file.read(fields[9]).decode()
    except (struct.error, UnicodeDecodeError) as error:
        raise _broken("header") from error
    if fields[0] != _LOCAL_MARK or fields[8] > most:
        raise _broken("header")
    return name, file.read(fields[8])


def looks_complete(file: BinaryIO) -> bool:
    """Whether a file ends as a finished package does: a half-copied one does not.  Cheap."""
    size = file.seek(0, 2)
    if size < _END.size:
        return False
    file.seek(size - _END.size)
    fields = _END.unpack(file.read(_END.size))
    return bool(fields[0] == _END_MARK and fields[5] + fields[6] + _END.size == size)


def _parsed(directory: bytes) -> Iterator[Entry]:
    at = 0
    while at < len(directory):
        try:
            fields = _CENTRAL.unpack_from(directory, at)
        except struct.error as error:
            raise _broken("directory") from error
        length = fields[10]
        raw = directory[at + _CENTRAL.size : at + _CENTRAL.size + length]
        try:
            entry = Entry(raw.decode("utf-8"), fields[8], fields[7], fields[16])
        except UnicodeDecodeError as error:
            raise _broken("name") from error
        if not 0 < length <= _LONGEST_NAME:
            raise _broken("name")
        record = _central_header(entry)
        if directory[at : at + len(record)] != record:
            raise _broken("directory", name=entry.name)
        yield entry
        at += len(record)


def _local_header(entry: Entry) -> bytes:
    name = entry.name.encode()
    return (
        _LOCAL.pack(
            _LOCAL_MARK,
            _VERSION,
            _UTF8,
            _STORED,
            _TIME,
            _DATE,
            entry.crc,
            entry.size,
            entry.size,
            len(name),
            0,
        )
        + name
    )


def _central_header(entry: Entry) -> bytes:
    name = entry.name.encode()
    return (
        _CENTRAL.pack(
            _CENTRAL_MARK,
            _VERSION,
            _VERSION,
            _UTF8,
            _STORED,
            _TIME,
            _DATE,
            entry.crc,
            entry.size,
            entry.size,
            len(name),
            0,
            0,
            0,
            0,
            0,
            entry.offset,
        )
        + name
    )


def _end_record(count: int, length: int, start: int) -> bytes:
    return _END.pack(_END_MARK, 0, 0, count, count, length, start, 0)


def _broken(what: str, **facts: object) -> Tampered:
    return Tampered("package.not_whole", what=what, **facts)
