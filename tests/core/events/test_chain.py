"""Sealing and verifying single rows: whatever is changed is seen, and named."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qz_review.errors import Tampered
from qz_review.events.chain import head_of, next_envelope, read_tail, seal, verify_row
from qz_review.events.codec import decode, kind_of
from qz_review.events.kinds import Event, StepReturned, Withdrawn
from qz_review.events.record import Head, StoredEvent
from qz_review.model.person import PublicKey
from qz_review.model.stage import Stage
from qz_review.signing.keypair import KeyPair
from tests.support.ledger_office import seed_key

NOW = datetime(2026, 11, 20, 8, 0, 0, 123000, tzinfo=UTC)
KEYPAIR = seed_key(7)
ROSTER = Head("roster", 3, "a" * 64)
START = Head("m1")
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
EVENTS = st.builds(Withdrawn, WORDS) | st.builds(
    StepReturned, st.sampled_from(Stage), st.sampled_from(Stage), WORDS, WORDS
)


def key(keypair: KeyPair = KEYPAIR, person: str = "li", **changes: int | None) -> PublicKey:
    known = PublicKey(keypair.key_id, person, keypair.public_bytes, 1)
    return replace(known, **changes)  # type: ignore[arg-type]


def sealed(event: Event | None = None, head: Head = START, actor: str = "li") -> StoredEvent:
    envelope = next_envelope(head, actor, NOW, ROSTER, on_behalf_of="chen")
    return seal(event or Withdrawn("内容“有误”，撤回"), envelope, KEYPAIR)


def fault(row: StoredEvent, previous: Head = START, found: PublicKey | None = None) -> str:
    with pytest.raises(Tampered) as caught:
        verify_row(row, previous, found or key())
    assert caught.value.facts["seq"] == row.seq
    return caught.value.code


@given(EVENTS)
def test_what_was_sealed_is_read_back_and_verifies(event: Event) -> None:
    row = sealed(event)
    tail = verify_row(row, START, key())
    recorded = decode(row)
    assert recorded.event == event
    assert recorded.envelope.time == NOW
    assert (tail.actor_id, tail.on_behalf_of, tail.seq) == ("li", "chen", 1)
    assert (tail.roster_seq, tail.roster_hash) == (3, "a" * 64)


@given(EVENTS, st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
def test_the_quick_reading_of_an_envelope_is_the_slow_one(event: Event, actor: str) -> None:
    row = sealed(event, actor=actor)
    assert read_tail(row)._asdict() == json.loads(row.body)["envelope"]


@given(EVENTS, st.data())
def test_any_flipped_bit_of_body_or_signature_is_seen(event: Event, data: st.DataObject) -> None:
    row = sealed(event)
    name = data.draw(st.sampled_from(["body", "signature"]))
    stored = bytearray(getattr(row, name))
    at = data.draw(st.integers(0, len(stored) * 8 - 1))
    stored[at // 8] ^= 1 << at % 8
    assert fault(replace(row, **{name: bytes(stored)})) == (  # type: ignore[arg-type]
        "chain.hash" if name == "body" else "chain.signature"
    )


def test_each_kind_of_change_has_its_own_name() -> None:
    first = sealed()
    second = sealed(head=head_of(first))
    assert fault(second) == "chain.gap"
    assert fault(replace(second, seq=1)) == "chain.prev"
    assert fault(replace(first, prev_hash="b" * 64)) == "chain.prev"
    assert fault(replace(first, kind=kind_of(StepReturned(*_RETURN)))) == "chain.hash"
    assert fault(replace(first, hash="b" * 64)) == "chain.hash"
    assert fault(replace(first, key_id="b" * 64)) == "chain.unknown_key"
    assert fault(first, found=key(seed_key(8))) == "chain.unknown_key"
    assert fault(first, found=key(person="wang")) == "chain.actor"
    assert fault(first, found=key(from_seq=4)) == "chain.key_not_valid"
    assert fault(first, found=key(until_seq=3)) == "chain.key_not_valid"
    assert fault(replace(first, stream="m2"), previous=Head("m2")) == "chain.envelope"
    assert fault(replace(first, body="text")) == "chain.row"  # type: ignore[arg-type]
    assert verify_row(second, head_of(first), key(until_seq=4)).seq == 2


_RETURN = (Stage.REVIEW_2, Stage.REVIEW_1, "理由", "c" * 64)


def test_an_unknown_key_is_refused_whatever_it_signed() -> None:
    with pytest.raises(Tampered, match=r"chain\.unknown_key"):
        verify_row(sealed(), START, None)


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.replace(b'"seq":1,', b'"seq":2,'),
        lambda body: body.replace(b'"stream":"m1"', b'"stream":"m2"'),
        lambda body: body + b" ",
        lambda body: body[:-1] + b',"envelope":{}}',
        lambda body: b"[]",
        lambda body: b'{"envelope":[]}',
    ],
)
def test_a_signed_body_that_belongs_elsewhere_is_refused(change: object) -> None:
    """Even the right key cannot sign a row into another place."""
    row = sealed()
    assert callable(change)
    forged = _resealed(replace(row, body=change(row.body)))
    try:
        tail = verify_row(forged, START, key())
    except Tampered as caught:
        assert caught.code == "chain.envelope"
    else:  # white space behind the same envelope: odd, and harmless
        assert tail._asdict() == json.loads(forged.body)["envelope"]


def _resealed(row: StoredEvent) -> StoredEvent:
    import hashlib

    from qz_review.signing.pae import pae

    payload = pae(row.kind, row.body)
    return replace(row, hash=hashlib.sha256(payload).hexdigest(), signature=KEYPAIR.sign(payload))


def test_a_clock_that_runs_behind_is_recorded() -> None:
    envelope = next_envelope(START, "li", NOW, ROSTER, last_time=NOW + timedelta(seconds=90))
    assert envelope.clock_behind_ms == 90_000
    assert next_envelope(START, "li", NOW, ROSTER, last_time=NOW).clock_behind_ms == 0
    assert envelope.time == NOW
