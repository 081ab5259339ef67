"""花脸稿: which texts can be compared, who changed what, what lies on top."""

from __future__ import annotations

import pytest

from qz_review.errors import Cancelled
from qz_review.jobs import SilentJob
from qz_review.markup.changes import BlockKind, ChangeKind
from qz_review.model.stage import Stage
from qz_review.model.text import plain_text
from qz_review.services.comparison_views import DRAFT, ORIGINAL
from qz_review.services.views import DraftWork
from tests.journeys.office import Office, replaced


def test_from_the_original_to_the_present_text_with_both_names_of_a_pair(office: Office) -> None:
    manuscript = office.register()
    office.edit(manuscript, "editor", "截止", "截至")
    office.step(manuscript)
    office.edit(manuscript, "editor", "登陆", "登录")
    office.advance(manuscript, Stage.REVIEW_2)

    view = office.at("leader").comparison.view(manuscript)

    assert [choice.label for choice in view.choices] == ["原稿", "一审稿", "一校清样"]
    assert (view.old.label, view.new.label) == ("原稿", "一校清样")
    assert [(c.deleted, c.inserted, c.stage, c.who) for c in view.changes] == [
        ("止", "至", Stage.REVIEW_1, "张某宁"),
        ("陆", "录", Stage.PROOF_1, "李某禾读 张某宁核"),
    ]
    assert view.people == ("张某宁", "李某禾")
    assert not view.may_edit


def test_any_two_texts_whichever_way_round(office: Office) -> None:
    manuscript = office.register()
    office.edit(manuscript, "editor", "截止", "截至")
    office.step(manuscript)
    office.edit(manuscript, "editor", "登陆", "登录")
    office.advance(manuscript, Stage.REVIEW_2)
    service = office.at("chief").comparison
    _, first, second = service.view(manuscript).choices

    step = service.view(manuscript, second.key, first.key)

    assert (step.old, step.new) == (first, second)
    assert [c.inserted for c in step.changes] == ["录"]
    assert service.view(manuscript, ORIGINAL, ORIGINAL).changes == ()
    assert service.view(manuscript, "gone", "gone").new == second


def test_own_unsigned_edits_lie_on_top_for_their_author_alone(office: Office) -> None:
    manuscript = office.register()
    chosen = office.at("editor")
    view = office.view(manuscript)
    draft = replaced(view.text, "截止", "截至")
    chosen.review.save_draft(manuscript, DraftWork(draft, base_hash=view.text_hash))

    own = chosen.comparison.view(manuscript)

    assert (own.new.key, own.new.label, own.new.signed) == (DRAFT, "一审改动", False)
    assert [(c.inserted, c.who, c.at) for c in own.changes] == [("至", "张某宁", None)]
    assert own.may_edit and own.is_present
    assert office.at("chief").comparison.view(manuscript).changes == ()


def test_saved_but_unsigned_edits_say_so(office: Office) -> None:
    manuscript = office.register()
    office.edit(manuscript, "editor", "截止", "截至")

    new = office.at("chief").comparison.view(manuscript).new

    assert (new.label, new.signed, new.who) == ("一审改动", False, "张某宁")


def test_what_a_later_step_took_back_is_known_as_undone(
    office: Office,
) -> None:
    manuscript = office.register()
    office.edit(manuscript, "editor", "120公里", "121公里")
    office.advance(manuscript, Stage.REVIEW_2)
    office.edit(manuscript, "chief", "修管网121公里，", "修管网，")

    changes = office.at("chief").comparison.view(manuscript).changes

    number = next(c for c in changes if c.stage is Stage.REVIEW_1)
    assert number.kind is ChangeKind.REPLACED and number.undone
    assert all(not c.undone for c in changes if c.stage is Stage.REVIEW_2)


def test_one_character_is_read_with_what_stands_beside_it(office: Office) -> None:
    manuscript = office.register()
    office.edit(manuscript, "editor", "截止", "截至")

    (change,) = office.at("editor").comparison.view(manuscript).changes

    assert (change.before, change.deleted, change.inserted, change.after) == (
        "截", "止", "至", "11月"
    )  # fmt: skip


def test_a_released_manuscript_keeps_its_markup(office: Office) -> None:
    manuscript = office.register()
    office.edit(manuscript, "editor", "截止", "截至")
    office.advance(manuscript, None)
    office.finish(manuscript)

    view = office.at("second").comparison.view(manuscript)

    assert view.new.label == "三校清样" and view.new.who == "张某宁读 周某远核"
    assert len(view.changes) == 1 and not view.may_edit


def test_a_comparison_nobody_wants_any_more_stops(office: Office) -> None:
    manuscript = office.register()
    job = SilentJob()
    job.cancel()

    with pytest.raises(Cancelled):
        office.at("editor").comparison.view(manuscript, job=job)


def test_notes_stand_at_their_words_in_the_present_text_only(office: Office) -> None:
    manuscript = office.register()
    office.edit(manuscript, "editor", "截止", "截至")
    office.step(manuscript)
    workspace = office.at("chief")
    view = workspace.manuscripts.view(manuscript)
    text = plain_text(view.signed_text)
    start = text.index("走在全省前列")
    workspace.notes.add(manuscript, view.text_hash, start, start + 6, "依据是什么")

    comparison = workspace.comparison.view(manuscript)

    (placed,) = comparison.notes
    assert placed.note.words == "依据是什么"
    assert (placed.place_kind, placed.paragraph) == (BlockKind.PARAGRAPH, 2)
    line = comparison.document.blocks[placed.block].clean
    assert line[placed.start : placed.end] == "走在全省前列"
    assert comparison.may_note
    assert workspace.comparison.view(manuscript, new=ORIGINAL).notes == ()


def test_a_change_is_undone_by_a_new_edit_of_who_may_edit(office: Office) -> None:
    manuscript = office.register()
    office.edit(manuscript, "editor", "截止", "截至")
    office.advance(manuscript, Stage.REVIEW_2)
    workspace = office.at("chief")
    comparison = workspace.comparison.view(manuscript)
    view = workspace.manuscripts.view(manuscript)

    text = workspace.review.revert_change(manuscript, view.text, comparison.document.changes[0])
    workspace.review.save_draft(manuscript, DraftWork(text, base_hash=view.text_hash))

    after = workspace.comparison.view(manuscript)
    assert [c.stage for c in after.changes] == [Stage.REVIEW_1, Stage.REVIEW_2]
    assert after.document.lines_of_version(0) == after.document.lines_of_version(
        after.document.version_count - 1
    )
