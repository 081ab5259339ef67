"""Lists, search, the three-proof list, drafts, dossiers: what is computed from the events."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qz_review.events.kinds import Archived
from qz_review.model.checklist import Answer, ItemAnswer
from qz_review.model.manuscript import CarriedOut, ChangeClass, ClassedChange, Decision, Flag
from qz_review.model.stage import Phase, Stage
from qz_review.model.text import Cell, ManuscriptText, Paragraph, Table
from qz_review.services.after_approval import change_words, changes_between
from qz_review.services.dossiers import DossierBuilder
from qz_review.services.draft_codec import decode_draft, encode_draft
from qz_review.services.draft_merge import merged_text
from qz_review.services.leader_lines import Instruction, expected_lines
from qz_review.services.snippet import first_hit
from qz_review.services.views import DraftWork, ManuscriptQuery, ReminderKind
from qz_review.workspace import Workspace, create_sample_office
from tests.journeys.office import TEXT, replaced


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with create_sample_office(tmp_path_factory.mktemp("sample") / "office") as workspace:
        assert workspace.is_sample
        yield workspace


def login(workspace: Workspace, account: str) -> Workspace:
    view = next(a for a in workspace.session.accounts() if a.account == account)
    workspace.session.login(account, view.sample_password)
    return workspace


def test_changes_that_no_words_show_are_said_in_words() -> None:
    first, second = "入冬以来，市城市管理局组织巡查队。", "对全市供水主干管开展拉网式检查。"
    far = "市民如遇停水可以拨打供水热线电话报修登记。"
    joined = ManuscriptText("题", blocks=(Paragraph(first + second), Paragraph(far)))
    parted = ManuscriptText("题", blocks=(Paragraph(first), Paragraph(second), Paragraph(far)))
    turned = ManuscriptText("题", blocks=(Paragraph(far), Paragraph(first + second)))
    assert [change_words(c) for c in changes_between(joined, parted)] == ["另起段"]
    assert [change_words(c) for c in changes_between(parted, joined)] == ["接排"]
    assert [change_words(c) for c in changes_between(joined, turned)] == [f"“{far}”转移至此"]


def test_the_sample_stands_where_its_material_says(sample: Workspace) -> None:
    from qz_review.services.sample_material import load_manuscripts

    rows = {r.number[-4:]: r for r in sample.manuscripts.page(ManuscriptQuery()).rows}
    for manuscript in load_manuscripts():
        row = rows[f"{manuscript.serial:04d}"]
        assert (row.phase, row.stage) == (manuscript.phase, manuscript.stage), manuscript.key
    assert sample.ledger.verify(full=True).faults == ()
    assert all(row.has_picture for row in sample.people.rows())


def test_the_workbench_of_a_chief(sample: Workspace) -> None:
    bench = login(sample, "zhouyuan").manuscripts.workbench()
    assert [row.number for row in bench.todo] == [
        "QT-2026-0410",
        "QT-2026-0412",
        "QT-2026-0405",
        "QT-2026-0413",
    ]
    assert bench.todo[2].waits_for_partner
    assert bench.todo[1].consultations == (2, 2)
    assert {r.kind: r.count for r in bench.reminders}[ReminderKind.OVERDUE] == 2
    positions = [item.position for item in bench.under_way]
    assert positions == sorted(positions, reverse=True)
    assert bench.under_way_total == len(bench.under_way) == 11
    assert sample.manuscripts.counts().todo == 4


@pytest.mark.parametrize(
    ("text", "found"), [("长者", 1), ("补贴 食堂", 1), ("补贴 节水", 0), ("没有此词", 0)]
)
def test_every_word_searched_for_must_occur(sample: Workspace, text: str, found: int) -> None:
    page = sample.manuscripts.page(ManuscriptQuery(text=text))
    assert page.total == len(page.rows) == found
    assert all(row.hit is not None and row.hit[1] in text for row in page.rows)


def test_one_character_is_enough_to_search(sample: Workspace) -> None:
    page = sample.manuscripts.page(ManuscriptQuery(text="汀"))
    assert page.total >= 5
    assert all(row.hit is not None and row.hit[1] == "汀" for row in page.rows)


def test_filters_and_pages(sample: Workspace) -> None:
    query = ManuscriptQuery(sort="number", descending=False, limit=5)
    first = sample.manuscripts.page(query)
    assert (len(first.rows), first.total) == (5, 16)
    numbers = [row.number for row in first.rows]
    assert numbers == sorted(numbers)
    important = sample.manuscripts.page(ManuscriptQuery(flags=frozenset({Flag.IMPORTANT})))
    assert [row.number for row in important.rows] == ["QT-2026-0412"]
    returned = sample.manuscripts.page(ManuscriptQuery(returned=True))
    assert [row.number for row in returned.rows] == ["QT-2026-0407"]
    ended = sample.manuscripts.page(ManuscriptQuery(phases=frozenset({Phase.ARCHIVED})))
    assert ended.total == 2
    mine = login(sample, "chenan").manuscripts.page(ManuscriptQuery(mine=True))
    assert {row.stage for row in mine.rows} == {Stage.REVIEW_3}


def test_anything_can_be_searched_for(sample: Workspace) -> None:
    kinds = {hit.kind for hit in login(sample, "lihe").manuscripts.search_everything("周")}
    assert kinds == {"person", "manuscript"}
    (section,) = [h for h in sample.manuscripts.search_everything("督查科") if h.kind == "section"]
    assert section.title == "督查科"


def test_marks_cover_every_step_and_the_draft(sample: Workspace) -> None:
    login(sample, "chenan")
    (first, _) = sample.manuscripts.leader_queue()
    view = sample.manuscripts.view(first)
    plain = sample.manuscripts.marked(first)
    assert [stage.label for stage in plain.counts] == ["一审", "一校", "二审", "二校"]
    draft = ManuscriptText(view.text.title + "（试行）", blocks=view.text.blocks)
    assert sample.manuscripts.marked(first, draft).counts[Stage.REVIEW_3] == 1


def test_a_dossier_holds_both_names_and_every_round(sample: Workspace) -> None:
    builder = DossierBuilder(sample._desk)
    delegated = builder.dossier(sample.manuscripts.find_by_number("QT-2026-0404"))
    last = delegated.sign_offs[-1]
    assert (last.who, last.label, last.role_label) == ("王某川，受 周某远 委托", "三校", "读校")
    assert last.picture is not None
    returned = builder.dossier(sample.manuscripts.find_by_number("QT-2026-0398"))
    assert [row.label for row in returned.superseded] == ["二审", "二校"]
    assert [p.title for p in returned.proofs if p.stage is Stage.PROOF_2] == [
        "二校清样",
        "二校清样（第2次）",
    ]
    assert returned.release_text == returned.signed_text
    assert returned.event_count == returned.head_seq == len(returned.history)
    assert returned.archived_at is not None and returned.archive_answers
    assert isinstance(
        sample._desk.events_of(sample.manuscripts.find_by_number("QT-2026-0398"))[-1].event,
        Archived,
    )


# --- 誊正核对单 ---


def table(*rows: str) -> Table:
    return Table(tuple(tuple(Cell((cell,)) for cell in row.split()) for row in rows))


def test_places_are_named_for_people() -> None:
    before = ManuscriptText("标题", blocks=(Paragraph("第一段。"), table("甲 乙", "丙 丁")))
    after = ManuscriptText("新标题", blocks=(Paragraph("第一段！"), table("甲 乙", "丙 丁戊")))
    assert [c.place for c in changes_between(before, after)] == ["标题", "第1段", "表1第2行第2格"]


def test_keys_stay_while_other_places_change() -> None:
    one = replaced(TEXT, "登陆", "登录")
    two = replaced(one, "关于冬季", "关于做好冬季")
    first = {c.key for c in changes_between(TEXT, one)}
    assert first < {c.key for c in changes_between(TEXT, two)}


def test_the_leaders_edit_counts_as_done_while_it_stands() -> None:
    approved = replaced(TEXT, "，走在全省前列", "")
    given = (Instruction(7, 0, "“登陆”改为“登录”"),)
    edit, words = expected_lines(TEXT, approved, given, approved)
    assert (edit.words, edit.done) == ("第2段：删去“，走在全省前列”", True)
    assert (words.words, words.done, words.key) == ("“登陆”改为“登录”", False, "instruction:7:0")
    _, words = expected_lines(TEXT, approved, given, replaced(approved, "登陆", "登录"))
    assert words.done
    undone, _ = expected_lines(TEXT, approved, given, TEXT)
    assert not undone.done


# --- drafts ---

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(
    title=words,
    paragraphs=st.lists(words, max_size=4),
    opinion=words,
    note=words,
    seconds=st.integers(0, 10**6),
    read=st.frozensets(st.integers(0, 50), max_size=5),
)
def test_a_draft_comes_back_as_it_was(
    title: str, paragraphs: list[str], opinion: str, note: str, seconds: int, read: frozenset[int]
) -> None:
    work = DraftWork(
        text=ManuscriptText(title, blocks=tuple(Paragraph(p) for p in paragraphs)),
        answers=(ItemAnswer("r1.1", Answer.NO, note),),
        opinion=opinion,
        decision=Decision.APPROVE,
        instructions=(note,),
        changes=(ClassedChange("k", "第1段", "a", "b", ChangeClass.CARRIES_OUT),),
        carried_out=(CarriedOut("k", "edit", note, True, "好"),),
        read_paragraphs=read,
        seconds_open=seconds,
    )
    assert decode_draft(encode_draft(work)) == work


@pytest.mark.parametrize("data", [b"", b"{}", b'{"format":"qz-draft/9"}', b"\xff\xfe", b"[1]"])
def test_what_is_no_draft_is_none(data: bytes) -> None:
    assert decode_draft(data) is None


def test_edits_in_different_paragraphs_are_merged() -> None:
    mine, theirs = replaced(TEXT, "登陆", "登录"), replaced(TEXT, "截止", "截至")
    both = merged_text(TEXT, mine, theirs)
    assert both == replaced(mine, "截止", "截至")
    assert merged_text(TEXT, TEXT, theirs) == theirs
    assert merged_text(TEXT, mine, replaced(TEXT, "登陆", "进入")) is None
    longer = ManuscriptText(TEXT.title, blocks=(*TEXT.blocks, Paragraph("新段")))
    assert merged_text(TEXT, mine, longer) is None


def test_the_words_around_a_find() -> None:
    assert first_hit("第一行\n市民可登录网站查询", ["登录"]) == ("市民可", "登录", "网站查询")
    assert first_hit("QT-2026", ["qt"]) == ("", "QT", "-2026")
    assert first_hit("没有", ["无此"]) is None
