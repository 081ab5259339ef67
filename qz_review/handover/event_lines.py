"""Events in a package: one JSON object a line, the signed body verbatim as base64."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable

from qz_review.errors import Tampered
from qz_review.events.record import StoredEvent

_FIELDS = {"stream", "seq", "kind", "body", "prev_hash", "hash", "key_id", "signature"}


def lines_of(rows: Iterable[StoredEvent]) -> bytes:
    """The rows as the package holds them."""
    return b"".join(_line(row) for row in rows)


def rows_in(data: bytes, name: str) -> tuple[StoredEvent, ...]:
    """The rows in an entry; nothing in them is verified but their form.

    Raises Tampered(``package.events``, name=) for anything that :func:`lines_of` does not write.
    """
    try:
        rows = tuple(_row(json.loads(line)) for line in data.splitlines())
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise Tampered("package.events", name=name) from error
    if lines_of(rows) != data:
        raise Tampered("package.events", name=name)
    return rows


def _line(row: StoredEvent) -> bytes:
    fields = {
        "stream": row.stream,
        "seq": row.seq,
        "kind": row.kind,
        "body": base64.b64encode(row.body).decode(),
        "prev_hash": row.prev_hash,
        "hash": row.hash,
        "key_id": row.key_id,
        "signature": row.signature.hex(),
    }
    text = json.dumps(fields, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def _row(raw: dict[str, object]) -> StoredEvent:
    if set(raw) != _FIELDS or type(raw["seq"]) is not int or not 0 < raw["seq"] < 2**53:
        raise ValueError("fields")
    words = {name: raw[name] for name in _FIELDS - {"seq"}}
    if not all(isinstance(word, str) for word in words.values()):
        raise TypeError("fields")
    for word in words.values():
        str(word).encode()  # half a character is none
    return StoredEvent(
        stream=str(raw["stream"]),
        seq=raw["seq"],
        kind=str(raw["kind"]),
        body=base64.b64decode(str(raw["body"]), validate=True),
        prev_hash=str(raw["prev_hash"]),
        hash=str(raw["hash"]),
        key_id=str(raw["key_id"]),
        signature=bytes.fromhex(str(raw["signature"])),
    )
