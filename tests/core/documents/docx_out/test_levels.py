"""A heading that became body text, or the reverse, is a tracked change of its paragraph."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qz_review.documents.docx_in import read_docx
from qz_review.documents.docx_out.writing import open_source, with_source, write_clean, write_marked
from qz_review.documents.imported import RevisionChoice
from qz_review.markup.layers import compose
from qz_review.markup.marked import Version
from qz_review.model.text import ManuscriptText, Paragraph
from tests.support.docx_checking import faults
from tests.support.docx_parts import docx, paragraph

STYLES = (
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
)
OUTLINED = '<w:outlineLvl w:val="1"/>'


def source() -> bytes:
    return docx(
        paragraph("供水管网巡查", properties='<w:jc w:val="center"/>')
        + paragraph("总体要求", style="1")
        + paragraph("各单位要落实责任。")
        + paragraph("工作安排", style="1")
        + paragraph("按期完成。", properties=OUTLINED),
        styles=STYLES,
    )


def levels(text: ManuscriptText) -> list[int]:
    return [block.level for block in text.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [([0, 0, 1, 2], ""), ([1, 1, 1, 2], ""), ([1, 0, 1, 0], ""), ([2, 3, 0, 1], "全面")],
)
def test_levels_come_out_when_accepted_and_the_old_ones_when_rejected(
    wanted: list[int], words: str
) -> None:
    data = source()
    text = read_docx(data).text
    assert levels(text) == [1, 0, 1, 2]
    blocks = tuple(
        replace(block, level=level, text=words + block.text)
        for block, level in zip(text.blocks, wanted, strict=True)
        if isinstance(block, Paragraph)
    )
    changed = replace(text, blocks=blocks)
    last = Version(None, changed, "张某", "2026-11-17T08:12:03.123Z")
    opened = open_source(data, text)
    marked = compose(with_source(opened, [Version(None, text), last]))
    out = write_marked(opened, marked).content
    assert faults(out) == []
    assert read_docx(out).text == changed
    assert read_docx(out, revisions=RevisionChoice.REJECT).text == text
    clean = write_clean(open_source(data, text), marked).content
    assert read_docx(clean).text == changed
