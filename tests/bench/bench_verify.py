"""Verifying a large ledger beside the bare cryptography: ``python tests/bench/bench_verify.py``.

Ours: the whole verification of a store (rows, chains, keys, roster, blobs, guards, the file's
structure).  The other: SHA-256 and Ed25519 over the same bytes, already in memory, with the
keys already loaded.  Memory is our peak above the start, by tracemalloc in a run of its own.
``--events N`` chooses the size, ``--rounds N`` the number of rounds.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from qz_review.events.chain import head_of, next_envelope, seal
from qz_review.events.kinds import ROSTER_STREAM, ManuscriptRegistered, StepSigned
from qz_review.events.record import Head, StoredEvent
from qz_review.model.checklist import Answer, ItemAnswer
from qz_review.model.manuscript import Decision, Part
from qz_review.model.stage import Stage
from qz_review.model.text import canonical_bytes, text_hash
from qz_review.signing.pae import pae
from qz_review.storage.store import Store
from tests.support.ledger_office import (
    EDITOR,
    START,
    LedgerOffice,
    a_text,
    all_rows,
)

EVENTS_EACH = 20
ANSWERS = tuple(ItemAnswer(f"review_1.{n}", Answer.YES, "") for n in range(10))


def fill(office: LedgerOffice, events: int) -> None:
    """Manuscripts of twenty events, every second one a sign-off with its checklist."""
    store, key = office.store, office.keys[EDITOR]
    roster = store.events.head(ROSTER_STREAM)
    for number in range(events // EVENTS_EACH):
        text = a_text(f"供水管网巡查第{number}期。" * 60)
        digest = text_hash(text)
        stream = f"{number:032x}"
        head, rows = Head(stream), []
        for place in range(EVENTS_EACH):
            event = (
                ManuscriptRegistered(f"GJ-{number}", text.title, digest, "s1", (), EDITOR)
                if place == 0
                else StepSigned(
                    Stage.REVIEW_1, Part.SIGNER, digest, Decision.ADOPT, "同意采用。" * 8, "1",
                    ANSWERS if place % 2 else (),
                )
            )  # fmt: skip
            rows.append(seal(event, next_envelope(head, EDITOR, START, roster), key))
            head = head_of(rows[-1])
        store.events.append(rows, blobs=[canonical_bytes(text)])
    store.write_head_note(key, EDITOR, START)


def bare(rows: list[StoredEvent], blobs: list[bytes], public: dict[str, Ed25519PublicKey]) -> None:
    """What no verification can do without."""
    for row in rows:
        payload = pae(row.kind, row.body)
        assert hashlib.sha256(payload).hexdigest() == row.hash
        public[row.key_id].verify(row.signature, payload)
    for blob in blobs:
        hashlib.sha256(blob).hexdigest()


def peak_of(store: Store) -> float:
    """Peak of what Python allocates during a verification, in MiB."""
    tracemalloc.start()
    store.verify()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 2**20


def main() -> None:
    """Print the line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        office = LedgerOffice.founded(Path(scratch) / "ws")
        fill(office, options.events)
        store = office.store
        rows = all_rows(store)
        blobs = [store.blobs.get(digest) for digest in store.blobs.digests()]
        keys = {
            key.key_id: Ed25519PublicKey.from_public_bytes(key.public_bytes)
            for key in office.keys.values()
        }
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(options.rounds):
            start = time.perf_counter()
            report = store.verify()
            times[0].append(time.perf_counter() - start)
            assert report.ok and report.events == len(rows), report.first_fault
            start = time.perf_counter()
            bare(rows, blobs, keys)
            times[1].append(time.perf_counter() - start)
        del rows, blobs
        peak = peak_of(store)
        store.close()
    mine, other = (statistics.median(kept) for kept in times)
    print(f"{'events':>8} {'ours s':>8} {'bare s':>8} {'ratio':>7} {'peak MiB':>9}   bound 1.3")
    print(f"{report.events:>8} {mine:>8.2f} {other:>8.2f} {mine / other:>7.2f} {peak:>9.2f}")


if __name__ == "__main__":
    main()
