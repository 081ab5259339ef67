"""台账.json: a manuscript's evidence as a program reads it, attached to its archive.

``docs/archive_format.md`` describes the format.  Event bodies and texts stand in it as the very
characters that were signed: encoded as UTF-8 they are the signed bytes, so nothing is ever
written anew to be verified.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from qz_review.errors import Tampered
from qz_review.events.kinds import ROSTER_STREAM
from qz_review.events.record import StoredEvent

FORMAT = "qz-archive/1"
NAME = "台账.json"
ARCHIVE, SUPPLEMENT = "archive", "supplement"


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """A file that the evidence speaks of.

    attached: its name inside the PDF; empty where only its digest is here.
    in_ledger: an event or a text names its digest; else it was made from them (花脸稿.docx).
    """

    digest: str
    name: str
    size: int
    purpose: str
    attached: str = ""
    in_ledger: bool = True


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """All of it.  texts: canonical bytes of every version, by digest.

    kind: ``archive``, or ``supplement`` for a sheet of what came later, which shows no 清样.
    """

    manuscript: str
    number: str
    roster: tuple[StoredEvent, ...]
    events: tuple[StoredEvent, ...]
    texts: Mapping[str, bytes] = field(default_factory=dict)
    files: tuple[EvidenceItem, ...] = ()
    kind: str = ARCHIVE


def evidence_bytes(evidence: EvidenceFile) -> bytes:
    """The file's bytes; equal evidence gives equal bytes."""
    raw = {
        "format": FORMAT,
        "kind": evidence.kind,
        "manuscript": evidence.manuscript,
        "number": evidence.number,
        "roster": [row_to_json(row) for row in evidence.roster],
        "events": [row_to_json(row) for row in evidence.events],
        "texts": {digest: text.decode() for digest, text in sorted(evidence.texts.items())},
        "files": [
            {
                "digest": item.digest,
                "name": item.name,
                "size": item.size,
                "purpose": item.purpose,
                "attached": item.attached,
                "in_ledger": item.in_ledger,
            }
            for item in evidence.files
        ],
    }
    return json.dumps(raw, ensure_ascii=False, indent=1).encode() + b"\n"


def read_evidence(data: bytes) -> EvidenceFile:
    """The evidence in these bytes; nothing in it is trusted yet.

    Raises Tampered ``archive.evidence_unreadable``.
    """
    try:
        raw = json.loads(data.decode("utf-8"))
        if raw["format"] != FORMAT:
            raise ValueError(raw["format"])
        return EvidenceFile(
            manuscript=_words(raw["manuscript"]),
            number=_words(raw["number"]),
            roster=tuple(row_from_json(row) for row in raw["roster"]),
            events=tuple(row_from_json(row) for row in raw["events"]),
            texts={_words(d): _words(text).encode() for d, text in raw["texts"].items()},
            files=tuple(_item(item) for item in raw["files"]),
            kind=_kind(raw["kind"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise Tampered("archive.evidence_unreadable", reason=type(error).__name__) from error


def row_to_json(row: StoredEvent) -> dict[str, object]:
    """A stored event; ``body`` holds the signed bytes as the characters they are."""
    return {
        "stream": row.stream,
        "seq": row.seq,
        "kind": row.kind,
        "body": row.body.decode("utf-8"),
        "prev_hash": row.prev_hash,
        "hash": row.hash,
        "key_id": row.key_id,
        "signature": row.signature.hex(),
    }


def row_from_json(raw: Mapping[str, Any]) -> StoredEvent:
    """The stored event; KeyError, TypeError or ValueError for anything else."""
    seq = raw["seq"]
    if type(seq) is not int:
        raise TypeError("seq")
    return StoredEvent(
        stream=_words(raw["stream"]),
        seq=seq,
        kind=_words(raw["kind"]),
        body=_words(raw["body"]).encode("utf-8"),
        prev_hash=_words(raw["prev_hash"]),
        hash=_words(raw["hash"]),
        key_id=_words(raw["key_id"]),
        signature=bytes.fromhex(_words(raw["signature"])),
    )


class ArchivedEvidence:
    """The evidence of one archive as :func:`qz_review.ledger.verify.verify_ledger` reads it.

    contents: the files inside the PDF, by their names there.
    """

    def __init__(self, evidence: EvidenceFile, contents: Mapping[str, bytes]) -> None:
        self._evidence = evidence
        self._rows = {(row.stream, row.seq): row for row in evidence.events}
        self._blobs = dict(evidence.texts)
        for item in evidence.files:
            content = contents.get(item.attached) if item.attached else None
            if item.in_ledger and content is not None:
                self._blobs[item.digest] = content
        self._elsewhere = {i.digest for i in evidence.files if i.in_ledger and not i.attached}

    def count(self) -> int:
        """Manuscript events; the roster is verified whole besides."""
        return len(self._evidence.events)

    def roster_rows(self) -> Iterator[StoredEvent]:
        """The roster up to the archive's making."""
        return iter(self._evidence.roster)

    def manuscript_rows(self) -> Iterator[StoredEvent]:
        """The manuscript's chain."""
        return iter(self._evidence.events)

    def set_aside_rows(self) -> Iterator[StoredEvent]:
        """None: branches that do not count stay in the workspace, their heads in ForkSettled."""
        return iter(())

    def row(self, stream: str, seq: int) -> StoredEvent | None:
        """One row."""
        if stream == ROSTER_STREAM:
            return None
        return self._rows.get((stream, seq))

    def has_blob(self, digest: str) -> bool:
        """Whether a text or file is here, or said to be kept elsewhere under its digest."""
        return digest in self._blobs or digest in self._elsewhere

    def blobs(self) -> Iterator[str]:
        """Digests of all that is here."""
        return iter(self._blobs)

    def open_blob(self, digest: str) -> BinaryIO:
        """Its bytes."""
        return io.BytesIO(self._blobs[digest])


def digest_of(content: bytes) -> str:
    """SHA-256, hex."""
    return hashlib.sha256(content).hexdigest()


def _item(raw: Mapping[str, Any]) -> EvidenceItem:
    size, in_ledger = raw["size"], raw["in_ledger"]
    if type(size) is not int or type(in_ledger) is not bool:
        raise TypeError("files")
    return EvidenceItem(
        _words(raw["digest"]),
        _words(raw["name"]),
        size,
        _words(raw["purpose"]),
        _words(raw["attached"]),
        in_ledger,
    )


def _kind(value: object) -> str:
    if value not in (ARCHIVE, SUPPLEMENT):
        raise ValueError("kind")
    return _words(value)


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("words expected")
    return value
