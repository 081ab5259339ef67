"""Events to bytes and back, driven by the dataclasses' own types.

The body is UTF-8 JSON with sorted keys; it repeats the envelope, so the signature binds
position and authority.  Verification reads stored bytes and never re-encodes them.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, cast

from qz_review.clock import from_stored, to_stored
from qz_review.errors import Tampered
from qz_review.events.kinds import KINDS, Event
from qz_review.events.record import Envelope, Recorded, StoredEvent

_KIND_OF = {event_type: kind for kind, event_type in KINDS.items()}


def kind_of(event: Event) -> str:
    """The published kind of an event, for instance ``step-signed.v1``."""
    return _KIND_OF[type(event)]


def encode_body(envelope: Envelope, event: Event) -> bytes:
    """The bytes to sign and store."""
    data = {"envelope": _to_json(envelope), "data": _to_json(event)}
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def decode(row: StoredEvent) -> Recorded:
    """The event in a stored row.

    Raises Tampered(``ledger.unreadable``) for an unknown kind or a body that is no event;
    the caller verifies hash and signature (:mod:`qz_review.events.chain`).
    """
    event_type = KINDS.get(row.kind)
    if event_type is None:
        raise Tampered("ledger.unreadable", stream=row.stream, seq=row.seq, kind=row.kind)
    try:
        data = json.loads(row.body)
        envelope = _from_json(Envelope, data["envelope"])
        event = cast(Event, _from_json(event_type, data["data"]))
    except (KeyError, TypeError, ValueError) as error:
        raise Tampered(
            "ledger.unreadable", stream=row.stream, seq=row.seq, kind=row.kind
        ) from error
    return Recorded(envelope, event, row.hash, row.key_id)


def _to_json(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {
            field.name: _to_json(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return to_stored(value)
    if isinstance(value, frozenset):
        return sorted(_to_json(item) for item in value)
    if isinstance(value, tuple):
        return [_to_json(item) for item in value]
    if isinstance(value, bytes):
        return value.hex()
    return value


@cache
def _fields(cls: type) -> tuple[tuple[str, Any, bool], ...]:
    """Name, resolved type and whether the field must be present, for each field of a class."""
    hints = typing.get_type_hints(cls)
    return tuple(
        (
            field.name,
            hints[field.name],
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(cls)
    )


def _from_json(kind: Any, raw: Any) -> Any:
    """Read ``raw`` as ``kind``; TypeError or ValueError where it does not fit."""
    origin = typing.get_origin(kind)
    if origin is types.UnionType or origin is typing.Union:
        return _from_union(kind, raw)
    if origin in (tuple, frozenset):
        return _from_list(kind, origin, raw)
    if dataclasses.is_dataclass(kind):
        if not isinstance(raw, dict):
            raise TypeError(f"{kind} from {type(raw)}")
        values = {}
        for name, hint, required in _fields(cast(type, kind)):
            if name in raw:
                values[name] = _from_json(hint, raw[name])
            elif required:
                raise KeyError(name)
        unknown = raw.keys() - values.keys()
        if unknown:
            raise ValueError(f"unknown fields {sorted(unknown)}")
        return cast(type, kind)(**values)
    if kind is datetime:
        return from_stored(raw)
    if kind is bytes:
        return bytes.fromhex(raw)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(raw)
    if type(raw) is not kind:
        raise TypeError(f"{kind} from {type(raw)}")
    return raw


def _from_union(kind: Any, raw: Any) -> Any:
    members = typing.get_args(kind)
    if raw is None and type(None) in members:
        return None
    (member,) = (m for m in members if m is not type(None))
    return _from_json(member, raw)


def _from_list(kind: Any, origin: Any, raw: Any) -> Any:
    if not isinstance(raw, list):
        raise TypeError(f"{kind} from {type(raw)}")
    members = typing.get_args(kind)
    if origin is frozenset:
        return frozenset(_from_json(members[0], item) for item in raw)
    if len(members) == 2 and members[1] is Ellipsis:
        return tuple(_from_json(members[0], item) for item in raw)
    if len(members) != len(raw):
        raise ValueError(f"{len(raw)} items for {kind}")
    return tuple(_from_json(member, item) for member, item in zip(members, raw, strict=True))
