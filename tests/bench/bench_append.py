"""Appending a signed, durable event beside a bare insert: ``python tests/bench/bench_append.py``.

Store: seal an event, check both heads, append it in one durable transaction.  Service: decide,
seal, append, project the manuscript for the lists, tell the change bus, in the sample office.
The other: sign as many bytes with Ed25519 and insert them with plain sqlite3 into one table,
WAL and synchronous=FULL.  Each round is a number of appends, in turn; medians of ten rounds.
``--folder`` chooses the disk.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from qz_review.errors import Refused
from qz_review.events.chain import head_of, next_envelope, seal
from qz_review.events.kinds import ROSTER_STREAM, Assignment, StepSigned
from qz_review.model.checklist import Answer, ItemAnswer
from qz_review.model.manuscript import Decision, Part
from qz_review.model.stage import Stage
from qz_review.services.views import ManuscriptQuery
from tests.support.ledger_office import EDITOR, START, LedgerOffice

ROUNDS = 10
APPENDS = 40
ANSWERS = tuple(ItemAnswer(f"review_1.{n}", Answer.YES, "") for n in range(10))


class Ours:
    """One manuscript that grows by a sign-off at a time."""

    def __init__(self, folder: Path) -> None:
        self.office = LedgerOffice.founded(folder)
        self.store = self.office.store
        self.manuscript = self.office.register()
        self.roster = self.store.events.head(ROSTER_STREAM)

    def append(self) -> int:
        """Append one sign-off; returns the bytes of its body."""
        head = self.store.events.head(self.manuscript)
        event = StepSigned(
            Stage.REVIEW_1, Part.SIGNER, "a" * 64, Decision.ADOPT, "同意采用。", "1", ANSWERS
        )
        row = seal(event, next_envelope(head, EDITOR, START, self.roster), self.office.keys[EDITOR])
        self.store.events.append([row], expected=[head, self.roster])
        assert head_of(row).seq == head.seq + 1
        return len(row.body)


class Service:
    """One manuscript of the sample office, whose 一校 reader is named and freed in turn."""

    def __init__(self, folder: Path) -> None:
        from qz_review.workspace import create_sample_office

        self.workspace = create_sample_office(folder)
        account = next(a for a in self.workspace.session.accounts() if a.account == "zhouyuan")
        self.workspace.session.login(account.account, account.sample_password)
        reader = next(a for a in self.workspace.session.accounts() if a.account == "zhangning")
        self.readers = (reader.person_id, "")
        self.done = 0
        self.manuscript = self._one_that_takes_it()

    def append(self) -> None:
        """Sign and append one event through the desktop's own service."""
        self._assign(self.manuscript)

    def _assign(self, manuscript_id: str) -> None:
        reader = self.readers[self.done % 2]
        self.workspace.routing.assign(manuscript_id, Assignment(Stage.PROOF_1, Part.READER, reader))
        self.done += 1

    def _one_that_takes_it(self) -> str:
        for row in self.workspace.manuscripts.page(ManuscriptQuery()).rows:
            try:
                self._assign(row.manuscript_id)
            except Refused:
                continue
            return row.manuscript_id
        raise LookupError("no manuscript before its first proof in the sample office")


class Bare:
    """The least that signed and durable can mean."""

    def __init__(self, folder: Path, size: int) -> None:
        self.database = sqlite3.connect(folder / "bare.db", isolation_level=None)
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute("PRAGMA synchronous = FULL")
        self.database.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, body BLOB, sign BLOB)")
        self.key = Ed25519PrivateKey.generate()
        self.body = bytes(size)

    def append(self) -> None:
        """Sign and insert."""
        signature = self.key.sign(self.body)
        self.database.execute("INSERT INTO rows (body, sign) VALUES (?, ?)", (self.body, signature))


def main() -> None:
    """Print the line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=None)
    folder = parser.parse_args().folder
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        ours, service = Ours(Path(scratch) / "ws"), Service(Path(scratch) / "office")
        size = ours.append()
        bare = Bare(Path(scratch), size)
        works: tuple[Callable[[], object], ...] = (ours.append, service.append, bare.append)
        times: tuple[list[float], ...] = ([], [], [])
        for _ in range(ROUNDS):
            spent = [0.0, 0.0, 0.0]
            for _ in range(APPENDS):  # in turn, so that a busy disk troubles all alike
                for which, work in enumerate(works):
                    start = time.perf_counter()
                    work()
                    spent[which] += time.perf_counter() - start
            for kept, seconds in zip(times, spent, strict=True):
                kept.append(seconds / APPENDS * 1000)
        ours.store.close()
        service.workspace.close()
        bare.database.close()
    by_store, by_service, other = (statistics.median(kept) for kept in times)
    print(f"{'':<16} {'ours ms':>9} {'bare ms':>9} {'ratio':>7}   bound 2.0")
    for name, mine in (("store", by_store), ("service", by_service)):
        print(f"{name:<16} {mine:>9.3f} {other:>9.3f} {mine / other:>7.2f}")


if __name__ == "__main__":
    main()
