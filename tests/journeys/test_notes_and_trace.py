"""附注 that stay with their words, and who wrote, deleted and signed them, in a real office."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qz_review.clock import to_stored
from qz_review.documents.imported import (
    ImportedComment,
    ImportedDocument,
    KeptRevisions,
    KeptText,
)
from qz_review.errors import Refused
from qz_review.model.stage import Stage
from qz_review.model.text import plain_text
from qz_review.services.forms import RegistrationForm
from qz_review.services.trace import Holding, Origin
from tests.journeys.office import PASSWORD, TEXT, Office, replaced


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def place(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_a_note_stays_with_its_words_through_later_edits(office: Office) -> None:
    manuscript = office.register()
    wording = plain_text(office.view(manuscript).text)
    view = office.view(manuscript)
    note_id = office.at("editor").notes.add(
        manuscript, view.text_hash, *place(wording, "市政府网站"), "核对网址"
    )
    office.edit(manuscript, "editor", "各县、区人民政府：", "各县、区人民政府，市直各单位：")
    office.edit(manuscript, "editor", "登陆市政府网站", "登录市政府门户网站")
    (note,) = office.workspace.notes.of(manuscript)
    after = plain_text(office.view(manuscript).text)
    assert after[note.start : note.end] == "市政府门户网站"
    assert (note.who, note.stage, note.quote) == ("张某宁", Stage.REVIEW_1, "市政府网站")
    assert (note.gone, note.settled, note.from_source, note.may_settle) == (
        False, False, False, True,
    )  # fmt: skip
    draft = replaced(office.view(manuscript).text, "市民可登录市政府门户网站查询停水信息。", "")
    (lost,) = office.workspace.notes.of(manuscript, draft)
    assert lost.gone and lost.start == lost.end
    office.workspace.notes.settle(manuscript, note_id)
    (note,) = office.workspace.notes.of(manuscript)
    assert note.settled and not note.may_settle


def test_a_note_needs_a_place_in_a_saved_text(office: Office) -> None:
    manuscript = office.register()
    view = office.view(manuscript)
    notes = office.at("editor").notes
    with pytest.raises(Refused, match=r"note\.no_place"):
        notes.add(manuscript, view.text_hash, 0, 10_000, "何处")
    with pytest.raises(Refused, match=r"manuscript\.unknown_version"):
        notes.add(manuscript, "0" * 64, 0, 1, "何处")
    draft = replaced(view.text, "登陆", "登录后台")
    wording = plain_text(draft)
    text_hash, start, end = notes.anchor(manuscript, draft, *place(wording, "查询停水"))
    assert text_hash == view.text_hash
    assert plain_text(view.text)[start:end] == "查询停水"
    with pytest.raises(Refused, match=r"note\.not_saved"):
        notes.anchor(manuscript, draft, *place(wording, "录后台"))


def test_a_trace_names_who_wrote_deleted_and_signed(office: Office) -> None:
    manuscript = office.register()
    office.edit(manuscript, "editor", "登陆", "登录")
    office.step(manuscript)
    office.edit(manuscript, "second", "截止", "截至")
    office.step(manuscript)
    office.edit(manuscript, "chief", "，走在全省前列", "")
    office.step(manuscript)
    wording = plain_text(office.view(manuscript).text)
    trace = office.workspace.trace

    found = trace.of_range(manuscript, *place(wording, "截至"))
    assert [(p.quote, p.source, p.stage, p.who) for p in found.pieces] == [
        ("截", Origin.ORIGINAL, None, ""),
        ("至", Origin.STEP, Stage.PROOF_1, "李某禾"),
    ]
    assert found.pieces[1].written.step_signers == "李某禾读 张某宁核"
    ((gone),) = found.pieces[1].replaced
    assert (gone.quote, gone.written.source, gone.deleted.who) == ("止", Origin.ORIGINAL, "李某禾")
    assert [(s.stage, s.who, s.held) for s in found.signatures] == [
        (Stage.REVIEW_1, "张某宁", Holding.PART),
        (Stage.PROOF_1, "李某禾读", Holding.WHOLE),
        (Stage.PROOF_1, "张某宁核", Holding.WHOLE),
        (Stage.REVIEW_2, "周某远", Holding.WHOLE),
    ]

    at, _ = place(wording, "公里。")
    deleted = trace.of_range(manuscript, at, at + 3).gone
    assert [(g.quote, g.deleted.stage, g.deleted.who) for g in deleted] == [
        ("，走在全省前列", Stage.REVIEW_2, "周某远")
    ]

    draft = replaced(office.view(manuscript).text, "查询", "查看")
    shown = trace.of_range(manuscript, *place(plain_text(draft), "查看"), draft)
    assert (shown.pieces[-1].who, shown.pieces[-1].at) == ("周某远", None)
    assert {s.held for s in shown.signatures} <= {Holding.PART, Holding.NONE}


def test_a_click_is_answered_with_the_words_around_it(office: Office) -> None:
    manuscript = office.register()
    office.edit(manuscript, "editor", "登陆", "登录后台")
    wording = plain_text(office.view(manuscript).text)
    start, end = place(wording, "录后台")
    for at in (start, start + 1, end - 1):
        found = office.workspace.trace.of_range(manuscript, at, at)
        assert (found.start, found.end, found.quote) == (start, end, "录后台")
    line_end = wording.index("\n")
    assert office.workspace.trace.of_range(manuscript, line_end, line_end).quote == TEXT.title


def test_a_change_of_another_is_undone_by_a_new_edit(office: Office) -> None:
    manuscript = office.register()
    office.edit(manuscript, "editor", "登陆", "登录")
    office.edit(manuscript, "editor", "，走在全省前列", "")
    office.step(manuscript)
    office.step(manuscript)
    marked = office.at("chief").manuscripts.marked(manuscript)
    review, text = office.workspace.review, office.view(manuscript).text
    deletion, replacement = marked.changes
    once = review.revert_change(manuscript, text, deletion)
    assert once == replaced(text, "120公里。", "120公里，走在全省前列。")
    assert review.revert_change(manuscript, once, replacement) == TEXT
    with pytest.raises(Refused, match=r"change\.undone"):
        review.revert_change(manuscript, once, deletion)
    own = replaced(text, "登录", "登进")
    with pytest.raises(Refused, match=r"change\.overlapped"):
        review.revert_change(manuscript, own, replacement)
    office.at("leader")
    with pytest.raises(Refused, match=r"workflow\.not_yours_to_edit"):
        review.revert_change(manuscript, text, deletion)


def test_edits_of_one_morning_keep_their_own_times(office: Office) -> None:
    manuscript = office.register()
    office.edit(manuscript, "editor", "登陆", "登录")
    first = office.clock.moment
    office.edit(manuscript, "editor", "全市共", "全市累计共")
    office.edit(manuscript, "editor", "全市累计共", "全市共")
    office.edit(manuscript, "editor", "截止", "截至")
    last = office.clock.moment
    changes = {c.inserted: c for c in office.workspace.manuscripts.marked(manuscript).changes}
    assert {words: change.time for words, change in changes.items()} == {
        "录": to_stored(first),
        "至": to_stored(last),
    }
    trace = office.workspace.trace
    wording = plain_text(office.view(manuscript).text)
    assert trace.of_range(manuscript, *place(wording, "录")).pieces[0].at == first
    shown = {c.inserted: c.at for c in office.workspace.comparison.view(manuscript).changes}
    assert shown == {"录": first, "至": last}


def test_own_edits_go_on_in_the_draft_without_marks_between(office: Office) -> None:
    manuscript = office.register()
    office.edit(manuscript, "editor", "登陆", "登录")
    office.edit(manuscript, "editor", "查询", "查看")
    text = office.view(manuscript).text
    draft = replaced(replaced(text, "查看", "查询"), "截止", "截至")
    marked = office.workspace.manuscripts.marked(manuscript, draft)
    assert [(c.deleted, c.inserted, bool(c.time)) for c in marked.changes] == [
        ("止", "至", False),
        ("陆", "录", True),
    ]
    office.sign(manuscript, "editor", text=text)
    other = office.at("second").manuscripts.marked(manuscript, draft)
    assert [(c.stage, c.author, c.inserted) for c in other.changes] == [
        (Stage.PROOF_1, "李某禾", "至"),
        (Stage.REVIEW_1, "张某宁", "录"),
        (Stage.REVIEW_1, "张某宁", "看"),
        (Stage.PROOF_1, "李某禾", "询"),
    ]


def test_a_delegate_prints_with_who_delegated_and_a_return_supersedes(office: Office) -> None:
    manuscript = office.register()
    office.step(manuscript)
    office.step(manuscript)
    until = office.clock.moment + timedelta(days=2)
    office.at("chief").routing.delegate(
        manuscript, Stage.REVIEW_2, office.person_id("other_chief"), "出差", until, PASSWORD
    )
    office.edit(manuscript, "other_chief", "登陆", "登录")
    office.sign(manuscript, "other_chief")
    office.at("chief").review.return_step(manuscript, "一校再核", PASSWORD)
    wording = plain_text(office.view(manuscript).text)
    found = office.workspace.trace.of_range(manuscript, *place(wording, "登录"))
    assert [(p.quote, p.who, p.written.step_signers) for p in found.pieces] == [
        ("登", "", ""),
        ("录", "王某川", "王某川，受 周某远 委托"),
    ]
    told = [(s.stage, s.who, s.held, s.superseded) for s in found.signatures]
    assert told == [
        (Stage.REVIEW_1, "张某宁", Holding.PART, False),
        (Stage.PROOF_1, "李某禾读", Holding.PART, True),
        (Stage.PROOF_1, "张某宁核", Holding.PART, True),
        (Stage.REVIEW_2, "王某川，受 周某远 委托", Holding.WHOLE, True),
    ]
    assert found.holders == ()


def test_edits_that_were_sent_back_unsigned_name_no_signers(office: Office) -> None:
    manuscript = office.register()
    office.step(manuscript)
    office.step(manuscript)
    office.edit(manuscript, "chief", "登陆", "登录")
    office.at("chief").review.return_step(manuscript, "出处不清", PASSWORD)
    office.step(manuscript)
    office.step(manuscript)
    wording = plain_text(office.view(manuscript).text)
    piece = office.workspace.trace.of_range(manuscript, *place(wording, "录")).pieces[0]
    assert (piece.who, piece.written.step_signers) == ("周某远", "")
    office.step(manuscript)
    piece = office.workspace.trace.of_range(manuscript, *place(wording, "录")).pieces[0]
    assert piece.written.step_signers == ""  # signed in another round


def test_a_released_text_is_traced_to_all_who_signed_it(office: Office) -> None:
    manuscript = office.register()
    office.advance(manuscript, Stage.REVIEW_3)
    office.sign(manuscript, "leader", text=replaced(TEXT, "检修", "维修"))
    office.advance(manuscript, None)
    office.finish(manuscript)
    wording = plain_text(office.view(manuscript).signed_text)
    found = office.workspace.trace.of_range(manuscript, *place(wording, "维修管网"))
    assert [(p.quote, p.stage, p.who) for p in found.pieces] == [
        ("维", Stage.REVIEW_3, "陈某安"),
        ("修管网", None, ""),
    ]
    assert [(s.stage, s.who) for s in found.holders] == [
        (Stage.REVIEW_3, "陈某安"),
        (Stage.PROOF_3, "张某宁读"),
        (Stage.PROOF_3, "周某远核"),
    ]


def test_what_the_original_came_with_is_laid_to_its_authors(office: Office) -> None:
    former = replaced(TEXT, "停水信息", "信息")
    comment = ImportedComment(*place(plain_text(TEXT), "停水"), "停水", "何时停", "市水务局", "")
    document = ImportedDocument(
        TEXT,
        kept=KeptRevisions(former, (KeptText(TEXT, "刘某", "2026-11-20T09:30:00Z"),)),
        comments=(comment,),
    )
    form = RegistrationForm(
        document, TEXT.title, section_id=office.section_id, channel_ids=office.channel_ids[:1],
    )  # fmt: skip
    manuscript = office.at("editor").registration.register(form)
    office.edit(manuscript, "editor", "登陆", "登录")
    wording = plain_text(office.view(manuscript).text)
    found = office.workspace.trace.of_range(manuscript, *place(wording, "询停水"))
    assert [(p.quote, p.source, p.who, p.stage) for p in found.pieces] == [
        ("询", Origin.ORIGINAL, "", None),
        ("停水", Origin.KEPT_REVISION, "刘某", None),
    ]
    assert found.pieces[1].at == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    (note,) = office.workspace.notes.of(manuscript)
    assert wording[note.start : note.end] == "停水"
    assert (note.who, note.from_source, note.stage, note.at) == ("市水务局", True, None, None)
    assert note.may_settle
    assert not office.at("specialist").notes.of(manuscript)[0].may_settle


def test_a_note_on_a_text_that_the_same_hand_went_over_is_found(office: Office) -> None:
    manuscript = office.register()
    office.edit(manuscript, "editor", "登陆", "登录")
    between = office.view(manuscript)
    wording = plain_text(between.text)
    office.workspace.notes.add(manuscript, between.text_hash, *place(wording, "登录"), "核对网址")
    office.edit(manuscript, "editor", "市民可", "广大市民可")
    office.edit(manuscript, "editor", "登录市政府", "登录市人民政府")
    (note,) = office.workspace.notes.of(manuscript)
    after = plain_text(office.view(manuscript).text)
    assert after[note.start : note.end] == "登录"
    draft = replaced(office.view(manuscript).text, "各县、区", "各区")
    (note,) = office.workspace.notes.of(manuscript, draft)
    assert plain_text(draft)[note.start : note.end] == "登录"


def test_a_note_goes_with_a_moved_paragraph_and_at_a_place_without_words(office: Office) -> None:
    manuscript = office.register()
    view = office.view(manuscript)
    notes, wording = office.at("editor").notes, plain_text(view.text)
    notes.add(manuscript, view.text_hash, *place(wording, "市政府网站"), "核对网址")
    at = wording.index("查询停水")
    notes.add(manuscript, view.text_hash, at, at, "此处加热线")
    one, two, three = view.text.blocks
    moved = replace(view.text, blocks=(three, one, two))
    on_words, on_place = notes.of(manuscript, moved)
    after = plain_text(moved)
    assert after[on_words.start : on_words.end] == "市政府网站"
    assert after[on_place.start :].startswith("查询停水")
    assert (on_place.start, on_place.gone) == (on_place.end, False)


def test_a_changed_name_stands_in_the_marks_at_once(office: Office) -> None:
    manuscript = office.register()
    office.edit(manuscript, "editor", "登陆", "登录")
    (change,) = office.workspace.manuscripts.marked(manuscript).changes
    assert change.author == "张某宁"
    office.at("admin").people.change_person(office.person_id("editor"), name="张某凝")
    (change,) = office.workspace.manuscripts.marked(manuscript).changes
    assert change.author == "张某凝"
