"""What a reader sees of the differences between two versions."""

from __future__ import annotations

from qz_review.markup.changes import BlockKind, ChangeKind, Comparison, SpanKind
from qz_review.markup.compare import compare_texts
from qz_review.model.text import (
    Attachment,
    Block,
    Cell,
    ManuscriptText,
    Note,
    Paragraph,
    Picture,
    Table,
    plain_text,
)


def text_of(*paragraphs: str, title: str = "我市新增长者食堂") -> ManuscriptText:
    return ManuscriptText(title, blocks=tuple(Paragraph(words) for words in paragraphs))


def compare(old: str, new: str) -> Comparison:
    return compare_texts(text_of(old), text_of(new))


def listed(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(c.kind.label, c.deleted, c.inserted) for c in comparison.changes]


def test_equal_texts_have_no_changes() -> None:
    text = text_of("市民政局联合市财政局开展巡查。", "全市新建食堂12家。")
    comparison = compare_texts(text, text)
    assert comparison.changes == ()
    assert all(span.kind is SpanKind.SAME for line in comparison.lines for span in line.spans)


def test_one_wrong_character_is_one_correction() -> None:
    assert listed(compare("截止目前，已建成9家。", "截至目前，已建成9家。")) == [
        ("改正", "止", "至")
    ]


def test_a_word_taken_out_and_a_word_put_in() -> None:
    comparison = compare("为进一步完善服务网络，市财政出资。", "为完善服务网络，市级财政出资。")
    assert listed(comparison) == [("删除", "进一步", ""), ("增补", "", "级")]


def test_a_sentence_put_in_or_taken_out_has_its_own_mark_at_its_end() -> None:
    short, long = "现场值守3人。", "现场值守3人。请居民配合。"
    assert listed(compare(short, long)) == [("增补", "", "请居民配合。")]
    assert listed(compare(long, short)) == [("删除", "请居民配合。", "")]
    assert listed(compare("有水吗？有。", "有水吗？有电吗？有。")) == [("增补", "", "有电吗？")]


def test_a_number_is_changed_as_a_whole() -> None:
    comparison = compare("累计送餐18300.5万份，占95%。", "累计送餐18400.5万份，占96%。")
    assert listed(comparison) == [
        ("改正", "18300.5", "18400.5"),
        ("改正", "95%", "96%"),
    ]


def test_words_that_changed_places_are_one_transposition() -> None:
    comparison = compare("由财政局、民政局负责落实。", "由民政局、财政局负责落实。")
    assert [c.kind for c in comparison.changes] == [ChangeKind.TRANSPOSED]
    assert comparison.changes[0].deleted == "财政局、民政局"
    assert comparison.changes[0].inserted == "民政局、财政局"


def test_two_neighbouring_words_swapped() -> None:
    assert listed(compare("多次召开专题会议部署。", "多次召开会议专题部署。")) == [
        ("对调", "专题会议", "会议专题")
    ]


def test_offsets_point_into_the_plain_texts() -> None:
    old = text_of("老年食堂实行补贴。", "𠮷野家送餐12家。", "低保老人补贴8元。")
    new = text_of("长者食堂实行补贴。", "𠮷野家送餐12个。", "低保老年人补贴8元。")
    comparison = compare_texts(old, new)
    assert len(comparison.changes) == 3
    for change in comparison.changes:
        assert plain_text(old)[change.old_start : change.old_end] == change.deleted
        assert plain_text(new)[change.new_start : change.new_end] == change.inserted
    assert [change.paragraph for change in comparison.changes] == [1, 2, 3]


def test_a_paragraph_added_and_a_paragraph_deleted_are_whole_lines() -> None:
    old = text_of("第一段说的是供水。", "第二段说的是天气和防汛抢险。")
    new = text_of("第一段说的是供水。", "市民如遇停水可以拨打热线电话报修。")
    comparison = compare_texts(old, new)
    assert [line.kind for line in comparison.lines] == [
        SpanKind.SAME,
        SpanKind.SAME,
        SpanKind.DELETED,
        SpanKind.INSERTED,
    ]


def test_a_moved_paragraph_touches_nothing_else() -> None:
    paragraphs = [f"第{n}个方面的工作由{n}号牵头单位负责，按月报送进展情况。" for n in range(20)]
    moved = [*paragraphs[:3], *paragraphs[4:15], paragraphs[3], *paragraphs[15:]]
    comparison = compare_texts(text_of(*paragraphs), text_of(*moved))
    assert [(c.kind, c.deleted) for c in comparison.changes] == [(ChangeKind.MOVED, paragraphs[3])]
    assert [line.moved for line in comparison.lines].count(True) == 2


def test_a_split_paragraph_shows_only_the_new_paragraph_mark() -> None:
    first, second = "入冬以来，市城市管理局组织巡查队。", "对全市供水主干管开展拉网式检查。"
    comparison = compare_texts(text_of(first + second), text_of(first, second))
    assert listed(comparison) == [("另起段", "", "¶")]
    back = compare_texts(text_of(first, second), text_of(first + second))
    assert listed(back) == [("接排", "¶", "")]


def table_of(*rows: tuple[str, ...], caption: str = "") -> Table:
    return Table(tuple(tuple(Cell((words,)) for words in row) for row in rows), caption)


def test_table_cells_are_compared_cell_by_cell() -> None:
    old = ManuscriptText(
        "供水", blocks=(table_of(("区", "管道"), ("澄湖区", "18"), ("东汀区", "29")),)
    )
    new = ManuscriptText(
        "供水", blocks=(table_of(("区", "管道"), ("澄湖区", "81"), ("东汀区", "29")),)
    )
    comparison = compare_texts(old, new)
    assert listed(comparison) == [("改正", "18", "81")]
    line = comparison.lines[comparison.changes[0].line]
    assert (line.place.kind, line.place.row, line.place.column) == (BlockKind.CELL, 1, 1)


def test_a_new_row_leaves_the_other_rows_alone() -> None:
    old = table_of(("区", "管道"), ("澄湖区", "18"), ("合计", "18"))
    new = table_of(("区", "管道"), ("澄湖区", "18"), ("东汀区", "40"), ("合计", "58"))
    comparison = compare_texts(
        ManuscriptText("水", blocks=(old,)), ManuscriptText("水", blocks=(new,))
    )
    assert listed(comparison) == [("增补", "", "东汀区 40"), ("改正", "18", "58")]


def test_every_part_of_a_text_is_compared() -> None:
    picture = Picture("a" * 64, "image/png", "图1 巡查现场")
    old = ManuscriptText(
        "标题甲",
        "副题甲",
        (picture,),
        (Note("①", "来源：市水务局"),),
        (Attachment("附表.xlsx", "b" * 64, 9),),
    )
    new = ManuscriptText(
        "标题乙",
        "副题乙",
        (Picture("c" * 64, "image/png", "图1 检修现场"),),
        (Note("①", "来源：市住建局"),),
        (Attachment("附表.xlsx", "d" * 64, 9),),
    )
    kinds = {change.place_kind for change in compare_texts(old, new).changes}
    assert kinds == {
        BlockKind.TITLE,
        BlockKind.SUBTITLE,
        BlockKind.PICTURE,
        BlockKind.CAPTION,
        BlockKind.NOTE,
        BlockKind.ATTACHMENT,
    }


def test_a_change_of_level_alone_is_listed() -> None:
    def with_level(level: int) -> ManuscriptText:
        blocks: tuple[Block, ...] = (Paragraph("工作要求", level),)
        return ManuscriptText("通知", blocks=blocks)

    comparison = compare_texts(with_level(0), with_level(2))
    assert listed(comparison) == [("版式", "", "")]
    assert comparison.changes[0].line == 1
