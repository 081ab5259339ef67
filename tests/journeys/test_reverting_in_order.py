"""还原 one change after another, in any order, until the text is as it was before."""

from __future__ import annotations

import random

import pytest

from qz_review.errors import Refused
from qz_review.markup.changes import Change
from qz_review.model.text import Cell, ManuscriptText, Paragraph, Table
from qz_review.services.views import DraftWork
from tests.journeys.office import Office

PARAGRAPHS = (
    "入冬以来，市城市管理局组织巡查队，对全市供水主干管开展拉网式检查，共检修管网120公里。",
    "截止11月底，市民反映的问题已全部办结，走在全省前列，投诉数量比去年同期下降一半。",
    "市民可登陆市政府网站查询停水信息，也可拨打热线电话报修，工作人员24小时值守。",
    "下一步，市城市管理局将会同市财政局加大投入，分三年完成老旧小区供水管网改造。",
    "居民凭身份证到所在社区登记，低保老年人由社区工作人员上门办理，不收取任何费用。",
    "各县、区人民政府按月报送进展情况，典型做法由市政府办公室汇总后在全市推广。",
)
TABLE = Table(
    tuple(
        tuple(Cell((words,)) for words in row.split()) for row in ("区 数", "甲区 18", "乙区 40")
    ),
    "表1 检修情况",
)
WORDS = ("进一步", "有关", "", "扎实", "已经", "的", "在全市范围内", "3次")


def edited(text: ManuscriptText, chance: random.Random) -> ManuscriptText:
    """Words, paragraphs and rows: eight edits of a rough hand."""
    blocks = list(text.blocks)
    for _ in range(8):
        at = chance.randrange(len(blocks))
        block = blocks[at]
        act = chance.choice(["words"] * 4 + ["split", "join", "drop", "move"])
        if isinstance(block, Table):
            rows = block.rows[:1] + block.rows[2:] if len(block.rows) > 2 else block.rows
            blocks[at] = Table(rows, block.caption)
        elif act == "move":
            blocks.insert(chance.randrange(len(blocks)), blocks.pop(at))
        elif isinstance(block, Paragraph) and len(block.text) > 8:
            cut = chance.randrange(2, len(block.text) - 4)
            if act == "words":
                blocks[at] = Paragraph(
                    block.text[:cut] + chance.choice(WORDS) + block.text[cut + 2 :]
                )
            elif act == "split":
                blocks[at : at + 1] = [Paragraph(block.text[:cut]), Paragraph(block.text[cut:])]
            elif act == "drop" and len(blocks) > 4:
                del blocks[at]
            elif at + 1 < len(blocks) and isinstance(after := blocks[at + 1], Paragraph):
                blocks[at : at + 2] = [Paragraph(block.text + after.text)]
    return ManuscriptText(text.title, blocks=tuple(blocks))


@pytest.mark.parametrize("seed", range(6))
def test_all_changes_of_a_step_undone_one_by_one(office: Office, seed: int) -> None:
    chance = random.Random(seed)
    before = ManuscriptText("关于冬季供水的通知", blocks=(*map(Paragraph, PARAGRAPHS), TABLE))
    manuscript = office.register(before)
    view = office.view(manuscript)
    work = DraftWork(edited(before, chance), base_hash=view.text_hash)
    office.workspace.review.save_draft(manuscript, work)
    office.workspace.review.leave(manuscript)
    office.step(manuscript)
    office.step(manuscript)
    office.at("chief")
    text = office.view(manuscript).text
    changes = list(office.workspace.manuscripts.marked(manuscript).changes)
    assert len(changes) > 3
    chance.shuffle(changes)
    for change in changes:
        text = reverted(office, manuscript, text, change)
    assert text == before


def reverted(
    office: Office, manuscript: str, text: ManuscriptText, change: Change
) -> ManuscriptText:
    """The text without the change; one that went with another is undone already."""
    try:
        return office.workspace.review.revert_change(manuscript, text, change)
    except Refused as refusal:
        assert refusal.code == "change.undone"
        return text
