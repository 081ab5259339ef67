"""What a docx holds beside plain words: fields, forms, drawings, links, margins, old word art."""

from __future__ import annotations

import pytest

from qz_review.documents.docx_in import read_docx
from qz_review.documents.imported import ImportedDocument, RevisionChoice
from qz_review.errors import Cancelled
from qz_review.jobs import SilentJob
from qz_review.model.text import plain_lines
from tests.support.docx_parts import OFFICE, docx, paragraph, run
from tests.support.revised_docx import ins, p

TITLE = paragraph("供水通告", properties='<w:jc w:val="center"/>')


def read(body: str, **parts: str) -> ImportedDocument:
    return read_docx(docx(TITLE + body, **parts))


def lines(body: str, **parts: str) -> list[str]:
    return list(plain_lines(read(body, **parts).text)[1:])


def texts(document: ImportedDocument, code: str) -> tuple[str, ...]:
    found = [w.facts["texts"] for w in document.warnings if w.code == code]
    return found[0] if found else ()  # type: ignore[return-value]


def field(instruction: str, result: str | None = None) -> str:
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>{shown}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        (r"eq \o\ac(○,11)", "⑪"), (r"EQ \o(○,3)", "③"), (r"eq \o\ac(7,○)", "⑦"),
        (r"eq \o\ac(□,√)", "☑"), (r"EQ \f(1,2)", "1/2"), ("SYMBOL 252 \\f Wingdings", "✓"),
        ("SYMBOL 0xFC \\f &quot;Wingdings&quot;", "✓"), ("SYMBOL 010", "□"), ("PAGE", ""),
        ("SYMBOL " + "9" * 400, "□"), ("DATE \\@ yyyy", ""), ("", ""),
    ],
)  # fmt: skip
def test_fields_without_a_stored_result(instruction: str, shown: str) -> None:
    assert lines(p("第", field(instruction), "项")) == [f"第{shown}项"]


def test_fields_with_a_result_show_it_whatever_they_are() -> None:
    body = p(
        field(" PAGE ", run("3")), field(" TIME \\@ 'yyyy年M月' ", run("2026年1月")),
        field(" REF _a \\h ", run("第二条")), field(" IF 1=1 甲 乙 ", run("甲")),
        field(" FORMTEXT ", run("张某")),
        f'<w:fldSimple w:instr=" NUMPAGES ">{run("9")}</w:fldSimple>',
    )  # fmt: skip
    assert lines(body) == ["32026年1月第二条甲张某9"]


def test_a_field_over_several_paragraphs_and_one_that_never_ends() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert lines(p(begin, separate, "一、总体 1") + p("二、要求 2", end) + p("正文")) == [
        "一、总体 1", "二、要求 2", "正文",
    ]  # fmt: skip
    assert lines(p("前", begin, separate, "后") + p("末")) == ["前后", "末"]


def test_forms_and_controls() -> None:
    def control(inner: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    box = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox>'
        "</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    row = f"<w:tr><w:tc>{paragraph('甲')}</w:tc></w:tr>"
    cell = control(f"<w:tc>{paragraph('乙')}</w:tc>")
    document = read(
        p(box, "同意", control(run("☒"), "<w14:checkbox/>"), "单位", control(run("市局")))
        + control(p("一整段"))
        + f"<w:tbl>{control(row)}<w:tr>{cell}</w:tr></w:tbl>"
        + p(control(run("点击输入"), "<w:showingPlcHdr/>"))
    )
    assert plain_lines(document.text)[1:] == (
        "☑同意☒单位市局", "一整段", "甲", "乙", "点击输入",
    )  # fmt: skip
    assert texts(document, "placeholder") == ("点击输入",)


def test_link_addresses_are_told_and_their_words_stay() -> None:
    link = f'<w:hyperlink r:id="h">{run("原文")}</w:hyperlink>'
    anchor = f'<w:hyperlink w:anchor="a">{run("见下")}</w:hyperlink>'
    relation = (
        f'<Relationship Id="h" Type="{OFFICE}hyperlink" Target="https://www.gov.cn/a" '
        'TargetMode="External"/>'
    )
    body = p(link, anchor, field(' HYPERLINK "mailto:a@b.cn" ', run("邮箱")))
    document = read_docx(docx(TITLE + body, relations=relation))
    assert plain_lines(document.text)[1:] == ("原文见下邮箱",)
    assert sorted(texts(document, "links")) == ["mailto:a@b.cn", "原文 https://www.gov.cn/a"]


def test_words_of_shapes_and_of_old_word_art_are_told() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="青汀市人民政府文件"/></v:shape></w:pict></w:r>'
    shape = "<w:r><w:drawing><a:p><a:r><a:t>流程一</a:t></a:r></a:p></w:drawing></w:r>"
    document = read(p(art) + p("正文", shape))
    assert plain_lines(document.text)[1:] == ("正文",)
    assert texts(document, "drawing_text") == ("青汀市人民政府文件", "流程一")


def test_margins_are_told_once_and_page_numbers_not_at_all() -> None:
    assert texts(read(p("正文"), header1=p("内部资料")), "header") == ("内部资料",)
    assert not texts(read(p("正文"), footer1=p("— ", field("PAGE", run("3")), " —")), "footer")
    assert not texts(read(p("正文"), footer1=p("第1页 共9页")), "footer")


def test_breaks_tabs_hyphens_and_symbols() -> None:
    body = p(
        '<w:r><w:t>甲</w:t><w:br w:type="page"/></w:r>',
        '<w:r><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:ptab/><w:t xml:space="preserve"> 丁</w:t>'
        '</w:r><w:r><w:lastRenderedPageBreak/><w:t>戊</w:t><w:br w:type="column"/></w:r>',
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="没有" w:char="F0FC"/></w:r>',
    )
    document = read(body)
    assert plain_lines(document.text)[1:] == ("甲 乙 丙 \t 丁戊 ≥□",)
    assert texts(document, "symbol") == ("没有 F0FC",)


def test_keeping_revisions_can_be_cancelled() -> None:
    job = SilentJob()
    job.cancel()
    data = docx(TITLE + p(ins("新增", "张某")))
    with pytest.raises(Cancelled):
        read_docx(data, revisions=RevisionChoice.KEEP, job=job)
