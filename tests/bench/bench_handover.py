"""Handing over beside the least it can cost: ``python tests/bench/bench_handover.py``.

Export and admit of one manuscript with 200 events and 20 MB of attachments, through the services
of the desktop (sign, append, project and all), in turn with the other: read the attachments, hash
them with SHA-256, write them to a file, flush it to the disk, and verify 200 Ed25519 signatures.
Bound: twice that.  Then a look at an inbox of 10,000 packages (bound: one second), and the
highest memory of a process that packs and admits a manuscript with one attachment of 10 MB and
of 1 GB.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from qz_review.handover.inbox import InboxMemory, look
from qz_review.model.manuscript import ConsultationKind
from qz_review.model.text import Attachment
from qz_review.services.views import DraftWork
from qz_review.signing.keypair import verify_signature
from qz_review.signing.pae import pae
from qz_review.workspace import open_workspace
from tests.journeys.desks import Desks
from tests.journeys.office import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
EVENTS, ATTACHMENTS, EACH = 200, 4, 5 * 1024 * 1024
ROUNDS = 7
INBOX = 10_000
CHUNK = 1024 * 1024


class Case:
    """Two desks; the manuscript waits at the first to be handed to the second."""

    def __init__(self, folder: Path, sizes: list[int], events: int) -> None:
        self.folder = folder
        self.desks = Desks(folder, ["chief"])
        self.home = self.desks.home
        self.manuscript = self.home.register()
        self.files = [_file(folder / f"附件{n}.bin", size) for n, size in enumerate(sizes)]
        self._attach()
        workspace = self.home.at("editor")
        while workspace._desk.state(self.manuscript).seq < events - 1:
            workspace.routing.request_consultation(
                self.manuscript, ConsultationKind.OPINION, "市水利局", "请提意见"
            )
        self.chief_id = self.home.person_id("chief")
        self.package = folder / "包.qzpkg"
        self.clean = folder / "chief-clean"
        self.desks["chief"].workspace.close()
        shutil.copytree(self.desks["chief"].folder, self.clean)

    def _attach(self) -> None:
        workspace = self.home.at("editor")
        attachments = []
        with workspace._desk.store.transaction():
            for file in self.files:
                digest, size = _digest(file), file.stat().st_size
                blobs = workspace._desk.store.blobs
                blobs.stage(digest, size, _pieces(file))
                blobs.put_pieces(digest, size, _pieces(file))
                attachments.append(Attachment(file.name, digest, size))
        view = workspace.manuscripts.view(self.manuscript)
        text = replace(view.text, attachments=tuple(attachments))
        workspace.review.save_draft(self.manuscript, DraftWork(text, base_hash=view.text_hash))
        workspace.review.leave(self.manuscript)

    def export(self) -> float:
        """Seconds for handing over into a file; afterwards it is taken back."""
        workspace = self.home.at("editor")
        start = time.perf_counter()
        workspace.handover.send([self.manuscript], self.chief_id, self.package)
        spent = time.perf_counter() - start
        shutil.copy(self.package, self.folder / "留.qzpkg")
        workspace.handover.recall([self.manuscript], "再看看")
        return spent

    def admit(self) -> float:
        """Seconds for taking it in, on a desk that has never seen it."""
        desk = self.folder / "chief-fresh"
        shutil.rmtree(desk, ignore_errors=True)
        shutil.copytree(self.clean, desk)
        os.sync()
        with open_workspace(desk, self.home.clock) as workspace:
            workspace.session.login("chief", PASSWORD)
            start = time.perf_counter()
            workspace.receiving.admit(self.folder / "留.qzpkg")
            return time.perf_counter() - start

    def least(self) -> float:
        """Seconds for copying with SHA-256 and verifying the signatures, and nothing else."""
        desk = self.home.workspace._desk
        roster = desk.roster()
        rows = list(desk.store.events.read_stream(self.manuscript))[:EVENTS]
        start = time.perf_counter()
        with (self.folder / "copy.bin").open("wb") as target:
            for file in self.files:
                hasher = hashlib.sha256()
                for piece in _pieces(file):
                    hasher.update(piece)
                    target.write(piece)
            target.flush()
            os.fsync(target.fileno())
        for row in rows:
            key = roster.keys[row.key_id].raw
            assert verify_signature(key, row.signature, pae(row.kind, row.body))
        return time.perf_counter() - start


def _file(path: Path, size: int) -> Path:
    chance = random.Random(size)
    block = chance.randbytes(min(size, 8 * CHUNK))
    with path.open("wb") as file:
        while size > 0:
            file.write(block[:size])
            size -= len(block)
    return path


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        while piece := source.read(CHUNK):
            yield piece


def _digest(file: Path) -> str:
    hasher = hashlib.sha256()
    for piece in _pieces(file):
        hasher.update(piece)
    return hasher.hexdigest()


def compare(scratch: Path) -> None:
    """Print export and admit beside the least."""
    case = Case(scratch / "case", [EACH] * ATTACHMENTS, EVENTS)
    works: dict[str, Callable[[], float]] = {
        "least": case.least,
        "export": case.export,
        "admit": case.admit,
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            os.sync()  # what the one before left to be written is not for this one to wait for
            times[name].append(work() * 1000)
    least = statistics.median(times["least"])
    print(f"{'':<8} {'ms':>8} {'ratio':>7}   bound 2.0 (medians of {ROUNDS})")
    for name, kept in times.items():
        print(f"{name:<8} {statistics.median(kept):>8.1f} {statistics.median(kept) / least:>7.2f}")
    case.home.workspace.close()


def scan(scratch: Path) -> None:
    """Print a look at an inbox of many packages: the first one, and one that knows them."""
    inbox = scratch / "inbox"
    inbox.mkdir()
    golden = ROOT / "tests" / "golden" / "package-1.qzpkg"
    shutil.copy(golden, inbox / "0.qzpkg")
    for number in range(1, INBOX):
        os.link(inbox / "0.qzpkg", inbox / f"{number}.qzpkg")
    memory = InboxMemory()
    for what in ("first look", "look again"):
        start = time.perf_counter()
        found = look(inbox, memory)
        spent = time.perf_counter() - start
        print(
            f"inbox of {found.files}, {what}: {spent:.2f} s, {len(found.arrivals)} new; bound 1 s"
        )


def memory(scratch: Path, megabytes: int) -> None:
    """Print the highest memory of a process that packs and admits one large attachment."""
    peaks = []
    for size in (10, megabytes):
        folder = scratch / f"memory-{size}"
        command = [sys.executable, __file__, "--one", str(size), "--folder", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        peaks.append(int(done.stdout.split()[-1]))
        shutil.rmtree(folder)
        print(f"attachment of {size} MB: {done.stdout.strip()} MB at most")
    print(f"more memory for the larger one: {peaks[1] - peaks[0]} MB")


def one(folder: Path, megabytes: int) -> None:
    """Pack and admit one attachment, and print how much memory it took; in a process of its own."""
    case = Case(folder, [megabytes * CHUNK], 3)
    spent = case.export()
    received = case.admit()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"export {spent:.1f} s, admit {received:.1f} s, {peak}")


def main() -> None:
    """Everything, or one part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--video", type=int, default=1024, help="MB of the large attachment")
    parser.add_argument("--part", choices=("compare", "scan", "memory"), default="")
    parser.add_argument("--one", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        options.folder.mkdir(parents=True)
        one(options.folder, options.one)
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as scratch:
        if options.part in ("", "compare"):
            compare(Path(scratch))
        if options.part in ("", "scan"):
            scan(Path(scratch))
        if options.part in ("", "memory"):
            memory(Path(scratch), options.video)


if __name__ == "__main__":
    main()
