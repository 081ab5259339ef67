"""Changing a package in every way that somebody could: each must be refused, with its verdict.

Three attackers: one with the file alone, one who can make keys of his own, and a colleague on
the roster who signs what he likes with his own key and a changed program.
"""

from __future__ import annotations

import hashlib
import io
import random
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from qz_review.events.chain import head_of, next_envelope, read_tail, seal
from qz_review.events.codec import decode
from qz_review.events.kinds import Event, HandedOver, PersonAdded, StepSigned, Withdrawn
from qz_review.events.record import Head, StoredEvent
from qz_review.handover.inspecting import inspect
from qz_review.handover.stored_zip import StoredZip
from qz_review.handover.verdict import Verdict
from qz_review.model.manuscript import Decision, Part
from qz_review.model.person import Person, Role
from qz_review.model.stage import Stage
from qz_review.signing.keypair import KeyPair
from qz_review.signing.pae import pae
from tests.harness.package_under_attack import Target, zipped

CORRUPT, UNTRUSTED = frozenset({Verdict.CORRUPT}), frozenset({Verdict.UNTRUSTED})
REFUSED = CORRUPT | UNTRUSTED
Mutant = tuple[bytes, frozenset[Verdict]]
Mutation = Callable[[random.Random, Target], Mutant]
MUTATIONS: dict[str, Mutation] = {}


def mutation(run: Mutation) -> Mutation:
    """One way to attack, by its name."""
    MUTATIONS[run.__name__] = run
    return run


@dataclass
class Tally:
    """What came of the mutations.

    wrong: those that were admitted, judged otherwise than they ought to be, or crashed.
    """

    tried: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def attack(target: Target, count: int, seed: int = 1) -> Tally:
    """Try ``count`` mutations, every kind in turn."""
    chance, tally, kinds = random.Random(seed), Tally(), list(MUTATIONS)
    for number in range(count):
        name = kinds[number % len(kinds)]
        tally.tried[name] += 1
        try:
            data, wanted = MUTATIONS[name](chance, target)
            found = inspect(io.BytesIO(data), target.ledger)
        except Exception as error:  # a crash is what is looked for
            tally.wrong.append(f"{name} #{number}: {type(error).__name__}: {error}")
            continue
        tally.verdicts[found.verdict] += 1
        if data == target.data or found.admissible or found.verdict not in wanted:
            tally.wrong.append(f"{name} #{number}: {found.verdict} {found.reason}")
    return tally


# --- with the file alone ---------------------------------------------------------------------


def _flip(chance: random.Random, data: bytes, start: int, end: int) -> bytes:
    at = chance.randrange(start, end)
    changed = bytearray(data)
    changed[at] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _in_entry(prefix: str) -> Mutation:
    def run(chance: random.Random, target: Target) -> Mutant:
        entries = StoredZip(io.BytesIO(target.data)).entries.values()
        entry = chance.choice([e for e in entries if e.name.startswith(prefix) and e.size])
        return _flip(chance, target.data, entry.start, entry.end), CORRUPT

    return run


for _prefix in ("manifest", "signature", "roster", "events", "blobs"):
    MUTATIONS[f"flip_in_{_prefix}"] = _in_entry(_prefix)


@mutation
def flip_in_directory(chance: random.Random, target: Target) -> Mutant:
    last = list(StoredZip(io.BytesIO(target.data)).entries.values())[-1]
    return _flip(chance, target.data, last.end, len(target.data)), CORRUPT


@mutation
def flip_in_header(chance: random.Random, target: Target) -> Mutant:
    entry = chance.choice(list(StoredZip(io.BytesIO(target.data)).entries.values()))
    return _flip(chance, target.data, entry.offset, entry.start), CORRUPT


@mutation
def cut(chance: random.Random, target: Target) -> Mutant:
    return target.data[: chance.randrange(len(target.data))], CORRUPT


@mutation
def longer(chance: random.Random, target: Target) -> Mutant:
    more = chance.randbytes(chance.randrange(1, 40))
    return chance.choice([target.data + more, more + target.data]), CORRUPT


@mutation
def zeros(chance: random.Random, target: Target) -> Mutant:
    at = chance.randrange(len(target.data) - 64)
    return target.data[:at] + bytes(64) + target.data[at + 64 :], CORRUPT


@mutation
def zipped_again(chance: random.Random, target: Target) -> Mutant:
    file = io.BytesIO()
    how = chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, data in target.files:
            archive.writestr(name, data)
    return file.getvalue(), CORRUPT


@mutation
def path_names(chance: random.Random, target: Target) -> Mutant:
    files = target.files
    at = chance.randrange(len(files))
    name = chance.choice(["../../x", "/etc/x", "C:\\x", "blobs/../x", "a\0b", "events/", "..", "x"])
    files[at if chance.random() < 0.5 else len(files) :] = [(name, files[at][1])]
    return zipped(files), CORRUPT


@mutation
def entry_twice(chance: random.Random, target: Target) -> Mutant:
    files = target.files
    return zipped([*files, chance.choice(files)]), CORRUPT


@mutation
def entry_left_out(chance: random.Random, target: Target) -> Mutant:
    files = target.files
    del files[chance.randrange(len(files))]
    return zipped(files), CORRUPT


@mutation
def entries_in_another_order(chance: random.Random, target: Target) -> Mutant:
    files = target.files
    one, two = chance.sample(range(len(files)), 2)
    files[one], files[two] = files[two], files[one]
    return zipped(files), CORRUPT


@mutation
def contents_exchanged(chance: random.Random, target: Target) -> Mutant:
    files = target.files
    one, two = chance.sample(range(len(files)), 2)
    (name, data), (other, more) = files[one], files[two]
    files[one], files[two] = (name, more), (other, data)
    return zipped(files), CORRUPT


# --- with a key of one's own, which nobody knows ----------------------------------------------


@mutation
def signed_by_a_stranger(chance: random.Random, target: Target) -> Mutant:
    return target.parts.packed(KeyPair.generate()), UNTRUSTED


@mutation
def another_unit(chance: random.Random, target: Target) -> Mutant:
    """A founding event that looks the same, with a key of the attacker's."""
    key = KeyPair.generate()
    first = decode(target.parts.roster[0])
    event = replace(first.event, public_key=key.public_hex)  # type: ignore[type-var]
    founded = seal(event, first.envelope, key)
    return replace(target.parts, roster=(founded,)).packed(key), UNTRUSTED | CORRUPT


# --- a colleague with his own key and a changed program ----------------------------------------


def _colleague(chance: random.Random, target: Target) -> tuple[str, KeyPair]:
    name = chance.choice(["editor", "second"])
    return target.people[name], target.keys[name]


def _with_rows(
    target: Target, rows: Sequence[StoredEvent], person: str, key: KeyPair, **manifest: object
) -> bytes:
    parts = replace(target.parts, rows=tuple(rows))
    return parts.packed(key, sender_id=person, **manifest)


def _rehashed(row: StoredEvent) -> StoredEvent:
    return replace(row, hash=hashlib.sha256(pae(row.kind, row.body)).hexdigest())


@mutation
def event_field_changed(chance: random.Random, target: Target) -> Mutant:
    rows = list(target.parts.rows)
    at = chance.randrange(len(rows))
    row = rows[at]
    changes: list[dict[str, object]] = [
        {"kind": "withdrawn.v1" if row.kind != "withdrawn.v1" else "archived.v1"},
        {"prev_hash": hashlib.sha256(chance.randbytes(4)).hexdigest()},
        {"hash": hashlib.sha256(chance.randbytes(4)).hexdigest()},
        {"key_id": hashlib.sha256(chance.randbytes(4)).hexdigest()},
        {"key_id": target.keys["leader"].key_id},
        {"signature": _flip(chance, row.signature, 0, 64)},
        {"signature": row.signature[:-1]},
        {"body": _flip(chance, row.body, 0, len(row.body))},
        {"seq": row.seq + chance.choice([-1, 1, 1000])},
        {"stream": "roster"},
    ]
    rows[at] = replace(row, **chance.choice(changes))  # type: ignore[arg-type]
    if rows[at].seq < 1:
        rows[at] = replace(row, seq=row.seq + 7)
    person, key = _colleague(chance, target)
    return _with_rows(target, rows, person, key), REFUSED


@mutation
def body_changed_and_hashed_again(chance: random.Random, target: Target) -> Mutant:
    rows = list(target.parts.rows)
    at = chance.randrange(len(rows))
    body = rows[at].body
    rows[at] = _rehashed(replace(rows[at], body=_flip(chance, body, 0, len(body))))
    person, key = _colleague(chance, target)
    return _with_rows(target, rows, person, key), REFUSED


@mutation
def events_in_another_order(chance: random.Random, target: Target) -> Mutant:
    rows = list(target.parts.rows)
    one, two = chance.sample(range(len(rows)), 2)
    rows[one], rows[two] = rows[two], rows[one]
    person, key = _colleague(chance, target)
    return _with_rows(target, rows, person, key), REFUSED


@mutation
def event_left_out(chance: random.Random, target: Target) -> Mutant:
    rows = list(target.parts.rows)
    del rows[chance.randrange(1, len(rows) - 1)]
    person, key = _colleague(chance, target)
    return _with_rows(target, rows, person, key), REFUSED


@mutation
def event_twice(chance: random.Random, target: Target) -> Mutant:
    rows = list(target.parts.rows)
    at = chance.randrange(len(rows))
    rows.insert(at, rows[at])
    person, key = _colleague(chance, target)
    return _with_rows(target, rows, person, key), REFUSED


@mutation
def tail_cut(chance: random.Random, target: Target) -> Mutant:
    known = 3  # what the chief's desk has is AlreadyHave, which changes nothing
    rows = target.parts.rows[: chance.randrange(known + 1, len(target.parts.rows))]
    person, key = _colleague(chance, target)
    return _with_rows(target, rows, person, key), REFUSED | {Verdict.ALREADY_HAVE}


@mutation
def event_signed_by_another(chance: random.Random, target: Target) -> Mutant:
    """The body says one person, the signature is another's."""
    rows = list(target.parts.rows)
    at = chance.randrange(len(rows))
    key = target.keys["leader"]
    payload = pae(rows[at].kind, rows[at].body)
    rows[at] = replace(rows[at], key_id=key.key_id, signature=key.sign(payload))
    person, own = _colleague(chance, target)
    return _with_rows(target, rows, person, own), REFUSED


def _forged(
    target: Target, event: Event, person: str, key: KeyPair, after: int, **envelope: object
) -> tuple[StoredEvent, ...]:
    """The chain up to an event, a new one after it, and a handing over to the chief."""
    kept = target.parts.rows[:after]
    tail = read_tail(kept[-1])
    moment = decode(kept[-1]).envelope.time + timedelta(minutes=1)
    roster = Head("roster", tail.roster_seq, tail.roster_hash)
    first = next_envelope(head_of(kept[-1]), person, moment, roster)
    made = seal(event, replace(first, **envelope), key)  # type: ignore[arg-type]
    given = HandedOver(target.people["chief"], _desk_of(target), target.parts.manifest.package_id)
    last = seal(given, next_envelope(head_of(made), person, moment, roster), key)
    return (*kept, made, last)


def _desk_of(target: Target) -> str:
    last = decode(target.parts.rows[-1]).event
    assert isinstance(last, HandedOver)
    return last.from_desk


def _before_handover(target: Target) -> int:
    return len(target.parts.rows) - 1


@mutation
def step_signed_without_the_right(chance: random.Random, target: Target) -> Mutant:
    person, key = _colleague(chance, target)
    last = decode(target.parts.rows[_before_handover(target) - 1]).event
    text = last.text_hash if isinstance(last, StepSigned) else "0" * 64
    stage = chance.choice(list(Stage))
    part = chance.choice(list(Part))
    event = StepSigned(stage, part, text, chance.choice(list(Decision)), "同意")
    rows = _forged(target, event, person, key, _before_handover(target))
    return _with_rows(target, rows, person, key), REFUSED


@mutation
def signed_on_behalf_of_somebody(chance: random.Random, target: Target) -> Mutant:
    person, key = _colleague(chance, target)
    event = StepSigned(Stage.REVIEW_2, Part.SIGNER, "0" * 64, Decision.PUBLISHABLE, "同意")
    rows = _forged(
        target, event, person, key, _before_handover(target), on_behalf_of=target.people["leader"]
    )
    return _with_rows(target, rows, person, key), REFUSED


@mutation
def signed_as_somebody(chance: random.Random, target: Target) -> Mutant:
    person, key = _colleague(chance, target)
    event = Withdrawn("不再需要")
    rows = _forged(
        target, event, person, key, _before_handover(target), actor_id=target.people["leader"]
    )
    return _with_rows(target, rows, person, key), REFUSED


@mutation
def gone_on_without_custody(chance: random.Random, target: Target) -> Mutant:
    """After handing over, the giver goes on all the same."""
    person, key = _colleague(chance, target)
    rows = _forged(target, Withdrawn("撤"), person, key, len(target.parts.rows))
    return _with_rows(target, rows, person, key), REFUSED


@mutation
def made_under_an_older_roster(chance: random.Random, target: Target) -> Mutant:
    person, key = _colleague(chance, target)
    seq = chance.choice([1, 2, 500])
    roster_hash = target.parts.roster[seq - 1].hash if seq < 100 else "0" * 64
    rows = _forged(
        target,
        Withdrawn("撤"),
        person,
        key,
        _before_handover(target),
        roster_seq=seq,
        roster_hash=roster_hash,
    )
    return _with_rows(target, rows, person, key), REFUSED


@mutation
def roster_with_a_friend(chance: random.Random, target: Target) -> Mutant:
    """A colleague without the office's rights brings somebody into the roster."""
    person, key = _colleague(chance, target)
    friend = Person("friend", "某人", "friend", frozenset({Role.PRINCIPAL}))
    last = target.parts.roster[-1]
    moment = decode(last).envelope.time + timedelta(minutes=1)
    envelope = next_envelope(head_of(last), person, moment, head_of(last))
    added = seal(PersonAdded(friend, KeyPair.generate().public_hex), envelope, key)
    parts = replace(target.parts, roster=(*target.parts.roster, added))
    return parts.packed(key, sender_id=person), REFUSED


@mutation
def roster_changed(chance: random.Random, target: Target) -> Mutant:
    roster = list(target.parts.roster)
    at = chance.randrange(len(roster))
    row = roster[at]
    roster[at] = chance.choice(
        [
            _rehashed(replace(row, body=_flip(chance, row.body, 0, len(row.body)))),
            replace(row, signature=_flip(chance, row.signature, 0, 64)),
            replace(row, key_id=target.keys["editor"].key_id),
        ]
    )
    person, key = _colleague(chance, target)
    return replace(target.parts, roster=tuple(roster)).packed(key, sender_id=person), REFUSED


@mutation
def blob_exchanged(chance: random.Random, target: Target) -> Mutant:
    blobs = dict(target.parts.blobs)
    name = chance.choice(list(blobs))
    blobs[name] = _flip(chance, blobs[name], 0, len(blobs[name]))
    person, key = _colleague(chance, target)
    return replace(target.parts, blobs=blobs).packed(key, sender_id=person), REFUSED


@mutation
def newest_blob_left_out(chance: random.Random, target: Target) -> Mutant:
    blobs = {n: d for n, d in target.parts.blobs.items() if target.ledger.has_blob(n)}
    person, key = _colleague(chance, target)
    return replace(target.parts, blobs=blobs).packed(key, sender_id=person), REFUSED


@mutation
def blob_that_nothing_names(chance: random.Random, target: Target) -> Mutant:
    junk = chance.randbytes(chance.randrange(1, 60))
    blobs = {**target.parts.blobs, hashlib.sha256(junk).hexdigest(): junk}
    key = target.keys["editor"]  # the sender himself: anybody else is not believed anyway
    return replace(target.parts, blobs=blobs).packed(key), CORRUPT


@mutation
def manifest_says_otherwise(chance: random.Random, target: Target) -> Mutant:
    person, key = _colleague(chance, target)
    part = target.parts.manifest.manuscripts[0]
    others: list[dict[str, object]] = [
        {"recipient_id": target.people["leader"]},
        {"package_id": "0" * 32},
        {"sender_id": target.people["leader"]},
        {"purpose": "receipt"},
        {"purpose": "recall"},
        {"purpose": "roster"},
        {"unit_root": "0" * 64},
        {"roster_hash": "0" * 64},
        {"manuscripts": (part, replace(part, id="other"))},
        {"manuscripts": ()},
        {"made_at": "gestern"},
    ]
    return target.parts.packed(key, **{"sender_id": person, **chance.choice(others)}), REFUSED
