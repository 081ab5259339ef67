"""Appending a signed, durable event beside a bare insert: ``python tests/bench/bench_append.py``.

Ours: seal an event, check both heads, append it with its text blob in one durable transaction
of the store.  The other: sign the same number of bytes with Ed25519 and insert them with plain
sqlite3 into one table, WAL and synchronous=FULL.  Each round is a number of
appends, in turn; medians.
``--folder`` chooses the disk.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from qz_review.events.chain import head_of, next_envelope, seal
from qz_review.events.kinds import ROSTER_STREAM, StepSigned
from qz_review.model.checklist import Answer, ItemAnswer
from qz_review.model.manuscript import Decision, Part
from qz_review.model.stage import Stage
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
        ours = Ours(Path(scratch) / "ws")
        size = ours.append()
        bare = Bare(Path(scratch), size)
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(ROUNDS):
            spent = [0.0, 0.0]
            for _ in range(APPENDS):  # in turn, so that a busy disk troubles both alike
                for which, work in enumerate((ours.append, bare.append)):
                    start = time.perf_counter()
                    work()
                    spent[which] += time.perf_counter() - start
            for which, seconds in enumerate(spent):
                times[which].append(seconds / APPENDS * 1000)
        ours.store.close()
        bare.database.close()
    mine, other = (statistics.median(kept) for kept in times)
    print(f"{'event bytes':>11} {'ours ms':>9} {'bare ms':>9} {'ratio':>7}   bound 2.0")
    print(f"{size:>11} {mine:>9.3f} {other:>9.3f} {mine / other:>7.2f}")


if __name__ == "__main__":
    main()
