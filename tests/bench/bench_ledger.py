"""台账 over many manuscripts: ``python tests/bench/bench_ledger.py``.

Fills the read models directly through a generator, then measures every filter of 台账 (a page of
200 rows and the sums, together, median of seven, bound 100 ms) and the export of all rows to xlsx
against bare openpyxl in its write-only mode with the same values (bound 2 times).
``--manuscripts N`` chooses the size.
"""

from __future__ import annotations

import argparse
import io
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench_queries import NOW, PEOPLE, RARE, manuscripts

from qz_review.model.manuscript import Decision, Flag, Part
from qz_review.model.stage import Phase, Stage
from qz_review.services.changes import ChangeBus
from qz_review.services.ledger_export import ledger_workbook
from qz_review.services.ledger_table import LedgerTable
from qz_review.services.ledger_views import (
    USUAL_COLUMNS,
    LedgerColumn,
    LedgerDate,
    LedgerMark,
    LedgerQuery,
)
from qz_review.services.signed_in import SignedIn
from qz_review.storage.projected import ProjectedManuscript, ProjectedSignature
from qz_review.storage.store import Store

ROUNDS = 7
BOUND_MS = 100.0
BOUND_XLSX = 2.0


def signed_manuscripts(number: int) -> Iterator[ProjectedManuscript]:
    """The manuscripts of bench_queries with eight sign-offs and the marks of 台账."""
    chance = random.Random(11)
    for place, row in enumerate(manuscripts(number)):
        signatures = tuple(
            ProjectedSignature(
                seq=n + 2,
                stage=stage,
                part=part,
                person_id=chance.choice(PEOPLE),
                behalf_id=PEOPLE[0] if place % 40 == 0 and stage is Stage.PROOF_3 else "",
                decision=Decision.PROOF_CLEAN,
                signed_at=row.registered_at + timedelta(hours=n),
                waited_from=row.registered_at,
                late=place % 33 == 0 and n == 3,
                superseded=place % 25 == 0 and n < 2,
            )
            for n, (stage, part) in enumerate(_PARTS)
        )
        shown = row.text or ""
        yield replace(
            row,
            text=shown[:120],
            signatures=signatures,
            return_count=int(place % 25 == 0),
            delegated=place % 40 == 0,
        )


_PARTS = tuple(
    (stage, part)
    for stage in Stage
    for part in (
        (Part.READER, Part.CHECKER) if stage in (Stage.PROOF_1, Stage.PROOF_3) else (Part.SIGNER,)
    )
)


class BenchDesk:
    """What LedgerTable needs of a desk, over a bare store."""

    def __init__(self, store: Store) -> None:
        from qz_review.model.person import Unit
        from qz_review.services.naming import Names

        self.store = store
        self._names = Names({}, Unit("单位", "GJ"))
        self.changes, self.signed_in = ChangeBus(), SignedIn()

    def names(self) -> object:
        return self._names

    def now(self) -> object:
        return NOW


def questions(table: LedgerTable) -> dict[str, LedgerQuery]:
    """What people ask."""
    day = NOW.date()
    return {
        "all": LedgerQuery(),
        "by title": LedgerQuery(sort=LedgerColumn.TITLE),
        "by release": LedgerQuery(sort=LedgerColumn.RELEASED),
        "a month, registered": LedgerQuery(first_day=day - timedelta(days=30), last_day=day),
        "a year, released": LedgerQuery(
            date_kind=LedgerDate.RELEASED, first_day=day - timedelta(days=365), last_day=day
        ),
        "a person": LedgerQuery(person_id=PEOPLE[3]),
        "a section, archived": LedgerQuery(section_id="s3", phases=frozenset({Phase.ARCHIVED})),
        "a channel and a flag": LedgerQuery(channel_id="c2", flags=frozenset({Flag.IMPORTANT})),
        "a step": LedgerQuery(stage=Stage.REVIEW_2),
        **{f"mark {mark.label}": LedgerQuery(marks=frozenset({mark})) for mark in LedgerMark},
        "person, month, sent back": LedgerQuery(
            person_id=PEOPLE[5],
            first_day=day - timedelta(days=90),
            last_day=day,
            marks=frozenset({LedgerMark.SENT_BACK}),
        ),
        "a rare word": LedgerQuery(text=RARE),
        "a common word": LedgerQuery(text="责任"),
    }


def median_ms(act: Callable[[], object]) -> float:
    act()
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def bare_xlsx(rows: list[tuple[object, ...]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet("台账")
    for row in rows:
        page.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--manuscripts", type=int, default=100_000)
    options = parser.parse_args()
    slow = []
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "w") as store:
        began = time.perf_counter()
        with store.transaction():
            for row in signed_manuscripts(options.manuscripts):
                store.read_models.upsert(row)
        print(f"{options.manuscripts} manuscripts filled in {time.perf_counter() - began:.0f} s")
        table = LedgerTable(BenchDesk(store))  # type: ignore[arg-type]
        for name, query in questions(table).items():

            def ask(query: LedgerQuery = query) -> None:
                table.ask(query)

            taken = median_ms(ask)
            count = table.sums(query).manuscripts
            print(f"{name:28} {count:7} rows  {taken:7.1f} ms")
            if taken > BOUND_MS:
                slow.append(name)
        began = time.perf_counter()
        data = ledger_workbook(table, LedgerQuery(), USUAL_COLUMNS)
        ours = time.perf_counter() - began
        from openpyxl import load_workbook

        sheet = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
        rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
        began = time.perf_counter()
        bare_xlsx(rows)
        bare = time.perf_counter() - began
        ratio = ours / bare
        print(f"xlsx of {len(rows) - 1} rows: ours {ours:.1f} s, bare {bare:.1f} s, {ratio:.2f}")
        if ratio > BOUND_XLSX:
            slow.append("xlsx")
    print("over the bound: " + (", ".join(slow) or "none"))
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main())
