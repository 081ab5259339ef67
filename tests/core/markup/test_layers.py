"""The marked document: who inserted, who deleted, step by step."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given

from qz_review.markup.align import align
from qz_review.markup.changes import BREAK_SIGN, ChangeKind
from qz_review.markup.compare import compare_texts
from qz_review.markup.layers import Version, compose
from qz_review.markup.marked import MarkedBlock, MarkedDocument
from qz_review.markup.tables import MarkedTable, arrange
from qz_review.model.stage import Stage
from qz_review.model.text import Block, Cell, ManuscriptText, Paragraph, Picture, Table

from .test_properties import histories


def text_of(*paragraphs: str) -> ManuscriptText:
    return ManuscriptText("长者食堂", blocks=tuple(Paragraph(words) for words in paragraphs))


def history(*texts: ManuscriptText) -> MarkedDocument:
    stages = (None, *Stage)
    return compose([Version(stages[n], text, f"第{n}人", f"T{n}") for n, text in enumerate(texts)])


def runs(document: MarkedDocument, block: int) -> list[tuple[str, str, str]]:
    def name(mark: object) -> str:
        stage = getattr(mark, "stage", None)
        return stage.label if stage is not None else ""

    return [(r.text, name(r.inserted), name(r.deleted)) for r in document.blocks[block].runs]


def test_each_step_keeps_its_own_marks() -> None:
    document = history(
        text_of("为进一步完善老年食堂。"),
        text_of("为完善老年食堂。"),
        text_of("为完善长者食堂。"),
        text_of("为完善长者食堂服务。"),
    )
    assert runs(document, 1) == [
        ("为", "", ""),
        ("进一步", "", "一审"),
        ("完善", "", ""),
        ("老年", "", "一校"),
        ("长者", "一校", ""),
        ("食堂", "", ""),
        ("服务", "二审", ""),
        ("。", "", ""),
    ]
    assert [(c.number, c.kind.label, c.stage, c.author, c.time) for c in document.changes] == [
        (1, "删除", Stage.REVIEW_1, "第1人", "T1"),
        (2, "改正", Stage.PROOF_1, "第2人", "T2"),
        (3, "增补", Stage.REVIEW_2, "第3人", "T3"),
    ]
    assert document.counts == {Stage.REVIEW_1: 1, Stage.PROOF_1: 1, Stage.REVIEW_2: 1}
    assert document.blocks[1].stages == (Stage.REVIEW_1, Stage.PROOF_1, Stage.REVIEW_2)


def test_what_one_step_inserted_and_another_deleted_carries_both() -> None:
    document = history(text_of("完善食堂。"), text_of("完善社区食堂。"), text_of("完善食堂。"))
    assert ("社区", "一审", "一校") in runs(document, 1)
    assert document.blocks[1].clean == "完善食堂。"


def test_words_that_a_later_step_puts_back_are_kept() -> None:
    document = history(
        text_of("完善老年食堂。"), text_of("完善长者食堂。"), text_of("完善老年食堂。")
    )
    assert runs(document, 1) == [
        ("完善", "", ""),
        ("老年", "", "一审"),
        ("老年", "一校", ""),
        ("长者", "一审", "一校"),
        ("食堂。", "", ""),
    ]
    assert [(c.kind.label, c.deleted, c.inserted) for c in document.changes] == [
        ("改正", "老年", "长者"),
        ("保留", "长者", "老年"),
    ]


def test_a_paragraph_split_and_joined_again_keeps_its_signs() -> None:
    first, second = "入冬以来，市城市管理局组织巡查队。", "对全市供水主干管开展拉网式检查。"
    split = history(text_of(first + second), text_of(first, second))
    assert runs(split, 1) == [(first, "", ""), (BREAK_SIGN, "一审", "")]
    assert runs(split, 2) == [(second, "", "")]
    again = history(text_of(first + second), text_of(first, second), text_of(first + second))
    assert runs(again, 1) == [(first, "", ""), (BREAK_SIGN, "一审", "一校"), (second, "", "")]
    assert again.lines_of_version(1) == ("长者食堂", first, second)


def test_whole_paragraphs_that_came_and_went() -> None:
    document = history(
        text_of("第一段说供水管网。", "第二段说低保老年人补贴。"),
        text_of("第一段说供水管网。", "新写的一段讲热线电话报修。", "第二段说低保老年人补贴。"),
        text_of("第二段说低保老年人补贴。"),
    )
    gone = [block for block in document.blocks if not block.is_present]
    assert [(b.inserted and b.inserted.stage, b.deleted and b.deleted.stage) for b in gone] == [
        (None, Stage.PROOF_1),
        (Stage.REVIEW_1, Stage.PROOF_1),
    ]


def test_a_step_without_changes_adds_nothing() -> None:
    text = text_of("供水。")
    document = history(text, text, text)
    assert document.changes == ()
    assert document.version_count == 3
    assert document.lines_of_version(2) == ("长者食堂", "供水。")


def table(*rows: tuple[str, ...]) -> ManuscriptText:
    cells = tuple(tuple(Cell((words,)) for words in row) for row in rows)
    blocks: tuple[Block, ...] = (Picture("a" * 64, "image/png", "图1"), Table(cells, "表1"))
    return ManuscriptText("供水", blocks=blocks)


def test_a_deleted_row_stands_in_its_place_in_the_drawn_table() -> None:
    document = history(
        table(("区", "数"), ("甲区", "18"), ("乙区", "40"), ("合计", "58")),
        table(("区", "数"), ("甲区", "18"), ("合计", "18")),
    )
    arranged = arrange(document.blocks)
    drawn = arranged[-1]
    assert isinstance(drawn, MarkedTable)
    assert [(row.is_present, row.cells[0].blocks[0].runs[0].text) for row in drawn.rows] == [
        (True, "区"),
        (True, "甲区"),
        (False, "乙区"),
        (True, "合计"),
    ]
    assert [block.runs[0].text for block in drawn.captions] == ["表1"]


@given(histories())
def test_arranging_leaves_no_block_out(versions: list[Version]) -> None:
    blocks = compose(versions).blocks
    found: list[MarkedBlock] = []
    for item in arrange(blocks):
        if isinstance(item, MarkedBlock):
            found.append(item)
            continue
        found.extend(item.captions)
        taken: set[tuple[int, int]] = set()
        for at, row in enumerate(item.rows):
            for cell in row.cells:
                found.extend(cell.blocks)
                area = {
                    (at + down, cell.column + across)
                    for down in range(cell.row_span)
                    for across in range(cell.column_span)
                }
                assert not area & taken
                taken |= area
    assert sorted(map(id, found)) == sorted(map(id, blocks))


def test_texts_that_share_nothing_are_compared_as_wholes_and_quickly() -> None:
    old = ManuscriptText("题", blocks=tuple(Paragraph(f"甲{n}乙丙丁" * 3) for n in range(400)))
    new = ManuscriptText("题", blocks=tuple(Paragraph(f"子{n}丑寅卯" * 3) for n in range(400)))
    comparison = compare_texts(old, new)
    kinds = {change.kind for change in comparison.changes}
    assert comparison.coarse
    assert kinds == {ChangeKind.DELETED, ChangeKind.INSERTED}


def test_endless_repetition_is_cut_short_and_said_to_be_coarse() -> None:
    alignment = align("ab" * 20_000, "ba" * 20_000 + "a")
    assert alignment.coarse


def test_the_segmenter_is_not_loaded_before_the_first_comparison() -> None:
    code = (
        "import sys, qz_review.markup.compare, qz_review.documents.read;"
        "sys.exit('rjieba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
