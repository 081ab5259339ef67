"""What the machine does to a workspace: full, read-only, remote, foreign, newer, locked."""

import contextlib
import errno
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PureWindowsPath

import pytest
from sqlite_utils import Database

from qz_review.errors import Environment, QzError, Tampered
from qz_review.events.kinds import Withdrawn
from qz_review.storage import atomic_file, connection
from qz_review.storage.atomic_file import write_atomically
from qz_review.storage.backup import make_backup
from qz_review.storage.migrations import KNOWN_VERSION, migrate, migrations
from qz_review.storage.network_share import is_unc, share_kind_in
from qz_review.storage.restore import restore
from qz_review.storage.sqlite_errors import storage_errors
from qz_review.storage.store import Store
from qz_review.workspace import open_workspace
from tests.support.ledger_office import (
    EDITOR,
    START,
    LedgerOffice,
    all_rows,
    chain_of,
)

MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
server:/office /mnt/office nfs4 rw 0 0
//server/share /mnt/my\040share cifs rw 0 0
/dev/sdb1 /mnt/office/local ext4 rw 0 0
li@host: /mnt/remote fuse.sshfs rw 0 0
/dev/sdc1 /media/usb fuse.ntfs-3g rw 0 0
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LedgerOffice]:
    office = LedgerOffice.founded(tmp_path / "ws")
    yield office
    office.store.close()


def code_of(caught: pytest.ExceptionInfo[QzError]) -> str:
    return caught.value.code


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk.full"),
        (errno.EDQUOT, "disk.full"),
        (errno.EROFS, "workspace.read_only"),
        (errno.EACCES, "workspace.read_only"),
        (errno.EIO, "disk.failed"),
    ],
)
def test_a_write_that_fails_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    path = tmp_path / "note.json"
    write_atomically(path, b"old")

    def fails(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(atomic_file.os, "fsync", fails)
    with pytest.raises(Environment) as caught:
        write_atomically(path, [b"ne", b"w"])
    assert code_of(caught) == code and caught.value.facts["file"] == "note.json"
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["note.json"]


def test_a_full_disk_keeps_the_log_whole(office: LedgerOffice) -> None:
    """The page limit makes SQLite meet a full disk for real."""
    manuscript = office.register()
    store = office.store
    database = store._db.conn
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    database.execute(f"PRAGMA max_page_count = {pages}")
    row = office.sealed(manuscript, Withdrawn("x" * 100_000), EDITOR)
    with pytest.raises(Environment) as caught:
        store.events.append([row])
    assert code_of(caught) == "disk.full"
    database.execute("PRAGMA max_page_count = 1000000")
    assert store.events.head(manuscript).seq == 1
    store.events.append([row])
    assert store.verify().events == 4


def test_a_read_only_folder_is_told_before_anything_is_tried(
    office: LedgerOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's answer is stubbed: the tests may run as root, whom no permission stops."""
    folder = office.store.folder
    monkeypatch.setattr(connection.os, "access", lambda path, mode: path != folder)
    with pytest.raises(Environment) as caught:
        Store.open(folder)
    assert code_of(caught) == "workspace.read_only"


def test_a_read_only_database_is_told(office: LedgerOffice) -> None:
    database = sqlite3.connect(f"file:{office.store.folder / 'ledger.db'}?mode=ro", uri=True)
    with pytest.raises(Environment) as caught, storage_errors():
        database.execute("DELETE FROM settings")
    database.close()
    assert code_of(caught) == "workspace.read_only"


def test_a_locked_database_is_told_and_nothing_is_lost(
    office: LedgerOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.0)
    manuscript = office.register()
    row = office.sealed(manuscript, Withdrawn("x"), EDITOR)
    with office.store.reopen() as other, office.store.transaction():
        with pytest.raises(Environment) as caught:
            other.events.append([row])
        assert code_of(caught) == "workspace.locked"
    office.store.events.append([row])
    assert office.store.events.head(manuscript).seq == 2


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/mnt/office/ws", "nfs4"),
        ("/mnt/office", "nfs4"),
        ("/mnt/my share/a/b", "cifs"),
        ("/mnt/remote/ws", "fuse.sshfs"),
        ("/mnt/office/local/ws", ""),
        ("/mnt/officer", ""),
        ("/media/usb/ws", ""),
        ("/mnt", ""),
    ],
)
def test_a_network_share_is_recognised(folder: str, kind: str) -> None:
    assert share_kind_in(MOUNTS, Path(folder)) == kind


def test_a_windows_share_is_recognised() -> None:
    assert is_unc(PureWindowsPath(r"\\server\share\ws"))
    assert is_unc(PureWindowsPath(r"\\?\UNC\server\share\ws"))
    assert not is_unc(PureWindowsPath(r"C:\ws")) and not is_unc(PureWindowsPath(r"\\?\C:\ws"))


def test_a_workspace_on_a_network_share_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "share_kind", lambda folder: "cifs")
    with pytest.raises(Environment) as caught:
        Store.create(tmp_path / "ws")
    assert code_of(caught) == "workspace.network_share" and caught.value.facts["kind"] == "cifs"
    assert not (tmp_path / "ws" / "ledger.db").exists()


def test_a_newer_database_is_left_alone(office: LedgerOffice) -> None:
    office.store.close()
    file = office.store.folder / "ledger.db"
    database = sqlite3.connect(file)
    database.execute(f"PRAGMA user_version = {KNOWN_VERSION + 5}")
    database.close()
    before = file.read_bytes()
    with pytest.raises(Environment) as caught:
        Store.open(office.store.folder)
    assert code_of(caught) == "workspace.newer_version"
    assert caught.value.facts == {
        "found": KNOWN_VERSION + 5,
        "known": KNOWN_VERSION,
        "folder": "ws",
    }
    assert file.read_bytes() == before


def test_what_is_no_database_is_told(office: LedgerOffice, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    sqlite3.connect(foreign / "ledger.db").execute("CREATE TABLE t (x)").connection.close()
    with pytest.raises(Environment, match=r"workspace\.not_ours"):
        Store.open(foreign)
    (foreign / "ledger.db").write_bytes(b"no database at all, only text" * 100)
    with pytest.raises(Tampered, match=r"workspace\.damaged"):
        Store.open(foreign)
    (foreign / "ledger.db").write_bytes(b"")
    with pytest.raises(Environment, match=r"workspace\.not_ours"):
        Store.open(foreign)


def test_a_torn_page_is_told(office: LedgerOffice) -> None:
    chain_of(office, office.register(), 5)
    office.store.close()
    file = office.store.folder / "ledger.db"
    data = bytearray(file.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 : page * 4096 + 2000] = b"\xa5" * 2000
    file.write_bytes(bytes(data))
    with pytest.raises(Tampered, match=r"workspace\.damaged"), Store.open(office.store.folder) as s:
        all_rows(s)


def test_every_migration_replays_from_the_first_version(tmp_path: Path) -> None:
    """A database of version 1 with an event in it becomes one of today, the event untouched."""
    folder = tmp_path / "old"
    folder.mkdir()
    office = LedgerOffice.founded(tmp_path / "ws")
    rows = all_rows(office.store)
    names = [migration.name for migration in migrations.pending(Database(memory=True))]
    assert len(names) == KNOWN_VERSION
    old = Database(sqlite3.connect(folder / "ledger.db"), execute_plugins=False)
    migrate(old, stop_before=names[1])
    (version,) = old.conn.execute("PRAGMA user_version").fetchone()
    assert version == 1
    for row in rows:
        with old.atomic():
            old.conn.execute(
                "INSERT INTO events (stream, seq, kind, body, prev_hash, hash, key_id, signature)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    row.stream,
                    row.seq,
                    row.kind,
                    row.body,
                    row.prev_hash,
                    row.hash,
                    row.key_id,
                    row.signature,
                ),
            )
    old.close()
    with Store.open(folder) as store:
        assert all_rows(store) == rows
        assert not store.read_models.is_current()
        store.read_models.drop_all()
        assert store.read_models.is_current()
        store.settings.set("a", 1)
        assert store.verify().ok
    office.store.close()


def test_durability_is_switched_on(office: LedgerOffice) -> None:
    found = {
        name: office.store._db.conn.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
    }
    assert found == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1,
    }  # fmt: skip


def test_two_programs_that_migrate_at_once_both_open(tmp_path: Path) -> None:
    """The second waits for the first and finds nothing left to do."""
    folder = tmp_path / "old"
    folder.mkdir()
    names = [migration.name for migration in migrations.pending(Database(memory=True))]
    old = Database(sqlite3.connect(folder / "ledger.db"), execute_plugins=False)
    migrate(old, stop_before=names[1])
    old.close()
    with ThreadPoolExecutor(4) as pool:
        versions = list(pool.map(_opened_version, [folder] * 4))
    assert versions == [KNOWN_VERSION] * 4


def _opened_version(folder: Path) -> int:
    with Store.open(folder) as store:
        (version,) = store._db.conn.execute("PRAGMA user_version").fetchone()
        return int(version)


@pytest.mark.skipif(os.name == "nt", reason="Windows has access lists instead")
def test_a_workspace_is_its_accounts_alone(office: LedgerOffice, tmp_path: Path) -> None:
    (tmp_path / "chosen").mkdir(mode=0o755)
    Store.create(tmp_path / "chosen").close()
    backup = make_backup(office.store, tmp_path / "backups", START)
    restore(backup, tmp_path / "parent" / "restored", START)
    for folder in (office.store.folder, tmp_path / "chosen", tmp_path / "parent" / "restored"):
        assert folder.stat().st_mode & 0o077 == 0
        for file in folder.glob("ledger.db*"):
            assert file.stat().st_mode & 0o077 == 0
    assert (tmp_path / "parent").stat().st_mode & 0o055


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("ROLLBACK")
"""


@contextlib.contextmanager
def held_by_another_process(file: Path) -> Iterator[subprocess.Popen[str]]:
    """The database's write lock, in other hands."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdin is not None
    try:
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.communicate("\n")


def test_opening_waits_for_a_lock_held_elsewhere_and_then_says_so(
    office: LedgerOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workspace whose rows must be made anew is written on opening."""
    folder = office.store.folder
    office.register()
    office.store.settings.delete("read_models.shape")
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.5)
    began = time.monotonic()
    with held_by_another_process(folder / "ledger.db"), pytest.raises(Environment) as caught:
        open_workspace(folder)
    assert code_of(caught) == "workspace.locked"
    assert time.monotonic() - began >= 0.5
    open_workspace(folder).close()


def test_a_sound_workspace_opens_though_another_process_is_writing(office: LedgerOffice) -> None:
    office.register()
    office.store.read_models.drop_all()
    folder = office.store.folder
    open_workspace(folder).close()
    with held_by_another_process(folder / "ledger.db"):
        workspace = open_workspace(folder)
        assert workspace.ledger.status().events > 0
        workspace.close()


def test_a_lock_that_is_let_go_in_time_stops_nobody(office: LedgerOffice) -> None:
    folder = office.store.folder
    office.register()
    office.store.settings.delete("read_models.shape")
    with held_by_another_process(folder / "ledger.db") as holder, ThreadPoolExecutor(1) as pool:
        opening = pool.submit(lambda: open_workspace(folder).close())
        assert holder.stdin is not None
        holder.stdin.write("\n")
        holder.stdin.flush()
        opening.result(timeout=connection.BUSY_SECONDS + 5)
