"""三校 reports to the leader, he signs again: whose edit is whose, and what is still owed."""

from __future__ import annotations

from qz_review.model.stage import Stage
from tests.journeys.office import PASSWORD, TEXT, Office, replaced


def reported(office: Office, *instructions: str, edit: tuple[str, str] | None = None) -> str:
    """A manuscript that 三审 signed with an edit and instructions, and 三校 reported back."""
    mid = office.register()
    office.advance(mid, Stage.REVIEW_3)
    edited = replaced(TEXT, "检修", "维修")
    office.sign(mid, "leader", text=edited, instructions=instructions)
    if edit is not None:
        office.edit(mid, "editor", *edit)
    office.at("editor").review.return_step(mid, "有一处事实存疑", PASSWORD)
    return mid


def lines(office: Office, mid: str) -> list[str]:
    return [line.words for line in office.view(mid).expected_lines]


def test_an_edit_of_the_last_proof_is_not_laid_to_the_leader(office: Office) -> None:
    mid = reported(office, edit=("登陆", "登录"))
    office.sign(mid, "leader")
    office.at("editor")
    assert lines(office, mid) == []
    assert office.view(mid).expected_changes == ()


def test_an_edit_of_the_leaders_second_round_is_his(office: Office) -> None:
    mid = reported(office, edit=("登陆", "登录"))
    office.at("leader")
    office.sign(mid, "leader", text=replaced(office.view(mid).text, "截止", "截至"))
    office.at("editor")
    assert lines(office, mid) == ["第2段：“止”改为“至”"]


def test_what_the_leader_asked_for_before_stays_owed(office: Office) -> None:
    asked = ("“登陆”改为“登录”", "补充咨询电话", "核对公里数")
    mid = reported(office, *asked, edit=("登陆", "登录"))
    office.sign(mid, "leader", instructions=("核对公里数", "写明日期"))
    office.at("editor")
    assert lines(office, mid) == ["补充咨询电话", "核对公里数", "写明日期"]
    office.step(mid)
    assert office.view(mid).stage is None


def test_instructions_taken_back_by_the_leader_himself_are_not_owed(office: Office) -> None:
    mid = office.register()
    office.advance(mid, Stage.REVIEW_3)
    office.sign(mid, "leader", instructions=("写错的一条",))
    office.workspace.review.withdraw_signature(mid, "写错了", PASSWORD)
    office.sign(mid, "leader", instructions=("补充咨询电话",))
    assert lines(office, mid) == ["补充咨询电话"]
    office.at("editor").review.return_step(mid, "电话有两个", PASSWORD)
    office.sign(mid, "leader", instructions=("只写热线",))
    assert lines(office, mid) == ["补充咨询电话", "只写热线"]


def test_a_new_round_from_below_owes_nothing_of_the_one_before(office: Office) -> None:
    mid = reported(office, "补充咨询电话")
    office.at("leader").review.return_step(mid, "退回重审", PASSWORD)
    office.advance(mid, Stage.REVIEW_3)
    office.sign(mid, "leader", instructions=("写明日期",))
    assert lines(office, mid) == ["写明日期"]
