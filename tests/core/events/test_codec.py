"""Every kind of event survives being written and read; nothing else is taken for one."""

import dataclasses
import json
import typing
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from types import NoneType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qz_review.errors import Tampered
from qz_review.events.chain import next_envelope, seal
from qz_review.events.codec import decode, encode_body, kind_of
from qz_review.events.kinds import KINDS, Event, TextSaved, Withdrawn
from qz_review.events.record import Head, StoredEvent
from qz_review.model.stage import Stage
from tests.support.ledger_office import seed_key

NOW = datetime(2026, 11, 20, 8, 0, 0, 123000, tzinfo=UTC)
KEYPAIR = seed_key(7)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
MOMENTS = st.datetimes(timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)


def values_of(kind: typing.Any) -> st.SearchStrategy[typing.Any]:
    """Any value of a type that events may hold."""
    origin, members = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and members[-1] is Ellipsis:
        return st.lists(values_of(members[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values_of, members))
    if origin is frozenset:
        return st.frozensets(values_of(members[0]), max_size=3)
    if members:
        (member,) = (m for m in members if m is not NoneType)
        return st.none() | values_of(member)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        fields = {field.name: values_of(hints[field.name]) for field in dataclasses.fields(kind)}
        return st.builds(typing.cast(type, kind), **fields)
    if issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    known = {str: TEXT, int: st.integers(-(2**60), 2**60), bool: st.booleans(), datetime: MOMENTS}
    return known[kind]


def sealed(event: Event) -> StoredEvent:
    head = Head("m1", 4, "b" * 64)
    envelope = next_envelope(head, "li", NOW, Head("roster", 3, "a" * 64), on_behalf_of="陈")
    return seal(event, envelope, KEYPAIR)


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
@settings(max_examples=10)
def test_every_kind_comes_back_as_it_was(kind: str, data: st.DataObject) -> None:
    event = data.draw(values_of(KINDS[kind]))
    row = sealed(event)
    recorded = decode(row)
    assert row.kind == kind == kind_of(event)
    assert recorded.event == event and type(recorded.event) is KINDS[kind]
    assert (recorded.hash, recorded.key_id) == (row.hash, KEYPAIR.key_id)
    assert encode_body(recorded.envelope, recorded.event) == row.body


def test_the_bytes_are_canonical_and_end_with_the_envelope() -> None:
    body = sealed(Withdrawn("内容有误")).body
    raw = json.loads(body)
    assert list(raw) == ["data", "envelope"]
    assert raw["data"] == {"reason": "内容有误"}
    assert list(raw["envelope"]) == sorted(raw["envelope"])
    assert "内容有误".encode() in body and b" " not in body


@pytest.mark.parametrize(
    "change",
    [
        {"stage": "review_9"},
        {"text_hash": 5},
        {"text_hash": None},
        {"extra": "x"},
        {"base_hash": None},
    ],
)
def test_a_body_that_does_not_fit_its_kind_is_unreadable(change: dict[str, object]) -> None:
    row = sealed(TextSaved(Stage.REVIEW_1, "a" * 64, ""))
    raw = json.loads(row.body)
    raw["data"].update(change)
    with pytest.raises(Tampered, match=r"ledger\.unreadable"):
        decode(replace(row, body=json.dumps(raw).encode()))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"data":{},"envelope":{}}',
        b"\xff",
        b'{"data":[]}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_event_is_unreadable(body: bytes) -> None:
    with pytest.raises(Tampered, match=r"ledger\.unreadable"):
        decode(replace(sealed(Withdrawn("x")), body=body))


def test_a_field_left_out_is_its_default_and_a_needed_one_is_missed() -> None:
    row = sealed(Withdrawn("x"))
    raw = json.loads(row.body)
    del raw["envelope"]["clock_behind_ms"]
    assert decode(replace(row, body=json.dumps(raw).encode())).envelope.clock_behind_ms == 0
    del raw["data"]["reason"]
    with pytest.raises(Tampered):
        decode(replace(row, body=json.dumps(raw).encode()))


def test_a_kind_from_a_newer_program_is_unreadable() -> None:
    with pytest.raises(Tampered, match=r"ledger\.unreadable"):
        decode(replace(sealed(Withdrawn("x")), kind="withdrawn.v9"))
