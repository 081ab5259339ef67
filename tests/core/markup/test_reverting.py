"""还原: what one change did is undone, and nothing else is touched."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings

from qz_review.errors import Refused
from qz_review.markup.changes import ChangeKind
from qz_review.markup.layers import Version, compose
from qz_review.markup.lines import lines_of
from qz_review.markup.positions import Positions
from qz_review.markup.reverting import revert_change, revert_changes
from qz_review.markup.whole_blocks import with_companions
from qz_review.model.stage import Stage
from qz_review.model.text import (
    Block,
    Cell,
    ManuscriptText,
    Paragraph,
    Picture,
    Table,
    plain_text,
)

from .test_properties import histories


def positions_of(*texts: ManuscriptText) -> Positions:
    versions = [Version(None, texts[0])]
    versions += [Version(stage, text) for stage, text in zip(Stage, texts[1:], strict=False)]
    return Positions(compose(versions), versions)


def ended(text: ManuscriptText) -> str:
    return plain_text(text) + "\n"


def visible(text: ManuscriptText) -> list[tuple[object, ...]]:
    """All that a line shows; tables without a single cell show nothing."""
    return [(line.text, line.place.kind, line.place.level, line.place.label, line.place.row,
             line.place.column, line.place.row_span, line.place.column_span, line.place.digest)
            for line in lines_of(text)]  # fmt: skip


@given(histories())
@settings(max_examples=100)
def test_all_changes_of_a_version_undone_give_the_text_before(versions: list[Version]) -> None:
    for number in range(1, len(versions)):
        positions = Positions(compose(versions[: number + 1]), versions[: number + 1])
        changes = [c for c in positions.document.changes if c.version == number]
        if not changes or any(unseen(positions, c.number) for c in changes):
            continue
        text = revert_changes(positions, [c.number for c in changes])
        assert visible(text) == visible(versions[number - 1].text)


@given(histories())
@settings(max_examples=100)
def test_one_change_undone_touches_nothing_else(versions: list[Version]) -> None:
    for old, new in pairwise(versions):
        positions = Positions(compose([old, new]), [old, new])
        before, after = ended(old.text), ended(new.text)
        for change in positions.document.changes:
            try:
                text = revert_change(positions, change.number)
            except Refused as refusal:
                assert refusal.code == "change.structure"
                continue
            if change.kind is ChangeKind.FORMAT:
                assert ended(text) == after
                continue
            alone = with_companions(positions, 1, [change.number]) == {change.number}
            if not alone or any(c.kind is ChangeKind.MOVED for c in positions.document.changes):
                continue  # words moved out of the place or into it are another change's
            assert ended(text) == (
                after[: change.new_start]
                + before[change.old_start : change.old_end]
                + after[change.new_end :]
            )


@given(histories())
@settings(max_examples=100)
def test_later_versions_stay_when_an_earlier_change_is_undone(versions: list[Version]) -> None:
    positions = Positions(compose(versions), versions)
    for change in positions.document.changes:
        try:
            text = revert_change(positions, change.number)
        except Refused:
            continue
        own = with_companions(positions, change.version, [change.number])
        wanted = Counter(plain_text(versions[-1].text))
        for strand in positions.strands:
            if not strand.is_break:
                wanted.update(strand.text if strand.run.deleted_change in own else "")
                wanted.subtract(strand.text if strand.run.inserted_change in own else "")
        del wanted["\n"]
        assert +wanted == Counter(plain_text(text).replace("\n", ""))


def unseen(positions: Positions, number: int) -> bool:
    """A change of structure that no line shows cannot be undone by itself."""
    try:
        revert_change(positions, number)
    except Refused as refusal:
        return refusal.code == "change.structure"
    return False


# --- what people do ---

ONE = "入冬以来，市城市管理局组织巡查队。"
TWO = "对全市供水主干管开展拉网式检查。"
THREE = "市民可登录市政府网站查询停水信息。"


def text_of(*paragraphs: str) -> ManuscriptText:
    return ManuscriptText("供水", blocks=tuple(Paragraph(words) for words in paragraphs))


def table_of(*rows: str) -> Table:
    return Table(tuple(tuple(Cell((words,)) for words in row.split()) for row in rows), "表1")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (text_of(ONE), text_of(ONE.replace("组织", "连夜组织")), ChangeKind.INSERTED),
        (text_of(ONE), text_of(ONE.replace("入冬以来，", "")), ChangeKind.DELETED),
        (text_of(ONE), text_of(ONE.replace("巡查", "检修")), ChangeKind.REPLACED),
        (text_of("专题会议开过了。"), text_of("会议专题开过了。"), ChangeKind.TRANSPOSED),
        (text_of(ONE, TWO, THREE), text_of(TWO, THREE, ONE), ChangeKind.MOVED),
        (text_of(ONE, TWO, THREE), text_of(ONE, THREE), ChangeKind.DELETED),
        (text_of(ONE, THREE), text_of(ONE, TWO, THREE), ChangeKind.INSERTED),
        (text_of(ONE + TWO), text_of(ONE, TWO), None),
        (text_of(ONE, TWO), text_of(ONE + TWO), None),
        (
            ManuscriptText("题", blocks=(Paragraph(ONE),)),
            ManuscriptText("题", blocks=(Paragraph(ONE, level=1),)),
            ChangeKind.FORMAT,
        ),
    ],
)
def test_every_kind_of_change_is_undone(
    before: ManuscriptText, after: ManuscriptText, kind: ChangeKind | None
) -> None:
    positions = positions_of(before, after)
    (change,) = positions.document.changes
    assert kind is None or change.kind is kind
    assert revert_change(positions, change.number) == before


PICTURE = Picture("a" * 64, "image/png", "图1 管网")
OTHER = Picture("b" * 64, "image/png", "图1 管网")
ROWS = ("区 数", "甲区 18", "乙区 40", "合计 58")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((Paragraph(ONE), table_of(*ROWS)), (Paragraph(ONE), table_of(ROWS[0], *ROWS[2:]))),
        ((Paragraph(ONE), table_of(*ROWS)), (Paragraph(ONE),)),
        ((Paragraph(ONE),), (Paragraph(ONE), table_of(*ROWS))),
        ((Paragraph(ONE), PICTURE), (Paragraph(ONE),)),
        ((Paragraph(ONE),), (PICTURE, Paragraph(ONE))),
        ((Paragraph(ONE), PICTURE), (Paragraph(ONE), OTHER)),
    ],
    ids=["row", "table gone", "table come", "picture gone", "picture come", "picture exchanged"],
)
def test_a_row_a_table_and_a_picture_are_undone_as_one_thing(
    before: tuple[Block, ...], after: tuple[Block, ...]
) -> None:
    old, new = ManuscriptText("题", blocks=before), ManuscriptText("题", blocks=after)
    positions = positions_of(old, new)
    assert positions.document.changes
    for change in positions.document.changes:
        assert revert_change(positions, change.number) == old


def test_words_written_over_later_cannot_be_undone_alone() -> None:
    first, second = text_of(ONE), text_of(ONE.replace("巡查", "检修"))
    third = text_of(ONE.replace("巡查", "抢险"))
    positions = positions_of(first, second, third)
    with pytest.raises(Refused, match=r"change\.overlapped"):
        revert_change(positions, 1)
    assert revert_change(positions, 2) == second
    gone = positions_of(first, second, text_of())
    number = next(c.number for c in gone.document.changes if c.version == 1)
    with pytest.raises(Refused, match=r"change\.overlapped"):
        revert_change(gone, number)


def test_edits_elsewhere_stay() -> None:
    first = text_of(ONE, TWO, THREE)
    second = text_of(ONE.replace("巡查", "检修"), TWO, THREE)
    third = text_of(THREE, ONE.replace("巡查", "检修").replace("入冬", "入秋"))
    positions = positions_of(first, second, third)
    number = next(c.number for c in positions.document.changes if c.version == 1)
    assert revert_change(positions, number) == text_of(THREE, ONE.replace("入冬", "入秋"))


def test_what_was_put_back_by_hand_is_undone_already() -> None:
    first, second = text_of(ONE), text_of(ONE.replace("入冬以来，", ""))
    positions = positions_of(first, second, first)
    assert [change.kind for change in positions.document.changes] == [
        ChangeKind.DELETED,
        ChangeKind.KEPT,
    ]
    with pytest.raises(Refused, match=r"change\.undone"):
        revert_change(positions, 1)
    assert revert_change(positions, 2) == second
    with pytest.raises(Refused, match=r"change\.unknown"):
        revert_change(positions, 3)


@pytest.mark.parametrize(
    ("was", "now"),
    [("巡查", "检修"), ("，停水信息由市政府网站每天上午公布", ""), ("组织", "连夜组织")],
)
def test_words_edited_in_a_moved_paragraph_are_undone_where_it_stands(was: str, now: str) -> None:
    long = ONE + "市民反映的问题已全部办结，停水信息由市政府网站每天上午公布。"
    others = [TWO, THREE, "居民凭身份证到所在社区登记。", "各县区按月报送进展情况和典型做法。"]
    first, second = text_of(long, *others), text_of(*others, long.replace(was, now))
    positions = positions_of(first, second)
    moved, edit = sorted(positions.document.changes, key=lambda c: c.kind is not ChangeKind.MOVED)
    assert moved.kind is ChangeKind.MOVED and edit.kind is not ChangeKind.MOVED
    assert revert_change(positions, moved.number) == first
    assert revert_change(positions, edit.number) == text_of(*others, long)


def test_words_moved_out_of_a_paragraph_that_was_moved_are_written_where_it_stands() -> None:
    head = "入冬以来，市城市管理局组织巡查队，对全市供水主干管开展拉"
    tail = "网式检查，共检修管网120公里。"
    others = [THREE, "居民凭身份证到所在社区登记。", "各县区按月报送进展情况和典型做法。"]
    first = text_of(head + tail, *others, "表1 检修情况")
    positions = positions_of(first, text_of(*others, head, tail + "表1 检修情况"))
    changes = positions.document.changes
    assert [change.kind for change in changes] == [ChangeKind.MOVED, ChangeKind.MOVED]
    words = next(change.number for change in changes if change.inserted == tail)
    assert revert_change(positions, words) == text_of(*others, head + tail, "表1 检修情况")


def test_words_moved_out_of_a_paragraph_that_went_and_into_one_that_came() -> None:
    phrase = "居民凭身份证到所在社区登记办理"
    first = text_of(ONE, "老年食堂已开放。" + phrase + "。", TWO, THREE)
    second = text_of(ONE, TWO, "下一步将扩大范围，" + phrase + "，不收费用。", THREE)
    positions = positions_of(first, second)
    if not any(c.kind is ChangeKind.MOVED for c in positions.document.changes):
        pytest.skip("taken for other words")
    undone = [revert_change(positions, c.number) for c in positions.document.changes]
    for text in undone:
        kept = {p.text for p in text.blocks if isinstance(p, Paragraph)}
        assert {ONE, TWO, THREE} <= kept
