"""Tables are compared row by row and cell by cell."""

from __future__ import annotations

from qz_review.markup.changes import BlockKind, SpanKind
from qz_review.markup.compare import compare_texts
from qz_review.model.text import Cell, ManuscriptText, Paragraph, Table

HEAD = ("县区", "改造户数", "投资（万元）")
ROWS = (
    ("灵山县", "1208", "350.5"),
    ("浦北县", "956", "280"),
    ("钦南区", "1102", "311.2"),
    ("钦北区", "956", "280"),
)


def table_text(*rows: tuple[str, ...], caption: str = "表1 改造任务") -> ManuscriptText:
    cells = tuple(tuple(Cell((words,)) for words in row) for row in rows)
    return ManuscriptText("任务", blocks=(Paragraph("各县区任务如下："), Table(cells, caption)))


def listed(old: ManuscriptText, new: ManuscriptText) -> list[tuple[str, str, str]]:
    return [(c.kind.label, c.deleted, c.inserted) for c in compare_texts(old, new).changes]


def test_a_figure_is_changed_in_its_cell() -> None:
    new = (ROWS[0], ("浦北县", "1096", "280"), *ROWS[2:])
    comparison = compare_texts(table_text(HEAD, *ROWS), table_text(HEAD, *new))
    assert [(c.kind.label, c.deleted, c.inserted) for c in comparison.changes] == [
        ("改正", "956", "1096")
    ]
    line = comparison.lines[comparison.changes[0].line]
    assert (line.place.kind, line.place.row, line.place.column) == (BlockKind.CELL, 2, 1)


def test_all_figures_of_a_row_are_changed_and_the_row_is_the_same() -> None:
    new = (ROWS[0], ("浦北县", "33", "71"), *ROWS[2:])
    assert listed(table_text(HEAD, *ROWS), table_text(HEAD, *new)) == [
        ("改正", "956", "33"),
        ("改正", "280", "71"),
    ]


def test_a_row_put_in_among_rows_of_like_figures_is_one_change() -> None:
    new = (*ROWS[:2], ("港区", "956", "280"), *ROWS[2:])
    assert listed(table_text(HEAD, *ROWS), table_text(HEAD, *new)) == [("增补", "", "港区 956 280")]


def test_a_row_taken_out_leaves_the_others_alone() -> None:
    comparison = compare_texts(table_text(HEAD, *ROWS), table_text(HEAD, *ROWS[:1], *ROWS[2:]))
    assert [(c.kind.label, c.deleted) for c in comparison.changes] == [("删除", "浦北县 956 280")]
    gone = [line for line in comparison.lines if line.kind is SpanKind.DELETED]
    assert [line.place.row for line in gone] == [2, 2, 2]


def test_a_row_that_went_to_the_end_was_moved() -> None:
    comparison = compare_texts(table_text(HEAD, *ROWS), table_text(HEAD, *ROWS[1:], ROWS[0]))
    assert [(c.kind.label, c.inserted) for c in comparison.changes] == [
        ("转移", "灵山县 1208 350.5")
    ]
    assert [line.moved for line in comparison.lines].count(True) == 6


def test_a_row_renamed_and_a_row_put_in_before_it() -> None:
    new = (ROWS[0], ("合浦县", "12", "3"), ("浦北县城区", "956", "280"), *ROWS[2:])
    assert listed(table_text(HEAD, *ROWS), table_text(HEAD, *new)) == [
        ("增补", "", "合浦县 12 3"),
        ("增补", "", "城区"),
    ]


def test_a_long_table_of_changed_figures_is_not_given_up() -> None:
    old = [(f"第{n}村", str(n * 7), str(n * 13 % 97)) for n in range(300)]
    new = [(f"第{n}村", str(n * 7 + 1), str(n * 13 % 97)) for n in range(300)]
    comparison = compare_texts(table_text(HEAD, *old), table_text(HEAD, *new))
    assert not comparison.coarse
    assert len(comparison.changes) == 300
    assert {change.kind.label for change in comparison.changes} == {"改正"}


def test_words_of_a_cell_and_of_the_caption_are_compared_by_words() -> None:
    old = table_text(HEAD, ("灵山县", "已完成老年食堂建设", "350"), caption="表1 改造任务")
    new = table_text(HEAD, ("灵山县", "已完成长者食堂建设", "350"), caption="表1 改造任务清单")
    assert listed(old, new) == [("增补", "", "清单"), ("改正", "老年", "长者")]


def test_a_paragraph_put_into_a_cell_starts_anew_within_the_cell() -> None:
    def with_cell(*paragraphs: str) -> ManuscriptText:
        return ManuscriptText("任务", blocks=(Table(((Cell(("甲",)), Cell(paragraphs)),)),))

    old, new = with_cell("先清淤。再改造。"), with_cell("先清淤。", "再改造。")
    assert listed(old, new) == [("另起段", "", "¶")]
    assert listed(new, old) == [("接排", "¶", "")]


def test_a_cell_that_spans_more_rows_is_a_change_of_format() -> None:
    def spanning(rows: int) -> ManuscriptText:
        grid = ((Cell(("甲",), rows, 1), Cell(("乙",))), (Cell(("丙",)),))
        return ManuscriptText("任务", blocks=(Table(grid),))

    assert listed(spanning(1), spanning(2)) == [("版式", "", "")]
