"""``docs/package_format.md`` as another program reads it, and the file kept for this version."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from qz_review.errors import Refused, Tampered
from qz_review.events.chain import next_envelope, seal
from qz_review.events.kinds import (
    ROSTER_STREAM,
    Event,
    HandedOver,
    ManuscriptRegistered,
    PersonAdded,
    UnitFounded,
)
from qz_review.events.record import Head, StoredEvent
from qz_review.handover.inspecting import inspect
from qz_review.handover.manifest import Purpose
from qz_review.handover.packing import PackageContent, PackedBlob, PackedManuscript, write_package
from qz_review.handover.sealing import seal as close_for
from qz_review.handover.sealing import unseal
from qz_review.handover.stored_zip import StoredZip
from qz_review.handover.verdict import Verdict
from qz_review.model.person import Role, Section, Unit
from qz_review.model.text import canonical_bytes, text_hash
from qz_review.services.package_check import NoLedger
from tests.harness.package_under_attack import zipped
from tests.support.ledger_office import START, a_text, person, seed_key

GOLDEN = Path(__file__).parents[2] / "golden" / "package-1.qzpkg"
ADMINISTRATOR, EDITOR = seed_key(1), seed_key(2)
TEXT = a_text("巡查已完成，共检修管网120公里。")


def sealed(stream: str, events: list[tuple[Event, str]], roster: Head | None) -> list[StoredEvent]:
    """A chain that is the same in every run."""
    rows: list[StoredEvent] = []
    keys = {"zhou": ADMINISTRATOR, "li": EDITOR}
    head = Head(stream)
    for number, (event, actor) in enumerate(events):
        envelope = next_envelope(head, actor, START, roster or head)
        envelope = replace(envelope, event_id=f"{number:032x}")
        rows.append(seal(event, envelope, keys[actor]))
        head = Head(stream, number + 1, rows[-1].hash)
    return rows


def content() -> PackageContent:
    """One manuscript, registered and handed to the administrator, who is chief as well."""
    unit = Unit("清江市水务局", sections=(Section("s1", "供水科"),))
    chief = person("zhou", "周敏", Role.ADMINISTRATOR, Role.SECTION_CHIEF)
    editor = person("li", "李文", Role.EDITOR)
    founded = UnitFounded(unit, chief, ADMINISTRATOR.public_hex, seed_key(3).public_hex)
    roster = sealed(
        ROSTER_STREAM, [(founded, "zhou"), (PersonAdded(editor, EDITOR.public_hex), "zhou")], None
    )
    registered = ManuscriptRegistered("GJ-2026-0001", TEXT.title, text_hash(TEXT), "s1", (), "li")
    given = HandedOver("zhou", "d" * 32, "b" * 32)
    rows = sealed(
        "a" * 32, [(registered, "li"), (given, "li")], Head(ROSTER_STREAM, 2, roster[-1].hash)
    )
    data = canonical_bytes(TEXT)
    return PackageContent(
        package_id="b" * 32,
        purpose=Purpose.HANDOVER,
        made_at=START,
        unit=unit.name,
        sender_id="li",
        sender_desk="d" * 32,
        recipient_id="zhou",
        roster=roster,
        manuscripts=[PackedManuscript("GJ-2026-0001", TEXT.title, tuple(rows))],
        blobs=[PackedBlob(text_hash(TEXT), len(data), lambda: io.BytesIO(data))],
    )


def written() -> bytes:
    file = io.BytesIO()
    write_package(file, content(), EDITOR)
    return file.getvalue()


def test_the_format_is_still_the_one_that_was_published() -> None:
    assert written() == GOLDEN.read_bytes()


def test_the_kept_file_still_reads() -> None:
    with GOLDEN.open("rb") as file:
        found = inspect(file, NoLedger())
    assert (found.verdict, found.reason) == (Verdict.UNTRUSTED, "package.unknown_unit")
    assert (found.sender, found.recipient) == ("李文", "周敏")
    assert [(m.part.number, m.part.seq) for m in found.manuscripts] == [("GJ-2026-0001", 2)]


def pae(kind: str, body: bytes) -> bytes:
    return b" ".join(
        (b"DSSEv1", str(len(kind)).encode(), kind.encode(), str(len(body)).encode(), body)
    )


def test_another_program_can_read_it_by_the_specification() -> None:
    """Only the standard library and an Ed25519: nothing of ours."""
    with zipfile.ZipFile(GOLDEN) as archive:
        entries = {info.filename: archive.read(info) for info in archive.infolist()}
    manifest, signature = (
        json.loads(entries["manifest.json"]),
        json.loads(entries["signature.json"]),
    )
    lines = [json.loads(line) for line in entries["roster.jsonl"].splitlines()]
    keys = {}
    for line in lines:
        data = json.loads(base64.b64decode(line["body"]))["data"]
        raw = bytes.fromhex(data["public_key"])
        keys[hashlib.sha256(raw).hexdigest()] = Ed25519PublicKey.from_public_bytes(raw)
    signed = pae("package-manifest.v1", entries["manifest.json"])
    keys[signature["key_id"]].verify(bytes.fromhex(signature["signature"]), signed)
    for entry in manifest["entries"]:
        data = entries[entry["name"]]
        assert (len(data), hashlib.sha256(data).hexdigest()) == (entry["size"], entry["sha256"])
    (part,) = manifest["manuscripts"]
    lines += map(json.loads, entries[f"events/{part['id']}.jsonl"].splitlines())
    previous = {}
    for line in lines:
        payload = pae(line["kind"], base64.b64decode(line["body"]))
        assert hashlib.sha256(payload).hexdigest() == line["hash"]
        assert line["prev_hash"] == previous.get(line["stream"], "0" * 64)
        keys[line["key_id"]].verify(bytes.fromhex(line["signature"]), payload)
        previous[line["stream"]] = line["hash"]
    assert previous[part["id"]] == part["hash"]
    assert "巡查已完成" in entries[f"blobs/{text_hash(TEXT)}"].decode()


def test_a_later_format_is_named_as_such() -> None:
    opened = StoredZip(io.BytesIO(GOLDEN.read_bytes()))
    files = [(name, opened.read(name, 10_000)) for name in opened.entries]
    files[0] = ("manifest.json", files[0][1].replace(b"qz-package/1", b"qz-package/2"))
    found = inspect(io.BytesIO(zipped(files)), NoLedger())
    assert (found.verdict, found.reason) == (Verdict.CORRUPT, "package.newer")


@pytest.mark.parametrize("size", [0, 1, 1024 * 1024, 1024 * 1024 + 1, 3 * 1024 * 1024])
def test_a_sealed_package_opens_with_the_recipient_s_key_alone(size: int) -> None:
    plain, closed = io.BytesIO(bytes(size)), io.BytesIO()
    close_for(plain, closed, EDITOR.public_bytes)
    assert b"".join(unseal(closed, EDITOR)) == bytes(size)
    with pytest.raises(Refused):
        list(unseal(closed, ADMINISTRATOR))


def test_a_sealed_package_cannot_be_changed_cut_or_mixed() -> None:
    plain, closed = io.BytesIO(bytes(2_500_000)), io.BytesIO()
    close_for(plain, closed, EDITOR.public_bytes)
    data = closed.getvalue()
    header = data.index(b"\n") + 1
    piece = 1024 * 1024 + 16
    first, rest = data[header : header + piece], data[header + piece :]
    changed = bytearray(data)
    changed[-1] ^= 1
    damaged = [
        bytes(changed),
        data[:header] + first,  # cut behind a whole piece
        data[:header] + rest,
        data[:header] + first + first + rest[piece:],
        data[:-1],
        data + b"\0",
        data[:header],
        data.replace(b'"public":"', b'"public":"00', 1),
    ]
    for wrong in damaged:
        with pytest.raises(Tampered):
            list(unseal(io.BytesIO(wrong), EDITOR))
