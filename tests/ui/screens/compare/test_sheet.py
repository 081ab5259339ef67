"""What the columns show of any texts: nothing lost, nothing invented, whatever is marked."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qz_review.markup.changes import BREAK_SIGN, BlockKind, ChangeKind
from qz_review.markup.layers import Version, compose
from qz_review.markup.lines import lines_of
from qz_review.markup.marked import MarkedDocument
from qz_review.model.stage import Stage
from qz_review.model.text import Cell, ManuscriptText, Paragraph, Picture, Table
from qz_review.services.comparison_views import ChangeView
from tests.core.markup.test_properties import histories
from ui.screens.compare.faces import Face, FaceParagraph, Shown, paragraphs_of
from ui.screens.compare.rows import Sheet, make_sheet


def views(document: MarkedDocument) -> tuple[ChangeView, ...]:
    return tuple(
        ChangeView(
            c.number, c.kind, c.deleted, c.inserted, "", "", c.line, c.place_kind, c.paragraph,
            c.stage, c.author, (c.author,), None,
        )
        for c in document.changes
    )  # fmt: skip


def sheet_of(*texts: ManuscriptText) -> Sheet:
    stages = [None, *Stage]
    document = compose([Version(stages[n], text, "某人") for n, text in enumerate(texts)])
    return make_sheet(document, views(document))


def shown(sheet: Sheet, face: Face, hidden: frozenset[int] = frozenset()) -> list[FaceParagraph]:
    marked = Shown(sheet.kinds, hidden)
    found: list[FaceParagraph] = []
    for row in sheet.rows:
        if row.table is None:
            found += paragraphs_of(row.blocks, face, marked)
            continue
        index = {id(block): at for at, block in row.blocks}
        for marked_row in row.table.rows:
            for cell in marked_row.cells:
                blocks = [(index[id(block)], block) for block in cell.blocks]
                found += paragraphs_of(blocks, face, marked)
    return found


def words(paragraphs: list[FaceParagraph]) -> list[str]:
    return ["" if p.picture else p.words for p in paragraphs]


def lines(text: ManuscriptText) -> list[str]:
    return [line.text for line in lines_of(text)]


@settings(max_examples=150, deadline=None)
@given(histories(), st.data())
def test_each_column_shows_its_own_text_exactly(
    versions: list[Version], data: st.DataObject
) -> None:
    document = compose(versions)
    sheet = make_sheet(document, views(document))
    numbers = [change.number for change in document.changes]
    hidden = frozenset(data.draw(st.lists(st.sampled_from(numbers)) if numbers else st.just([])))

    # Rows that are gone stand after the row they followed: cells may change places, not words.
    old, new = (words(shown(sheet, face, hidden)) for face in (Face.OLD, Face.NEW))
    assert sorted(old) == sorted(lines(versions[0].text))
    assert sorted(new) == sorted(lines(versions[-1].text))
    if not any(row.table for row in sheet.rows):
        assert old == lines(versions[0].text)
        assert new == lines(versions[-1].text)


@settings(max_examples=80, deadline=None)
@given(histories())
def test_every_change_has_a_row_and_each_row_its_changes(versions: list[Version]) -> None:
    document = compose(versions)
    sheet = make_sheet(document, views(document))

    assert set(sheet.rows_of) == {change.number for change in document.changes}
    for number, rows in sheet.rows_of.items():
        assert all(number in sheet.changes_in[row] for row in rows)


def test_deleted_is_struck_on_the_left_and_inserted_underlined_on_the_right() -> None:
    sheet = sheet_of(ManuscriptText("新增12家食堂"), ManuscriptText("新增12个食堂"))

    (old,), (new,) = (shown(sheet, face) for face in (Face.OLD, Face.NEW))

    assert old.text == "新增12家食堂" and new.text == "新增12个食堂"
    (gone, gap), (other_gap, came) = old.spans, new.spans
    assert old.text[gone.start : gone.end] == "家"
    assert gone.gone is not None and gone.gone.stage is Stage.REVIEW_1
    assert gap.start == gap.end == 5
    assert new.text[came.start : came.end] == "个" and came.came is not None
    assert other_gap.start == other_gap.end == 4


def test_a_change_left_out_is_shown_as_it_became_without_a_mark() -> None:
    sheet = sheet_of(ManuscriptText("甲家乙"), ManuscriptText("甲个乙"), ManuscriptText("甲个丙"))
    first = next(n for n, kind in sheet.kinds.items() if n == 1)

    (paragraph,) = shown(sheet, Face.MARKED, frozenset({first}))

    assert paragraph.text == "甲个乙丙"
    assert [(s.start, s.end) for s in paragraph.spans] == [(2, 3), (3, 4)]


def test_what_came_and_went_leaves_a_gap_in_both_columns() -> None:
    sheet = sheet_of(ManuscriptText("甲乙"), ManuscriptText("甲三十乙"), ManuscriptText("甲乙"))

    for face in (Face.OLD, Face.NEW):
        (paragraph,) = shown(sheet, face)
        (gap,) = paragraph.spans
        assert gap.start == gap.end == 1 and gap.came and gap.gone
    (both,) = shown(sheet, Face.MARKED)
    assert both.text == "甲三十乙" and both.words == "甲乙"


def test_a_split_paragraph_is_one_row_of_one_and_two() -> None:
    whole = ManuscriptText(
        "题", blocks=(Paragraph("今年以来全市新建食堂十二个已经有九个开放。后面一段话。"),)
    )
    halves = ManuscriptText(
        "题",
        blocks=(Paragraph("今年以来全市新建食堂十二个已经有九个开放。"), Paragraph("后面一段话。")),
    )

    split, joined = sheet_of(whole, halves), sheet_of(halves, whole)

    assert len(split.rows) == len(joined.rows) == 2
    marked = Shown(split.kinds)
    old, new = (paragraphs_of(split.rows[1].blocks, face, marked) for face in (Face.OLD, Face.NEW))
    assert [p.words for p in old] == ["今年以来全市新建食堂十二个已经有九个开放。后面一段话。"]
    assert [p.text for p in new] == [
        f"今年以来全市新建食堂十二个已经有九个开放。{BREAK_SIGN}",
        "后面一段话。",
    ]
    old, new = (
        paragraphs_of(joined.rows[1].blocks, face, Shown(joined.kinds))
        for face in (Face.OLD, Face.NEW)
    )
    assert [p.text for p in old] == [
        f"今年以来全市新建食堂十二个已经有九个开放。{BREAK_SIGN}",
        "后面一段话。",
    ]
    assert [p.words for p in new] == ["今年以来全市新建食堂十二个已经有九个开放。后面一段话。"]


def test_a_moved_paragraph_stands_at_both_places() -> None:
    first, second, third = (Paragraph(f"{word}一段讲的是另外一件事情。") for word in "甲乙丙")
    sheet = sheet_of(
        ManuscriptText("题", blocks=(first, second, third)),
        ManuscriptText("题", blocks=(third, first, second)),
    )
    number = next(n for n, kind in sheet.kinds.items() if kind is ChangeKind.MOVED)

    assert len(sheet.rows_of[number]) == 2
    assert len(shown(sheet, Face.OLD)) == len(shown(sheet, Face.NEW)) == 4


def test_tables_pictures_and_attachments_have_rows_of_their_kind() -> None:
    table = Table((((Cell(("甲",)), Cell(("乙",)))),), "表1")
    picture = Picture("a" * 64, "image/png", "图1")
    sheet = sheet_of(
        ManuscriptText("题", blocks=(table, picture)),
        ManuscriptText("题", blocks=(Table((((Cell(("甲",)), Cell(("丙",)))),), "表1"),)),
    )

    assert [row.table is not None for row in sheet.rows] == [False, False, True, False, False]
    gone = [p for p in shown(sheet, Face.OLD) if p.picture is not None]
    assert len(gone) == 1 and gone[0].spans[0].gone is not None
    assert all(p.kind is not BlockKind.PICTURE for p in shown(sheet, Face.NEW))
