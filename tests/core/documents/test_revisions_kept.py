"""Pending revisions kept: the text before them, then author by author, exactly."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qz_review.documents.docx_in import read_docx
from qz_review.documents.imported import ImportedDocument, RevisionChoice
from qz_review.model.text import ManuscriptText, Table, plain_lines
from tests.support.docx_parts import docx, numbered, numbering_part, paragraph
from tests.support.revised_docx import gone, ins, mark, p, who

TITLE = p("供水通告", properties='<w:jc w:val="center"/>')
MORNING, NOON, EVENING = (f"2026-01-02T{hour}:00:00Z" for hour in ("08", "12", "20"))


def kept(body: str, **parts: str) -> ImportedDocument:
    return read_docx(docx(TITLE + body, **parts), revisions=RevisionChoice.KEEP)


def steps(document: ImportedDocument) -> list[tuple[str, ...]]:
    """Who, then the lines below the title, from the text before any revision on."""
    assert document.kept is not None
    versions = document.kept.versions
    assert versions[-1].text == document.text
    former = [("", *plain_lines(document.kept.former)[1:])]
    return former + [(v.author, *plain_lines(v.text)[1:]) for v in versions]


def test_author_by_author_in_the_order_of_their_first_date() -> None:
    document = kept(
        p("全市", ins("主城区", "周某", EVENING), "供水", gone("管道", "张某", NOON),
          ins("管网", "张某", MORNING), "检修")
    )  # fmt: skip
    assert steps(document) == [
        ("", "全市供水管道检修"),
        ("张某", "全市供水管网检修"),
        ("周某", "全市主城区供水管网检修"),
    ]
    assert document.kept is not None
    assert [v.date for v in document.kept.versions] == [MORNING, EVENING]
    assert [(r.name, r.count) for r in document.revisers] == [("张某", 2), ("周某", 1)]


def test_what_one_inserted_and_another_deleted_is_there_in_between() -> None:
    nested = ins(gone("临时", "周某", EVENING), "张某", MORNING)
    assert steps(kept(p("供水", nested, "检修"))) == [
        ("", "供水检修"), ("张某", "供水临时检修"), ("周某", "供水检修"),
    ]  # fmt: skip


def test_who_deletes_before_the_inserter_s_first_date_leaves_nothing_to_see() -> None:
    nested = ins(gone("临时", "周某", MORNING), "张某", NOON)
    document = kept(p("供水", nested, "检修", ins("。", "周某", MORNING)))
    assert steps(document) == [("", "供水检修"), ("周某", "供水检修。")]


def test_paragraph_marks_moves_rows_cells_and_properties() -> None:
    cells = f"<w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc>"
    added = f"<w:trPr><w:ins {who('张某')}/></w:trPr>"
    removed_cell = f"<w:tcPr><w:cellDel {who('周某')}/></w:tcPr>"
    body = (
        p("前半句，", properties=mark("del", "张某"))
        + p("后半句。")
        + p(f"<w:moveFrom {who('周某')}><w:r><w:t>移走</w:t></w:r></w:moveFrom>", "留下")
        + p(f"<w:moveTo {who('周某')}><w:r><w:t>移走</w:t></w:r></w:moveTo>", "到此")
        + f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{added}{cells}</w:tr>"
        + f"<w:tr><w:tc>{paragraph('丙')}</w:tc><w:tc>{removed_cell}{paragraph('丁')}</w:tc></w:tr>"
        + "</w:tbl>"
    )
    assert steps(kept(body)) == [
        ("", "前半句，", "后半句。", "移走留下", "到此", "甲", "乙", "丙", "丁"),
        ("张某", "前半句，后半句。", "移走留下", "到此", "甲", "乙", "甲", "乙", "丙", "丁"),
        ("周某", "前半句，后半句。", "留下", "移走到此", "甲", "乙", "甲", "乙", "丙"),
    ]


def test_a_pending_merge_of_cells_and_a_pending_number_are_revisions_too() -> None:
    def cell(words: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{paragraph(words)}</w:tc>"

    merged = f'<w:cellMerge {who("张某")} w:vMerge="cont" w:vMergeOrig="rest"/>'
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    change = f"{number}<w:pPrChange {who('周某')}><w:pPr/></w:pPrChange>"
    document = kept(
        f"<w:tbl><w:tr>{cell('甲')}</w:tr><w:tr>{cell('乙', merged)}</w:tr></w:tbl>"
        + p("总体", properties=change),
        numbering=numbering_part(("chineseCounting", "%1、")),
    )
    assert document.kept is not None
    tables = [document.kept.former.blocks[0], document.text.blocks[0]]
    assert [len(t.rows[1]) for t in tables if isinstance(t, Table)] == [1, 0]
    assert [line[-1] for line in steps(document)] == ["总体", "总体", "一、总体"]


def test_revisions_in_notes_text_boxes_and_lists() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    box = f"<w:txbxContent>{p('框', ins('内', '张某'))}</w:txbxContent>"
    document = kept(
        p("供水", reference)
        + p(f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>")
        + numbered("一段").replace("<w:pPr>", f"<w:pPr>{mark('ins', '张某')}", 1)
        + numbered("二段"),
        footnotes=f'<w:footnote w:id="2">{p("来源", gone("：不明", "张某"))}</w:footnote>',
        numbering=numbering_part(("decimal", "%1.")),
    )
    assert steps(document) == [
        ("", "供水[1]", "框", "1. 一段二段", "[1]来源：不明"),
        ("张某", "供水[1]", "框内", "1. 一段", "2. 二段", "[1]来源"),
    ]


def test_more_than_eight_authors_the_rest_together() -> None:
    pieces = [ins(str(n), f"人{n:02}", f"2026-01-{n + 1:02}T00:00:00Z") for n in range(11)]
    document = kept(p("数", *pieces))
    authors = [author for author, *_ in steps(document)]
    assert authors == ["", *(f"人{n:02}" for n in range(8)), "人08等3人"]
    [said] = [w for w in document.warnings if w.code == "revisers_together"]
    assert said.facts["count"] == 3
    nine = kept(p("数", *pieces[:9]))
    assert steps(nine)[-1][0] == "人08" and "revisers_together" not in str(nine.warnings)


def test_a_whole_text_that_was_inserted_begins_with_nothing() -> None:
    body = p(ins("供水通告", "张某"), properties=mark("ins", "张某")) + p(ins("正文。", "张某"))
    document = read_docx(docx(body), revisions=RevisionChoice.KEEP)
    assert document.kept is not None and document.kept.former == ManuscriptText("")
    assert document.kept.versions[-1].text == document.text


def test_revisions_that_change_no_word_are_nothing_to_keep() -> None:
    change = f"<w:pPrChange {who('张某')}><w:pPr/></w:pPrChange>"
    document = kept(p("正文。", properties=f'<w:jc w:val="both"/>{change}'))
    assert document.kept is None and document.revisers[0].count == 0


def test_names_are_one_line_and_turn_no_writing() -> None:
    document = kept(p("供水", ins("甲", "\u202e某张&#10;三", ""), ins("乙", "", MORNING)))
    assert [author for author, *_ in steps(document)] == ["", "未署名", "某张 三"]


AUTHORS = ("甲", "乙", "丙")
DATES = {name: f"2026-01-0{place + 1}T00:00:00Z" for place, name in enumerate(AUTHORS)}
PIECES = st.lists(
    st.tuples(st.sampled_from(AUTHORS), st.sampled_from(("ins", "del", "nested")), st.booleans()),
    max_size=6,
)


@given(st.lists(PIECES, min_size=1, max_size=4))
def test_the_first_is_all_rejected_and_the_last_all_accepted(paragraphs: list[list]) -> None:  # type: ignore[type-arg]
    body = ""
    for number, pieces in enumerate(paragraphs):
        inner, properties = [f"段{number}"], ""
        for place, (author, kind, is_mark) in enumerate(pieces):
            date, words = DATES[author], f"{kind}{place}"
            if kind == "nested":
                inner.append(ins(gone(words, "丙", DATES["丙"]), author, date))
            else:
                inner.append((ins if kind == "ins" else gone)(words, author, date))
            if is_mark and not properties and kind != "nested":
                properties = mark(kind, author, date)
        body += p(*inner, properties=properties)
    data = docx(TITLE + body + p("尾"))
    document = read_docx(data, revisions=RevisionChoice.KEEP)
    accepted = read_docx(data).text
    rejected = read_docx(data, revisions=RevisionChoice.REJECT).text
    assert document.text == accepted
    if document.kept is None:
        assert accepted == rejected
    else:
        assert document.kept.former == rejected
        assert document.kept.versions[-1].text == accepted
