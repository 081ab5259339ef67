"""The unit's lists as a fold over their changes, and how a change is written down.

A change stands whole in its event, packed, so that it travels with the chain to every desk and
needs no file beside it.  Format ``qz-list-change/1``: JSON of the entries added and removed,
deflated, in base64.  It never changes; another one comes beside it.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from qz_review.errors import Tampered
from qz_review.events.kinds import ListsChanged
from qz_review.events.record import Recorded
from qz_review.model.listed import Listed, ListedOfficer, ListedTerm

FORMAT = "qz-list-change/1"
_LARGEST = 128 * 1024 * 1024  # bytes of JSON: a packed text may claim to be anything
_KINDS: dict[str, type[Listed]] = {"term": ListedTerm, "officer": ListedOfficer}


@dataclass(frozen=True, slots=True)
class Entries:
    """What one change added and removed."""

    added: tuple[Listed, ...] = ()
    removed: tuple[Listed, ...] = ()

    def reversed(self) -> Entries:
        """What undoes it."""
        return Entries(self.removed, self.added)


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that stands, and the change that put it there."""

    entry: Listed
    change_id: str
    person_id: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class UnitLists:
    """The lists after some changes: entries by layer and key.

    version: names the state; equal chains, equal versions.
    """

    version: str = ""
    layers: Mapping[str, Mapping[str, Kept]] = field(default_factory=dict)

    def of(self, layer: str) -> Mapping[str, Kept]:
        """Entries of one layer by key."""
        return self.layers.get(layer, {})


def pack(entries: Entries) -> str:
    """A change in the words of its event."""
    data = {
        "format": FORMAT,
        "added": [_to_json(entry) for entry in entries.added],
        "removed": [_to_json(entry) for entry in entries.removed],
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode("ascii")


def unpack(packed: str) -> Entries:
    """The change in an event.  Raises Tampered ``ledger.unreadable`` where it is none."""
    try:
        inflate = zlib.decompressobj()
        raw = inflate.decompress(base64.b64decode(packed, validate=True), _LARGEST)
        if not inflate.eof:
            raise ValueError("cut off, or larger than any change")
        data = json.loads(raw)
        if data["format"] != FORMAT:
            raise ValueError("another format")
        return Entries(
            tuple(map(_from_json, data["added"])), tuple(map(_from_json, data["removed"]))
        )
    except (binascii.Error, zlib.error, KeyError, TypeError, ValueError, RecursionError) as error:
        raise Tampered("ledger.unreadable", kind="lists-changed.v1") from error


def fold_lists(changes: Iterable[Recorded], before: UnitLists | None = None) -> UnitLists:
    """The lists after some more changes; nothing of ``before`` is altered."""
    before = before or UnitLists()
    version, layers = before.version, {name: dict(kept) for name, kept in before.layers.items()}
    for recorded in changes:
        event, envelope = recorded.event, recorded.envelope
        if not isinstance(event, ListsChanged):
            continue
        kept = layers.setdefault(event.layer, {})
        entries = unpack(event.entries)
        for entry in entries.removed:
            kept.pop(entry.key, None)
        for entry in entries.added:
            kept[entry.key] = Kept(
                entry, event.change_id, envelope.actor_id, envelope.time, event.reason
            )
        version = recorded.hash[:16]
    return UnitLists(version, layers)


def difference(before: Mapping[str, Kept], wanted: Sequence[Listed]) -> Entries:
    """The change that brings some entries in: what is new, and what they take the place of."""
    added: dict[str, Listed] = {}
    for entry in wanted:
        known = before.get(entry.key)
        if known is None or known.entry != entry:
            added[entry.key] = entry
    removed = tuple(before[key].entry for key in added if key in before)
    return Entries(tuple(added.values()), removed)


def _to_json(entry: Listed) -> dict[str, Any]:
    kind = "officer" if isinstance(entry, ListedOfficer) else "term"
    values = {
        f.name: getattr(entry, f.name)
        for f in dataclasses.fields(entry)
        if getattr(entry, f.name) not in ("", 0, (), False)
    }
    return {"kind": kind, **values}


def _from_json(raw: dict[str, Any]) -> Listed:
    values = dict(raw)
    cls = _KINDS[values.pop("kind")]
    for f in dataclasses.fields(cls):
        value = values.get(f.name)
        if value is None:
            continue
        if f.name == "replacements":
            values[f.name] = tuple(str(one) for one in value)
        elif type(value) is not {"order": int, "variants": bool}.get(f.name, str):
            raise TypeError(f.name)
    return cls(**values)
