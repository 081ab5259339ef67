"""Writing a package: events verbatim, blobs streamed, everything under one signed manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from qz_review.clock import to_stored
from qz_review.errors import Tampered
from qz_review.events.record import StoredEvent
from qz_review.handover.event_lines import lines_of
from qz_review.handover.manifest import (
    MANIFEST,
    ROSTER,
    SIGNATURE,
    EntryPart,
    Manifest,
    ManuscriptPart,
    Purpose,
    digest,
    events_entry,
    manifest_bytes,
    signature_bytes,
)
from qz_review.handover.stored_zip import CHUNK, StoredZipWriter
from qz_review.jobs import JobContext, SilentJob
from qz_review.signing.keypair import KeyPair


@dataclass(frozen=True, slots=True)
class PackedManuscript:
    """A manuscript to pack: its events from some seq on, and what it is called."""

    number: str
    title: str
    rows: tuple[StoredEvent, ...]


@dataclass(frozen=True, slots=True)
class PackedBlob:
    """A text or file to pack: size in bytes, and how to open it."""

    digest: str
    size: int
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class PackageContent:
    """What goes into a package, besides the signature.

    roster: the whole roster's chain.  sealed_keys: key files by name (``person.id.json``), for
    a roster package only.
    """

    package_id: str
    purpose: Purpose
    made_at: datetime
    unit: str
    sender_id: str
    sender_desk: str
    recipient_id: str
    roster: Sequence[StoredEvent]
    manuscripts: Sequence[PackedManuscript] = ()
    blobs: Sequence[PackedBlob] = ()
    sealed_keys: Sequence[tuple[str, bytes]] = ()


def write_package(
    file: BinaryIO, content: PackageContent, keypair: KeyPair, job: JobContext | None = None
) -> Manifest:
    """Write a package into an empty, seekable file; memory does not grow with the blobs.

    Raises Tampered(``blobs.damaged``, digest=) for a blob that is not what its name says,
    Refused(``package.too_large``), Cancelled, and what the disk says.
    """
    watch = job or SilentJob()
    small: dict[str, bytes] = {ROSTER: lines_of(content.roster)}
    for manuscript in content.manuscripts:
        small[events_entry(manuscript.rows[0].stream)] = lines_of(manuscript.rows)
    for name, data in content.sealed_keys:
        small[f"keys/{name}"] = data
    manifest = _manifest(content, small)
    signed = manifest_bytes(manifest)
    writer = StoredZipWriter(file)
    writer.add(MANIFEST, (signed,))
    writer.add(SIGNATURE, (signature_bytes(signed, keypair),))
    for name, data in small.items():
        writer.add(name, (data,))
    total, done = sum(blob.size for blob in content.blobs), 0
    for blob in content.blobs:
        watch.check_cancelled()
        watch.progress(done, total)
        writer.add(f"blobs/{blob.digest}", _checked(blob, watch))
        done += blob.size
    writer.finish()
    watch.progress(total, total)
    return manifest


def _manifest(content: PackageContent, small: dict[str, bytes]) -> Manifest:
    entries = [EntryPart(name, len(data), digest(data)) for name, data in small.items()]
    entries += [EntryPart(f"blobs/{b.digest}", b.size, b.digest) for b in content.blobs]
    return Manifest(
        package_id=content.package_id,
        purpose=content.purpose,
        made_at=to_stored(content.made_at),
        unit=content.unit,
        unit_root=content.roster[0].hash,
        sender_id=content.sender_id,
        sender_desk=content.sender_desk,
        recipient_id=content.recipient_id,
        roster_seq=content.roster[-1].seq,
        roster_hash=content.roster[-1].hash,
        manuscripts=tuple(map(_part, content.manuscripts)),
        entries=tuple(entries),
    )


def _part(manuscript: PackedManuscript) -> ManuscriptPart:
    first, last = manuscript.rows[0], manuscript.rows[-1]
    return ManuscriptPart(
        last.stream, manuscript.number, manuscript.title, first.seq, last.seq, last.hash
    )


def _checked(blob: PackedBlob, watch: JobContext) -> Iterator[bytes]:
    """A blob's pieces; Tampered before the package is finished where they are not its own."""
    hasher, size = hashlib.sha256(), 0
    with blob.open() as source:
        while piece := source.read(CHUNK):
            watch.check_cancelled()
            hasher.update(piece)
            size += len(piece)
            yield piece
    if (hasher.hexdigest(), size) != (blob.digest, blob.size):
        raise Tampered("blobs.damaged", digest=blob.digest)
