"""所签即所发: a published page beside the signed text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qz_review.markup.changes import ChangeKind
from qz_review.markup.published import compare_published
from qz_review.model.text import Cell, ManuscriptText, Paragraph, Table, plain_lines

SIGNED = ManuscriptText(
    "市城管局开展冬季供水管网巡查",
    blocks=(
        Paragraph("入冬以来，市城市管理局组织12支巡查队，对全市供水主干管开展拉网式检查。"),
        Paragraph("截至目前，已排查管道186公里、泵房74处。"),
        Table(((Cell(("区域",)), Cell(("处数",))), (Cell(("东汀区",)), Cell(("29",))))),
        Paragraph("下一步，将对老旧管段分批更换。"),
    ),
)
PAGE = [
    "青汀市人民政府",
    "首页 | 新闻 | 公开",
    "市城管局开展冬季供水管网巡查",
    "发布时间：2026-11-19",
    "　　入冬以来，市城市管理局组织 12 支巡查队，对全市供水主干管开展拉网式检查。",
    "　　截至目前，已排查管道186公里、泵房74处。 ",
    "区域",
    "处数",
    "东汀区",
    "29",
    "下一步，将对老旧管段分批更换。",
    "扫一扫在手机打开当前页",
    "主办：青汀市人民政府办公室",
]


def test_spaces_and_the_rest_of_the_page_count_for_nothing() -> None:
    page = [line for line in PAGE if "发布时间" not in line]
    found = compare_published(SIGNED, page)
    assert found.same
    assert found.left_out == 4


def test_a_line_between_is_told_as_more_than_was_signed() -> None:
    found = compare_published(SIGNED, PAGE)
    assert [(d.kind, d.published) for d in found.differences] == [
        (ChangeKind.INSERTED, "发布时间：2026-11-19")
    ]


def test_changed_missing_and_added_words_are_told() -> None:
    page = [line.replace("截至目前", "截止目前").replace("74处", "74处左右") for line in PAGE[4:]]
    page = [PAGE[2], *(line for line in page if not line.startswith("东汀"))]
    found = compare_published(SIGNED, page)
    told = {(d.kind, d.signed, d.published) for d in found.differences}
    assert not found.same
    assert (ChangeKind.REPLACED, "至", "止") in told
    assert (ChangeKind.DELETED, "东汀区", "") in told
    assert [d.before[-3:] for d in found.differences if d.published == "左右"] == ["74处"]


def test_a_changed_first_and_last_line_still_belong_to_it() -> None:
    page = [
        PAGE[0],
        "市城管局开展冬季管网巡查",
        *PAGE[4:10],
        "下一步，将对老管段分批更换。",
        PAGE[12],
    ]
    found = compare_published(SIGNED, page)
    assert {(d.signed, d.published) for d in found.differences} >= {("供水", ""), ("旧", "")}
    assert found.left_out == 2


def test_another_page_is_not_taken_for_it() -> None:
    found = compare_published(SIGNED, ["完全不同的一页", "天气预报"])
    assert (found.found, found.same, found.left_out) == (False, False, 2)
    assert not compare_published(SIGNED, []).found


@given(st.lists(st.text(max_size=20), max_size=8), st.lists(st.text(max_size=20), max_size=8))
def test_no_page_breaks_it_and_equal_lines_are_the_same(ours: list[str], page: list[str]) -> None:
    signed = ManuscriptText("标题", blocks=tuple(Paragraph(line) for line in ours))
    compare_published(signed, page)
    assert compare_published(signed, plain_lines(signed)).same
