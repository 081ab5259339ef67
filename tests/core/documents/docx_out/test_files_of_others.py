"""Files as LibreOffice, python-docx and strict writers make them, in and out again.

Without an edit the very bytes come back; with one, no part changes but the text's, and the texts
after accepting and rejecting everything are those that LibreOffice and pandoc come to.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import docx as word
import pytest

from qz_review.documents.docx_in import read_docx
from qz_review.documents.docx_out.writing import (
    Remark,
    open_source,
    with_source,
    write_clean,
    write_marked,
)
from qz_review.documents.imported import RevisionChoice
from qz_review.markup.layers import compose
from qz_review.markup.marked import Mark, Version
from qz_review.model.stage import Stage
from qz_review.model.text import plain_lines
from tests.support.docx_checking import faults
from tests.support.flat_odt import FLAT_ODT
from tests.support.office_files import OFFICE, PANDOC, converted
from tests.support.office_settling import settled
from tests.support.other_readers import pandoc
from tests.support.rich_docx import rich_docx
from tests.support.strict_docx import strict, transitional
from tests.support.text_edits import Step, as_read, edited

needs_pandoc = pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
SAMPLE = Path(__file__).parents[4] / "resources" / "samples" / "样稿.docx"
NAMES = ("written", "office", "strict", "样稿.docx")
EDITS: tuple[Step, ...] = (
    (0, 3, 1, "增补"),
    (0, 17, 4, "改"),
    (3, 2, 6, ""),
    (6, 5, 0, "新的一段。"),
)


@cache
def source(name: str) -> bytes:
    """A file; one of LibreOffice's has its own pending revisions accepted first by itself."""
    if name == "strict":
        return strict(rich_docx(for_office=True))
    if name == "written":
        return written()
    if name == "office":
        if OFFICE is None:
            pytest.skip("LibreOffice is not installed")
        return settled([(converted(FLAT_ODT.encode(), "docx", source="fodt"), "accept")])[0]
    return SAMPLE.read_bytes()


def written() -> bytes:
    """As python-docx writes it."""
    document = word.Document()
    document.add_heading("供水通告", 0)
    document.add_heading("总体要求", 1)
    for words in ("各县区要落实制度，加强值班。", "发现问题马上报告，\t及时处理。"):
        document.add_paragraph(words, style="List Number")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "合并"
    for row, column in ((0, 1), (0, 2), (1, 1), (1, 2)):
        table.cell(row, column).text = f"第{row}行第{column}列"
    document.add_paragraph("联系单位：市水务局。")
    document.sections[0].header.paragraphs[0].text = "页眉不在正文里"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@cache
def out(name: str) -> tuple[bytes, bytes]:
    """The marked and the clean docx after some edits."""
    data = source(name)
    text = read_docx(data).text
    last = Version(Stage.REVIEW_2, edited(text, EDITS), "张某", "2026-11-17T08:12:03.123Z")
    opened = open_source(data, text)
    marked = compose(with_source(opened, [Version(None, text), last]))
    clean = write_clean(open_source(data, text), marked).content
    return write_marked(opened, marked).content, clean


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("name", NAMES)
def test_without_an_edit_the_bytes_stay_and_with_one_only_the_text_s_part_changes(
    name: str,
) -> None:
    data = source(name)
    text = read_docx(data).text
    opened = open_source(data, text)
    same = compose(with_source(opened, [Version(None, text), Version(None, text)]))
    assert write_marked(opened, same).content == data
    marked, _ = out(name)
    before, now = parts(data), parts(marked)
    assert list(before) == list(now)
    changed = {part for part in before if before[part] != now[part]}
    assert changed <= {"word/document.xml", "word/numbering.xml", "word/footnotes.xml"}
    assert "word/document.xml" in changed
    assert set(faults(transitional(marked))) <= set(faults(transitional(data)))


@pytest.mark.parametrize("name", NAMES)
def test_accepted_and_rejected_it_says_the_last_text_and_the_first(name: str) -> None:
    text = read_docx(source(name)).text
    marked, clean = out(name)
    assert as_read(read_docx(marked).text) == as_read(edited(text, EDITS))
    assert as_read(read_docx(marked, revisions=RevisionChoice.REJECT).text) == as_read(text)
    assert as_read(read_docx(clean).text) == as_read(edited(text, EDITS))


@needs_pandoc
@pytest.mark.parametrize("name", [name for name in NAMES if name != "strict"])
def test_pandoc_comes_to_the_same(name: str) -> None:
    """Of strict files it reads none."""
    marked, clean = out(name)
    assert pandoc(marked, accept=True) == pandoc(clean, accept=True)
    assert pandoc(marked, accept=False) == pandoc(source(name), accept=True)


@needs_office
@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_comes_to_the_same(name: str) -> None:
    marked, clean = out(name)
    wanted = [(marked, "accept"), (clean, ""), (marked, "reject"), (source(name), "")]
    found = [plain_lines(read_docx(one).text) for one in settled(wanted)]
    assert found[0] == found[1]
    assert found[2] == found[3]


def test_what_is_added_to_a_strict_file_is_strict_too() -> None:
    data = source("strict")
    text = read_docx(data).text
    opened = open_source(data, text)
    versions = with_source(opened, [Version(None, text), Version(None, edited(text, EDITS))])
    remark = Remark(Mark(1, Stage.REVIEW_3, "王某"), "数字再核", 1, 0, 3)
    content = write_marked(opened, compose(versions), [remark]).content
    assert b"purl.oclc.org/ooxml/wordprocessingml/main" in parts(content)["word/comments1.xml"]
    for name, part in parts(content).items():
        assert b"schemas.openxmlformats.org/wordprocessingml" not in part, name
        assert b"schemas.openxmlformats.org/officeDocument" not in part, name
    assert read_docx(content).comments[0].words == "数字再核"
