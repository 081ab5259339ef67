"""Opening a package: shape, manifest, digests.  Whose it is, is judged afterwards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from qz_review.errors import Tampered
from qz_review.events.kinds import ROSTER_STREAM
from qz_review.events.record import StoredEvent
from qz_review.handover.event_lines import rows_in
from qz_review.handover.manifest import (
    KIND,
    MANIFEST,
    ROSTER,
    SIGNATURE,
    EntryPart,
    Manifest,
    events_entry,
    parse_manifest,
    parse_signature,
)
from qz_review.handover.stored_zip import StoredZip, first_entry
from qz_review.ledger.checked_rows import TEXT_START, blobs_named_in
from qz_review.signing.keypair import verify_signature
from qz_review.signing.pae import pae

LARGEST_MANIFEST = 16 * 1024 * 1024
LARGEST_EVENTS = 128 * 1024 * 1024
_LARGEST_KEY = 64 * 1024
_LARGEST_TEXT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What a file says of itself, nothing of it verified: for lists.

    made_at: as written.  titles: of its manuscripts.
    """

    package_id: str
    purpose: str
    sender_id: str
    recipient_id: str
    made_at: str
    titles: tuple[str, ...]


def peek(file: BinaryIO) -> Glimpse:
    """A glimpse of a package.  Cheap: of ten thousand files within a second.

    Raises Tampered with a code ``package.*`` where it is no package.
    """
    name, data = first_entry(file, LARGEST_MANIFEST)
    if name != MANIFEST:
        raise Tampered("package.manifest")
    try:
        raw = json.loads(data)
        words = [raw[f] for f in ("package_id", "purpose", "sender_id", "recipient_id", "made_at")]
        titles = tuple(str(part["title"]) for part in raw["manuscripts"])
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise Tampered("package.manifest") from error
    package_id, purpose, sender_id, recipient_id, made_at = map(str, words)
    return Glimpse(package_id, purpose, sender_id, recipient_id, made_at, titles)


class OpenPackage:
    """A package whose form is right and whose events are what the manifest says.

    Raises Tampered with a code ``package.*``.  Blobs are checked when they are read.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._zip = StoredZip(file)
        if list(self._zip.entries)[:2] != [MANIFEST, SIGNATURE]:
            raise Tampered("package.manifest")
        self._signed = self._zip.read(MANIFEST, LARGEST_MANIFEST)
        self.manifest: Manifest = parse_manifest(self._signed)
        self.key_id, self._signature = parse_signature(self._zip.read(SIGNATURE, LARGEST_MANIFEST))
        self._parts = {entry.name: entry for entry in self.manifest.entries}
        names = [MANIFEST, SIGNATURE, *self._parts]
        if list(self._zip.entries) != names:
            raise Tampered("package.entries")
        for name, part in self._parts.items():
            if self._zip.entries[name].size != part.size:
                raise Tampered("package.digest", name=name)
        self.roster: tuple[StoredEvent, ...] = self._rows(ROSTER, ROSTER_STREAM)
        last = self.roster[-1]
        if (last.seq, last.hash) != (self.manifest.roster_seq, self.manifest.roster_hash):
            raise Tampered("package.roster_head")
        if self.roster[0].seq != 1 or self.roster[0].hash != self.manifest.unit_root:
            raise Tampered("package.roster_head")
        self.streams: dict[str, tuple[StoredEvent, ...]] = {}
        for manuscript in self.manifest.manuscripts:
            rows = self._rows(events_entry(manuscript.id), manuscript.id)
            stated = (manuscript.from_seq, manuscript.seq, manuscript.hash)
            if (rows[0].seq, rows[-1].seq, rows[-1].hash) != stated:
                raise Tampered("package.head", name=manuscript.number)
            self.streams[manuscript.id] = rows

    def signed_by(self, public: bytes) -> bool:
        """Whether the manifest's signature is this public key's."""
        return verify_signature(public, self._signature, pae(KIND, self._signed))

    @property
    def blobs(self) -> tuple[EntryPart, ...]:
        """The blobs carried."""
        return tuple(part for part in self._parts.values() if part.name.startswith("blobs/"))

    def text_names(self, digest: str) -> list[str]:
        """Digests that a blob names, if it is a text; checked to its end then."""
        entry = self._zip.entries[f"blobs/{digest}"]
        if not self._zip.begins_with(entry.name, TEXT_START) or entry.size > _LARGEST_TEXT:
            return []
        text = self._checked(entry.name, _LARGEST_TEXT)
        return [name.decode() for name in blobs_named_in(text)]

    def blob_pieces(self, digest: str) -> Iterator[bytes]:
        """A blob piece by piece; raises Tampered(``package.digest``) after the last of a wrong one.

        Nothing may be made of the pieces before the end is reached.
        """
        part = self._parts.get(f"blobs/{digest}")
        if part is None:
            raise Tampered("package.blob_missing", digest=digest)
        return self._pieces(part)

    def sealed_keys(self) -> dict[str, bytes]:
        """Key files carried, by file name: in a roster package only."""
        names = [name for name in self._parts if name.startswith("keys/")]
        return {name.removeprefix("keys/"): self._checked(name, _LARGEST_KEY) for name in names}

    def _rows(self, name: str, stream: str) -> tuple[StoredEvent, ...]:
        rows = rows_in(self._checked(name, LARGEST_EVENTS), name)
        if not rows or any(row.stream != stream for row in rows):
            raise Tampered("package.events", name=name)
        return rows

    def _checked(self, name: str, most: int) -> bytes:
        if self._parts[name].size > most:
            raise Tampered("package.entries", name=name)
        return b"".join(self._pieces(self._parts[name]))

    def _pieces(self, part: EntryPart) -> Iterator[bytes]:
        hasher = hashlib.sha256()
        for piece in self._zip.pieces(part.name):
            hasher.update(piece)
            yield piece
        if hasher.hexdigest() != part.sha256:
            raise Tampered("package.digest", name=part.name)
