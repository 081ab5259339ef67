"""The words we read are those that pandoc and LibreOffice read, revisions accepted or rejected.

White space apart, and apart from what those do not read: pandoc leaves out symbols, text boxes
and EQ fields; LibreOffice's own format has no tracked rows and cells.
"""

from __future__ import annotations

import io
import os
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx as word
import pytest

from qz_review.documents.docx_in import read_docx
from qz_review.documents.imported import RevisionChoice
from qz_review.model.text import plain_lines
from tests.support.docx_parts import OFFICE as RELATION
from tests.support.docx_parts import docx, numbered, numbering_part, paragraph, run
from tests.support.flat_odt import FLAT_ODT
from tests.support.office_files import OFFICE, PANDOC, converted
from tests.support.other_readers import bare, office, ours, pandoc
from tests.support.revised_docx import gone, ins, mark, p, who

needs_pandoc = pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
SAMPLES = Path(__file__).parents[3] / "resources" / "samples"
FIRST, SECOND = "2026-01-02T10:00:00Z", "2026-01-05T10:00:00Z"


def revised() -> bytes:
    """Two authors, nested, over paragraphs, in lists, cells, notes, links and controls."""
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    link = f'<w:hyperlink r:id="h">{run("原文")}{ins("链接", "张某")}</w:hyperlink>'
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{ins('控件', '李某')}</w:sdtContent></w:sdt>"
    dated = ins(gone("年底", "李某", SECOND), "张某")
    cell = f"<w:tc><w:tcPr/>{p('甲', ins('加', '张某'), gone('减', '李某'))}</w:tc>"
    row = f"<w:tr>{cell}<w:tc><w:tcPr/>{paragraph('乙')}</w:tc></w:tr>"
    grid = "<w:tblPr/><w:tblGrid><w:gridCol w:w='900'/><w:gridCol w:w='900'/></w:tblGrid>"
    return docx(
        p("关于", ins("做好", "张某"), "供水的通知", properties='<w:jc w:val="center"/>')
        + p("各县区", gone("、乡镇", "李某"), "人民政府：")
        + p("截止", dated, gone("月底", "张某"), "完成", reference)
        + p("前半，", properties=mark("del", "张某")) + p("后半。")
        + p("分开", properties=mark("ins", "李某")) + p("的段。")
        + p(ins("新增一段。", "李某"), properties=mark("ins", "李某"))
        + p(gone("删去一段。", "李某"), properties=mark("del", "李某"))
        + p(f"<w:moveFrom {who('李某')}>{run('移动')}</w:moveFrom>", "甲处")
        + p(f"<w:moveTo {who('李某')}>{run('移动')}</w:moveTo>", "乙处")
        + numbered("总体").replace("</w:p>", ins("要求", "张某") + "</w:p>")
        + p(link, "和", control)
        + f"<w:tbl>{grid}{row * 2}</w:tbl>"
        + p("结尾。"),
        numbering=numbering_part(("chineseCounting", "%1、")),
        footnotes=f'<w:footnote w:id="2">{p("来源", gone("：某报", "李某"), ins("市局", "张某"))}'
        "</w:footnote>",
        relations=f'<Relationship Id="h" Type="{RELATION}hyperlink" Target="https://www.gov.cn/" '
        'TargetMode="External"/>',
    )  # fmt: skip


def written() -> bytes:
    """As python-docx writes it."""
    document = word.Document()
    document.add_heading("供水通告", 0)
    document.add_heading("总体要求", 1)
    for words in ("各县区：", "落实制度\t加强\n值班"):
        document.add_paragraph(words, style="List Number")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "合并"
    table.cell(0, 2).text, table.cell(1, 2).text = "右上", "右下"
    document.sections[0].header.paragraphs[0].text = "页眉不在正文里"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@cache
def from_office() -> bytes:
    """As LibreOffice writes it, with its own tracked changes, notes, lists and tables."""
    return converted(FLAT_ODT.encode(), "docx", source="fodt")


def source(name: str) -> bytes:
    if name.startswith(os.sep):
        return Path(name).read_bytes()
    if name == "revised":
        return revised()
    if name == "written":
        return written()
    if name == "office":
        if OFFICE is None:
            pytest.skip("LibreOffice is not installed")
        return from_office()
    return (SAMPLES / name).read_bytes()


OWN = sorted(map(str, Path(os.environ.get("QZ_DOCX", "/nowhere")).resolve().glob("*.docx")))
"""Files of one's own to try as well: ``QZ_DOCX=folder``."""

NAMES = ("revised", "written", "office", "样稿.docx", *OWN)


@needs_pandoc
@pytest.mark.parametrize("accept", [True, False], ids=["accept", "reject"])
@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_pandoc_s(name: str, accept: bool) -> None:
    data = source(name)
    assert read(data, accept) == pandoc(data, accept=accept)


@needs_office
@pytest.mark.parametrize("accept", [True, False], ids=["accept", "reject"])
@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_libreoffice_s(name: str, accept: bool) -> None:
    data = source(name)
    assert read(data, accept) == office(data, accept=accept)


def read(data: bytes, accept: bool) -> object:
    choice = RevisionChoice.ACCEPT if accept else RevisionChoice.REJECT
    return ours(read_docx(data, revisions=choice).text)


# --- automatic numbers ----------------------------------------------------------------------


def lists() -> bytes:
    """The official order 一、（一）1.（1）, restarts, a second list, styles and odd formats."""
    official = (
        ("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."),
        ("decimal", "（%4）"), ("upperLetter", "%5."), ("lowerRoman", "%6)"),
    )  # fmt: skip
    second = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="9"/>'
        '<w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
        '<w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = paragraph("供水办法")
    for depth in (0, 1, 2, 3, 4, 5, 2, 2, 1, 2, 0, 1, 2, 3):
        body += numbered(f"第{depth}级", 1, depth)
    for number in (2, 2, 2, 3, 3, 2):
        body += numbered(f"列表{number}", number)
    return docx(body, numbering=numbering_part(*official, extra=second))


@needs_office
@pytest.mark.parametrize(
    "data", [lists(), (SAMPLES / "样稿.docx").read_bytes()], ids=["lists", "样稿"]
)
def test_automatic_numbers_are_libreoffice_s(data: bytes) -> None:
    theirs = converted(data, "txt").decode("utf-8-sig").splitlines()
    text = read_docx(data).text
    found = "".join(plain_lines(replace(text, notes=())))
    for note in text.notes:  # which a txt does not have
        found = found.replace(note.mark, note.mark.strip("[]"), 1)
    assert bare(found) == bare("".join(theirs))
