"""Rows, columns and tables that come or go: accepted and rejected, the very tables stand there."""

from __future__ import annotations

import random

import pytest
from lxml import etree

from qz_review.documents.docx_in import read_docx
from qz_review.documents.docx_out.writing import (
    Remark,
    open_source,
    with_source,
    write_clean,
    write_marked,
)
from qz_review.documents.imported import RevisionChoice
from qz_review.documents.ooxml import Package, W
from qz_review.markup.layers import compose
from qz_review.markup.marked import Mark, Version
from qz_review.model.text import plain_text
from tests.support.docx_checking import faults
from tests.support.docx_parts import docx, numbered, numbering_part, paragraph, run
from tests.support.office_files import OFFICE, PANDOC
from tests.support.office_settling import settled
from tests.support.other_readers import pandoc
from tests.support.rich_docx import cell, table
from tests.support.table_docx import changed, document, drawn, shape

needs_pandoc = pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

HEAD = ["单位", "处数"]
TABLE = [HEAD, ["市水务局", "12"], ["市住建局", "7"], ["市财政局", "3"]]
BEFORE = ["各县区情况如下。", TABLE, "以上请核对。"]


def redlined(old: bytes, new: bytes) -> tuple[bytes, bytes]:
    """The marked and the clean docx."""
    before, after = read_docx(old).text, read_docx(new).text
    source = open_source(old, before)
    last = Version(None, after, "张某", "2026-11-17T08:12:03.123Z")
    marked = compose(with_source(source, [Version(None, before), last]))
    out = write_marked(source, marked)
    return out.content, write_clean(open_source(old, before), marked).content


def check(old: bytes, new: bytes) -> bytes:
    """Accepting gives the new tables, rejecting the old ones, cell by cell."""
    out, clean = redlined(old, new)
    assert faults(out) == []
    before, after = shape(read_docx(old).text), shape(read_docx(new).text)
    assert shape(read_docx(out).text) == after
    assert shape(read_docx(out, revisions=RevisionChoice.REJECT).text) == before
    assert shape(read_docx(clean).text) == after
    return out


def tracked(data: bytes) -> list[str]:
    """``ins`` or ``del`` for each row that has one, in order; of all tables."""
    package = Package(data)
    rows = package.xml(package.main_part).iter(W + "trPr")
    return [etree.QName(child).localname for row in rows for child in row]


def test_a_row_put_in_is_an_inserted_row_and_the_others_stay() -> None:
    rows = [*TABLE[:2], ["市城管局", "5"], *TABLE[2:]]
    out = check(document(BEFORE), document([BEFORE[0], rows, BEFORE[2]]))
    assert tracked(out) == ["ins"]


def test_a_row_taken_out_is_a_deleted_row() -> None:
    out = check(document(BEFORE), document([BEFORE[0], [*TABLE[:2], TABLE[3]], BEFORE[2]]))
    assert tracked(out) == ["del"]


def test_a_column_put_in_has_the_old_table_go_and_the_new_one_come() -> None:
    rows = [[*row, "备注"] for row in TABLE]
    out = check(document(BEFORE), document([BEFORE[0], rows, BEFORE[2]]))
    assert tracked(out) == ["del"] * 4 + ["ins"] * 4


def test_a_table_that_goes_and_one_that_comes() -> None:
    out = check(document(BEFORE), document([BEFORE[0], BEFORE[2]]))
    assert tracked(out) == ["del"] * 4
    out = check(document([BEFORE[0], BEFORE[2]]), document(BEFORE))
    assert tracked(out) == ["ins"] * 4


def test_words_of_a_cell_are_edited_where_they_stand() -> None:
    rows = [*TABLE[:3], ["市财政局", "4"]]
    out = check(document(BEFORE), document([BEFORE[0], rows, BEFORE[2]]))
    assert tracked(out) == []


def merged(last: str) -> bytes:
    """A table whose first cell reaches down over the rows."""
    body = "".join([paragraph("巡查通知"), paragraph("情况如下。")])
    rows = [(cell(paragraph("青汀市"), '<w:vMerge w:val="restart"/>'), cell(paragraph("水务局")))]
    rows += [(cell("<w:p/>", "<w:vMerge/>"), cell(paragraph(w))) for w in last]
    return docx(body + table(*rows) + paragraph("完。"))


def test_a_table_of_merged_cells_with_a_row_more_is_replaced() -> None:
    out = check(merged("甲"), merged("甲乙"))
    assert tracked(out) == ["del"] * 2 + ["ins"] * 3


def test_new_rows_look_like_those_beside_them() -> None:
    rows = [*TABLE, ["市城管局", "5"]]
    data = document([BEFORE[0], TABLE, BEFORE[2]])
    package = Package(check(data, document([BEFORE[0], rows, BEFORE[2]])))
    widths = [w.get(W + "w") for w in package.xml(package.main_part).iter(W + "tcW")]
    assert widths == ["2500", "2500"]


def document_body(*lines: str) -> str:
    return "".join(map(paragraph, lines))


def noted(*rows: tuple[str, ...]) -> bytes:
    """A table with a footnote at the cell that says 12."""
    sign = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    cells = [
        tuple(cell(f"<w:p>{run(w)}{sign if w == '12' else ''}</w:p>") for w in row) for row in rows
    ]
    note = f'<w:footnote w:id="2"><w:p>{run("含主管。")}</w:p></w:footnote>'
    body = paragraph("巡查通知") + paragraph("情况如下。") + table(*cells) + paragraph("完。")
    return docx(body, footnotes=note)


@pytest.mark.parametrize(
    "rows",
    [
        (("单位", "处数"), ("水务局", "12"), ("城管局", "5"), ("住建局", "7")),
        (("单位", "处数"), ("住建局", "7")),  # the note goes with its row
    ],
)
def test_rows_come_and_go_in_a_table_with_a_note(rows: tuple[tuple[str, str], ...]) -> None:
    old = noted(("单位", "处数"), ("水务局", "12"), ("住建局", "7"))
    new = noted(*rows)
    out = check(old, new)
    assert read_docx(out).text.notes == read_docx(new).text.notes
    rejected = read_docx(out, revisions=RevisionChoice.REJECT).text
    assert rejected.notes == read_docx(old).text.notes


def test_a_note_stays_where_its_table_is_replaced() -> None:
    old = noted(("单位", "处数"), ("水务局", "12"), ("住建局", "7"))
    new = noted(("单位", "处数", "备注"), ("水务局", "12", "已改"), ("住建局", "7", "在改"))
    out = check(old, new)
    assert read_docx(out).text.notes == read_docx(new).text.notes
    assert read_docx(out, revisions=RevisionChoice.REJECT).text.notes == read_docx(old).text.notes


def test_rows_come_in_a_table_whose_last_row_begins_further_right() -> None:
    rows = [tuple(cell(paragraph(w)) for w in row) for row in (["甲", "乙"], ["丙", "丁"])]
    came = tuple(cell(paragraph(w)) for w in ("戊", "己"))
    gap = "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell(paragraph("合计")) + "</w:tr>"

    def document_of(*ready: tuple[str, ...]) -> bytes:
        body = table(*ready).replace("</w:tbl>", gap + "</w:tbl>")
        return docx(paragraph("巡查通知") + paragraph("如下。") + body + paragraph("完。"))

    out = check(document_of(*rows), document_of(rows[0], came, rows[1]))
    assert tracked(out) == ["ins", "gridBefore"]
    assert tracked(check(document_of(*rows), document_of(rows[0]))) == ["del", "gridBefore"]


def test_rows_that_other_cells_cover_wholly_go_with_their_table() -> None:
    covered = "<w:vMerge/>"
    rows = ((cell(paragraph("甲"), '<w:vMerge w:val="restart"/>'),), (cell("<w:p/>", covered),))
    ends = paragraph("巡查通知") + paragraph("如下。"), paragraph("完。")
    old = docx(ends[0] + table(*rows, (cell(paragraph("乙")),)) + ends[1])
    out = check(old, docx("".join(ends)))
    assert tracked(out) == ["del"] * 3


def test_a_text_that_ends_with_a_new_table_is_closed_by_a_paragraph() -> None:
    new = docx(document_body("巡查通知", "如下。") + table((cell(paragraph("甲")),)))
    out = check(docx(document_body("巡查通知", "如下。")), new)
    assert tracked(out) == ["ins"]


@pytest.mark.parametrize("seed", range(120))
def test_random_changes_of_tables_come_out_exact(seed: int) -> None:
    chance = random.Random(seed)
    before = drawn(chance)
    check(document(before), document(changed(before, chance)))


@needs_office
def test_libreoffice_comes_to_the_same_tables() -> None:
    documents: list[tuple[bytes, str]] = []
    for seed in range(12):
        chance = random.Random(seed)
        before = drawn(chance)
        old, new = document(before), document(changed(before, chance))
        out, _ = redlined(old, new)
        documents += [(out, "accept"), (new, ""), (out, "reject"), (old, "")]
    found = [shape(read_docx(one).text) for one in settled(documents)]
    for at in range(0, len(found), 4):
        accepted, new_shape, rejected, old_shape = found[at : at + 4]
        assert accepted == new_shape
        assert rejected == old_shape


@needs_pandoc
@pytest.mark.parametrize("seed", range(6))
def test_pandoc_comes_to_the_same_words(seed: int) -> None:
    chance = random.Random(seed)
    before = drawn(chance)
    old, new = document(before), document(changed(before, chance))
    out, _ = redlined(old, new)
    assert pandoc(out, accept=True) == pandoc(new, accept=True)
    assert pandoc(out, accept=False) == pandoc(old, accept=True)


def test_a_list_line_deleted_before_a_table_leaves_the_number_before_it_alone() -> None:
    lists = numbering_part(("decimal", "%1."), ("bullet", "•"))
    kept = paragraph("巡查通知") + paragraph("如下。") + numbered("值班。")
    rest = table((cell(paragraph("甲")),)) + paragraph("完。")
    old = docx(kept + numbered("宣传。", depth=1) + rest, numbering=lists)
    out = check(old, docx(kept + rest, numbering=lists))
    assert "1. 值班。" in shape(read_docx(out).text)


@pytest.mark.parametrize("words", ["住建局", "已改"])
def test_what_was_said_about_words_of_a_replaced_table_stays_a_comment(words: str) -> None:
    old = document(BEFORE)
    new = document([BEFORE[0], [[*row, "已改"] for row in TABLE], BEFORE[2]])
    before, after = read_docx(old).text, read_docx(new).text
    source = open_source(old, before)
    last = Version(None, after, "张某", "2026-11-17T08:12:03.123Z")
    start = plain_text(after).index(words)
    remark = Remark(Mark(1, None, "李某"), "再核一遍。", 1, start, start + len(words))
    marked = compose(with_source(source, [Version(None, before), last]))
    out = write_marked(source, marked, [remark]).content
    assert faults(out) == []
    package = Package(out)
    signs = [*package.xml(package.main_part).iter(W + "commentReference")]
    assert len(signs) == 1  # a comment without a sign is shown by no word processor
