"""誊正 in a real office: what the leader changed and asked for, found or not found in the proof."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qz_review.errors import Refused
from qz_review.model.manuscript import CarriedOut, Decision, Part
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText
from qz_review.services.grounds import Asked
from tests.journeys.office import PASSWORD, TEXT, Office, replaced


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def approved(office: Office, *instructions: str, text: ManuscriptText = TEXT) -> str:
    """A manuscript that 三审 signed with this text and these instructions."""
    manuscript = office.register()
    office.advance(manuscript, Stage.REVIEW_3)
    office.sign(
        manuscript, "leader", decision=Decision.APPROVE_WITH_CHANGES, text=text,
        instructions=instructions,
    )  # fmt: skip
    office.at("editor")
    return manuscript


def ticks(office: Office, manuscript: str, draft: ManuscriptText) -> list[tuple[str, bool]]:
    _, lines = office.workspace.review.expected(manuscript, draft)
    return [(line.words, line.done) for line in lines]


def test_instructions_are_ticked_as_the_proof_carries_them_out(office: Office) -> None:
    manuscript = approved(
        office,
        "登陆改为登录",
        "删去“走在全省前列”",
        "标题改为“关于做好冬季供水工作的通知”",
        "公里数再核实",
    )
    draft = office.view(manuscript).text
    assert [done for _, done in ticks(office, manuscript, draft)] == [False] * 4
    draft = replaced(draft, "登陆", "登录")
    draft = replace(draft, title="关于做好冬季供水工作的通知")
    assert [done for _, done in ticks(office, manuscript, draft)] == [True, False, True, False]
    elsewhere = replaced(TEXT, "各县、区人民政府：", "各县、区人民政府：走在全省前列")
    assert not ticks(office, manuscript, elsewhere)[1][1]
    grounds = office.workspace.review.grounds(manuscript, draft)
    seen = [(g.asked, g.done, g.place) for found in grounds.values() for g in found]
    assert seen == [
        (Asked.REWORD, True, "第3段"),
        (Asked.REMOVE, False, ""),
        (Asked.RETITLE, True, "标题"),
        (Asked.PERSON, False, ""),
    ]


def test_an_edit_of_the_leader_stands_while_its_paragraph_is_moved_and_split(
    office: Office,
) -> None:
    manuscript = approved(office, text=replaced(TEXT, "登陆", "登录"))
    draft = office.view(manuscript).text
    one, two, three = draft.blocks
    moved = replace(draft, blocks=(three, one, two))
    assert ticks(office, manuscript, moved) == [("第3段：“陆”改为“录”", True)]
    reworded = replaced(moved, "查询停水信息", "查看停水的信息")
    assert ticks(office, manuscript, reworded) == [("第3段：“陆”改为“录”", True)]
    assert ticks(office, manuscript, replaced(draft, "登录", "登陆")) == [
        ("第3段：“陆”改为“录”", False)
    ]


def test_what_the_text_shows_needs_no_tick_and_what_it_does_not_needs_an_answer(
    office: Office,
) -> None:
    manuscript = approved(office, "登陆改为登录", "公里数再核实")
    draft = replaced(office.view(manuscript).text, "登陆", "登录")
    work = replace(office.work(manuscript, draft), carried_out=())
    review = office.workspace.review
    with pytest.raises(Refused, match=r"workflow\.lines_unanswered"):
        review.sign(manuscript, Part.READER, Decision.PROOF_RELEASE, work, PASSWORD)
    _, lines = review.expected(manuscript, draft)
    answered = CarriedOut(lines[1].key, lines[1].source, lines[1].words, True, "已电话核实")
    review.sign(
        manuscript, Part.READER, Decision.PROOF_RELEASE,
        replace(work, carried_out=(answered,)), PASSWORD,
    )  # fmt: skip
    signed = office.workspace._desk.state(manuscript).in_force(Stage.PROOF_3)[0]
    assert [(line.done, line.answer) for line in signed.carried_out] == [
        (True, ""),
        (True, "已电话核实"),
    ]


def test_a_tick_that_the_text_no_longer_shows_is_gone_unless_a_person_set_it(
    office: Office,
) -> None:
    manuscript = approved(office, "登陆改为登录")
    draft = office.view(manuscript).text
    done = replaced(draft, "登陆", "登录")
    assert ticks(office, manuscript, done) == [("登陆改为登录", True)]
    assert ticks(office, manuscript, draft) == [("登陆改为登录", False)]
