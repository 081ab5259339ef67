"""The head note: what a chain alone does not show."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from qz_review.errors import Tampered
from qz_review.events.kinds import (
    ROSTER_STREAM,
    Event,
    KeyReplaced,
    PersonAdded,
    PersonRetired,
    StepSigned,
)
from qz_review.model.manuscript import Decision, Part
from qz_review.model.person import Role
from qz_review.model.stage import Stage
from qz_review.model.text import text_hash
from qz_review.storage.head_note import HeadNoteStatus, write_head_note
from qz_review.storage.store import Store
from tests.support.ledger_office import (
    EDITOR,
    LedgerOffice,
    a_text,
    chain_of,
    person,
    seed_key,
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LedgerOffice]:
    office = LedgerOffice.founded(tmp_path / "ws")
    yield office
    office.store.close()


def note(office: LedgerOffice) -> Path:
    return office.store.folder / "head-note.json"


def write(office: LedgerOffice) -> None:
    office.store.write_head_note(office.keys[EDITOR], EDITOR, office.tick())


def cut(office: LedgerOffice, where: str) -> None:
    database = sqlite3.connect(office.store.folder / "ledger.db")
    database.execute("DROP TRIGGER events_are_never_deleted")
    database.execute(f"DELETE FROM events WHERE {where}")
    database.commit()
    database.close()


def test_a_note_tells_where_the_log_was(office: LedgerOffice, tmp_path: Path) -> None:
    with Store.create(tmp_path / "empty") as empty:
        assert empty.check_head_note(empty.roster()) is HeadNoteStatus.EMPTY
    roster = office.roster()
    assert office.store.check_head_note(roster) is HeadNoteStatus.MISSING
    manuscript = office.register()
    write(office)
    assert office.store.check_head_note(roster) is HeadNoteStatus.CURRENT
    chain_of(office, manuscript, 3)
    office.register("GJ-2026-0002")
    assert office.store.check_head_note(roster) is HeadNoteStatus.BEHIND
    write(office)
    assert office.store.check_head_note(roster) is HeadNoteStatus.CURRENT


def test_a_cut_tail_is_named(office: LedgerOffice) -> None:
    manuscript = office.register()
    chain_of(office, manuscript, 3)
    write(office)
    cut(office, f"stream = '{manuscript}' AND seq = 3")
    with pytest.raises(Tampered) as caught:
        office.store.check_head_note(office.roster())
    assert caught.value.code == "ledger.cut_tail"
    assert (caught.value.facts["stream"], caught.value.facts["seq"]) == (manuscript, 3)
    assert (caught.value.facts["events"], caught.value.facts["found"]) == (5, 4)


def test_a_whole_manuscript_that_went_is_missed(office: LedgerOffice) -> None:
    gone, last = office.register(), office.register("GJ-2026-0002")
    write(office)
    cut(office, f"stream = '{gone}'")
    with pytest.raises(Tampered, match=r"ledger\.cut_tail"):
        office.store.check_head_note(office.roster())
    assert office.store.events.head(last).seq == 1


def test_a_cut_tail_with_other_events_in_its_place_is_seen(office: LedgerOffice) -> None:
    manuscript = office.register()
    chain_of(office, manuscript, 3)
    write(office)
    cut(office, f"stream = '{manuscript}' AND seq = 3")
    office.save_text(manuscript, "改写的一段。")
    office.save_text(manuscript, "又一段。")
    with pytest.raises(Tampered, match=r"ledger\.heads_differ"):
        office.store.check_head_note(office.roster())


def test_the_signers_own_entry_cut_off_is_a_cut_tail(office: LedgerOffice) -> None:
    key = seed_key(50)
    office.sign_roster(PersonAdded(person("new", "新人", Role.EDITOR), key.public_hex))
    office.store.write_head_note(key, "new", office.tick())
    cut(office, f"stream = '{ROSTER_STREAM}' AND seq = 3")
    with pytest.raises(Tampered, match=r"ledger\.cut_tail"):
        office.store.check_head_note(office.roster())


@pytest.mark.parametrize(
    "forge",
    [
        lambda raw: {**raw, "body": raw["body"].replace('"events":3', '"events":2')},
        lambda raw: {**raw, "signature": "00" * 64},
        lambda raw: {**raw, "key_id": "0" * 64},
        lambda raw: {**raw, "kind": "other"},
        lambda raw: {**raw, "body": "{}"},
        lambda raw: [],
    ],
)
def test_a_note_nobody_signed_is_refused(office: LedgerOffice, forge: object) -> None:
    office.register()
    write(office)
    raw = json.loads(note(office).read_bytes())
    assert callable(forge)
    note(office).write_text(json.dumps(forge(raw)), encoding="utf-8")
    with pytest.raises(Tampered, match=r"ledger\.head_note_forged"):
        office.store.check_head_note(office.roster())


def test_a_note_by_another_actor_than_the_keys_owner_is_refused(office: LedgerOffice) -> None:
    assert not office.store.write_head_note(office.keys[EDITOR], "zhou", office.tick())
    write_head_note(note(office), office.store.events, office.keys[EDITOR], "zhou", office.tick())
    with pytest.raises(Tampered, match=r"ledger\.head_note_forged"):
        office.store.check_head_note(office.roster())


def test_a_note_holds_after_its_signer_left(office: LedgerOffice) -> None:
    write(office)
    office.sign_roster(PersonRetired(EDITOR, "调离"))
    assert office.store.check_head_note(office.roster()) is HeadNoteStatus.BEHIND


@pytest.mark.parametrize(
    "ended", [PersonRetired(EDITOR, "调离"), KeyReplaced(EDITOR, seed_key(60).public_hex, "忘记")]
)
def test_a_key_that_ended_signs_no_note(office: LedgerOffice, ended: Event) -> None:
    office.register()
    office.sign_roster(ended)
    assert not office.store.write_head_note(office.keys[EDITOR], EDITOR, office.tick())
    assert office.store.check_head_note(office.roster()) is HeadNoteStatus.MISSING
    write_head_note(note(office), office.store.events, office.keys[EDITOR], EDITOR, office.tick())
    with pytest.raises(Tampered, match=r"ledger\.head_note_forged"):
        office.store.check_head_note(office.roster())


def test_nothing_is_noted_that_may_yet_be_undone(office: LedgerOffice) -> None:
    with office.store.transaction():
        office.register()
        assert not office.store.write_head_note(office.keys[EDITOR], EDITOR, office.tick())


def test_a_missing_note_is_a_fault_once_something_is_signed(office: LedgerOffice) -> None:
    manuscript = office.register()
    assert office.store.verify().ok
    digest = text_hash(a_text("巡查已完成。"))
    signed = StepSigned(Stage.REVIEW_1, Part.SIGNER, digest, Decision.ADOPT, "采用。", "1")
    office.store.events.append([office.sealed(manuscript, signed, EDITOR)])
    for full in (True, False):
        report = office.store.verify(full=full)
        assert [fault.code for fault in report.faults] == ["ledger.head_note_missing"]
    write(office)
    assert office.store.verify().ok
