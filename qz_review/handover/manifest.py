"""The manifest: what a package holds, who made it, for whom.  Signed as a whole.

Its bytes are JSON of one form (sorted keys, no spaces), so that there is one way to write a
manifest and a reader can ask for exactly that.  ``docs/package_format.md`` is the specification.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from qz_review.clock import from_stored
from qz_review.errors import Tampered
from qz_review.signing.keypair import KeyPair
from qz_review.signing.pae import pae

FORMAT = "qz-package/1"
KIND = "package-manifest.v1"
MANIFEST, SIGNATURE, ROSTER = "manifest.json", "signature.json", "roster.jsonl"

_HEX64 = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ENTRY = re.compile(
    r"roster\.jsonl|events/[A-Za-z0-9_-]{1,64}\.jsonl|blobs/[0-9a-f]{64}"
    r"|keys/[A-Za-z0-9_-]{1,64}\.[0-9a-f]{16}\.json"
)


class Purpose(StrEnum):
    """Why a package was made."""

    HANDOVER = "handover"  # 交出
    RECEIPT = "receipt"  # 回执
    RECALL = "recall"  # 收回
    BRANCH = "branch"  # 分叉的另一支, to be looked at and settled
    ROSTER = "roster"  # 人员名册


@dataclass(frozen=True, slots=True)
class ManuscriptPart:
    """One manuscript in a package.

    from_seq: first event carried, 1 for the whole chain.  seq, hash: the head.  number, title:
    as its last text and registration name it; shown before anything is verified.
    """

    id: str
    number: str
    title: str
    from_seq: int
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class EntryPart:
    """One further file of the package.  size in bytes, sha256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything a package says of itself.

    made_at: stored form.  unit: its name; unit_root: hash of its founding event, which tells
    one unit from another.  sender_id, sender_desk: who made it, where.  recipient_id: empty
    for whoever it may concern.  roster_seq, roster_hash: the head of the roster carried.
    """

    package_id: str
    purpose: Purpose
    made_at: str
    unit: str
    unit_root: str
    sender_id: str
    sender_desk: str
    recipient_id: str
    roster_seq: int
    roster_hash: str
    manuscripts: tuple[ManuscriptPart, ...]
    entries: tuple[EntryPart, ...]


def manifest_bytes(manifest: Manifest) -> bytes:
    """The bytes that are signed and stored."""
    return _canonical({"format": FORMAT, **asdict(manifest)})


def signature_bytes(manifest: bytes, keypair: KeyPair) -> bytes:
    """The signature's entry for a manifest's bytes."""
    signature = keypair.sign(pae(KIND, manifest)).hex()
    return _canonical({"key_id": keypair.key_id, "signature": signature})


def parse_manifest(data: bytes) -> Manifest:
    """The manifest in these bytes.

    Raises Tampered: ``package.newer`` for a later format, ``package.manifest`` for anything
    that is not exactly a manifest.
    """
    raw = _loaded(data)
    if isinstance(raw, dict):
        known = raw.pop("format", None)
        if known != FORMAT:
            later = isinstance(known, str) and known.startswith("qz-package/")
            raise Tampered("package.newer" if later else "package.manifest", format=str(known)[:40])
    try:
        manifest = Manifest(
            **{
                **raw,
                "purpose": Purpose(raw["purpose"]),
                "manuscripts": tuple(ManuscriptPart(**part) for part in raw["manuscripts"]),
                "entries": tuple(EntryPart(**part) for part in raw["entries"]),
            }
        )
        _check(manifest)
        if manifest_bytes(manifest) != data:
            raise ValueError("another form")
    except (KeyError, TypeError, ValueError) as error:
        raise Tampered("package.manifest") from error
    return manifest


def parse_signature(data: bytes) -> tuple[str, bytes]:
    """Key id and signature in these bytes.  Raises Tampered(``package.signature_entry``)."""
    raw = _loaded(data)
    try:
        key_id, signature = str(raw["key_id"]), bytes.fromhex(raw["signature"])
        if not _HEX64.fullmatch(key_id) or _canonical(raw) != data or len(raw) != 2:
            raise ValueError(key_id)
    except (KeyError, TypeError, ValueError) as error:
        raise Tampered("package.signature_entry") from error
    return key_id, signature


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def events_entry(manuscript_id: str) -> str:
    """Name of the entry with a manuscript's events."""
    return f"events/{manuscript_id}.jsonl"


def _check(manifest: Manifest) -> None:
    """Types, lengths and names; ValueError for what no program of ours writes."""
    from_stored(manifest.made_at)
    words = [manifest.made_at, manifest.unit]
    ids = [manifest.package_id, manifest.sender_id, manifest.sender_desk]
    numbers = [manifest.roster_seq]
    hashes = [manifest.unit_root, manifest.roster_hash]
    for part in manifest.manuscripts:
        words += [part.number, part.title]
        ids.append(part.id)
        numbers += [part.from_seq, part.seq]
        hashes.append(part.hash)
    for entry in manifest.entries:
        if not _ENTRY.fullmatch(entry.name) or type(entry.size) is not int or entry.size < 0:
            raise ValueError(entry.name)
        hashes.append(entry.sha256)
    if manifest.recipient_id:
        ids.append(manifest.recipient_id)
    if not all(isinstance(word, str) and len(word) <= 2000 for word in words):
        raise ValueError("words")
    if not all(_ID.fullmatch(name) for name in ids):
        raise ValueError("ids")
    if not all(type(number) is int and 0 < number < 2**53 for number in numbers):
        raise ValueError("numbers")
    if not all(_HEX64.fullmatch(name) for name in hashes):
        raise ValueError("hashes")
    streams = [part.id for part in manifest.manuscripts]
    names = [entry.name for entry in manifest.entries]
    wanted = {ROSTER, *map(events_entry, streams)}
    carried = {name for name in names if not name.startswith(("blobs/", "keys/"))}
    if len(set(streams)) != len(streams) or len(set(names)) != len(names) or carried != wanted:
        raise ValueError("names")
    for entry in manifest.entries:
        if entry.name.startswith("blobs/") and entry.name != f"blobs/{entry.sha256}":
            raise ValueError(entry.name)


def _loaded(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Tampered("package.manifest") from error


def _canonical(raw: Any) -> bytes:
    text = json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()
