"""Comments of a docx stand at their words, with author, date and replies."""

from __future__ import annotations

import pytest

from qz_review.documents.comments import MOST
from qz_review.documents.docx_in import read_docx
from qz_review.documents.imported import ImportedComment, ImportedDocument, RevisionChoice
from qz_review.model.text import plain_text
from tests.support.docx_parts import docx, numbered, numbering_part, paragraph
from tests.support.revised_docx import answers, begin, comment, end, gone, ins, p

TITLE = p("供水", begin(0), "通告", end(0), properties='<w:jc w:val="center"/>')
WHEN = "2026-01-02T10:00:00Z"


def read(body: str, comments: str, **parts: str) -> ImportedDocument:
    document = read_docx(docx(body, comments=comments, **parts))
    words = plain_text(document.text)
    for found in document.comments:
        assert words[found.start : found.end] == found.quote
    return document


def quotes(document: ImportedDocument) -> list[tuple[str, str]]:
    return [(found.quote, found.words) for found in document.comments]


def test_author_date_and_words_as_written() -> None:
    document = read(TITLE + p("正文。"), comment(0, "标题加年份\n并核对"))
    assert document.comments == (ImportedComment(2, 4, "通告", "标题加年份\n并核对", "李某", WHEN),)
    assert [w.facts["count"] for w in document.warnings if w.code == "comments"] == [1]


def test_in_titles_lists_cells_and_notes_and_over_paragraphs() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    cell = f"<w:tc>{p('甲')}{p('  乙', begin(3), '格 ', end(3))}</w:tc>"
    body = (
        p(begin(0), "青汀市", properties='<w:jc w:val="center"/>')
        + p("供水通告", end(0), properties='<w:jc w:val="center"/>')
        + numbered("总体").replace("<w:r>", begin(1) + "<w:r>").replace("</w:p>", end(1) + "</w:p>")
        + p("　　一段", begin(2), "的尾", reference)
        + p("二段")
        + p("三", end(2), "段")
        + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"
    )
    document = read(
        body,
        "".join(comment(n, f"批{n}") for n in range(5)),
        numbering=numbering_part(("chineseCounting", "%1、")),
        footnotes=f'<w:footnote w:id="2">{p("来源：", begin(4), "市局", end(4))}</w:footnote>',
    )
    assert quotes(document) == [
        ("青汀市供水通告", "批0"), ("总体", "批1"), ("的尾[1]\n二段\n三", "批2"), ("格", "批3"),
        ("市局", "批4"),
    ]  # fmt: skip


def test_words_that_the_revisions_took_away_leave_their_place() -> None:
    body = p("供水通告") + p("全市", begin(0), gone("暂停", "张某"), end(0), "供水。")
    body += p(begin(1), ins("新增", "张某"), end(1), "内容")
    accepted = read(body, comment(0, "改") + comment(1, "依据"))
    assert quotes(accepted) == [("", "改"), ("新增", "依据")]
    assert plain_text(accepted.text)[: accepted.comments[0].start].endswith("全市")
    rejected = read_docx(
        docx(body, comments=comment(0, "改") + comment(1, "依据")), revisions=RevisionChoice.REJECT
    )
    assert quotes(rejected) == [("暂停", "改"), ("", "依据")]
    assert plain_text(rejected.text)[rejected.comments[1].start :] == "内容"


def test_replies_stand_below_in_order_and_settled_threads_say_so() -> None:
    comments = (
        comment(0, "核对数字")
        + comment(1, "已核对", "周某", "2026-01-04T09:00:00Z")
        + comment(2, "按年报", "王某", "2026-01-03T09:00:00Z")
    )
    extended = answers(0, done=True) + answers(1, 0) + answers(2, 1)
    document = read(
        TITLE.replace(end(0), end(0) + begin(1) + end(1)), comments, commentsExtended=extended
    )
    [found] = document.comments
    assert found.words.split("\n") == [
        "核对数字",
        "回复 王某（2026-01-03T09:00:00Z）：按年报",
        "回复 周某（2026-01-04T09:00:00Z）：已核对",
        "（已标为解决）",
    ]


@pytest.mark.parametrize(
    "extended",
    [answers(0, 1) + answers(1, 0), answers(0, 0), answers(0, 77), "<w15:commentEx/>"],
    ids=["a ring", "itself", "nobody", "nothing"],
)
def test_odd_threads_lose_no_comment(extended: str) -> None:
    document = read(
        TITLE + p("正文"), comment(0, "甲") + comment(1, "乙"), commentsExtended=extended
    )
    written = "\n".join(words for _, words in quotes(document))
    assert "甲" in written and "乙" in written


def test_a_comment_on_nothing_or_nowhere_keeps_its_words() -> None:
    point = '<w:r><w:commentReference w:id="0"/></w:r>'
    body = p("供水通告") + p("前", point, "后") + p(begin(1), end(1), "乙")
    document = read(body, comment(0, "此处加一句", date="") + comment(1, "空") + comment(9, "无处"))
    assert [(c.quote, c.words, c.date) for c in document.comments] == [
        ("", "无处", WHEN), ("", "此处加一句", ""), ("", "空", WHEN),
    ]  # fmt: skip
    places = [plain_text(document.text)[c.start :] for c in document.comments]
    assert places == ["供水通告\n前后\n乙", "后\n乙", "乙"]


def test_a_comment_without_words_and_too_many_comments() -> None:
    assert quotes(read(TITLE, comment(0, ""))) == [("通告", "（批注没有文字）")]
    many = read(p("供水通告"), "".join(comment(n, "批") for n in range(MOST + 5)))
    assert len(many.comments) == MOST
    assert [w.facts["count"] for w in many.warnings if w.code == "comments_left_out"] == [5]


def test_the_same_words_in_a_later_branch_for_older_programs_do_not_count() -> None:
    box = f"<w:txbxContent>{p('框', begin(0), '内', end(0))}</w:txbxContent>"
    body = p(
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = read(p("供水通告") + body + paragraph("正文"), comment(0, "批"))
    assert quotes(document) == [("内", "批")]
