"""Events to bytes and back, driven by the dataclasses' own types.

The body is UTF-8 JSON with sorted keys; it repeats the envelope, so the signature binds
position and authority.  Verification reads stored bytes and never re-encodes them.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
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
    return kind_of_class(type(event))


def kind_of_class(event_type: type[Event]) -> str:
    """The published kind of a class of events."""
    return _KIND_OF[event_type]


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
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise Tampered(
            "ledger.unreadable", stream=row.stream, seq=row.seq, kind=row.kind
        ) from error
    return Recorded(envelope, event, row.hash, row.key_id)


def _to_json(value: Any) -> Any:
    cls: type = type(value)
    write = _writer(cls)
    return value if write is None else write(value)


@cache
def _writer(cls: type) -> Callable[[Any], Any] | None:
    """How values of a class are written; None for what JSON knows itself."""
    if dataclasses.is_dataclass(cls):
        names = tuple(field.name for field in dataclasses.fields(cls))
        return lambda value: {name: _to_json(getattr(value, name)) for name in names}
    if issubclass(cls, StrEnum):
        return lambda value: value.value
    if issubclass(cls, datetime):
        return to_stored
    if issubclass(cls, frozenset):
        return lambda value: sorted(map(_to_json, value))
    if issubclass(cls, tuple):
        return lambda value: [_to_json(item) for item in value]
    if issubclass(cls, bytes):
        return bytes.hex
    return None


def _from_json(kind: Any, raw: Any) -> Any:
    """Read ``raw`` as ``kind``; TypeError, KeyError or ValueError where it does not fit."""
    return _reader(kind)(raw)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """How values of a type are read; made once a type, since a fold reads thousands."""
    origin = typing.get_origin(kind)
    if origin is types.UnionType or origin is typing.Union:
        return _union_reader(kind)
    if origin in (tuple, frozenset):
        return _list_reader(kind, origin)
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(cast(type, kind))
    if kind is datetime:
        return from_stored
    if kind is bytes:
        return bytes.fromhex
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind

    def read(raw: Any) -> Any:
        if type(raw) is not kind:
            raise TypeError(f"{kind} from {type(raw)}")
        return raw

    return read


def _dataclass_reader(cls: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(cls)
    fields = tuple(
        (
            field.name,
            _reader(hints[field.name]),
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(cls)
    )

    def read(raw: Any) -> Any:
        if not isinstance(raw, dict):
            raise TypeError(f"{cls} from {type(raw)}")
        values = {}
        for name, read_field, required in fields:
            if name in raw:
                values[name] = read_field(raw[name])
            elif required:
                raise KeyError(name)
        if len(values) != len(raw):
            raise ValueError(f"unknown fields {sorted(raw.keys() - values.keys())}")
        return cls(**values)

    return read


def _union_reader(kind: Any) -> Callable[[Any], Any]:
    members = typing.get_args(kind)
    (member,) = (m for m in members if m is not type(None))
    inner = _reader(member)
    if len(members) == 1:
        return inner
    return lambda raw: None if raw is None else inner(raw)


def _list_reader(kind: Any, origin: Any) -> Callable[[Any], Any]:
    members = typing.get_args(kind)
    readers = [_reader(member) for member in members if member is not Ellipsis]
    any_length = origin is frozenset or (len(members) == 2 and members[1] is Ellipsis)

    def read(raw: Any) -> Any:
        if not isinstance(raw, list):
            raise TypeError(f"{kind} from {type(raw)}")
        if any_length:
            return origin(map(readers[0], raw))
        if len(readers) != len(raw):
            raise ValueError(f"{len(raw)} items for {kind}")
        return tuple(each(item) for each, item in zip(readers, raw, strict=True))

    return read
