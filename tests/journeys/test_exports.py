"""清样.docx and 花脸稿.docx of a manuscript on its way."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from qz_review.documents.imported import RevisionChoice
from qz_review.documents.read import read_document
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, plain_text
from tests.journeys.office import Office

COMMENTS = "word/comments1.xml"


def read(content: bytes, revisions: RevisionChoice = RevisionChoice.ACCEPT) -> str:
    return plain_text(read_document(content, "稿件.docx", revisions=revisions).text)


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode("utf-8")


def on_its_way(office: Office) -> tuple[str, ManuscriptText]:
    manuscript = office.register()
    original = office.view(manuscript).text
    office.edit(manuscript, "editor", "截止", "截至")
    office.step(manuscript)
    office.edit(manuscript, "editor", "登陆", "登录")
    office.advance(manuscript, Stage.REVIEW_3)
    return manuscript, original


def test_a_manuscript_that_came_as_words_gets_a_docx_with_every_edit_as_a_revision(
    office: Office,
) -> None:
    manuscript, original = on_its_way(office)
    present = plain_text(office.view(manuscript).text)
    out = office.at("chief").exports.marked_docx(manuscript)

    assert read(out.content) == present
    assert read(out.content, RevisionChoice.REJECT) == plain_text(original)
    document = part(out.content, "word/document.xml")
    assert 'w:author="张某宁（一审）"' in document and 'w:author="张某宁（一校）"' in document
    assert not out.lost_signature


def test_opinions_and_notes_are_comments_in_their_writers_names(office: Office) -> None:
    manuscript, _ = on_its_way(office)
    view = office.view(manuscript)
    at = plain_text(view.text).index("120公里")
    office.at("leader").notes.add(manuscript, view.text_hash, at, at + 5, "与统计局核对")
    comments = part(office.at("chief").exports.marked_docx(manuscript).content, COMMENTS)

    assert "与统计局核对" in comments and 'w:author="陈某安（三审）"' in comments
    assert "能发布" in comments and 'w:author="周某远（二审）"' in comments


def test_the_clean_docx_has_the_present_words_and_nothing_to_accept(office: Office) -> None:
    manuscript, _ = on_its_way(office)
    content = office.at("chief").exports.clean_docx(manuscript).content

    assert read(content) == read(content, RevisionChoice.REJECT)
    assert read(content) == plain_text(office.view(manuscript).text)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not [name for name in package.namelist() if "comments" in name]


def test_a_docx_that_nobody_edited_leaves_as_it_came(office: Office) -> None:
    source = Document()
    source.add_heading("关于春耕的通知", 0)
    source.add_paragraph("各县区：").runs[0].bold = True
    source.add_paragraph("请做好春耕备耕工作。")
    buffer = io.BytesIO()
    source.save(buffer)
    received = buffer.getvalue()
    registration = office.at("editor").registration
    document = registration.inspect_document(received, "春耕.docx")
    manuscript = office.register(document.text)

    assert office.at("chief").exports.clean_docx(manuscript).content == received


@pytest.mark.parametrize("ending", ["docx", "html", "pdf"])
def test_two_files_are_compared_into_any_form(office: Office, ending: str) -> None:
    from qz_review.services.redline import redline

    folder = office.folder.parent
    old, new = folder / "前.txt", folder / "后.txt"
    old.write_text("关于供水的通知\n截止11月底。\n", encoding="utf-8")
    new.write_text("关于供水的通知\n截至11月底。\n", encoding="utf-8")
    report = redline(old, new, folder / f"花脸稿.{ending}", "李某禾")
    assert report.changes == 1 and report.output.stat().st_size > 500
    if ending == "docx":
        content = report.output.read_bytes()
        assert read(content) == "关于供水的通知\n截至11月底。"
        assert read(content, RevisionChoice.REJECT) == "关于供水的通知\n截止11月底。"
        assert 'w:author="李某禾"' in part(content, "word/document.xml")
