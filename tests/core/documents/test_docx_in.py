"""A docx gives every word its reader sees, and nothing he does not."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from qz_review.documents.docx_in import RevisionChoice, read_docx
from qz_review.documents.imported import ImportedDocument
from qz_review.errors import Refused
from qz_review.model.text import Cell, Note, Paragraph, Picture, Table, plain_lines, plain_text
from tests.support.docx_parts import NAMESPACES, OFFICE, docx, paragraph, run

TITLE = paragraph("供水管网巡查", properties='<w:jc w:val="center"/>')


def read(body: str, **parts: str) -> ImportedDocument:
    return read_docx(docx(TITLE + body, **parts))


def lines(body: str, **parts: str) -> list[str]:
    return list(plain_lines(read(body, **parts).text)[1:])


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def warned(document: ImportedDocument) -> set[str]:
    return {warning.code for warning in document.warnings}


def test_runs_links_controls_and_breaks_are_all_text() -> None:
    body = p(
        run("甲")
        + f'<w:hyperlink r:id="x">{run("乙")}</w:hyperlink>'
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{run('丙')}</w:sdtContent></w:sdt>"
        + f'<w:smartTag w:element="x">{run("丁")}</w:smartTag>'
        + "<w:r><w:tab/><w:t>戊</w:t><w:br/><w:t>己</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>"
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
        + "<w:ruby><w:rt><w:r><w:t>gēng</w:t></w:r></w:rt>"
        + f"<w:rubyBase>{run('庚')}</w:rubyBase></w:ruby>"
    )
    document = read(body)
    assert document.text.blocks == (Paragraph("甲乙丙丁\t戊\n己\u2011✓庚"),)
    assert "ruby" in warned(document)


def test_pending_revisions_are_taken_by_choice() -> None:
    body = p(
        run("供水")
        + '<w:ins w:id="1" w:author="张三"><w:r><w:t>主</w:t></w:r></w:ins>'
        + '<w:del w:id="2" w:author="张三"><w:r><w:delText>支</w:delText></w:r></w:del>'
        + run("管道")
        + '<w:moveFrom w:id="3"><w:r><w:t>检查</w:t></w:r></w:moveFrom>'
    ) + p('<w:moveTo w:id="4"><w:r><w:t>检查</w:t></w:r></w:moveTo>' + run("完成"))
    data = docx(TITLE + body)
    accepted = read_docx(data)
    rejected = read_docx(data, revisions=RevisionChoice.REJECT)
    assert plain_lines(accepted.text)[1:] == ("供水主管道", "检查完成")
    assert plain_lines(rejected.text)[1:] == ("供水支管道检查", "完成")
    assert "revisions" in warned(accepted)


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="张三"/></w:rPr>'
    body = p(run("前半句，"), mark) + p(run("后半句。"))
    assert lines(body) == ["前半句，后半句。"]
    rejected = read_docx(docx(TITLE + body), revisions=RevisionChoice.REJECT)
    assert plain_lines(rejected.text)[1:] == ("前半句，", "后半句。")


def test_a_deleted_table_row_goes_and_its_text_stays_when_rejected() -> None:
    def row(text: str, properties: str = "") -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr><w:tc>{paragraph(text)}</w:tc></w:tr>"

    deleted = row("乙", '<w:del w:id="1"/>')
    body = f"<w:tbl>{row('甲')}{deleted}</w:tbl>"
    assert lines(body) == ["甲"]
    rejected = read_docx(docx(TITLE + body), revisions=RevisionChoice.REJECT)
    assert plain_lines(rejected.text)[1:] == ("甲", "乙")


def field(instruction: str, result: str | None = None) -> str:
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>{shown}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_fields_show_their_result_and_circled_numbers_are_worked_out() -> None:
    body = p(
        field(" DATE ", run("11月23日"))
        + field(r" eq \o\ac(○,11) ")
        + field(r" EQ \o\ac(○,50)")
        + field(" HYPERLINK x ", run("外") + field(" REF y ", run("内")))
        + f'<w:fldSimple w:instr=" PAGE ">{run("3")}</w:fldSimple>'
    )
    assert lines(body) == ["11月23日⑪㊿外内3"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('框内文字')}</w:txbxContent>"
    body = p(
        run("正文")
        + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        + f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        + f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        + "</mc:AlternateContent></w:r>"
    )
    assert lines(body) == ["正文", "框内文字"]


def test_merged_cells_become_spans_and_nested_tables_keep_their_words() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('内层')}</w:tc></w:tr></w:tbl>"

    def cell(content: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    first = cell(paragraph("区"), '<w:vMerge w:val="restart"/>')
    wide = cell(paragraph("管道"), '<w:gridSpan w:val="2"/>')
    body = (
        f"<w:tbl><w:tr>{first}{wide}</w:tr>"
        f"<w:tr>{cell('<w:p/>', '<w:vMerge/>')}{cell(paragraph('82'))}"
        f"{cell(inner + '<w:p/>')}</w:tr></w:tbl>"
    )
    document = read(body)
    assert document.text.blocks == (
        Table(
            (
                (Cell(("区",), row_span=2), Cell(("管道",), column_span=2)),
                (Cell(("82",)), Cell(("内层",))),
            )
        ),
    )
    assert "nested_table" in warned(document)


def test_notes_carry_the_mark_that_stands_in_the_text() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    footnotes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run("来源：市水务局")}</w:p>'
        "</w:footnote>"
    )
    circled = '<w:footnotePr><w:numFmt w:val="decimalEnclosedCircle"/></w:footnotePr>'
    document = read(p(run("供水量") + reference + run("增长")), footnotes=footnotes)
    assert document.text.blocks == (Paragraph("供水量[1]增长"),)
    assert document.text.notes == (Note("[1]", "来源：市水务局"),)
    document = read(p(run("供水量") + reference), footnotes=footnotes, settings=circled)
    assert document.text.notes == (Note("①", "来源：市水务局"),)


def test_pictures_stand_in_their_place() -> None:
    image = b"\x89PNG\r\n\x1a\n" + b"0" * 40
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="巡查现场"/>'
        '<a:graphic><a:blip r:embed="i1"/></a:graphic></wp:inline></w:drawing></w:r>'
    )
    data = docx(
        TITLE + paragraph("前") + p(drawing) + paragraph("图1 巡查现场"),
        relations=f'<Relationship Id="i1" Type="{OFFICE}image" Target="media/i.png"/>',
        files={"word/media/i.png": image},
    )
    document = read_docx(data)
    digest = hashlib.sha256(image).hexdigest()
    assert document.text.blocks == (
        Paragraph("前"),
        Picture(digest, "image/png", "图1 巡查现场", "巡查现场"),
    )
    assert document.pictures == {digest: image}


def test_headings_take_their_level_through_the_styles_they_are_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="小节"/><w:basedOn w:val="2"/>'
        "</w:style>"
    )
    body = paragraph("工作要求", style="b") + paragraph("一句正文。", style="a")
    assert read(body, styles=styles).text.blocks == (
        Paragraph("工作要求", 2),
        Paragraph("一句正文。"),
    )


def test_comments_headers_and_formulas_are_reported() -> None:
    body = p(
        run("面积")
        + '<w:r><w:commentReference w:id="0"/></w:r>'
        + "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num>"
        + "<m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"
    )
    comment = f'<w:comment w:id="0" w:author="李某">{paragraph("核对面积")}</w:comment>'
    document = read(body, header1=paragraph("内部资料"), comments=comment)
    assert document.text.blocks == (Paragraph("面积a/b"),)
    assert {"comments", "formula", "header"} <= warned(document)
    header = next(w for w in document.warnings if w.code == "header")
    assert header.facts["texts"] == ("内部资料",)


@pytest.mark.parametrize(
    ("paragraphs", "title", "subtitle", "first"),
    [
        (["标题一行", "正文第一句话。"], "标题一行", "", "正文第一句话。"),
        (
            ["钦州市人民政府办公室", "关于印发钦州市政府网站和政务", "新媒体管理办法（暂行）的通知",
             "钦政办〔2023〕39号", "各县、区人民政府："],
            "钦州市人民政府办公室关于印发钦州市政府网站和政务新媒体管理办法（暂行）的通知",
            "钦政办〔2023〕39号",
            "各县、区人民政府：",
        ),
        (["市民政局开展巡查，全市共有12家食堂建成。", "第二段。"],
         "市民政局开展巡查，全市共有12家食堂建成。", "", "第二段。"),
    ],
)  # fmt: skip
def test_the_title_is_found_in_the_first_lines(
    paragraphs: list[str], title: str, subtitle: str, first: str
) -> None:
    text = read_docx(docx("".join(paragraph(words) for words in paragraphs))).text
    assert (text.title, text.subtitle) == (title, subtitle)
    assert text.blocks[0] == Paragraph(first)


def test_a_centred_title_of_two_lines_with_a_date_below() -> None:
    centred = '<w:jc w:val="center"/>'
    body = "".join(
        paragraph(words, properties=centred)
        for words in ("青汀市开展冬季供水", "管网巡查工作", "（2026年11月17日）", "一、总体要求")
    )
    text = read_docx(docx(body + paragraph("入冬以来，各区开展检查。"))).text
    assert (text.title, text.subtitle) == ("青汀市开展冬季供水管网巡查工作", "（2026年11月17日）")
    assert plain_lines(text)[2:] == ("一、总体要求", "入冬以来，各区开展检查。")


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_docx(docx("<w:p/>"))
    assert refused.value.code == "docx.no_text"


inline = st.recursive(
    st.text("市政府网站供水巡查𠮷12%。，", min_size=1, max_size=5).map(run),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map("".join),
        inner.map(lambda x: f'<w:ins w:id="1">{x}</w:ins>'),
        inner.map(lambda x: f"<w:hyperlink>{x}</w:hyperlink>"),
        inner.map(lambda x: f"<w:sdt><w:sdtContent>{x}</w:sdtContent></w:sdt>"),
        inner.map(lambda x: f"<w:unknown>{x}</w:unknown>"),
        inner.map(lambda x: field(" REF z ", x)),
    ),
    max_leaves=8,
)
blocks = st.recursive(
    inline.map(p),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map("".join),
        inner.map(lambda x: f"<w:sdt><w:sdtContent>{x}</w:sdtContent></w:sdt>"),
        inner.map(lambda x: f"<w:tbl><w:tr><w:tc>{x}<w:p/></w:tc></w:tr></w:tbl>"),
    ),
    max_leaves=8,
)


@given(blocks)
def test_no_word_is_lost_and_none_changes_places(body: str) -> None:
    tree = etree.fromstring(f"<x {NAMESPACES}>{body}</x>")
    written = "".join(t.text for t in tree.iter("{*}t"))
    text = read(body).text
    assert plain_text(text).replace("\n", "").removeprefix("供水管网巡查") == written
