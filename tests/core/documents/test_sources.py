"""Each line of a text read knows the XML that it came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from qz_review.documents.docx_in import read_traced
from qz_review.documents.ooxml import Package
from qz_review.documents.sources import LineSource
from qz_review.markup.lines import Line, lines_of
from tests.support.docx_parts import OFFICE, docx, numbered, numbering_part, paragraph, run

SAMPLE = Path(__file__).parents[3] / "resources" / "samples" / "样稿.docx"
_CENTRED = '<w:jc w:val="center"/>'
_FOOTNOTE = (
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
    f"{run(' 来源：市水务局')}</w:p>{paragraph('第二段')}</w:footnote>"
)


def traced(data: bytes) -> list[tuple[Line, LineSource]]:
    document, sources = read_traced(Package(data))
    return list(zip(lines_of(document.text), sources, strict=True))


def words_of(source: LineSource) -> str:
    written = "".join(words for p in source.paragraphs for words, _ in p.pieces)
    return source.label + ("" if source.picture is not None else written)


def without_space(text: str) -> str:
    return "".join(text.split())


def rich() -> bytes:
    cell = f"<w:tc>{paragraph('格一')}{paragraph('格二')}</w:tc><w:tc><w:p/></w:tc>"
    drawing = '<w:r><w:drawing><a:blip r:embed="i1"/></w:drawing></w:r>'
    body = (
        paragraph("青汀市开展冬季供水", properties=_CENTRED)
        + paragraph("管网巡查工作", properties=_CENTRED)
        + paragraph("（2026年11月17日）", properties=_CENTRED)
        + numbered("总体要求")
        + f"<w:p>{run('　　供水量')}<w:r><w:footnoteReference w:id='2'/></w:r>{run('增长 ')}</w:p>"
        + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl><w:p>{drawing}{run('图下的字')}</w:p>"
    )
    return docx(
        body,
        numbering=numbering_part(("chineseCounting", "%1、")),
        footnotes=_FOOTNOTE,
        relations=f'<Relationship Id="i1" Type="{OFFICE}image" Target="media/i.png"/>',
        files={"word/media/i.png": b"\x89PNG\r\n\x1a\n"},
    )


@pytest.mark.parametrize("data", [rich(), SAMPLE.read_bytes()], ids=["rich", "sample"])
def test_every_line_has_its_words_in_the_xml(data: bytes) -> None:
    for line, source in traced(data):
        assert without_space(words_of(source)) == without_space(line.text), line


def test_titles_notes_empty_cells_and_pictures_know_their_paragraphs() -> None:
    lines = traced(rich())
    texts = [line.text for line, _ in lines]
    assert texts == [
        "青汀市开展冬季供水管网巡查工作", "（2026年11月17日）", "一、总体要求", "供水量[1]增长",
        "格一", "格二", "", "", "图下的字", "[1]来源：市水务局\n第二段",
    ]  # fmt: skip
    assert [len(source.paragraphs) for _, source in lines] == [2, 1, 1, 1, 1, 1, 1, 1, 1, 2]
    assert lines[7][1].picture is not None
    assert lines[2][1].label == "一、"
