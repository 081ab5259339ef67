"""Writing a docx over changes what the edits change, and nothing else of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from qz_review.documents.docx_in import read_docx
from qz_review.documents.docx_out.writing import (
    DocxOut,
    Remark,
    open_source,
    with_source,
    write_clean,
    write_marked,
)
from qz_review.documents.imported import RevisionChoice
from qz_review.markup.layers import compose
from qz_review.markup.marked import Mark, Version
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Paragraph, Table, plain_lines, plain_text
from tests.support.docx_checking import faults
from tests.support.docx_parts import OFFICE, docx, numbered, numbering_part, paragraph, run
from tests.support.revised_docx import gone, ins
from tests.support.rich_docx import control, dressed, field, link, p, rich_docx, text_box

TITLE = paragraph("供水管网巡查", properties='<w:jc w:val="center"/>')
CLOSE = "<w:sectPr><w:pgSz w:w='11906' w:h='16838'/></w:sectPr>"
TIME = "2026-11-17T08:12:03.123Z"
LINK = (
    f'<Relationship Id="link1" Type="{OFFICE}hyperlink" Target="http://a/" TargetMode="External"/>'
)


def after(data: bytes, *changes: tuple[str, str]) -> tuple[ManuscriptText, DocxOut, DocxOut]:
    """The text with words replaced by 二审, and the docx marked and clean."""
    text = read_docx(data).text
    changed = text
    for old, new in changes:
        changed = replaced(changed, old, new)
    return (changed, *written(data, text, changed))


def written(data: bytes, text: ManuscriptText, changed: ManuscriptText) -> tuple[DocxOut, DocxOut]:
    versions = [Version(None, text), Version(Stage.REVIEW_2, changed, "张某", TIME)]
    source = open_source(data, text)
    marked = compose(with_source(source, versions))
    return write_marked(source, marked), write_clean(open_source(data, text), marked)


def replaced(text: ManuscriptText, old: str, new: str) -> ManuscriptText:
    def block(one: object) -> object:
        if isinstance(one, Paragraph):
            return replace(one, text=one.text.replace(old, new))
        if isinstance(one, Table):
            rows = (
                tuple(
                    replace(c, paragraphs=tuple(w.replace(old, new) for w in c.paragraphs))
                    for c in row
                )
                for row in one.rows
            )
            return replace(one, rows=tuple(rows))
        return one

    notes = tuple(replace(n, text=n.text.replace(old, new)) for n in text.notes)
    return replace(text, blocks=tuple(map(block, text.blocks)), notes=notes)


def without(text: ManuscriptText, words: str) -> ManuscriptText:
    blocks = tuple(b for b in text.blocks if not (isinstance(b, Paragraph) and words in b.text))
    return replace(text, blocks=blocks)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(data: bytes) -> str:
    return parts(data)["word/document.xml"].decode()


def rejected(data: bytes) -> ManuscriptText:
    return read_docx(data, revisions=RevisionChoice.REJECT).text


# --- the package ----------------------------------------------------------------------------


def test_without_an_edit_the_very_bytes_of_the_source_come_back() -> None:
    data = rich_docx()
    text = read_docx(data).text
    marked, clean = written(data, text, text)
    assert marked.content == data and clean.content == data


def test_parts_that_no_edit_concerns_are_copied_byte_for_byte_and_in_order() -> None:
    data = rich_docx()
    _, marked, clean = after(data, ("应急物资", "防汛物资"))
    for out in (marked, clean):
        before, now = parts(data), parts(out.content)
        assert list(now) == list(before)
        assert [name for name in before if before[name] != now[name]] == ["word/document.xml"]


def test_the_declaration_and_the_namespaces_of_a_changed_part_stay() -> None:
    data = docx(TITLE + paragraph("截止目前") + CLOSE)
    stand = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    with_head = parts(data)
    root = with_head["word/document.xml"].replace(
        b"<w:document ",
        b'<w:document xmlns:w16x="http://schemas.microsoft.com/office/word/2018/wordml" '
        b'mc:Ignorable="w16x" ',
    )
    with_head["word/document.xml"] = stand + root
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in with_head.items():
            package.writestr(name, content)
    _, marked, _ = after(buffer.getvalue(), ("截止", "截至"))
    written_part = parts(marked.content)["word/document.xml"]
    assert written_part.startswith(stand)
    head = written_part[: written_part.index(b"<w:body>")]
    assert b'mc:Ignorable="w16x"' in head and b"xmlns:w16x=" in head and b"xmlns:wps=" in head


def test_a_signature_goes_with_the_first_change_and_that_is_told() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="word/document.xml"/><Relationship Id="r2" '
        'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/'
        'origin" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    )
    files = {"_xmlsignatures/origin.sigs": b"", "_rels/.rels": rels.encode()}
    data = docx(TITLE + paragraph("截止目前"), files=files)
    _, marked, _ = after(data, ("截止", "截至"))
    assert marked.lost_signature
    left = parts(marked.content)
    assert not [name for name in left if name.startswith("_xmlsignatures")]
    assert b"signature" not in left["_rels/.rels"]
    _, same, _ = after(data)
    assert not same.lost_signature and same.content == data


# --- dress ----------------------------------------------------------------------------------


def test_words_take_the_dress_of_those_they_replace_and_their_neighbours_keep_theirs() -> None:
    data = docx(TITLE + p(dressed("截止", "<w:b/>") + dressed("目前", "<w:i/>") + run("共")))
    _, marked, clean = after(data, ("截止", "截至"))
    assert re.search(r"<w:ins [^>]*><w:r><w:rPr><w:b/></w:rPr><w:t[^>]*>至<", body(marked.content))
    assert "<w:rPr><w:i/></w:rPr><w:t>目前" in body(clean.content).replace(
        ' xml:space="preserve"', ""
    )


def test_a_link_a_field_and_a_bookmark_outlive_the_edit_of_their_neighbours() -> None:
    marks = '<w:bookmarkStart w:id="1" w:name="b"/>', '<w:bookmarkEnd w:id="1"/>'
    inner = (
        marks[0]
        + run("详见")
        + link(run("公告"))
        + field(" REF b ", run("第3页"))
        + run("吧")
        + marks[1]
    )
    data = docx(TITLE + p(inner), relations=LINK)
    changed, marked, clean = after(data, ("详见", "参见"), ("吧", "。"), ("第3页", "第4页"))
    for out in (marked.content, clean.content):
        xml = body(out)
        assert xml.count("<w:hyperlink ") == 1 and xml.count("fldCharType") == 3
        assert "bookmarkStart" in xml and "bookmarkEnd" in xml
        assert read_docx(out).text == changed


def test_words_behind_a_link_do_not_become_part_of_it() -> None:
    data = docx(
        TITLE + p(run("见") + link(dressed("公告", '<w:rStyle w:val="L"/>'))), relations=LINK
    )
    _, marked, _ = after(data, ("公告", "公告一份"))
    inside = re.search(r"<w:hyperlink .*?</w:hyperlink>", body(marked.content))
    assert inside is not None and "一份" not in inside.group()
    assert re.search(r"<w:ins [^>]*><w:r><w:t[^>]*>一份", body(marked.content))


def test_words_behind_a_raised_number_are_not_raised() -> None:
    raised = dressed("2", '<w:vertAlign w:val="superscript"/>')
    data = docx(TITLE + p(run("共5米") + raised + run("。")))
    _, marked, _ = after(data, ("米2", "米2左右"))
    assert re.search(r"<w:ins [^>]*><w:r><w:t[^>]*>左右", body(marked.content))


def test_an_eq_field_is_replaced_as_a_whole() -> None:
    data = docx(TITLE + p(run("第") + field(r" EQ \o\ac(○,11) ") + run("处")))
    changed, marked, clean = after(data, ("⑪", "十一"))
    assert "delInstrText" in body(marked.content)
    assert read_docx(clean.content).text == changed
    assert "instrText" not in body(clean.content)
    assert plain_lines(rejected(marked.content)) == ("供水管网巡查", "第⑪处")


def test_a_control_that_was_edited_is_filled_in_from_nowhere_else() -> None:
    bound = '<w:alias w:val="单位"/><w:dataBinding w:xpath="/a" w:storeItemID="x"/>'
    data = docx(TITLE + p(control(run("水务局"), bound) + run("通知")))
    _, marked, _ = after(data, ("水务局", "住建局"))
    assert "dataBinding" not in body(marked.content) and "单位" in body(marked.content)
    _, other, _ = after(data, ("通知", "通告"))
    assert "dataBinding" in body(other.content)


def test_both_branches_of_a_text_box_are_edited() -> None:
    data = docx(TITLE + p(text_box(paragraph("框内文字")) + run("正文")) + paragraph("尾"))
    _, marked, clean = after(data, ("框内", "框中"))
    words = re.sub(r"<[^>]*>", "", body(clean.content))
    assert words.count("框中文字") == 2 and "框内" not in words
    assert faults(marked.content) == []


# --- paragraphs -----------------------------------------------------------------------------


def test_a_new_paragraph_is_made_after_its_neighbour_without_number_and_heading() -> None:
    heading = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    body_like = '<w:ind w:firstLine="640"/>'
    data = docx(
        TITLE
        + paragraph("总体要求", style="1")
        + p(dressed("　　各县区要落实。", '<w:sz w:val="32"/>'), body_like)
        + numbered("第一项"),
        styles=heading,
        numbering=numbering_part(("decimal", "%1.")),
    )
    text = read_docx(data).text
    changed = replace(text, blocks=(text.blocks[0], Paragraph("新增。"), *text.blocks[1:]))
    marked, clean = written(data, text, changed)
    added = next(x for x in body(clean.content).split("<w:p>") if "新增" in x)
    assert "firstLine" in added and "<w:sz " in added and "　　" in added
    assert "pStyle" not in added and "numPr" not in added
    assert read_docx(clean.content).text == changed and rejected(marked.content) == text


def test_the_section_of_a_deleted_paragraph_stays() -> None:
    section = "<w:sectPr><w:pgSz w:w='16838' w:h='11906'/></w:sectPr>"
    data = docx(TITLE + paragraph("横排一段", properties=section) + paragraph("竖排") + CLOSE)
    text = read_docx(data).text
    marked, clean = written(data, text, without(text, "横排"))
    for out in (marked.content, clean.content):
        assert body(out).count("<w:sectPr>") == 2
        assert faults(out) == []
    assert plain_lines(read_docx(clean.content).text)[1:] == ("竖排",)


def test_a_cell_keeps_its_last_paragraph() -> None:
    data = docx(
        f"{TITLE}<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc></w:tr></w:tbl>" + paragraph("尾")
    )
    changed, marked, clean = after(data, ("甲", ""))
    assert faults(clean.content) == [] and faults(marked.content) == []
    assert read_docx(clean.content).text == changed


def test_a_moved_paragraph_is_a_native_move_that_keeps_its_dress() -> None:
    bold = p(dressed("各县区要落实责任，", "<w:b/>") + run("加强巡查。"))
    others = ("甲段落的文字在这里。", "乙段落的文字在这里。", "丙段落的文字在这里。")
    data = docx(TITLE + bold + "".join(map(paragraph, others)) + CLOSE)
    text = read_docx(data).text
    first, *rest = text.blocks
    changed = replace(text, blocks=(*rest[:2], first, rest[2]))
    marked, clean = written(data, text, changed)
    xml = body(marked.content)
    assert "<w:moveFrom " in xml and "<w:moveTo " in xml and "<w:ins " not in xml
    assert "moveToRangeStart" in xml and "moveFromRangeEnd" in xml and faults(marked.content) == []
    assert "<w:b/>" in body(clean.content) and "各县区要落实责任，" in body(clean.content)
    assert read_docx(clean.content).text == changed and rejected(marked.content) == text


def test_a_number_that_would_come_out_wrong_goes_on_from_the_right_one() -> None:
    items = numbered("甲。") + numbered("乙。") + numbered("丙。") + numbered("丁。")
    data = docx(TITLE + items, numbering=numbering_part(("chineseCounting", "%1、")))
    text = read_docx(data).text
    changed = without(text, "乙")
    marked, clean = written(data, text, changed)
    assert plain_lines(read_docx(clean.content).text)[1:] == ("一、甲。", "三、丙。", "四、丁。")
    assert rejected(marked.content) == text
    assert body(marked.content).count("<w:pPrChange ") == 1


def test_a_number_taken_away_by_hand_is_numbering_taken_off() -> None:
    data = docx(
        TITLE + numbered("甲。") + numbered("乙。"),
        numbering=numbering_part(("chineseCounting", "%1、")),
    )
    text = read_docx(data).text
    first = text.blocks[0]
    assert isinstance(first, Paragraph)
    changed = replace(text, blocks=(replace(first, label=""), *text.blocks[1:]))
    marked, clean = written(data, text, changed)
    assert plain_lines(read_docx(clean.content).text)[1:] == ("甲。", "二、乙。")
    assert rejected(marked.content) == text
    assert '<w:numId w:val="0"/>' in body(marked.content)


# --- revisions of its own, comments ------------------------------------------------------------


@pytest.mark.parametrize("choice", [RevisionChoice.ACCEPT, RevisionChoice.REJECT])
def test_a_source_with_revisions_begins_with_the_text_that_was_registered(
    choice: RevisionChoice,
) -> None:
    data = docx(TITLE + p(run("截止") + ins("目前", "李某") + gone("今天", "李某") + run("共")))
    text = read_docx(data, revisions=choice).text
    changed = replaced(text, "截止", "截至")
    marked, clean = written(data, text, changed)
    assert read_docx(clean.content).text == changed
    assert rejected(marked.content) == text
    assert "李某" not in body(marked.content)


def test_revisions_that_were_kept_carry_their_author_alone() -> None:
    data = docx(TITLE + p(run("截止") + ins("目前", "李某") + run("共")))
    before = read_docx(data, revisions=RevisionChoice.REJECT).text
    registered = read_docx(data).text
    reviewed = replaced(registered, "截止", "截至")
    versions = [
        Version(None, before),
        Version(None, registered, "李某", "2026-01-02T10:00:00Z"),
        Version(Stage.REVIEW_2, reviewed, "张某", TIME),
    ]
    source = open_source(data, before)
    out = write_marked(source, compose(with_source(source, versions))).content
    assert 'w:author="李某" w:date="2026-01-02T10:00:00"' in body(out)
    assert 'w:author="张某（二审）"' in body(out)
    assert rejected(out) == before and read_docx(out).text == reviewed


def test_a_title_corrected_at_registration_is_an_edit_on_record() -> None:
    data = docx(TITLE + paragraph("正文。"))
    read = read_docx(data).text
    registered = replace(read, title="供水管网巡查情况")
    source = open_source(data, registered)
    versions = with_source(source, [Version(None, registered)], "登记员", TIME)
    out = write_marked(source, compose(versions)).content
    assert read_docx(out).text == registered and rejected(out) == read
    assert 'w:author="登记员"' in body(out)


def test_a_remark_stands_at_its_words_and_the_clean_docx_has_none() -> None:
    data = docx(TITLE + paragraph("全市共排查管道186公里。"))
    text = read_docx(data).text
    at = plain_text(text).index("186")
    mark = Mark(0, Stage.REVIEW_3, "陈某", TIME)
    source = open_source(data, text)
    marked = compose([Version(None, text)])
    out = write_marked(source, marked, [Remark(mark, "请核\n数字", 0, at, at + 3)]).content
    xml = body(out)
    inside = xml[xml.index("commentRangeStart") : xml.index("commentRangeEnd")]
    assert re.findall(r"<w:t[^>]*>([^<]*)", inside) == ["186"]
    assert faults(out) == [] and read_docx(out).text == text
    comment = read_docx(out, revisions=RevisionChoice.ACCEPT).comments[0]
    assert (comment.author, comment.quote, comment.words) == ("陈某（三审）", "186", "请核\n数字")
    clean = write_clean(open_source(out, text), marked).content
    assert not [name for name in parts(clean) if "comments" in name]
    assert "comment" not in body(clean) and read_docx(clean).text == text


def test_characters_that_xml_cannot_carry_are_left_out() -> None:
    data = docx(TITLE + paragraph("截止目前"))
    _, marked, _ = after(data, ("截止", "截\x01至\ufffe"))
    assert plain_lines(read_docx(marked.content).text)[1] == "截至目前"


CHANGES: dict[str, Callable[[ManuscriptText], ManuscriptText]] = {
    "split": lambda t: replace(t, blocks=(Paragraph("前半，"), Paragraph("后半。"), *t.blocks[1:])),
    "join": lambda t: replace(t, blocks=(Paragraph("前半，后半。尾。"),)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_splits_and_joins_are_tracked_paragraph_marks(name: str) -> None:
    data = docx(TITLE + paragraph("前半，后半。") + paragraph("尾。"))
    text = read_docx(data).text
    changed = CHANGES[name](text)
    marked, clean = written(data, text, changed)
    tag = "ins" if name == "split" else "del"
    assert re.search(rf"<w:rPr><w:{tag} [^>]*/></w:rPr></w:pPr>", body(marked.content))
    assert "<w:delText" not in body(marked.content)
    assert read_docx(clean.content).text == changed and rejected(marked.content) == text


def test_properties_that_the_schema_does_not_know_go_over_to_a_joined_paragraph() -> None:
    odd = '<w:jc w:val="both"/><w14:conflictIns/>'
    data = docx(TITLE + paragraph("各区排查。", properties=odd) + paragraph("各县整改。") + CLOSE)
    text = read_docx(data).text
    joined = replace(text, blocks=(Paragraph("各区排查。各县整改。"),))
    marked, clean = written(data, text, joined)
    assert faults(marked.content) == []
    assert "各区排查。各县整改。" in plain_text(read_docx(clean.content).text)
    with zipfile.ZipFile(io.BytesIO(clean.content)) as package:
        assert b"conflictIns" in package.read("word/document.xml")
