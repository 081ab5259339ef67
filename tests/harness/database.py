"""Changing a workspace's database behind the program's back: verification must notice."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from qz_review.errors import QzError
from qz_review.services.ledger import verify_folder
from tests.harness.tampering import Tally
from tests.journeys.desks import Desks

Change = Callable[[random.Random, sqlite3.Connection], None]
CHANGES: dict[str, Change] = {}
_FILES = ("ledger.db", "head-note.json")


def change(run: Change) -> Change:
    """One way to change the database, by its name."""
    CHANGES[run.__name__] = run
    return run


def workspace_in(folder: Path) -> Path:
    """A workspace with a fork in it, closed; its folder."""
    desks = Desks(folder, ["chief"])
    mid = desks.home.register()
    other = desks.home.register()
    for manuscript in (mid, other):
        desks.sign(manuscript, "editor")
    desks.give("editor", "chief", mid)
    desks.give("chief", "editor", mid)
    backup = desks.home.workspace.backup.run_now()
    desks.home.edit(mid, "editor", "截止", "截至")
    desks.give("editor", "chief", mid)
    desks.close()
    _forked(desks, backup, mid)
    assert verify_folder(desks["chief"].folder).faults == ()
    return desks["chief"].folder


def _forked(desks: Desks, backup: Path, mid: str) -> None:
    from qz_review.services.backup import restore
    from qz_review.workspace import open_workspace

    restore(backup, desks.home.folder)
    for desk in desks.desks.values():
        desk.workspace = open_workspace(desk.folder, desk.clock)
    desks.home.edit(mid, "editor", "120公里", "126公里")
    file = desks.send("editor", "chief", mid)
    desks["chief"].at("chief").receiving.keep_branch(file)
    desks.close()


def attack_database(workspace: Path, scratch: Path, count: int, seed: int = 1) -> Tally:
    """Try ``count`` changes on copies of the workspace."""
    chance, tally, kinds = random.Random(seed), Tally(), list(CHANGES)
    for number in range(count):
        name = kinds[number % len(kinds)]
        tally.tried[name] += 1
        folder = scratch / "attacked"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for file in _FILES:
            shutil.copy(workspace / file, folder / file)
        _change(folder, chance, CHANGES[name])
        try:
            faults = verify_folder(folder).faults
            said = faults[0].code if faults else ""
        except QzError as told:
            said = told.code
        except Exception as error:  # a crash is what is looked for
            said = ""
            tally.wrong.append(f"{name} #{number}: {type(error).__name__}: {error}")
        tally.verdicts[said or "nothing noticed"] += 1
        if not said:
            tally.wrong.append(f"{name} #{number}: nothing noticed")
    return tally


def _change(folder: Path, chance: random.Random, run: Change) -> None:
    """As a stranger's program would: without our guards, which stand again afterwards."""
    database = sqlite3.connect(folder / "ledger.db")
    try:
        guards = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in guards:
            database.execute(f"DROP TRIGGER {name}")
        before = list(database.iterdump())
        run(chance, database)
        assert list(database.iterdump()) != before
        for _, sql in guards:
            database.execute(sql)
        database.commit()
    finally:
        database.close()


def _one(chance: random.Random, database: sqlite3.Connection, table: str) -> int:
    rows = database.execute(f"SELECT rowid FROM {table}").fetchall()
    return int(chance.choice(rows)[0])


def _flipped(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _flip(table: str, column: str) -> Change:
    def run(chance: random.Random, database: sqlite3.Connection) -> None:
        row = _one(chance, database, table)
        (old,) = database.execute(
            f"SELECT {column} FROM {table} WHERE rowid = ?", (row,)
        ).fetchone()
        new: object
        if isinstance(old, bytes):
            new = _flipped(chance, old)
        elif isinstance(old, int):
            new = old + chance.choice([1, 7, 1000])
        else:
            at = chance.randrange(len(old))
            new = old[:at] + ("0" if old[at] != "0" else "1") + old[at + 1 :]
        database.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE rowid = ?", (new, row))
        if not database.execute("SELECT changes()").fetchone()[0]:
            database.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))

    return run


for _table in ("events", "set_aside"):
    for _column in ("body", "signature", "hash", "prev_hash", "seq", "kind", "key_id", "stream"):
        CHANGES[f"{_table}_{_column}"] = _flip(_table, _column)
CHANGES["blob_data"] = _flip("blobs", "data")
CHANGES["blob_name"] = _flip("blobs", "digest")


@change
def event_deleted(chance: random.Random, database: sqlite3.Connection) -> None:
    database.execute("DELETE FROM events WHERE rowid = ?", (_one(chance, database, "events"),))


@change
def tail_deleted(chance: random.Random, database: sqlite3.Connection) -> None:
    (last,) = database.execute("SELECT MAX(position) FROM events").fetchone()
    database.execute("DELETE FROM events WHERE position > ?", (last - chance.randint(1, 4),))


@change
def manuscript_deleted(chance: random.Random, database: sqlite3.Connection) -> None:
    row = _one(chance, database, "events")
    database.execute(
        "DELETE FROM events WHERE stream = (SELECT stream FROM events WHERE rowid = ?)", (row,)
    )


@change
def event_repeated(chance: random.Random, database: sqlite3.Connection) -> None:
    """Replayed at the end of its chain, under a hash of its own."""
    row = _one(chance, database, "events")
    database.execute(
        "INSERT INTO events (stream, seq, kind, body, prev_hash, hash, key_id, signature)"
        " SELECT stream, (SELECT MAX(seq) + 1 FROM events AS e WHERE e.stream = events.stream),"
        " kind, body, prev_hash, 'f' || substr(hash, 2) || 'f', key_id, signature"
        " FROM events WHERE rowid = ?",
        (row,),
    )


@change
def bodies_exchanged(chance: random.Random, database: sqlite3.Connection) -> None:
    one = two = _one(chance, database, "events")
    while two == one:
        two = _one(chance, database, "events")
    (a,), (b,) = (
        database.execute("SELECT body FROM events WHERE rowid = ?", (row,)).fetchone()
        for row in (one, two)
    )
    for row, body in ((one, b), (two, a)):
        database.execute("UPDATE events SET body = ? WHERE rowid = ?", (body, row))


@change
def blob_deleted(chance: random.Random, database: sqlite3.Connection) -> None:
    database.execute("DELETE FROM blobs WHERE rowid = ?", (_one(chance, database, "blobs"),))
