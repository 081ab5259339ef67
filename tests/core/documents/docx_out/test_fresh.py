"""A docx made for a text that came from none says exactly what the text says."""

from __future__ import annotations

import io

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from qz_review.documents.docx_out.fresh import fresh_docx
from qz_review.documents.read import read_document
from qz_review.markup.lines import lines_of
from qz_review.model.text import Cell, ManuscriptText, Paragraph, Picture, Table

WORDS = st.text("市政府通知2026年（一），。“”ab \t", min_size=1, max_size=30).filter(
    lambda words: words == words.strip()
)


def lines(text: ManuscriptText) -> list[str]:
    return [line.text for line in lines_of(text)]


def read_again(text: ManuscriptText, pictures: dict[str, bytes]) -> ManuscriptText:
    return read_document(fresh_docx(text, pictures), "稿件.docx").text


@given(title=WORDS, paragraphs=st.lists(WORDS, max_size=6))
def test_every_line_comes_back(title: str, paragraphs: list[str]) -> None:
    text = ManuscriptText(title, blocks=tuple(Paragraph(words) for words in paragraphs))
    assert lines(read_again(text, {})) == lines(text)


def test_headings_numbers_tables_and_captions_come_back() -> None:
    table = Table(
        (
            (Cell(("项目",), row_span=2), Cell(("金额", "（万元）"), column_span=2)),
            (Cell(("2025",)), Cell(("2026",))),
        ),
        "表1 预算",
    )
    text = ManuscriptText(
        "关于印发《办法》的通知",
        "（试行）",
        (Paragraph("总则", 1, "一、"), Paragraph("为了\t加强\n管理。"), table, Paragraph("附则。")),
    )
    again = read_again(text, {})
    assert lines(again) == lines(text)
    assert again.blocks[2] == table and again.blocks[0] == Paragraph("一、总则", 1)


def test_pictures_stand_where_they_stood_and_fit_the_page() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (3000, 1500), "white").save(buffer, "PNG")
    text = ManuscriptText(
        "标题", blocks=(Paragraph("前"), Picture("d", "image/png", "图1 现场"), Paragraph("后"))
    )
    content = fresh_docx(text, {"d": buffer.getvalue()})
    again = read_document(content, "稿件.docx").text
    assert lines(again) == lines(text)
    shape = Document(io.BytesIO(content)).inline_shapes[0]
    assert shape.width.mm == pytest.approx(156, abs=0.1)
    assert shape.height.mm == pytest.approx(78, abs=0.1)


def test_a_picture_that_no_docx_holds_leaves_its_caption() -> None:
    text = ManuscriptText(
        "标题", blocks=(Picture("d", "image/svg+xml", "图1 示意"), Paragraph("后"))
    )
    again = read_again(text, {"d": b"<svg/>"})
    assert lines(again) == ["标题", "图1 示意", "后"]
