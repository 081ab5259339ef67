"""Two processes at full speed, a large attachment, a disk that fails in the middle of admitting."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qz_review.errors import Environment, Refused
from qz_review.model.text import Attachment
from qz_review.services.ledger import verify_folder
from qz_review.services.views import DraftWork
from qz_review.storage import atomic_file, blob_store
from tests.journeys.desks import Desks
from tests.journeys.office import PASSWORD

ROOT = Path(__file__).parents[2]
EACH = 60
LARGE = bytes(range(256)) * 8192  # 2 MB: a file beside the database

APPENDER = """
import sys
from pathlib import Path
from qz_review.model.manuscript import ConsultationKind
from qz_review.workspace import open_workspace

workspace = open_workspace(Path(sys.argv[1]))
workspace.session.login(sys.argv[3], sys.argv[4])
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[5])):
    workspace.routing.request_consultation(
        sys.argv[2], ConsultationKind.OPINION, f"{sys.argv[3]}{number}", ""
    )
    print(number, flush=True)
"""


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    desks = Desks(tmp_path, ["chief"])
    yield desks
    desks.close()


def test_two_processes_appending_at_full_speed_lose_nothing(desks: Desks) -> None:
    mid = desks.home.register()
    desks.home.workspace.session.lock()
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", APPENDER, str(desks.home.folder), mid, who, PASSWORD, str(EACH)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        for who in ("editor", "chief")
    ]
    for process in processes:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    told = [process.communicate()[0].split() for process in processes]
    assert [len(lines) for lines in told] == [EACH, EACH]
    rows = list(desks.home.workspace._desk.store.events.read_stream(mid))
    assert [row.seq for row in rows] == list(range(1, 2 * EACH + 2))
    assert verify_folder(desks.home.folder).faults == ()


def with_large_attachment(desks: Desks) -> str:
    mid = desks.home.register()
    workspace = desks.home.at("editor")
    digest = workspace._desk.store.blobs.put(LARGE)
    view = workspace.manuscripts.view(mid)
    text = replace(view.text, attachments=(Attachment("视频.mp4", digest, len(LARGE)),))
    workspace.review.save_draft(mid, DraftWork(text, base_hash=view.text_hash))
    workspace.review.leave(mid)
    return mid


def files_beside(desks: Desks) -> list[Path]:
    return [path for path in (desks["chief"].folder / "blobs").rglob("*") if path.is_file()]


def test_a_large_attachment_travels_as_a_file(desks: Desks) -> None:
    mid = with_large_attachment(desks)
    desks.give("editor", "chief", mid)
    (file,) = files_beside(desks)
    assert file.read_bytes() == LARGE
    assert verify_folder(desks["chief"].folder).faults == ()


@pytest.mark.parametrize("number", [28, 30, 13, 112], ids=["full", "read-only", "denied", "gone"])
def test_whatever_fails_while_admitting_nothing_of_it_stays(
    desks: Desks, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    file = desks.send("editor", "chief", with_large_attachment(desks))
    receiving = desks["chief"].at("chief").receiving
    before = desks["chief"].workspace._desk.store.events.count()

    def failing(handle: int) -> None:
        raise OSError(number, "it fails")

    with monkeypatch.context() as patch, pytest.raises(Environment):
        patch.setattr(atomic_file.os, "fsync", failing)
        receiving.admit(file)
    store = desks["chief"].workspace._desk.store
    assert (store.events.count(), files_beside(desks)) == (before, [])
    assert receiving.admit(file).receivable
    assert verify_folder(desks["chief"].folder).faults == ()


def test_a_full_database_while_admitting_keeps_nothing_half(desks: Desks) -> None:
    mid = with_large_attachment(desks)
    file = desks.send("editor", "chief", mid)
    workspace = desks["chief"].at("chief")
    connection = workspace._desk.store._db.conn
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Environment) as caught:
        workspace.receiving.admit(file)
    connection.execute("PRAGMA max_page_count = 1000000")
    assert caught.value.code == "disk.full"
    assert files_beside(desks) == []
    with pytest.raises(Refused):
        workspace.manuscripts.view(mid)
    assert workspace.receiving.admit(file).receivable == (mid,)


def test_a_blob_damaged_here_is_not_sent_on(
    desks: Desks, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mid = with_large_attachment(desks)
    (file,) = [p for p in (desks.home.folder / "blobs").rglob("*") if p.is_file()]
    file.write_bytes(LARGE[:-1] + b"x")
    target = tmp_path / "包.qzpkg"
    with pytest.raises(Exception, match=r"blobs\.damaged"):
        desks.home.at("editor").handover.send([mid], desks.home.person_id("chief"), target)
    assert not target.exists()
    assert desks.home.workspace.handover.outbox() == ()
    file.write_bytes(LARGE)
    assert len(LARGE) > blob_store.LARGEST_IN_TABLE
