"""Appending, conflicts, guards, drafts, settings, blobs: what the workspace promises."""

import hashlib
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from qz_review.errors import AppendConflict, Environment, Refused, Tampered
from qz_review.events.chain import head_of
from qz_review.events.kinds import ROSTER_STREAM, TextSaved, Withdrawn
from qz_review.events.record import GENESIS, Head
from qz_review.model.stage import Stage
from qz_review.storage import blob_store
from qz_review.storage.attempt_counts import NAMES_KEPT
from qz_review.storage.store import Store, is_workspace
from tests.support.ledger_office import (
    EDITOR,
    START,
    LedgerOffice,
    all_rows,
    chain_of,
)

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LedgerOffice]:
    office = LedgerOffice.founded(tmp_path / "ws")
    yield office
    office.store.close()


def test_events_come_back_in_order(office: LedgerOffice) -> None:
    first, second = office.register(), office.register("GJ-2026-0002")
    chain_of(office, first, 3)
    store = office.store
    assert [row.seq for row in store.events.read_stream(first)] == [1, 2, 3]
    assert [row.seq for row in store.events.read_stream(first, after_seq=2)] == [3]
    assert store.events.head("nobody") == Head("nobody", 0, GENESIS)
    assert store.events.streams() == sorted([first, second])
    assert set(store.events.heads()) == {ROSTER_STREAM, first, second}
    streams = [row.stream for row in all_rows(store)]
    assert streams == [ROSTER_STREAM] * 2 + [s for s in sorted(streams) if s != ROSTER_STREAM]
    assert store.events.count() == len(streams) == 6
    behind = list(store.events.iterate_manuscripts(after=4))
    assert [(row.stream, row.seq) for row in behind] == [(first, 2), (first, 3)]


def test_an_append_is_all_or_nothing(office: LedgerOffice) -> None:
    manuscript = office.register()
    before = office.store.events.count()
    good = office.sealed(manuscript, Withdrawn("一"), EDITOR)
    skipped = office.sealed(manuscript, Withdrawn("二"), EDITOR, Head(manuscript, 5, "a" * 64))
    with pytest.raises(AppendConflict):
        office.store.events.append([good, skipped], blobs=[b"blob"])

    def breaks() -> None:
        raise Refused("any.refusal")

    with pytest.raises(Refused):
        office.store.events.append([good], blobs=[b"blob"], after=breaks)
    assert office.store.events.count() == before
    assert not office.store.blobs.has(hashlib.sha256(b"blob").hexdigest())
    office.store.events.append([good], expected=[office.store.events.head(ROSTER_STREAM)])
    assert office.store.events.head(manuscript) == head_of(good)


def test_a_head_that_moved_on_is_a_conflict(office: LedgerOffice) -> None:
    manuscript = office.register()
    mine = office.sealed(manuscript, Withdrawn("我"), EDITOR)
    seen = office.store.events.head(manuscript)
    office.save_text(manuscript, "别人先保存了。")
    for expected in ([seen], []):
        with pytest.raises(AppendConflict):
            office.store.events.append([mine], expected=expected)
    roster = office.store.events.head(ROSTER_STREAM)
    with pytest.raises(AppendConflict):
        office.store.events.append([], expected=[Head(ROSTER_STREAM, roster.seq - 1, "b" * 64)])


def test_two_connections_both_work_and_nothing_is_lost(office: LedgerOffice) -> None:
    manuscript = office.register()
    with office.store.reopen() as other:
        version = office.store.data_version()
        mine = office.sealed(manuscript, Withdrawn("我"), EDITOR)
        other_office = LedgerOffice(other)
        other_office.save_text(manuscript, "另一窗口。")
        assert office.store.data_version() != version
        with pytest.raises(AppendConflict):
            office.store.events.append([mine])
        office.save_text(manuscript, "再来。")
        assert [row.seq for row in other.events.read_stream(manuscript)] == [1, 2, 3]
        assert other.verify().ok


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from qz_review.errors import AppendConflict
from qz_review.storage.store import Store
from tests.support.ledger_office import LedgerOffice
office = LedgerOffice(Store.open(Path(sys.argv[1])))
kept = 0
while kept < 15:
    try:
        office.save_text(sys.argv[2], f"{sys.argv[4]} {kept}")
        kept += 1
    except AppendConflict:
        pass
"""


def test_two_processes_at_one_manuscript_lose_nothing(office: LedgerOffice) -> None:
    manuscript = office.register()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(office.store.folder), manuscript, str(ROOT), name]
        )
        for name in ("甲", "乙")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert office.store.events.head(manuscript).seq == 31
    report = office.store.verify()
    assert report.ok and report.events == 33


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET kind = 'x'",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT position, stream, seq, 'x', body, prev_hash, hash,"
        " key_id, signature FROM events WHERE position = 1",
        "INSERT OR REPLACE INTO events SELECT 1, stream, 9, 'x', body, prev_hash, 'h', key_id,"
        " signature FROM events WHERE position = 1",
        "INSERT OR REPLACE INTO events SELECT 1, stream, 3, 'x', body, prev_hash, 'h', key_id,"
        " signature FROM events WHERE position = 1",
        "INSERT OR REPLACE INTO events SELECT NULL, stream, 3, 'x', body, prev_hash, hash, key_id,"
        " signature FROM events WHERE position = 1",
        "INSERT INTO events SELECT NULL, stream, 4, 'x', body, prev_hash, 'h', key_id, signature"
        " FROM events WHERE position = 1",
        "UPDATE OR REPLACE blobs SET data = x'00'",
        "DELETE FROM blobs",
        "INSERT OR REPLACE INTO blobs SELECT digest, size, x'00' FROM blobs",
        "INSERT OR REPLACE INTO blobs (rowid, digest, size, data) VALUES (1, 'new', 1, x'00')",
        "REPLACE INTO blobs SELECT digest, 0, NULL FROM blobs",
    ],
)
def test_plain_sqlite_cannot_change_the_log(office: LedgerOffice, statement: str) -> None:
    office.register()
    office.store.close()
    database = sqlite3.connect(office.store.folder / "ledger.db")
    tables = ("SELECT * FROM events", "SELECT * FROM blobs")
    before = [database.execute(table).fetchall() for table in tables]
    with pytest.raises(sqlite3.IntegrityError):
        database.execute(statement)
    database.rollback()
    assert [database.execute(table).fetchall() for table in tables] == before
    database.close()


def test_a_blob_is_kept_once_and_checked_when_read(office: LedgerOffice) -> None:
    blobs = office.store.blobs
    digest = blobs.put(b"scan")
    assert blobs.put(b"scan") == digest == hashlib.sha256(b"scan").hexdigest()
    assert blobs.get(digest) == b"scan" and blobs.size(digest) == 4
    with pytest.raises(Tampered, match=r"blobs\.missing"):
        blobs.get("0" * 64)


def test_a_large_blob_is_a_file_beside_the_database(
    office: LedgerOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blob_store, "LARGEST_IN_TABLE", 1000)
    data = bytes(range(256)) * 10
    digest = office.store.blobs.put(data)
    assert office.store.blobs.put(data) == digest and office.store.blobs.size(digest) == len(data)
    kept = office.store.folder / "blobs" / digest[:2] / digest[2:]
    assert kept.read_bytes() == data == office.store.blobs.get(digest)
    assert [p.name for p in kept.parent.parent.iterdir()] == [digest[:2]]
    kept.write_bytes(b"other")
    with pytest.raises(Tampered, match=r"blobs\.damaged"):
        office.store.blobs.get(digest)
    kept.unlink()
    with pytest.raises(Tampered, match=r"blobs\.missing"):
        office.store.blobs.get(digest)


def test_everybody_has_a_draft_of_his_own(office: LedgerOffice) -> None:
    drafts = office.store.drafts
    assert drafts.save("m1", "li", "review_1", "a", b"one", START) == 1
    assert drafts.save("m1", "wang", "review_1", "a", b"two", START) == 1
    assert drafts.save("m1", "li", "review_1", "a", b"three", START, expected_revision=1) == 2
    with pytest.raises(AppendConflict, match=r"drafts\.changed_elsewhere"):
        drafts.save("m1", "li", "review_1", "a", b"stale", START, expected_revision=1)
    mine = drafts.get("m1", "li")
    assert mine is not None and (mine.text, mine.saved_at, mine.revision) == (b"three", START, 2)
    other = drafts.get("m1", "wang")
    assert other is not None and other.text == b"two"
    drafts.delete("m1", "li")
    assert drafts.get("m1", "li") is None


def test_a_draft_goes_with_the_event_that_signs_it(office: LedgerOffice) -> None:
    manuscript = office.register()
    office.store.drafts.save(manuscript, EDITOR, "review_1", "a", b"text", START)
    row = office.sealed(manuscript, TextSaved(Stage.REVIEW_1, "a" * 64, ""), EDITOR)
    office.store.events.append([row], after=lambda: office.store.drafts.delete(manuscript, EDITOR))
    assert office.store.drafts.get(manuscript, EDITOR) is None


def test_settings_are_json_by_name(office: LedgerOffice) -> None:
    settings = office.store.settings
    assert settings.get("theme", "light") == "light"
    settings.set("theme", {"name": "暗色"})
    settings.set("theme", {"name": "暗"})
    assert settings.get("theme") == {"name": "暗"}
    settings.delete("theme")
    assert settings.get("theme") is None


def test_wrong_passwords_are_counted_across_a_new_start(office: LedgerOffice) -> None:
    for _ in range(5):
        office.store.attempts.begin("李文", START)
    with Store.open(office.store.folder) as again:
        with pytest.raises(Refused) as caught:
            again.attempts.begin(" 李文", START)
        assert caught.value.code == "keys.delayed"
        again.attempts.begin("nobody", START)
        again.attempts.succeeded("李文")
        again.attempts.begin("李文", START)


def test_counted_names_are_bounded_and_told_apart(office: LedgerOffice) -> None:
    attempts = office.store.attempts
    for number in range(NAMES_KEPT + 20):
        attempts.begin(f"name-{number}", START + timedelta(seconds=number))
    rows = office.store._db.conn.execute("SELECT account FROM attempts").fetchall()
    assert len(rows) == NAMES_KEPT and ("name-0",) not in rows
    later = START + timedelta(days=2)
    for _ in range(5):
        attempts.begin("名" * 300, later)
        attempts.begin("recovery", later)
    (kept,) = office.store._db.conn.execute("SELECT COUNT(*) FROM attempts").fetchone()
    assert kept == 2
    attempts.begin("名" * 301, later)
    attempts.begin("", later, recovery=True)
    with pytest.raises(Refused, match=r"keys\.delayed"):
        attempts.begin("名" * 300, later)


def test_key_files_lie_by_person_and_key(office: LedgerOffice) -> None:
    keys, old, new = office.store.keys, "a" * 64, "b" * 64
    keys.write("li", old, b"sealed")
    keys.write("li", new, b"sealed anew")
    keys.write("recovery", old, b"other")
    assert keys.read("li", old) == b"sealed" and keys.read("li", new) == b"sealed anew"
    assert keys.read("wang", old) is None and keys.read("li", "c" * 64) is None
    assert keys.others([("li", new)]) == (("li", old[:16]), ("recovery", old[:16]))
    assert keys.read("../settings", old) is None and keys.read("li", "../../x") is None
    with pytest.raises(Refused):
        keys.write("../outside", old, b"")
    keys.delete("li", old[:16])
    assert keys.read("li", old) is None and keys.read("li", new) == b"sealed anew"
    path = office.store.folder / "keys" / f"recovery.{old[:16]}.json"
    assert sys.platform == "win32" or path.stat().st_mode & 0o077 == 0


def test_a_folder_knows_whether_it_is_a_workspace(office: LedgerOffice, tmp_path: Path) -> None:
    assert is_workspace(office.store.folder) and not is_workspace(tmp_path)
    with pytest.raises(Environment, match=r"workspace\.exists"):
        Store.create(office.store.folder)
    with pytest.raises(Environment, match=r"workspace\.missing"):
        Store.open(tmp_path / "none")


def test_a_transaction_of_ours_nests(office: LedgerOffice) -> None:
    settings = office.store.settings
    with pytest.raises(Refused), office.store.transaction():
        settings.set("a", 1)
        settings.set("b", 2)
        raise Refused("any.refusal")
    assert settings.get("a") is None and settings.get("b") is None
