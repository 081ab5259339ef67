"""What comes with a 原稿 goes into the ledger with it, and the whole verifies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qz_review.documents import old_word
from qz_review.documents.imported import ImportedDocument, RevisionChoice
from qz_review.model.text import Paragraph, plain_text
from qz_review.services.forms import RegistrationForm
from qz_review.workflow.state import ManuscriptState
from tests.core.documents.test_macros import docm
from tests.journeys.office import Office
from tests.support.docx_parts import docx, paragraph
from tests.support.revised_docx import begin, comment, end, gone, ins, mark, p

DOCX = docx(paragraph("供水公告") + paragraph("今日停水。"))
RTF = rb"{\rtf1 \u20379?}"


def registered(
    office: Office,
    document: ImportedDocument,
    title: str = "",
    attachments: tuple[tuple[str, bytes], ...] = (),
) -> ManuscriptState:
    form = RegistrationForm(
        document=document,
        title=title or document.text.title,
        section_id=office.section_id,
        channel_ids=office.channel_ids[:1],
        attachments=attachments,
    )
    workspace = office.at("editor")
    return workspace.registration._desk.state(workspace.registration.register(form))


def inspected(office: Office, data: bytes, revisions: RevisionChoice) -> ImportedDocument:
    return office.at("editor").registration.inspect_document(data, "来稿.docx", revisions=revisions)


def test_a_converted_file_is_kept_with_the_docx_it_became(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(old_word, "convert_to_docx", lambda data, ending, job: DOCX)
    document = office.at("editor").registration.inspect_document(RTF, "供水公告.rtf")
    state = registered(office, document)
    assert state.source_file is not None and state.received_file is not None
    assert (state.source_file.name, state.received_file.name) == ("供水公告.docx", "供水公告.rtf")
    blob = office.workspace.manuscripts.blob
    assert blob(state.source_file.digest) == DOCX
    assert blob(state.received_file.digest) == RTF


def test_a_doc_with_macros_is_kept_only_as_the_docx_it_became(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(old_word, "convert_to_docx", lambda data, ending, job: DOCX)
    monkeypatch.setattr(old_word, "_inspect_doc", lambda data: True)
    data = bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le")
    document = office.at("editor").registration.inspect_document(data, "公告.doc")
    assert [w.code for w in document.warnings][:2] == ["converted", "macros"]
    state = registered(office, document)
    assert state.source_file is not None and state.received_file is None
    assert office.workspace.manuscripts.blob(state.source_file.digest) == DOCX


def test_macros_are_not_kept(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "供水公告.docm"
    path.write_bytes(docm())
    state = registered(office, office.at("editor").registration.inspect_document(path, path.name))
    assert state.source_file is not None and state.received_file is None
    assert state.source_file.name == "供水公告.docx"
    kept = office.workspace.manuscripts.blob(state.source_file.digest)
    assert b"vbaProject" not in kept and kept != docm()


def test_a_docx_is_kept_as_it_came(office: Office) -> None:
    document = office.at("editor").registration.inspect_document(DOCX, "供水公告.docx")
    state = registered(office, replace(document))
    assert state.source_file is not None and state.received_file is None
    assert office.workspace.manuscripts.blob(state.source_file.digest) == DOCX


# --- 修订 and 批注 of the source file ---------------------------------------------------------

FIRST, SECOND = "2026-11-20T01:00:00Z", "2026-11-21T02:30:00Z"
REVISED = docx(
    p("关于供水的", begin(0), "通知", end(0), properties='<w:jc w:val="center"/>')
    + p("截止", ins("11月底", "王某", FIRST), gone("年底", "王某", FIRST), "检修管网",
        ins("120公里", "赵某", SECOND), begin(1), gone("约百公里", "赵某", SECOND), end(1), "。")
    + p("市民可登陆网站查询。"),
    comments=comment(0, "标题写明年份", "钱某", SECOND) + comment(1, "数字与报表一致", "赵某"),
)  # fmt: skip


def test_kept_revisions_are_the_authors_own_marks_up_to_the_archive(office: Office) -> None:
    document = inspected(office, REVISED, RevisionChoice.KEEP)
    state = registered(office, document, attachments=(("附件.txt", b"1"),))
    mid = state.manuscript_id
    assert state.kept is not None
    assert [(v.author, v.time) for v in state.kept.versions] == [("王某", FIRST), ("赵某", SECOND)]
    marked = office.workspace.manuscripts.marked(mid)
    by = {(change.stage, change.author) for change in marked.changes}
    assert by == {(None, "王某"), (None, "赵某")}
    assert office.view(mid).text.blocks[0] == Paragraph("截止11月底检修管网120公里。")
    office.edit(mid, "editor", "截止", "截至")
    marked = office.workspace.manuscripts.marked(mid)
    assert [change.author for change in marked.changes].count("张某宁") == 1
    office.advance(mid, None)
    office.finish(mid)
    assert office.workspace.archive.write_pdf(mid).read_bytes().startswith(b"%PDF")


def test_comments_are_notes_at_their_words(office: Office) -> None:
    state = registered(office, inspected(office, REVISED, RevisionChoice.ACCEPT))
    notes = office.workspace.notes.of(state.manuscript_id)
    assert [(n.who, n.quote, n.words, n.from_source) for n in notes] == [
        ("钱某", "通知", "标题写明年份", True), ("赵某", "", "数字与报表一致", True),
    ]  # fmt: skip
    words = plain_text(office.view(state.manuscript_id).text)
    assert words[: notes[1].start].endswith("120公里")


def test_a_title_written_in_the_form_moves_the_places_and_is_nobodys_revision(
    office: Office,
) -> None:
    document = inspected(office, REVISED, RevisionChoice.KEEP)
    state = registered(office, document, "青汀市关于冬季供水的通知")
    marked = office.workspace.manuscripts.marked(state.manuscript_id)
    assert {change.author for change in marked.changes} == {"王某", "赵某"}
    title, place = office.workspace.notes.of(state.manuscript_id)
    assert (title.quote, title.start) == ("通知", 10)
    words = plain_text(office.view(state.manuscript_id).text)
    assert words[: place.start].endswith("120公里")
    other = registered(office, document, "供水公告")
    [note, _] = office.workspace.notes.of(other.manuscript_id)
    assert (note.quote, note.start, note.words) == ("", 0, "标题写明年份")


def test_a_revised_title_changed_again_in_the_form_is_the_registrars(office: Office) -> None:
    data = docx(p("关于供水的", ins("紧急", "王某", FIRST), "通知") + p("正文。"))
    state = registered(office, inspected(office, data, RevisionChoice.KEEP), "关于停水的通知")
    assert state.kept is not None
    assert [v.author for v in state.kept.versions] == ["王某", "张某宁"]
    assert state.kept.versions[-1].text_hash == state.text_hash


def test_a_text_that_was_all_inserted_and_a_comment_of_many_words(office: Office) -> None:
    data = docx(
        p(ins("供水通知", "王某"), properties=mark("ins", "王某")) + p(ins("正文。", "王某")),
        comments=comment(0, "长" * 12_000),
    )
    state = registered(office, inspected(office, data, RevisionChoice.KEEP))
    notes = office.workspace.notes.of(state.manuscript_id)
    assert sum(len(note.words) for note in notes) == 12_000 and len(notes) == 3
    assert {c.author for c in office.workspace.manuscripts.marked(state.manuscript_id).changes}
