"""Lists and search over the projections."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from qz_review.storage.search_text import match_query
from qz_review.storage.store import Store
from tests.support.ledger_office import EDITOR, START, LedgerOffice

HOUR = timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "ws") as store:
        yield store


def projected(place: int, **changes: object) -> ProjectedManuscript:
    moment = START + place * HOUR
    row = ProjectedManuscript(
        manuscript_id=f"m{place}",
        number=f"GJ-2026-{place:04}",
        title=f"第{place}期巡查通报",
        section_id="s1",
        channel_ids=("web",),
        phase=Phase.IN_REVIEW,
        stage=Stage.REVIEW_1,
        entered_at=moment,
        due=moment + 24 * HOUR,
        registered_at=moment,
        updated_at=moment,
        editor_id="li",
        flags=frozenset(),
        returned=False,
        progress=0,
        characters=100,
        text_hash=f"{place:064}",
        text=f"第{place}期巡查通报\n供水管网责任落实到人。",
        head=Head(f"m{place}", 1, f"{place:064}"),
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def found(store: Store, **wanted: object) -> list[str]:
    page = store.read_models.list_manuscripts(
        ManuscriptFilter(**wanted),
        SortKey.NUMBER,
        False,  # type: ignore[arg-type]
    )
    assert page.total == len(page.rows)
    return [row.manuscript_id for row in page.rows]


def test_a_row_comes_back_as_it_was_put(store: Store) -> None:
    waiting = Waiting("li", Stage.PROOF_1, Part.READER, START, START + HOUR)
    whole = projected(
        1,
        phase=Phase.RELEASED,
        stage=None,
        due=None,
        flags=frozenset({Flag.IMPORTANT, Flag.REPRINT}),
        channel_ids=("wechat", "web"),
        returned=True,
        released_at=START,
        archived_at=START + HOUR,
        waiting=(waiting, replace(waiting, part=Part.CHECKER), replace(waiting, person_id="wang")),
        author="赵一",
        corrects="m0",
    )
    store.read_models.upsert(whole)
    row = store.read_models.get("m1")
    assert row is not None
    for name in (
        "number",
        "title",
        "phase",
        "stage",
        "due",
        "flags",
        "channel_ids",
        "returned",
        "released_at",
        "archived_at",
        "head",
        "author",
        "corrects",
        "entered_at",
    ):
        assert getattr(row, name) == getattr(whole, name)
    assert row.holder_ids == ("li", "wang")
    assert store.read_models.by_number("GJ-2026-0001") == row
    assert store.read_models.get("m9") is None


def test_search_finds_words_of_any_length(store: Store) -> None:
    texts = {
        1: "责任落实到人。𠮷野家来访，增长95.5%。",
        2: "任务责成办理。",
        3: "落实“责任”清单，见ＧＢ／Ｔ 15834—2011号。Grüße",
    }
    for number, text in texts.items():
        store.read_models.upsert(projected(number, title="无题", text=text))
    assert found(store, text="责任") == ["m1", "m3"]
    assert found(store, text="任") == ["m1", "m2", "m3"]
    assert found(store, text="责任落实到人") == ["m1"]
    assert found(store, text="𠮷") == ["m1"]
    assert found(store, text="95.5%") == ["m1"]
    assert found(store, text="5834") == ["m3"]
    assert found(store, text="gb/t") == ["m3"]
    assert found(store, text="２０１１") == ["m3"]
    assert found(store, text="清单 责任") == ["m3"]
    assert found(store, text='"责任"') == ["m1", "m3"]
    assert found(store, text="责任 OR 办理 NOT *") == []
    assert found(store, text="任责") == []
    assert found(store, text="2026-0002") == ["m2"]
    assert found(store, text="  ") == ["m1", "m2", "m3"]
    assert found(store, text="”“") == []


def test_finds_in_title_or_number_come_first(store: Store) -> None:
    models = store.read_models
    models.upsert(projected(1, title="供水保障方案"))
    for place in (2, 3):
        models.upsert(projected(place))
    models.upsert(projected(4, title="Ａ级景区名单", text="a级；编号0002见附件。"))

    def found(text: str, sort: SortKey = SortKey.UPDATED, limit: int = 10) -> list[str]:
        wanted = ManuscriptFilter(text=text)
        return [r.manuscript_id for r in models.list_manuscripts(wanted, sort, limit=limit).rows]

    assert found("供水") == ["m1", "m3", "m2"]
    assert found("供水 管网") == ["m3", "m2", "m1"]
    assert found("供水", limit=1) == ["m1"]
    assert found("0002") == [*found("gj-2026-0002"), "m4"] == ["m2", "m4"]
    assert found("供水", SortKey.DUE) == ["m3", "m2", "m1"]
    assert found("供水 " * 3000) == ["m1", "m3", "m2"]


def test_search_for_punctuation_looks_in_titles(store: Store) -> None:
    store.read_models.upsert(projected(1, title="《办法》印发"))
    store.read_models.upsert(projected(2))
    assert found(store, text="《") == ["m1"]


@given(st.text(max_size=30))
def test_no_typed_text_breaks_the_query_language(typed: str) -> None:
    query = match_query(typed)
    for phrase in filter(None, query.split(" AND ")):
        assert phrase[0] == phrase[-1] == '"' and '"' not in phrase[1:-1]
    kept = query.replace('"', "").replace(" AND ", "")
    assert all(unicodedata.category(c)[0] in "LNC" for c in kept.replace(" ", ""))


@given(
    st.text(st.sampled_from("责任落实到人abC12３，。“”《》 -𠮷"), min_size=1, max_size=30),
    st.data(),
)
def test_every_part_of_a_text_is_found(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    with Store.create(tmp_path_factory.mktemp("search") / "ws") as store:
        store.read_models.upsert(projected(1, text=text))
        if match_query(part):
            assert found(store, text=part) == ["m1"]


def test_filters_narrow_and_combine(store: Store) -> None:
    upsert = store.read_models.upsert
    waiting = Waiting("wang", Stage.PROOF_1, Part.READER, START, START + HOUR)
    upsert(projected(1))
    upsert(projected(2, section_id="s2", stage=Stage.PROOF_1, waiting=(waiting,)))
    upsert(projected(3, channel_ids=("web", "wechat"), flags=frozenset({Flag.IMPORTANT})))
    upsert(projected(4, phase=Phase.RELEASED, stage=None, due=None, editor_id="zhao"))
    upsert(projected(5, returned=True, flags=frozenset({Flag.IMPORTANT, Flag.REPRINT})))
    assert found(store, phases=frozenset({Phase.RELEASED, Phase.READY})) == ["m4"]
    assert found(store, stage=Stage.PROOF_1) == ["m2"]
    assert found(store, section_id="s2") == ["m2"]
    assert found(store, channel_id="wechat") == ["m3"]
    assert found(store, flags=frozenset({Flag.IMPORTANT})) == ["m3", "m5"]
    assert found(store, flags=frozenset({Flag.IMPORTANT, Flag.REPRINT})) == ["m5"]
    assert found(store, waiting_person="wang") == ["m2"]
    assert found(store, returned=True) == ["m5"]
    assert found(store, editor_id="zhao") == ["m4"]
    assert found(store, overdue_at=START + 27 * HOUR) == ["m1", "m2"]
    assert found(store, registered_from=START + 2 * HOUR, registered_to=START + 4 * HOUR) == [
        "m2",
        "m3",
    ]
    assert found(store, text="管网", flags=frozenset({Flag.REPRINT}), section_id="s1") == ["m5"]


def test_a_list_is_sorted_and_paged(store: Store) -> None:
    for number in range(1, 8):
        due = None if number == 3 else START + (10 - number) * HOUR
        store.read_models.upsert(projected(number, due=due, characters=number % 3))
    page = store.read_models.list_manuscripts(ManuscriptFilter(), limit=2, offset=2)
    assert [row.manuscript_id for row in page.rows] == ["m5", "m4"] and page.total == 7
    for descending in (False, True):
        rows = store.read_models.list_manuscripts(ManuscriptFilter(), SortKey.DUE, descending).rows
        assert rows[-1].manuscript_id == "m3"
    for text in ("", "管网"):
        wanted = ManuscriptFilter(text=text)
        assert len(store.read_models.list_manuscripts(wanted, limit=-1).rows) == 7
        assert len(store.read_models.list_manuscripts(wanted, limit=3, offset=6).rows) == 1
    for sort in SortKey:
        assert len(store.read_models.list_manuscripts(ManuscriptFilter(), sort).rows) == 7


def test_the_workbench_shows_what_is_urgent_near_and_new(store: Store) -> None:
    upsert = store.read_models.upsert
    for number, progress in ((1, 2), (2, 5), (3, 5)):
        since = START + number * HOUR
        due = None if number == 2 else START + (9 - number) * HOUR
        waiting = Waiting("li", Stage.PROOF_1, Part.CHECKER, since, due, "sign")
        upsert(projected(number, progress=progress, waiting=(waiting,), returned=number == 1))
    release = ProjectedRelease(9, "web", "https://example.gov.cn/1", START + HOUR)
    upsert(
        projected(
            4,
            phase=Phase.ARCHIVED,
            stage=None,
            due=None,
            progress=8,
            releases=(release, replace(release, seq=10, released_at=START + 2 * HOUR)),
        )
    )
    models = store.read_models
    assert [row.manuscript.manuscript_id for row in models.waiting_for("li")] == ["m3", "m1", "m2"]
    assert models.waiting_for("li")[0].waiting.part is Part.CHECKER
    assert models.waiting_for("nobody") == ()
    assert [row.manuscript_id for row in models.in_progress(10)] == ["m2", "m3", "m1"]
    assert [row.release.seq for row in models.recent_releases(5)] == [10, 9]
    assert models.recent_releases(1)[0].manuscript.title == "第4期巡查通报"
    counts = models.counts(START + 27 * HOUR)
    assert counts.by_phase == {Phase.IN_REVIEW: 3, Phase.ARCHIVED: 1}
    assert counts.by_stage == {Stage.REVIEW_1: 3}
    assert (counts.overdue, counts.returned) == (2, 1)


def test_a_later_state_takes_the_place_of_the_earlier(store: Store) -> None:
    upsert = store.read_models.upsert
    waiting = Waiting("li", Stage.REVIEW_1, Part.SIGNER, START, None)
    release = ProjectedRelease(9, "web", "", START)
    upsert(projected(1, flags=frozenset({Flag.IMPORTANT}), waiting=(waiting,), releases=(release,)))
    upsert(projected(1, title="改了题", text=None))
    assert found(store, flags=frozenset({Flag.IMPORTANT})) == []
    assert store.read_models.waiting_for("li") == () == store.read_models.recent_releases(5)
    assert found(store, text="管网") == ["m1"]
    upsert(projected(1, text_hash="e" * 64, text="全新的文字"))
    assert found(store, text="管网") == [] and found(store, text="全新") == ["m1"]
    with pytest.raises(ValueError, match="no text"):
        upsert(projected(1, text_hash="f" * 64, text=None))


def test_rebuilt_is_the_same_as_grown(store: Store) -> None:
    final = [projected(n, stage=Stage.PROOF_2, text_hash="a" * 64, text="定稿") for n in (1, 2, 3)]
    for number in (3, 1, 2):
        store.read_models.upsert(projected(number))
    for row in reversed(final):
        store.read_models.upsert(row)
    grown = store.read_models.snapshot()
    assert grown["manuscript_search"]
    store.read_models.drop_all()
    assert not any(store.read_models.snapshot().values())
    for row in final:
        store.read_models.upsert(row)
    assert store.read_models.snapshot() == grown


def test_stale_projections_are_named(tmp_path: Path) -> None:
    office = LedgerOffice.founded(tmp_path / "ws")
    first, second = office.register(), office.register("GJ-2026-0002")
    store = office.store
    assert store.read_models.stale() == sorted([first, second])
    for manuscript in (first, second):
        head = store.events.head(manuscript)
        store.read_models.upsert(projected(1, manuscript_id=manuscript, head=head))
    assert store.read_models.stale() == []
    office.save_text(first, "新的一段。")
    store.read_models.upsert(projected(9))
    assert store.read_models.stale() == sorted([first, "m9"])
    assert office.keys[EDITOR].key_id
    store.close()


def test_numbers_run_on_beyond_four_digits(store: Store) -> None:
    assert store.read_models.last_number("GJ-2026-") == ""
    for n, number in enumerate(("GJ-2026-0099", "GJ-2026-9999", "GJ-2026-10000", "GJ-2025-20000")):
        store.read_models.upsert(projected(n, number=number))
    assert store.read_models.last_number("GJ-2026-") == "GJ-2026-10000"


@pytest.mark.parametrize(
    "wanted",
    [
        ManuscriptFilter(phases=frozenset({Phase.READY})),
        ManuscriptFilter(stage=Stage.PROOF_2),
        ManuscriptFilter(section_id="s1"),
        ManuscriptFilter(editor_id="li"),
        ManuscriptFilter(channel_id="web"),
        ManuscriptFilter(flags=frozenset({Flag.IMPORTANT})),
        ManuscriptFilter(waiting_person="li"),
        ManuscriptFilter(returned=True),
        ManuscriptFilter(overdue_at=START),
        ManuscriptFilter(registered_from=START),
        ManuscriptFilter(text="责任"),
    ],
)
def test_no_filter_reads_every_row(store: Store, wanted: ManuscriptFilter) -> None:
    from qz_review.storage.read_queries import conditions

    where, values = conditions(wanted)
    plan = store._db.conn.execute(
        f"EXPLAIN QUERY PLAN SELECT COUNT(*) FROM manuscripts AS m{where}", values
    )
    steps = [row[3] for row in plan]
    assert not [step for step in steps if step.split()[:2] == ["SCAN", "m"]], steps
