"""Lists over many manuscripts: ``python tests/bench/bench_queries.py``.

Fills the read models directly through a generator, then measures the queries behind the
workbench, the filtered list and the search: median of ten in ms against the bound of 100 ms.
``--manuscripts N`` chooses the size.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from qz_review.events.record import Head
from qz_review.model.manuscript import Flag, Part
from qz_review.model.stage import Phase, Stage
from qz_review.storage.projected import (
    ManuscriptFilter,
    ProjectedManuscript,
    ProjectedRelease,
    SortKey,
    Waiting,
)
from qz_review.storage.store import Store

ROUNDS = 10
BOUND_MS = 100.0
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
WORDS = (
    "全市", "政府网站", "政务新媒体", "管理", "工作", "开展", "巡查", "供水", "管网", "老旧小区",
    "居民", "食堂", "补贴", "责任", "科室", "负责人", "审核", "发布", "信息公开", "服务", "群众",
    "完善", "制度", "加强", "落实", "检查", "情况", "的", "和", "在", "对", "2026年", "12家",
    "95.5%", "进一步", "有关单位", "下一步", "将", "建成", "投入使用", "低保", "老年人", "登记",
)  # fmt: skip
PEOPLE = tuple(f"person-{n}" for n in range(30))
RARE = "蓝藻"


def manuscripts(number: int) -> Iterator[ProjectedManuscript]:
    """Manuscripts of several years, a tenth of them on the way; texts of some 700 characters."""
    chance = random.Random(7)
    for place in range(number):
        moment = NOW - timedelta(hours=(number - place) * 2)
        running = place % 10 == 0
        stage = chance.choice(tuple(Stage)) if running else None
        words = chance.choices(WORDS, k=300)
        if place % 1000 == 0:
            words[50] = RARE
        person = chance.choice(PEOPLE)
        waiting = Waiting(person, stage, Part.SIGNER, moment, moment + timedelta(hours=24))
        release = ProjectedRelease(12, f"c{place % 6}", "", moment + timedelta(hours=20))
        phase = Phase.IN_REVIEW if running else chance.choice((Phase.RELEASED, Phase.ARCHIVED))
        yield ProjectedManuscript(
            manuscript_id=f"{place:032x}",
            number=f"GJ-{moment.year}-{place:05}",
            title="关于" + "".join(words[:6]) + "的通知",
            section_id=f"s{place % 7}",
            channel_ids=(f"c{place % 6}", "c9"),
            phase=phase,
            stage=stage,
            entered_at=moment,
            due=moment + timedelta(hours=24) if running else None,
            registered_at=moment,
            updated_at=moment + timedelta(hours=3),
            editor_id=chance.choice(PEOPLE),
            flags=frozenset({Flag.IMPORTANT} if place % 15 == 0 else ()),
            returned=running and place % 50 == 0,
            progress=stage.position if stage else 8,
            characters=700,
            text_hash=f"{place:064x}",
            text="".join(words),
            head=Head(f"{place:032x}", 12, f"{place:064x}"),
            released_at=None if running else release.released_at,
            waiting=(waiting,) if running else (),
            releases=() if running else (release,),
        )


def questions(store: Store) -> dict[str, Callable[[], object]]:
    """What the screens ask."""
    models = store.read_models

    def listed(
        wanted: ManuscriptFilter, sort: SortKey = SortKey.UPDATED, offset: int = 0
    ) -> Callable[[], object]:
        return lambda: models.list_manuscripts(wanted, sort, limit=200, offset=offset)

    def workbench() -> None:
        models.waiting_for(PEOPLE[3])
        models.in_progress(20)
        models.recent_releases(10)
        models.counts(NOW)

    recent = NOW - timedelta(days=60)
    return {
        "workbench (four queries)": workbench,
        "list, all": listed(ManuscriptFilter()),
        "list, last page": listed(ManuscriptFilter(), offset=19_800),
        "list, by title": listed(ManuscriptFilter(), SortKey.TITLE),
        "list, section and phase": listed(
            ManuscriptFilter(section_id="s3", phases=frozenset({Phase.ARCHIVED}))
        ),
        "list, channel and flag": listed(
            ManuscriptFilter(channel_id="c2", flags=frozenset({Flag.IMPORTANT}))
        ),
        "list, waiting person, overdue": listed(
            ManuscriptFilter(waiting_person=PEOPLE[3], overdue_at=NOW)
        ),
        "list, two months": listed(ManuscriptFilter(registered_from=recent)),
        "search, rare word": listed(ManuscriptFilter(text=RARE)),
        "search, common word": listed(ManuscriptFilter(text="责任")),
        "search, one character in all": listed(ManuscriptFilter(text="的")),
        "search, long phrase": listed(ManuscriptFilter(text="老旧小区供水管网")),
        "search, two words, section": listed(ManuscriptFilter(text="责任 巡查", section_id="s3")),
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--manuscripts", type=int, default=20_000)
    number = parser.parse_args().manuscripts
    with tempfile.TemporaryDirectory() as scratch, Store.create(Path(scratch) / "ws") as store:
        start = time.perf_counter()
        with store.transaction():
            for row in manuscripts(number):
                store.read_models.upsert(row)
        print(f"{number} manuscripts filled in {time.perf_counter() - start:.1f} s")
        print(f"{'question':<32} {'ours ms':>9} {'bound ms':>9} {'ratio':>7}")
        for name, ask in questions(store).items():
            times = []
            for _ in range(ROUNDS):
                start = time.perf_counter()
                ask()
                times.append((time.perf_counter() - start) * 1000)
            mine = statistics.median(times)
            print(f"{name:<32} {mine:>9.1f} {BOUND_MS:>9.0f} {mine / BOUND_MS:>7.2f}")


if __name__ == "__main__":
    main()
