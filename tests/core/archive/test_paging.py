"""Blocks on pages: nothing overlaps, headings stay with their text, rows are cut cleanly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qz_review.archive import paper
from qz_review.archive.blocks import Block, Stack, Text, words_block
from qz_review.archive.grid import Cell, Grid
from qz_review.archive.paging import PAGE_ROOM, Page, Section, lay_out


def words_in(block: Block) -> str:
    if isinstance(block, Text):
        return "".join(s.text for line in block.lines for s in line.stretches)
    if isinstance(block, Stack):
        return "".join(words_in(part) for part in block.blocks)
    if isinstance(block, Grid):
        ordered = sorted(block.cells, key=lambda c: (c.row, c.column))
        return "".join(words_in(c.content) for c in ordered if c.row >= block.header_rows)
    return ""


def text(words: str, *, heading: bool = False) -> Text:
    return words_block(words, paper.CELL, paper.COLUMN, 16.0, keep_with_next=heading)


def assert_sound(pages: list[Page]) -> None:
    for page in pages:
        below = paper.TOP
        for placed in page.placed:
            assert placed.top <= below + 0.01
            below = placed.top - placed.block.height
            assert below >= paper.BOTTOM - 0.05


@settings(max_examples=40)
@given(st.lists(st.integers(1, 2500), min_size=1, max_size=12))
def test_text_flows_over_pages_without_loss_or_overlap(lengths: list[int]) -> None:
    blocks = tuple(text("市" * length) for length in lengths)
    pages = lay_out([Section("", blocks)])
    assert_sound(pages)
    shown = "".join(words_in(p.block) for page in pages for p in page.placed)
    assert len(shown) == sum(lengths)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(0, 1500), st.integers(0, 300), st.integers(1, 3)),
        min_size=1,
        max_size=9,
    )
)
def test_tables_are_cut_without_loss_or_overlap(rows: list[tuple[int, int, int]]) -> None:
    cells = [Cell(0, 0, words_block("头", paper.CELL, 90, 16)), Cell(0, 1)]
    taken_until = 0
    total = 0
    for number, (left, right, span) in enumerate(rows, 1):
        if number > taken_until:
            span = min(span, len(rows) + 1 - number)
            taken_until = number + span - 1
            cells.append(
                Cell(number, 0, words_block("甲" * right, paper.CELL, 90, 16), row_span=span)
            )
            total += right
        cells.append(Cell(number, 1, words_block("乙" * left, paper.CELL, 190, 16)))
        total += left
    grid = Grid((100.0, 200.0), tuple(cells), (18.0,) * (len(rows) + 1), header_rows=1)
    pages = lay_out([Section("", (text("表"), grid))])
    assert_sound(pages)
    shown = "".join(words_in(p.block) for page in pages for p in page.placed)
    assert (shown.count("甲") + shown.count("乙")) == total
    for page in pages:
        for placed in page.placed:
            if isinstance(placed.block, Grid):
                assert words_in(placed.block.cells[0].content) == "头"


def test_a_heading_goes_with_the_text_under_it() -> None:
    filler = tuple(text("行") for _ in range(int(PAGE_ROOM // 16)))
    pages = lay_out([Section("", (*filler[:-1], text("标题", heading=True), text("正文")))])
    last = "".join(words_in(p.block) for p in pages[-1].placed)
    assert last == "标题正文"


def test_the_label_of_a_row_is_repeated_where_the_row_goes_on() -> None:
    label = words_block("一审", paper.CELL, 40, 16)
    long = words_block("长" * 4000, paper.CELL, 190, 16)
    grid = Grid((50.0, 200.0), (Cell(0, 0, label, sticky=True), Cell(0, 1, long)), (20.0,))
    pages = lay_out([Section("", (grid,))])
    assert len(pages) > 2
    for page in pages:
        (placed,) = page.placed
        assert words_in(placed.block).startswith("一审")


@pytest.mark.parametrize("height", [PAGE_ROOM - 1, PAGE_ROOM + 400])
def test_a_block_that_cannot_be_cut_never_stops_the_work(height: float) -> None:
    from qz_review.archive.paper_form import WritingLines

    block = WritingLines(1, 100.0, leading=height)
    pages = lay_out([Section("", (text("前"), block, text("后")))])
    assert sum(len(page.placed) for page in pages) == 3
