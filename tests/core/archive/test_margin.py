"""The margin of the 花脸稿: every change has its symbol and number, whatever the line holds."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2
import pytest

from qz_review.archive.blocks import Text
from qz_review.archive.dossier import NoteRow
from qz_review.archive.grid import Grid
from qz_review.archive.margin import signs_of
from qz_review.archive.marked_pages import marked_blocks
from qz_review.archive.sheets import marked_sheet_pdf
from qz_review.markup.layers import compose
from qz_review.markup.marked import MarkedDocument, Version
from qz_review.markup.proof_marks import ProofMark
from qz_review.model.stage import Stage
from qz_review.model.text import Cell, ManuscriptText, Paragraph, Table, plain_text
from tests.support.dossiers import full_dossier

NUMBERS = "一二三四五六七八九十"


def marked(old: ManuscriptText, *later: ManuscriptText) -> MarkedDocument:
    versions = [Version(stage, text) for stage, text in zip(Stage, later, strict=False)]
    return compose([Version(None, old), *versions])


def text_of(*paragraphs: str) -> ManuscriptText:
    return ManuscriptText("题", blocks=tuple(map(Paragraph, paragraphs)))


def marks_in(document: MarkedDocument) -> list[tuple[ProofMark, int]]:
    return [
        (sign.mark, sign.number)
        for block in marked_blocks(document, {})
        for _, sign in signs_of(block, 800.0)
    ]


def page_words(document: MarkedDocument) -> str:
    dossier = replace(full_dossier(), marked=document, by_stage=())
    pdf = pypdfium2.PdfDocument(marked_sheet_pdf(dossier))
    try:
        return str(pdf[0].get_textpage().get_text_bounded())
    finally:
        pdf.close()


def test_every_kind_of_change_has_its_mark() -> None:
    first, second = "入冬以来，市城市管理局组织了巡查队。", "对全市供水主干管开展拉网式检查。"
    far = "市民如遇停水可以拨打供水热线电话报修登记。"
    swapped = ("多次召开专题会议部署。", "多次召开会议专题部署。")
    parts = ("各食堂现场值守工作人员3人。", "老年人凭本人身份证登记后就餐。")
    old = text_of(first + second, swapped[0], far, *parts)
    new = text_of(
        first.replace("了", ""),
        second.replace("全市", "市区"),
        swapped[1],
        "".join(parts).replace("现场", "现场共"),
        far,
    )
    assert {mark for mark, _ in marks_in(marked(old, new))} == {
        ProofMark.DELETED,
        ProofMark.SPLIT,
        ProofMark.REPLACED,
        ProofMark.TRANSPOSED,
        ProofMark.MOVED,
        ProofMark.INSERTED,
        ProofMark.JOINED,
    }


def test_what_a_later_step_puts_back_has_the_triangles() -> None:
    document = marked(text_of("完善老年食堂。"), text_of("完善食堂。"), text_of("完善老年食堂。"))
    styles = [
        stretch.style
        for block in marked_blocks(document, {})
        if isinstance(block, Text)
        for line in block.lines
        for stretch in line.stretches
    ]
    assert [style.kept is not None for style in styles].count(True) == 1
    assert (ProofMark.KEPT, 2) in marks_in(document)


def test_a_joined_paragraph_begins_on_a_line_of_its_own_and_the_curve_leads_there() -> None:
    first, second = "入冬以来，市城市管理局组织巡查队。", "对全市供水主干管开展检查。"
    document = marked(text_of(first, second), text_of(first + second))
    block = marked_blocks(document, {})[2]
    assert isinstance(block, Text)
    assert [[sign.mark for sign in line.ending] for line in block.lines] == [
        [ProofMark.JOINED],
        [],
    ]
    assert block.lines[1].indent == block.lines[0].indent > 0


def test_all_of_many_changes_in_one_line_stand_in_the_margin() -> None:
    old = "，".join(f"{number}分区完成改造{at}户" for at, number in enumerate(NUMBERS, 100))
    new = "，".join(f"{number}分县完成改造{at}户" for at, number in enumerate(NUMBERS, 200))
    document = marked(text_of(old), text_of(new))
    assert len(document.changes) == 20
    numbers = re.findall(r"(?<![0-9])[0-9]{1,2}(?![0-9])", page_words(document))
    assert {str(number) for number in range(1, 21)} <= set(numbers)


def test_cells_of_one_row_share_the_margin() -> None:
    def table(*figures: str) -> ManuscriptText:
        cells = tuple(Cell((figure,)) for figure in figures)
        return ManuscriptText("题", blocks=(Table((cells,)),))

    document = marked(table("甲县", "12", "30"), table("甲县", "15", "38"))
    (grid,) = [block for block in marked_blocks(document, {}) if isinstance(block, Grid)]
    heights = [height for height, _ in signs_of(grid, 700.0)]
    assert len(heights) == 4
    assert heights == pytest.approx([heights[0]] * 4)


def test_a_moved_paragraph_says_where_it_went_and_where_it_came_from() -> None:
    paragraphs = [f"第{n}个方面的工作由{n}号牵头单位负责，按月报送进展情况。" for n in range(5)]
    document = marked(text_of(*paragraphs), text_of(*paragraphs[1:4], paragraphs[0], paragraphs[4]))
    words = page_words(document)
    assert "［移至第4段］" in words
    assert "［由原第1段移入］" in words


def test_a_change_of_level_has_its_mark_though_no_words_changed() -> None:
    old = ManuscriptText("题", blocks=(Paragraph("工作要求"),))
    new = ManuscriptText("题", blocks=(Paragraph("工作要求", 1),))
    assert marks_in(marked(old, new)) == [(ProofMark.FORMAT, 1)]


def test_a_note_stands_behind_its_words_in_the_margin_and_in_a_list() -> None:
    document = marked(text_of("完善老年食堂服务。"), text_of("完善长者食堂服务。"))
    start = plain_text(text_of("完善长者食堂服务。")).index("长者食堂")
    note = NoteRow(
        1,
        start,
        start + 4,
        False,
        "长者食堂",
        "名称以批复为准",
        "周某远",
        Stage.REVIEW_2,
        None,
        False,
    )
    assert (ProofMark.NOTE, 1) in [
        (sign.mark, sign.number)
        for block in marked_blocks(document, {}, notes=(note,))
        for _, sign in signs_of(block, 800.0)
    ]
    dossier = replace(full_dossier(), marked=document, by_stage=(), notes=(note,))
    pdf = pypdfium2.PdfDocument(marked_sheet_pdf(dossier))
    words = str(pdf[0].get_textpage().get_text_bounded())
    pdf.close()
    assert "完善老年长者食堂［附注1］服务。" in words
    for part in ("名称以批复为准", "二审 周某远", "未处理"):
        assert part in words


def test_a_note_whose_words_are_gone_stands_where_they_were() -> None:
    document = marked(text_of("完善老年食堂。", "完。"), text_of("完善。", "完。"))
    at = len("题\n完善")
    note = NoteRow(1, at, at, True, "老年食堂", "为何删去", "周某远", None, None, True)
    dossier = replace(full_dossier(), marked=document, by_stage=(), notes=(note,))
    pdf = pypdfium2.PdfDocument(marked_sheet_pdf(dossier))
    words = str(pdf[0].get_textpage().get_text_bounded())
    pdf.close()
    assert "完善［附注1］老年食堂。" in words
    assert "（已删去）" in words
