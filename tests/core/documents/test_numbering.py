"""Automatic numbers as a reader of the document sees them."""

from __future__ import annotations

import pytest

from qz_review.documents.docx_in import read_docx
from qz_review.documents.number_formats import format_number
from qz_review.model.text import Paragraph
from tests.support.docx_parts import docx, numbered, numbering_part, paragraph

OFFICIAL = (
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
    ("decimalEnclosedCircle", "%5"),
)


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    title = paragraph("题", properties='<w:jc w:val="center"/>')
    text = read_docx(docx(title + body, numbering=numbering, styles=styles)).text
    return [block.label for block in text.blocks if isinstance(block, Paragraph)]


def test_the_five_official_levels() -> None:
    body = "".join(numbered("项", depth=depth) for depth in (0, 1, 2, 3, 4, 4, 1, 2, 0, 1))
    assert labels(body, numbering_part(*OFFICIAL)) == [
        "一、", "（一）", "1. ", "（1）", "①", "②", "（二）", "1. ", "二、", "（一）",
    ]  # fmt: skip


def test_levels_written_together_and_a_level_entered_without_its_parent() -> None:
    numbering = numbering_part(("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))
    body = "".join(numbered("项", depth=depth) for depth in (0, 1, 1, 2, 0, 2))
    assert labels(body, numbering) == ["1 ", "1.1 ", "1.2 ", "1.2.1 ", "2 ", "2.1.1 "]


def test_a_second_list_goes_on_or_starts_anew() -> None:
    going_on = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    anew = (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    numbering = numbering_part(("decimal", "%1、"), extra=going_on + anew)
    body = "".join(numbered("项", number) for number in (1, 1, 2, 3, 3))
    assert labels(body, numbering) == ["1、", "2、", "3、", "5、", "6、"]


def test_a_number_that_comes_from_the_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="k"><w:name w:val="小节"/><w:basedOn w:val="h"/>'
        "</w:style>"
    )
    no_number = paragraph("项", style="k", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    body = paragraph("项", style="h") + paragraph("项", style="k") + no_number
    numbering = numbering_part(("chineseCountingThousand", "第%1条"))
    assert labels(body, numbering, styles) == ["第一条", "第二条", ""]


def test_empty_paragraphs_and_bullets() -> None:
    numbering = numbering_part(("bullet", "\uf0b7"))
    assert labels(numbered("项") + "<w:p/>", numbering) == ["• "]


@pytest.mark.parametrize(
    ("kind", "number", "written"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 23, "二十三"),
        ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 10_020, "一万零二十"),
        ("japaneseCounting", 12, "十二"),
        ("ideographDigital", 20, "二〇"),
        ("chineseLegalSimplified", 15, "壹拾伍"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalZero", 3, "03"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 3, "c"),
        ("ideographTraditional", 2, "乙"),
        ("decimalFullWidth", 12, "１２"),
        ("neverHeardOf", 7, "7"),
    ],
)
def test_number_formats(kind: str, number: int, written: str) -> None:
    assert format_number(number, kind) == written
