"""Texts and files, each kept once under its SHA-256."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from qz_review.errors import Environment, Tampered
from qz_review.storage.atomic_file import write_atomically
from qz_review.storage.connection import transaction
from qz_review.storage.database import Database
from qz_review.storage.sqlite_errors import storage_errors

LARGEST_IN_TABLE = 1024 * 1024
"""Bytes up to which a blob lies in the database; a larger one is a file beside it.

In the database it is written twice (log, table): with 20 MB of attachments taking in a package
cost 2.0 times the bare copy, with files 1.3 times.
"""

_CHUNK = 1024 * 1024


class BlobStore:
    """Blobs of one workspace.  folder: where large ones lie, as ``ab/cdef…``."""

    def __init__(self, db: Database, folder: Path) -> None:
        self._db = db
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep ``data``; returns its digest.  Keeping it again costs nothing."""
        digest = hashlib.sha256(data).hexdigest()
        if self.has(digest):
            return digest
        in_table = len(data) <= LARGEST_IN_TABLE
        if not in_table:
            write_atomically(self._path(digest), data)
        self._insert(digest, len(data), data if in_table else None)
        return digest

    def stage(self, digest: str, size: int, pieces: Iterable[bytes]) -> bool:
        """Bring a blob too large for the table to its place, before the transaction that adds it.

        Whether it was laid down; False for a small one and for one that is here.  Nothing refers
        to it until :meth:`put_pieces`.  Raises Tampered(``blobs.damaged``, digest=) where the
        pieces are not the blob, Environment.
        """
        if size <= LARGEST_IN_TABLE or self.has(digest) or self._path(digest).exists():
            return False
        write_atomically(self._path(digest), _checked(digest, size, pieces))
        return True

    def unstage(self, digest: str) -> None:
        """Remove a staged blob whose transaction came to nothing.

        Under the write lock: another window may be taking the same blob in right now.
        """
        with suppress(OSError, Environment), transaction(self._db):
            if not self.has(digest):
                self._path(digest).unlink()

    def put_pieces(self, digest: str, size: int, pieces: Iterable[bytes]) -> None:
        """Keep a blob that comes in pieces; a large one must have been staged.

        Raises Tampered(``blobs.damaged``, digest=), Environment.
        """
        if self.has(digest):
            return
        small = size <= LARGEST_IN_TABLE
        data = b"".join(_checked(digest, size, pieces)) if small else None
        if not small and not self._path(digest).exists():
            raise Tampered("blobs.missing", digest=digest)
        self._insert(digest, size, data)

    def has(self, digest: str) -> bool:
        """Whether a blob of this digest is kept."""
        with storage_errors():
            row = self._db.conn.execute("SELECT 1 FROM blobs WHERE digest = ?", (digest,))
            return row.fetchone() is not None

    def size(self, digest: str) -> int:
        """Bytes of a blob.  Raises Tampered(``blobs.missing``)."""
        return self._row(digest)[0]

    def get(self, digest: str) -> bytes:
        """The blob, checked against its digest.

        Raises Tampered: ``blobs.missing``, ``blobs.damaged`` with digest=.
        """
        with self.open(digest) as source:
            data = source.read()
        if hashlib.sha256(data).hexdigest() != digest:
            raise Tampered("blobs.damaged", digest=digest)
        return data

    def open(self, digest: str) -> BinaryIO:
        """The blob as a stream, not checked.  Raises Tampered(``blobs.missing``)."""
        _, data = self._row(digest)
        if data is not None:
            return io.BytesIO(data)
        try:
            return self._path(digest).open("rb")
        except FileNotFoundError:
            raise Tampered("blobs.missing", digest=digest) from None

    def digests(self) -> Iterator[str]:
        """Digests of all blobs, in the order in which they were added."""
        with storage_errors():
            for (digest,) in self._db.conn.execute("SELECT digest FROM blobs ORDER BY rowid"):
                yield digest

    def _row(self, digest: str) -> tuple[int, bytes | None]:
        with storage_errors():
            row = self._db.conn.execute(
                "SELECT size, data FROM blobs WHERE digest = ?", (digest,)
            ).fetchone()
        if row is None:
            raise Tampered("blobs.missing", digest=digest)
        return int(row[0]), row[1]

    def _insert(self, digest: str, size: int, data: bytes | None) -> None:
        with transaction(self._db):
            self._db.conn.execute(
                "INSERT INTO blobs (digest, size, data)"
                " SELECT ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM blobs WHERE digest = ?)",
                (digest, size, data, digest),
            )

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest[2:]


def _checked(digest: str, size: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces; Tampered before the file takes its place where they are not the blob."""
    hasher, seen = hashlib.sha256(), 0
    for piece in pieces:
        hasher.update(piece)
        seen += len(piece)
        yield piece
    if (hasher.hexdigest(), seen) != (digest, size):
        raise Tampered("blobs.damaged", digest=digest)
