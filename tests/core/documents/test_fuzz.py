"""Damaged files end in a text or in a refusal: no crash, no hang.

Some hundred runs here; ``QZ_FUZZ=5000`` asks for as many, ``QZ_FUZZ_SEED`` for where to begin.
"""

from __future__ import annotations

import io
import os
import random
import time
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx as word
import pytest

from qz_review.documents.docx_out.checking import check_clean, check_marked
from qz_review.documents.docx_out.writing import (
    open_source,
    with_source,
    write_clean,
    write_marked,
)
from qz_review.documents.imported import RevisionChoice
from qz_review.documents.read import read_document
from qz_review.errors import QzError
from qz_review.markup.layers import compose
from qz_review.markup.marked import Version
from qz_review.model.text import (
    ManuscriptText,
    Paragraph,
    canonical_bytes,
    parse_text,
    plain_text,
)
from tests.support.docx_parts import OFFICE, docx, numbered, numbering_part, paragraph, run
from tests.support.mutations import mutated
from tests.support.revised_docx import answers, begin, comment, end, gone, ins, mark, p, who

RUNS = int(os.environ.get("QZ_FUZZ", "400"))
FIRST = int(os.environ.get("QZ_FUZZ_SEED", "0"))
SLOWEST = 10.0  # s of processor time for one small file; a hang takes minutes
SAMPLE = Path(__file__).parents[3] / "resources" / "samples" / "样稿.docx"


def rich() -> bytes:
    """Nearly everything the reader knows, in one small docx."""
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    cells = "".join(f"<w:tc>{paragraph(word)}</w:tc>" for word in "甲乙")
    merged = f"<w:tc><w:tcPr><w:vMerge/><w:cellDel {who('张某')}/></w:tcPr>{paragraph('丙')}</w:tc>"
    box = f"<w:txbxContent>{p('框', ins('内', '张某'))}</w:txbxContent>"
    equation = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        r"<w:r><w:instrText>eq \o\ac(○,11)</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = (
        p("供水", begin(0), "通告", end(0), properties='<w:jc w:val="center"/>')
        + numbered("总体") + numbered("目标", 1, 1)
        + p("截止", ins(gone("年底", "李某"), "张某"), gone("月底", "张某"), equation, reference)
        + p("前半", properties=mark("del", "张某")) + p("后半", begin(1), end(1))
        + p(f"<w:moveFrom {who('李某')}>{run('移')}</w:moveFrom>")
        + p(f"<w:moveTo {who('李某')}>{run('移')}</w:moveTo>")
        + p("表1 情况")
        + f"<w:tbl><w:tr><w:trPr><w:ins {who('李某')}/></w:trPr>{cells}</w:tr>"
        + f"<w:tr>{merged}<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph('丁')}</w:tc>"
        + "</w:tr></w:tbl>"
        + p('<w:r><w:drawing><a:blip r:embed="i1"/></w:drawing></w:r>') + p("图1 现场")
        + p("<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>" + box
            + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>" + box
            + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>")
        + p(f'<w:hyperlink r:id="h">{run("链接")}</w:hyperlink>',
            f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>",
            '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:tab/><w:br/></w:r>')
    )  # fmt: skip
    return docx(
        body,
        numbering=numbering_part(("chineseCounting", "%1、"), ("decimal", "%1.%2")),
        styles='<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/></w:style>',
        footnotes=f'<w:footnote w:id="2">{p("来源", gone("：某报", "李某"))}</w:footnote>',
        comments=comment(0, "核对") + comment(1, "回复"),
        commentsExtended=answers(0) + answers(1, 0),
        relations=f'<Relationship Id="i1" Type="{OFFICE}image" Target="media/i.png"/>',
        files={"word/media/i.png": b"\x89PNG\r\n\x1a\n"},
    )


def written() -> bytes:
    document = word.Document()
    document.add_heading("供水通告", 0)
    document.add_paragraph("各县区：", style="List Number")
    document.add_table(2, 3).cell(0, 0).merge(document.tables[0].cell(1, 1)).text = "合并"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@cache
def sources() -> tuple[bytes, ...]:
    return (rich(), rich(), written(), SAMPLE.read_bytes())


@pytest.mark.parametrize("part", range(4))
def test_a_damaged_docx_ends_in_a_text_or_in_a_refusal(part: int) -> None:
    choices = list(RevisionChoice)
    read = 0
    for seed in range(FIRST + part, FIRST + RUNS, 4):
        data = mutated(sources()[part], seed)
        begun = time.process_time()
        try:
            document = read_document(data, "稿件.docx", revisions=choices[seed % 3])
        except QzError:
            pass
        else:
            read += 1
            text = document.text
            assert parse_text(canonical_bytes(text)) == text, seed
            words = plain_text(text)
            for found in document.comments:
                assert words[found.start : found.end] == found.quote, seed
            if document.kept is not None:
                assert document.kept.versions[-1].text == text, seed
        assert time.process_time() - begun < SLOWEST, seed
    assert read > RUNS // 40  # the damage must leave something to read


def worked_on(text: ManuscriptText) -> ManuscriptText:
    """A word put in, two paragraphs joined, the last block gone, a paragraph more."""
    blocks = list(text.blocks)
    if len(blocks) > 1 and all(isinstance(block, Paragraph) for block in blocks[:2]):
        one, two = blocks[:2]
        assert isinstance(one, Paragraph) and isinstance(two, Paragraph)
        blocks[:2] = [replace(one, text=one.text + two.text)]
    new = Paragraph("巡查结果另行通报。")
    return replace(text, title=text.title[:2] + "改" + text.title[2:], blocks=(*blocks[:-1], new))


@pytest.mark.parametrize("part", range(4))
def test_over_a_damaged_docx_a_right_file_is_written_or_none(part: int) -> None:
    choices = list(RevisionChoice)
    written_out = 0
    for seed in range(FIRST + part, FIRST + RUNS // 2, 4):
        data = mutated(sources()[part], seed)
        begun = time.process_time()
        try:
            first = read_document(data, "稿件.docx", revisions=choices[seed % 3])
            content = first.docx or data
            source = open_source(content, first.text)
            last = Version(None, worked_on(first.text), "张某")
            marked = compose(with_source(source, [Version(None, first.text), last]))
            check_marked(write_marked(source, marked), marked)
            check_clean(write_clean(open_source(content, first.text), marked), marked)
        except QzError:
            pass
        else:
            written_out += 1
        assert time.process_time() - begun < SLOWEST, seed
    assert written_out > RUNS // 80


PAGE = """<html><head><meta charset=utf-8></head><body><h1>供水<b>通告</b></h1>
<table><tr><td rowspan=2>甲<td>乙</tr><tr><td><ol start=3><li>丙<li>丁</ol></table><!-- 注 -->
<img src="data:image/png;base64,iVBORw0KGgo="><p>正文&nbsp;&#x202e;</body></html>
"""


@pytest.mark.parametrize("name", ["稿.html", "稿.txt", "稿.mht"])
def test_damaged_pages_and_texts_too(name: str) -> None:
    envelope = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    envelope += "Content-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n" + PAGE + "\n--b--\n"
    source = {"稿.html": PAGE, "稿.txt": "供水通告\n正文。\n", "稿.mht": envelope}[name].encode()
    for seed in range(FIRST, FIRST + RUNS // 2):
        chance = random.Random(seed)
        data = bytearray(source * chance.choice((1, 1, 20)))
        for _ in range(chance.randint(1, 20)):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((0, 1, 1, 9))] = chance.choice(
                (b"<", b">", b"\xff", b"\0", b"</td>", b"<table>", b'"', b"=", b"\n", b"--b")
            )
        begun = time.process_time()
        try:
            text = read_document(bytes(data), name).text
        except QzError:
            pass
        else:
            assert parse_text(canonical_bytes(text)) == text, seed
        assert time.process_time() - begun < SLOWEST, seed
