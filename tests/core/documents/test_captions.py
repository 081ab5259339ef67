"""A caption goes with its picture or table; any other line stays a paragraph."""

from __future__ import annotations

import pytest

from qz_review.documents.docx_in import read_docx, read_traced
from qz_review.documents.imported import ImportedDocument
from qz_review.documents.ooxml import Package
from qz_review.markup.lines import lines_of
from qz_review.model.text import Paragraph, Picture, Table, plain_lines
from tests.support.docx_parts import OFFICE, docx, paragraph
from tests.support.revised_docx import p

STYLES = (
    '<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="caption"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a6"><w:name w:val="题注"/></w:style>'
)
PICTURE = p('<w:r><w:drawing><a:blip r:embed="i1"/></w:drawing></w:r>')
TABLE = f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>"
SEQ = (
    p("附图", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
      "<w:r><w:instrText> SEQ 附图 </w:instrText></w:r>",
      '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "3",
      '<w:r><w:fldChar w:fldCharType="end"/></w:r>', " 管网")
)  # fmt: skip


def source(body: str) -> bytes:
    return docx(
        paragraph("供水通告") + paragraph("正文。") + body,
        styles=STYLES,
        relations=f'<Relationship Id="i1" Type="{OFFICE}image" Target="media/i.png"/>',
        files={"word/media/i.png": b"\x89PNG\r\n\x1a\n"},
    )


def read(body: str) -> ImportedDocument:
    return read_docx(source(body))


def captions(body: str) -> list[str]:
    found = read(body).text.blocks
    return [block.caption for block in found if isinstance(block, (Picture, Table))]


@pytest.mark.parametrize(
    "words", ["图1 供水管网", "图 2-1：管网", "图三　管网", "图1", "图1.2、管网，含支管"]
)
def test_numbered_lines_below_pictures(words: str) -> None:
    assert captions(PICTURE + paragraph(words) + paragraph("后文。")) == [words]


@pytest.mark.parametrize("words", ["表1 巡查情况", "表 2－1：情况", "表一"])
def test_numbered_lines_above_tables(words: str) -> None:
    assert captions(paragraph(words) + TABLE) == [words]


@pytest.mark.parametrize("style", ["a5", "a6"])
def test_styled_lines_and_lines_that_count_themselves(style: str) -> None:
    assert captions(PICTURE + paragraph("巡查现场", style=style)) == ["巡查现场"]
    assert captions(paragraph("巡查情况", style=style) + TABLE) == ["巡查情况"]
    assert captions(PICTURE + SEQ) == ["附图3 管网"]


@pytest.mark.parametrize(
    "body",
    [
        PICTURE + paragraph("图1显示，管网已更新。"),
        PICTURE + paragraph("图1 显示管网已更新。"),
        PICTURE + paragraph("图为巡查现场"),
        PICTURE + paragraph("表1 情况"),
        PICTURE + paragraph("中间") + paragraph("图1 管网"),
        paragraph("图1 管网") + TABLE,
        paragraph("表1 情况") + paragraph("单位：公里") + TABLE,
        TABLE + paragraph("表1 情况"),
        PICTURE + paragraph("图1 " + "长" * 60),
    ],
)
def test_anything_else_stays_a_paragraph_in_its_place(body: str) -> None:
    document = read(body)
    assert set(captions(body)) == {""}
    assert sum(isinstance(block, Paragraph) for block in document.text.blocks) >= 2


def test_no_word_moves_and_every_line_knows_its_xml() -> None:
    body = (
        paragraph("表1 情况") + TABLE + PICTURE + paragraph("图1 管网") + PICTURE + paragraph("尾")
    )
    assert plain_lines(read(body).text) == (
        "供水通告", "正文。", "表1 情况", "甲", "乙", "图1 管网", "尾",
    )  # fmt: skip
    document, sources = read_traced(Package(source(body)))
    for line, origin in zip(lines_of(document.text), sources, strict=True):
        written = "".join(words for q in origin.paragraphs for words, _ in q.pieces)
        assert (origin.picture is not None) == (line.text == "")
        assert origin.picture is not None or written == line.text


def test_one_caption_belongs_to_one_picture() -> None:
    assert captions(PICTURE + PICTURE + paragraph("图1 甲") + paragraph("图2 乙")) == ["", "图1 甲"]
