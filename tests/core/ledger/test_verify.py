"""Verification names the manuscript and the event at which evidence was touched."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qz_review.errors import Cancelled, QzError
from qz_review.events.chain import next_envelope, seal
from qz_review.events.kinds import (
    ROSTER_STREAM,
    Event,
    KeyReplaced,
    ManuscriptRegistered,
    PersonAdded,
    PersonRetired,
    UnitChanged,
    Withdrawn,
)
from qz_review.events.record import Head, StoredEvent
from qz_review.jobs import SilentJob
from qz_review.ledger.verify import Fault, VerifyReport, verify_ledger
from qz_review.model.person import Role, Unit
from qz_review.storage.evidence import StoredEvidence
from qz_review.storage.store import Store
from tests.support.ledger_office import (
    ADMINISTRATOR,
    EDITOR,
    LedgerOffice,
    all_rows,
    chain_of,
    person,
    seed_key,
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LedgerOffice]:
    office = LedgerOffice.founded(tmp_path / "ws")
    yield office
    office.store.close()


@contextmanager
def tampering(office: LedgerOffice) -> Iterator[sqlite3.Connection]:
    """A stranger's connection without our guards; they stand again afterwards."""
    database = sqlite3.connect(office.store.folder / "ledger.db")
    triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    guards = triggers.fetchall()
    for name, _ in guards:
        database.execute(f"DROP TRIGGER {name}")
    yield database
    for _, sql in guards:
        database.execute(sql)
    database.commit()
    database.close()


def first(report: VerifyReport) -> Fault:
    assert report.first_fault is not None
    return report.first_fault


def test_an_untouched_ledger_verifies(office: LedgerOffice) -> None:
    for number in range(3):
        chain_of(office, office.register(f"GJ-2026-{number:04}"), 4)
    report = office.store.verify()
    assert report.ok and report.first_fault is None
    assert (report.events, report.manuscripts) == (14, 3)
    assert report.blobs == 4  # the same texts are kept once
    assert report.roster.head.seq == 2


def test_a_flipped_byte_names_manuscript_and_seq(office: LedgerOffice) -> None:
    touched = office.register("GJ-2026-0412")
    chain_of(office, touched, 4)
    chain_of(office, office.register(), 3)
    with tampering(office) as database:
        (body,) = database.execute(
            "SELECT body FROM events WHERE stream = ? AND seq = 3", (touched,)
        ).fetchone()
        flipped = bytearray(body)
        flipped[len(flipped) // 2] ^= 1
        database.execute(
            "UPDATE events SET body = ? WHERE stream = ? AND seq = 3", (bytes(flipped), touched)
        )
    report = office.store.verify()
    fault = first(report)
    assert (fault.stream, fault.seq, fault.code) == (touched, 3, "chain.hash")
    assert (fault.number, fault.title) == ("GJ-2026-0412", "城区供水管网巡查通报")
    assert len(report.faults) == 1 and report.manuscripts == 2 and report.events == 9


def test_a_flipped_byte_in_the_file_itself_is_found(office: LedgerOffice) -> None:
    touched = office.register(words="供水管网巡查")
    chain_of(office, touched, 3)
    row = office.store.events.row(touched, 2)
    assert row is not None
    office.store.close()
    file = office.store.folder / "ledger.db"
    data = bytearray(file.read_bytes())
    at = data.find(row.body)
    assert at > 0
    data[at + 10] ^= 0x20
    file.write_bytes(bytes(data))
    with Store.open(office.store.folder) as store:
        fault = first(store.verify())
    assert (fault.stream, fault.seq, fault.code) == (touched, 2, "chain.hash")


def test_a_replaced_row_is_found(office: LedgerOffice) -> None:
    """Even a row with a right hash and somebody's own signature does not fit in."""
    touched = office.register()
    chain_of(office, touched, 4)
    other = office.register("GJ-2026-0002")
    with tampering(office) as database:
        database.execute("DELETE FROM events WHERE stream = ? AND seq = 2", (touched,))
        forged = _forged(office, touched)
        _insert(database, forged)
    fault = first(office.store.verify())
    assert (fault.stream, fault.seq, fault.code) == (touched, 3, "chain.prev")
    assert fault.stream != other


def _forged(office: LedgerOffice, stream: str) -> StoredEvent:
    opening = office.store.events.row(stream, 1)
    assert opening is not None
    return office.sealed(stream, Withdrawn("改写"), EDITOR, Head(stream, 1, opening.hash))


def _insert(database: sqlite3.Connection, row: StoredEvent) -> None:
    database.execute(
        "INSERT INTO events (stream, seq, kind, body, prev_hash, hash, key_id, signature)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (row.stream, row.seq, row.kind, row.body, row.prev_hash, row.hash, row.key_id,
         row.signature),
    )  # fmt: skip


def test_a_deleted_last_event_is_told_by_the_head_note(office: LedgerOffice) -> None:
    touched = office.register("GJ-2026-0412")
    chain_of(office, touched, 4)
    office.store.write_head_note(office.keys[EDITOR], EDITOR, office.tick())
    with tampering(office) as database:
        database.execute("DELETE FROM events WHERE stream = ? AND seq = 4", (touched,))
    fault = first(office.store.verify())
    assert (fault.stream, fault.seq, fault.code) == (touched, 4, "ledger.cut_tail")


def test_a_deleted_event_in_the_middle_is_a_gap(office: LedgerOffice) -> None:
    touched = office.register()
    chain_of(office, touched, 4)
    with tampering(office) as database:
        database.execute("DELETE FROM events WHERE stream = ? AND seq = 2", (touched,))
    fault = first(office.store.verify())
    assert (fault.stream, fault.seq, fault.code) == (touched, 3, "chain.gap")


def test_missing_guards_are_told(office: LedgerOffice) -> None:
    database = sqlite3.connect(office.store.folder / "ledger.db")
    database.execute("DROP TRIGGER events_are_never_deleted")
    database.execute("DROP TRIGGER blobs_are_never_deleted")
    database.execute(
        "CREATE TRIGGER blobs_are_never_deleted BEFORE DELETE ON blobs BEGIN SELECT 1; END"
    )
    database.close()
    fault = first(office.store.verify())
    assert fault.code == "ledger.guards_missing"
    assert dict(fault.facts)["missing"] == "events_are_never_deleted, blobs_are_never_deleted"


def test_blobs_are_hashed_and_missing_ones_named(office: LedgerOffice) -> None:
    office.register(words="甲")
    lost = office.register("GJ-2026-0007", words="乙")
    event = office.store.events.row(lost, 1)
    assert event is not None
    digests = list(office.store.blobs.digests())
    with tampering(office) as database:
        database.execute("UPDATE blobs SET data = x'00' WHERE digest = ?", (digests[0],))
        database.execute("DELETE FROM blobs WHERE digest = ?", (digests[1],))
    faults = office.store.verify().faults
    assert [(f.stream, f.code) for f in faults] == [
        (lost, "blobs.missing"),
        ("", "blobs.damaged"),
    ]
    assert faults[0].number == "GJ-2026-0007"
    assert dict(faults[1].facts)["digest"] == digests[0]


def appended(office: LedgerOffice, stream: str, event: Event, actor: str, **place: object) -> str:
    """Append an event with a false envelope; returns the code of the fault it gives."""
    head = office.store.events.head(stream)
    roster = office.store.events.head(ROSTER_STREAM)
    envelope = next_envelope(
        head, actor, office.tick(), head if stream == ROSTER_STREAM else roster
    )
    key = office.keys[str(place.pop("key", actor))]
    row = seal(event, replace(envelope, **place), key)  # type: ignore[arg-type]
    office.store.events.append([row])
    fault = first(office.store.verify())
    assert (fault.stream, fault.seq) == (stream, row.seq)
    return fault.code


def test_somebody_elses_key_is_no_signature(office: LedgerOffice) -> None:
    manuscript = office.register()
    assert appended(office, manuscript, Withdrawn(""), EDITOR, key=ADMINISTRATOR) == "chain.actor"


def test_a_key_nobody_has_is_told(office: LedgerOffice) -> None:
    manuscript = office.register()
    office.keys["stranger"] = seed_key(99)
    code = appended(office, manuscript, Withdrawn(""), EDITOR, key="stranger")
    assert code == "chain.unknown_key"


def test_a_retired_persons_key_signs_no_more(office: LedgerOffice) -> None:
    manuscript = office.register()
    office.sign_roster(PersonRetired(EDITOR, "调离"))
    assert appended(office, manuscript, Withdrawn(""), EDITOR) == "chain.key_not_valid"


def test_a_retired_person_cannot_date_back_to_an_older_roster(office: LedgerOffice) -> None:
    manuscript = office.register()
    before = office.store.events.head(ROSTER_STREAM)
    office.sign_roster(PersonRetired(EDITOR, "调离"))
    office.store.events.append([office.sealed(manuscript, Withdrawn("先到"), ADMINISTRATOR)])
    code = appended(
        office, manuscript, Withdrawn(""), EDITOR, roster_seq=before.seq, roster_hash=before.hash
    )
    assert code == "chain.roster_backdated"


def test_a_key_that_ended_is_not_dated_back_behind_the_checkpoint(office: LedgerOffice) -> None:
    """A verification that goes on where the last one ended still knows the roster named last."""
    manuscript = office.register()
    before = office.store.events.head(ROSTER_STREAM)
    new = seed_key(40)
    office.sign_roster(KeyReplaced(EDITOR, new.public_hex, "忘记密码"))
    old, office.keys[EDITOR] = office.keys[EDITOR], new
    office.save_text(manuscript, "换密钥以后。")
    assert office.store.verify(full=False).ok
    office.keys[EDITOR] = old
    head = office.store.events.head(manuscript)
    envelope = next_envelope(head, EDITOR, office.tick(), before)
    office.store.events.append([seal(Withdrawn("补记"), envelope, old)])
    for full in (False, True):
        assert first(office.store.verify(full=full)).code == "chain.roster_backdated"


def test_a_roster_that_never_was_is_told(office: LedgerOffice) -> None:
    manuscript = office.register()
    code = appended(office, manuscript, Withdrawn(""), EDITOR, roster_hash="e" * 64)
    assert code == "chain.roster"


def test_a_replaced_keys_old_signatures_stay_good(office: LedgerOffice) -> None:
    manuscript = office.register()
    new = seed_key(40)
    office.sign_roster(KeyReplaced(EDITOR, new.public_hex, "忘记密码"))
    office.keys[EDITOR] = new
    office.save_text(manuscript, "换密钥以后。")
    assert office.store.verify().ok


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (UnitChanged(Unit("夺权")), "roster.not_administrator"),
        (PersonAdded(person("x", "某", Role.ADMINISTRATOR), "ab" * 32), "roster.not_administrator"),
        (Withdrawn("x"), "roster.not_a_roster_event"),
    ],
)
def test_the_roster_is_signed_by_administrators(
    office: LedgerOffice, event: Event, code: str
) -> None:
    assert appended(office, ROSTER_STREAM, event, EDITOR) == code


def test_a_manuscript_begins_with_its_registration_only(office: LedgerOffice) -> None:
    manuscript = office.register()
    again = ManuscriptRegistered("GJ", "t", "a" * 64, "s1", (), EDITOR)
    assert appended(office, manuscript, again, EDITOR) == "chain.kind"


def test_verification_goes_on_from_its_checkpoint(office: LedgerOffice) -> None:
    manuscript = office.register()
    chain_of(office, manuscript, 4)
    assert office.store.verify(full=False).events == 6
    assert office.store.verify(full=False).events == 2  # the roster alone
    office.save_text(manuscript, "新的一段。")
    office.register("GJ-2026-0002")
    report = office.store.verify(full=False)
    assert (report.events, report.manuscripts, report.blobs) == (4, 2, 0)
    with tampering(office) as database:
        database.execute("DELETE FROM events WHERE stream = ? AND seq = 2", (manuscript,))
    fault = first(office.store.verify(full=False))  # the count differs: all is verified again
    assert (fault.stream, fault.seq) == (manuscript, 3)


def test_a_checkpoint_moves_only_when_nothing_is_wrong(office: LedgerOffice) -> None:
    manuscript = office.register()
    appended(office, manuscript, Withdrawn(""), EDITOR, key=ADMINISTRATOR)
    assert not office.store.verify(full=False).ok
    assert not office.store.verify(full=False).ok


def test_a_verification_can_be_stopped(office: LedgerOffice) -> None:
    chain_of(office, office.register(), 600)
    job = SilentJob()
    job.cancel()
    with pytest.raises(Cancelled):
        office.store.verify(job)
    assert office.store.verify().ok  # the connection is as good as before


class Recording(SilentJob):
    """Keeps what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[int, int]] = []

    def progress(self, done: int, total: int, note: str = "") -> None:
        self.told.append((done, total))


def test_progress_ends_at_the_whole(office: LedgerOffice) -> None:
    chain_of(office, office.register(), 520)
    job = Recording()
    office.store.verify(job)
    assert job.told == [(500, 522), (522, 522)]


@given(st.data())
@settings(max_examples=25)
def test_whatever_is_changed_in_a_row_is_found(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Any column of any event, changed to anything else."""
    office = LedgerOffice.founded(tmp_path_factory.mktemp("ledger") / "ws")
    chain_of(office, office.register(), 3)
    office.store.write_head_note(office.keys[EDITOR], EDITOR, office.tick())
    rows = all_rows(office.store)
    at = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(
        st.sampled_from(["stream", "seq", "kind", "body", "prev_hash", "hash", "key_id",
                         "signature"])
    )  # fmt: skip
    old = getattr(rows[at], column)
    new: object
    if isinstance(old, bytes):
        cut = data.draw(st.integers(0, len(old) - 1))
        new = old[:cut] + bytes([old[cut] ^ data.draw(st.integers(1, 255))]) + old[cut + 1 :]
    elif isinstance(old, int):
        new = data.draw(st.integers(10, 99))
    else:
        new = old[:-1] + ("x" if old[-1] != "x" else "y")
    changed = [
        replace(row, **{column: new}) if place == at else row  # type: ignore[arg-type]
        for place, row in enumerate(rows)
    ]
    source = _Rows(changed, office)
    report = verify_ledger(source, SilentJob())
    office.store.close()
    assert not report.ok


class _Rows(StoredEvidence):
    """The evidence with one row changed."""

    def __init__(self, rows: list[StoredEvent], office: LedgerOffice) -> None:
        store = office.store
        super().__init__(store.events, store.blobs, store.set_aside)
        self._all = rows

    def roster_rows(self) -> Iterator[StoredEvent]:
        return iter(self._all[:2])

    def manuscript_rows(self) -> Iterator[StoredEvent]:
        return iter(self._all[2:])

    def row(self, stream: str, seq: int) -> StoredEvent | None:
        return next((r for r in self._all if (r.stream, r.seq) == (stream, seq)), None)


@pytest.mark.parametrize("seed", range(6))
def test_a_byte_flipped_anywhere_never_stays_hidden_in_the_evidence(
    office: LedgerOffice, seed: int
) -> None:
    """Wherever in the file: the fault is named, or what verifies is the same as before."""
    chance = random.Random(seed)
    for number in range(3):
        chain_of(office, office.register(f"GJ-{number}", words=f"巡查{number}"), 4)
    office.store.write_head_note(office.keys[EDITOR], EDITOR, office.tick())
    before = all_rows(office.store)
    office.store.close()
    file = office.store.folder / "ledger.db"
    whole = file.read_bytes()
    for _ in range(12):
        flipped = bytearray(whole)
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        file.write_bytes(bytes(flipped))
        for beside in ("ledger.db-wal", "ledger.db-shm"):
            file.with_name(beside).unlink(missing_ok=True)
        try:
            with Store.open(office.store.folder) as store:
                if store.verify().ok:
                    assert all_rows(store) == before
        except QzError as told:
            assert told.code.startswith("workspace.")
