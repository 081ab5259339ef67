"""A real package between two desks, taken apart so that it can be put together wrongly."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qz_review.events.record import StoredEvent
from qz_review.handover.event_lines import lines_of
from qz_review.handover.manifest import (
    MANIFEST,
    ROSTER,
    SIGNATURE,
    EntryPart,
    Manifest,
    digest,
    events_entry,
    manifest_bytes,
    signature_bytes,
)
from qz_review.handover.opening import OpenPackage
from qz_review.handover.stored_zip import StoredZipWriter
from qz_review.model.manuscript import Part
from qz_review.services.local_ledger import DeskLedger
from qz_review.signing.keypair import KeyPair
from tests.journeys.desks import Desks
from tests.journeys.office import PASSWORD

ACCOUNTS = ("editor", "second", "chief", "leader")


@dataclass(frozen=True)
class Parts:
    """Everything in a package, to be changed and put together again."""

    manifest: Manifest
    roster: tuple[StoredEvent, ...]
    rows: tuple[StoredEvent, ...]
    blobs: Mapping[str, bytes]

    def packed(self, key: KeyPair, **manifest: object) -> bytes:
        """As a package whose manifest is true to its content, signed with ``key``."""
        events = events_entry(self.manifest.manuscripts[0].id)
        small = {ROSTER: lines_of(self.roster), events: lines_of(self.rows)}
        entries = [EntryPart(name, len(data), digest(data)) for name, data in small.items()]
        entries += [EntryPart(f"blobs/{n}", len(d), n) for n, d in self.blobs.items()]
        first, last = self.rows[0], self.rows[-1]
        part = replace(
            self.manifest.manuscripts[0], from_seq=first.seq, seq=last.seq, hash=last.hash
        )
        stated = replace(
            self.manifest,
            roster_seq=self.roster[-1].seq,
            roster_hash=self.roster[-1].hash,
            unit_root=self.roster[0].hash,
            manuscripts=(part,),
            entries=tuple(entries),
        )
        signed = manifest_bytes(replace(stated, **manifest))  # type: ignore[arg-type]
        files = {MANIFEST: signed, SIGNATURE: signature_bytes(signed, key), **small}
        files |= {f"blobs/{name}": data for name, data in self.blobs.items()}
        return zipped(list(files.items()))


@dataclass(frozen=True)
class Target:
    """The package, whoever could attack it, and the desk it is brought to."""

    data: bytes
    parts: Parts
    keys: Mapping[str, KeyPair]
    people: Mapping[str, str]
    ledger: DeskLedger
    desks: Desks

    @property
    def files(self) -> list[tuple[str, bytes]]:
        """The entries in order."""
        opened = OpenPackage(io.BytesIO(self.data))
        return [(name, opened._zip.read(name, 2**31)) for name in opened._zip.entries]


def zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Files in the package's own shape of zip."""
    file = io.BytesIO()
    writer = StoredZipWriter(file)
    for name, data in files:
        writer.add(name, [data])
    writer.finish()
    return file.getvalue()


def target_in(folder: Path) -> Target:
    """Editor and second reader have worked; the chief's desk knows the manuscript's beginning."""
    desks = Desks(folder, ["chief"])
    mid = desks.home.register()
    desks.give("editor", "chief", mid)
    desks.give("chief", "editor", mid)
    desks.sign(mid, "editor")
    desks.home.edit(mid, "editor", "截止", "截至")
    desks.home.sign(mid, "second", Part.READER)
    desks.home.sign(mid, "editor", Part.CHECKER)
    file = desks.send("editor", "chief", mid)
    keys = {name: desks.home.at(name).session.check_password(PASSWORD) for name in ACCOUNTS}
    people = {name: desks.home.person_id(name) for name in ACCOUNTS}
    desks["chief"].at("chief")
    opened = OpenPackage(io.BytesIO(file.read_bytes()))
    blobs = {p.sha256: b"".join(opened.blob_pieces(p.sha256)) for p in opened.blobs}
    parts = Parts(opened.manifest, opened.roster, opened.streams[mid], blobs)
    ledger = DeskLedger(desks["chief"].workspace._desk)
    return Target(file.read_bytes(), parts, keys, people, ledger, desks)
