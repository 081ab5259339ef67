"""附注 on words of the text, and what the 原稿 brought along: 修订 and 批注."""

from __future__ import annotations

import pytest

from qz_review.events.kinds import KeptVersion, RevisionsKept
from qz_review.model.stage import Stage
from qz_review.workflow import commands
from qz_review.workflow.decided import WorkflowRefused
from tests.support.route import Route, digest, refused


def note(route: Route, note_id: str = "n1", words: str = "核对出处") -> commands.AddNote:
    return commands.AddNote(note_id, route.state.text_hash, 2, 4, "标准", words)


def registered() -> Route:
    route = Route()
    route.register()
    return route


def test_anybody_on_the_route_may_note_something_and_it_blocks_nothing() -> None:
    route = registered()
    state = route.act("zhou", note(route))
    assert [n.event.words for n in state.notes] == ["核对出处"]
    assert state.notes[0].person_id == "zhou" and state.notes[0].stage is Stage.REVIEW_1
    assert route.sign("zhang").stage is Stage.PROOF_1


def test_a_note_needs_words_and_a_version_of_the_manuscript() -> None:
    route = registered()
    assert refused(route, "zhang", note(route, words="  ")) == "note.no_words"
    assert refused(route, "zhang", note(route, words="长" * 5_001)) == "note.too_long"
    stray = commands.AddNote("n", digest("another"), 0, 0, "", "在哪里")
    assert refused(route, "zhang", stray) == "manuscript.unknown_version"


def test_nobody_writes_a_note_in_another_persons_name() -> None:
    route = registered()
    forged = commands.AddNote("n", route.state.text_hash, 0, 0, "", "同意", author="陈某安")
    assert refused(route, "zhang", forged) == "note.not_yours"


def test_the_writer_or_whoever_edits_settles_a_note() -> None:
    route = registered()
    route.act("zhou", note(route))
    settle = commands.RemoveNote("n1")
    assert refused(route, "li", settle) == "note.not_yours"
    assert route.act("zhang", settle).notes[0].settled  # zhang holds 一审
    route.act("li", note(route, "n2"))
    assert route.act("li", commands.RemoveNote("n2")).notes[1].settled
    assert refused(route, "li", commands.RemoveNote("n3")) == "note.unknown"


def test_an_administrator_without_a_part_in_manuscripts_notes_nothing() -> None:
    route = registered()
    assert refused(route, "zhao", note(route)) == "workflow.not_involved"


def test_the_original_keeps_the_revisions_it_came_with() -> None:
    route = Route()
    final = digest("原稿")
    kept = RevisionsKept(
        digest("before"),
        (KeptVersion(digest("一"), "吴某", "2026-11-01T08:00:00Z"), KeptVersion(final, "郑某")),
    )
    comment = commands.AddNote("c1", final, 0, 2, "原稿", "请核", author="吴某")
    state = route.register(text_hash=final, kept=kept, notes=(comment,))
    assert state.kept == kept and state.original_hash == final
    assert state.notes[0].event.author == "吴某" and state.notes[0].stage is None


def test_kept_revisions_must_end_in_the_registered_text() -> None:
    route = Route()
    kept = RevisionsKept(digest("before"), (KeptVersion(digest("other"), "吴某"),))
    with pytest.raises(WorkflowRefused) as caught:
        route.register(text_hash=digest("原稿"), kept=kept)
    assert caught.value.code == "registration.kept_differs"
    assert route.events == []
