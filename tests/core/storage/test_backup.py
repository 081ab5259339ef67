"""Backups that are made for real, and brought back for real."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qz_review.errors import Environment, Tampered
from qz_review.events.kinds import WorkspaceRestored
from qz_review.signing.kdf import SMALLEST
from qz_review.signing.sealed_key import seal, unseal
from qz_review.storage import blob_store
from qz_review.storage.backup import backup_if_due, list_backups, make_backup, prune
from qz_review.storage.head_note import HeadNoteStatus
from qz_review.storage.restore import restore
from qz_review.storage.store import Store
from tests.support.ledger_office import (
    EDITOR,
    LedgerOffice,
    all_rows,
    chain_of,
    seed_key,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[LedgerOffice]:
    office = LedgerOffice.founded(tmp_path / "ws")
    key = office.keys[EDITOR]
    office.store.keys.write(EDITOR, key.key_id, seal(key, "password 1", SMALLEST))
    yield office
    office.store.close()


def test_a_backup_restored_into_a_new_folder_is_the_workspace(
    office: LedgerOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blob_store, "LARGEST_IN_TABLE", 1000)
    large = office.store.blobs.put(b"scan" * 1000)
    manuscript = office.register()
    chain_of(office, manuscript, 3)
    office.store.write_head_note(office.keys[EDITOR], EDITOR, office.tick())
    backup = make_backup(office.store, tmp_path / "backups", NOON)
    before = all_rows(office.store)
    restored = restore(backup, tmp_path / "elsewhere" / "ws", NOON)
    assert restored.kept_aside is None and restored.old_heads == ()
    with Store.open(tmp_path / "elsewhere" / "ws") as store:
        assert all_rows(store) == before
        assert store.blobs.get(large) == b"scan" * 1000
        key = store.keys.read(EDITOR, office.keys[EDITOR].key_id)
        assert unseal(key, "password 1").key_id == office.keys[EDITOR].key_id
        assert store.check_head_note(store.roster()) is HeadNoteStatus.CURRENT
        assert store.verify().ok
        head = store.events.head(manuscript)
        assert dict(restored.new_heads)[manuscript] == f"3:{head.hash}"


def test_restoring_in_place_keeps_the_old_workspace_aside(
    office: LedgerOffice, tmp_path: Path
) -> None:
    manuscript = office.register()
    folder = office.store.folder
    backup = make_backup(office.store, folder / "backups", NOON)
    chain_of(office, manuscript, 4)
    lost = office.store.events.head(manuscript)
    office.store.close()
    restored = restore(backup, folder, NOON)
    assert restored.kept_aside is not None and restored.kept_aside.name.startswith("ws.before")
    assert dict(restored.old_heads)[manuscript] == f"4:{lost.hash}"
    assert dict(restored.new_heads)[manuscript].startswith("1:")
    with Store.open(restored.kept_aside) as old:
        assert old.events.head(manuscript) == lost
    again = LedgerOffice(Store.open(folder))
    again.sign_roster(WorkspaceRestored(restored.old_heads, restored.new_heads, "误删"))
    roster = again.roster()
    assert roster.restorations[0].event == WorkspaceRestored(
        restored.old_heads, restored.new_heads, "误删"
    )
    assert again.store.verify().ok
    assert [info.path.name for info in list_backups(folder / "backups")] == [backup.name]
    again.store.close()
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".tmp")]


def test_a_damaged_workspace_is_replaced_all_the_same(office: LedgerOffice, tmp_path: Path) -> None:
    office.register()
    backup = make_backup(office.store, tmp_path / "backups", NOON)
    office.store.close()
    (office.store.folder / "ledger.db").write_bytes(b"rubbish" * 5000)
    restored = restore(backup, office.store.folder, NOON)
    assert restored.old_heads == () and restored.kept_aside is not None
    with Store.open(office.store.folder) as store:
        assert store.verify().ok


def test_a_workspace_that_is_open_is_not_replaced(office: LedgerOffice, tmp_path: Path) -> None:
    backup = make_backup(office.store, tmp_path / "backups", NOON)
    manuscript = office.register()
    with pytest.raises(Environment, match=r"workspace\.in_use"):
        restore(backup, office.store.folder, NOON)
    assert office.store.events.head(manuscript).seq == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backups", "ws"]


def test_a_folder_with_other_things_is_not_replaced(office: LedgerOffice, tmp_path: Path) -> None:
    backup = make_backup(office.store, tmp_path / "backups", NOON)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("x")
    with pytest.raises(Environment, match=r"workspace\.not_ours"):
        restore(backup, tmp_path / "letters", NOON)


def rewritten(backup: Path, name: str, data: bytes | None) -> None:
    """The backup with one entry changed, added or (None) taken out."""
    with zipfile.ZipFile(backup) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    entries.pop(name, None)
    if data is not None:
        entries[name] = data
    with zipfile.ZipFile(backup, "w") as archive:
        for entry, content in entries.items():
            archive.writestr(entry, content)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ledger.db", b"other"),
        ("ledger.db", None),
        (f"keys/{EDITOR}.{seed_key(2).key_id[:16]}.json", b"{}"),
        ("manifest.json", None),
        ("manifest.json", b"{}"),
        ("manifest.json", b'{"format": "qz-backup/1", "files": {"../outside": "00"}}'),
        ("manifest.json", b'{"format": "qz-backup/1", "files": {}}'),
    ],
)
def test_a_changed_backup_is_refused_and_nothing_is_touched(
    office: LedgerOffice, tmp_path: Path, name: str, data: bytes | None
) -> None:
    backup = make_backup(office.store, tmp_path / "backups", NOON)
    rewritten(backup, name, data)
    with pytest.raises(Tampered) as caught:
        restore(backup, tmp_path / "new", NOON)
    assert caught.value.code == "backup.damaged"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backups", "ws"]


def test_a_torn_backup_is_refused(office: LedgerOffice, tmp_path: Path) -> None:
    backup = make_backup(office.store, tmp_path / "backups", NOON)
    data = backup.read_bytes()
    for torn in (data[: len(data) // 2], b"", data[:300] + b"\0" * 300 + data[600:]):
        backup.write_bytes(torn)
        with pytest.raises(Tampered, match=r"backup\.damaged"):
            restore(backup, tmp_path / "new", NOON)


def test_a_day_has_one_backup(office: LedgerOffice, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    assert backup_if_due(office.store, backups, NOON) is not None
    assert backup_if_due(office.store, backups, NOON + timedelta(hours=1)) is None
    assert backup_if_due(office.store, backups, NOON + timedelta(days=1)) is not None
    assert len(list_backups(backups)) == 2


def test_fourteen_days_and_twelve_months_are_kept(tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    for days in range(500):
        moment = NOON - timedelta(days=days)
        (backups / f"backup-{moment:%Y%m%dT%H%M%S}Z.zip").write_bytes(b"")
    (backups / "backup-of-mine.zip").write_bytes(b"")
    gone = prune(backups)
    kept = [info.made_at for info in list_backups(backups)]
    assert kept[:14] == [NOON - timedelta(days=days) for days in range(14)]
    assert len({(moment.year, moment.month) for moment in kept}) == 12
    assert len(kept) + len(gone) == 500 and len(kept) == 14 + 11
    assert (backups / "backup-of-mine.zip").exists()


def test_a_backup_that_fails_leaves_nothing_behind(
    office: LedgerOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qz_review.storage import backup

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_add_file", full)
    with pytest.raises(Environment, match=r"disk\.full"):
        make_backup(office.store, tmp_path / "backups", NOON)
    assert list((tmp_path / "backups").iterdir()) == []
