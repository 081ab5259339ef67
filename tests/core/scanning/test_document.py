"""A text as the rules see it: lines, roles, offsets, shielded spans."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qz_review.model.text import (
    Attachment,
    Cell,
    ManuscriptText,
    Note,
    Paragraph,
    Picture,
    Table,
    plain_text,
)
from qz_review.scanning.document import Document
from qz_review.scanning.roles import Role
from qz_review.scanning.shields import Shield

WORDS = st.text("甲乙丙，。（）《》“”一二三、1234年月日附件：\n\t a", max_size=12)
PARAGRAPHS = st.builds(Paragraph, WORDS, st.integers(0, 3), st.sampled_from(["", "一、", "（一）"]))
CELLS = st.builds(Cell, st.lists(WORDS, max_size=3).map(tuple), st.integers(1, 2))
TABLES = st.builds(
    Table, st.lists(st.lists(CELLS, max_size=3).map(tuple), max_size=3).map(tuple), WORDS
)
PICTURES = st.builds(Picture, st.just("0" * 64), st.just("image/png"), WORDS)
TEXTS = st.builds(
    ManuscriptText,
    WORDS,
    WORDS,
    st.lists(st.one_of(PARAGRAPHS, TABLES, PICTURES), max_size=6).map(tuple),
    st.lists(st.builds(Note, st.just("①"), WORDS), max_size=2).map(tuple),
    st.lists(st.builds(Attachment, WORDS, st.just(""), st.just(1)), max_size=2).map(tuple),
)

LETTER = """关于做好防汛工作的通知
钦政办〔2023〕39号
各县区人民政府，市直各单位：
为做好防汛工作，现通知如下。
一、提高认识
要认真学习。
附件：1.分工表
2.联系表
钦州市人民政府办公室
2023年5月8日
附件1
分工表
图1 巡查现场
注：数据截至4月底。"""


def roles_of(document: Document) -> list[Role]:
    return [paragraph.role for paragraph in document.paragraphs]


def test_the_parts_of_a_letter_are_told_by_their_words() -> None:
    assert roles_of(Document.of_text(LETTER)) == [
        Role.TITLE,
        Role.FILE_NUMBER,
        Role.ADDRESSEE,
        Role.BODY,
        Role.HEADING,
        Role.BODY,
        Role.ATTACHMENT_LIST,
        Role.ATTACHMENT_LIST,
        Role.SIGNER,
        Role.ISSUE_DATE,
        Role.ATTACHMENT_MARK,
        Role.BODY,
        Role.CAPTION,
        Role.NOTE,
    ]
    assert [p.part for p in Document.of_text(LETTER).paragraphs][-4:] == [1, 1, 1, 1]


def test_one_line_has_no_title() -> None:
    assert roles_of(Document.of_text("我市召开防汛会议。")) == [Role.BODY]
    assert roles_of(Document.of_manuscript(ManuscriptText("我市召开防汛会议。"))) == [Role.BODY]


def test_structure_gives_the_roles_where_there_is_one() -> None:
    text = ManuscriptText(
        "防汛工作简报",
        "第3期",
        (
            Paragraph("提高认识", 1, "一、"),
            Paragraph("要认真学习。"),
            Table(((Cell(("县区",)), Cell(("户数", "（户）"))),), "表1 统计表"),
            Picture("0" * 64, "image/png", "现场"),
        ),
        (Note("①", "见附表"),),
        (Attachment("名单.docx", "", 1),),
    )
    document = Document.of_manuscript(text)
    assert roles_of(document) == [
        Role.TITLE,
        Role.SUBTITLE,
        Role.HEADING,
        Role.BODY,
        Role.CAPTION,
        Role.CELL,
        Role.CELL,
        Role.CELL,
        Role.CAPTION,
        Role.NOTE,
        Role.ATTACHMENT_FILE,
    ]
    (grid,) = document.grids
    cell = grid.rows[0][1]
    assert document.text[cell.start : cell.end] == "户数\n（户）"


@given(TEXTS)
def test_offsets_are_those_of_the_plain_text(text: ManuscriptText) -> None:
    plain = plain_text(text)
    document = Document.of_manuscript(text)
    assert document.text == plain + "\n"
    for paragraph in document.paragraphs:
        assert plain[paragraph.start : paragraph.end] == paragraph.text
        assert document.at(paragraph.start) is paragraph
    for grid in document.grids:
        for row in grid.rows:
            for cell in row:
                assert plain[cell.start : cell.end] == cell.words


@given(st.text(max_size=200))
def test_any_string_is_a_document(text: str) -> None:
    document = Document.of_text(text)
    assert document.text == text + "\n"
    assert "".join(p.text + "\n" for p in document.paragraphs) == document.text


def test_what_rules_leave_alone_is_known_by_its_offsets() -> None:
    text = "他说“甲乙”，见《办法〈试行〉》和http://www.a.gov.cn/b?c=1，依据GB/T 15834—2011。"
    paragraph = Document.of_text("首行\n" + text).paragraphs[1]

    def shielded(words: str, kind: Shield) -> bool:
        start = paragraph.start + text.index(words)
        return paragraph.is_shielded(start, start + len(words), kind)

    assert shielded("甲乙", Shield.QUOTE)
    assert shielded("试行", Shield.NAME)
    assert shielded("b?c=1", Shield.ADDRESS)
    assert shielded("15834", Shield.CODE)
    assert not shielded("依据", Shield.QUOTE | Shield.NAME | Shield.ADDRESS)


def test_an_article_of_a_law_is_known() -> None:
    assert Document.of_text("第三条　银行帐户").paragraphs[0].is_article
    assert not Document.of_text("第三条约定无效").paragraphs[0].is_article
