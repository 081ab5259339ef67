"""Whether what a leader changed still stands after others edited, split and moved around it."""

from __future__ import annotations

import pytest

from qz_review.markup.layers import Version, compose
from qz_review.markup.positions import Positions
from qz_review.markup.standing import stands
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Paragraph

ONE = "入冬以来，市城市管理局组织巡查队，对全市供水主干管开展拉网式检查。"
TWO = "截止11月底，全市共检修管网120公里，走在全省前列。市民反映的问题已全部办结。"
THREE = "市民可登陆市政府网站查询停水信息，也可拨打热线电话报修。"


def text(*paragraphs: str | Paragraph) -> ManuscriptText:
    return ManuscriptText(
        "供水", blocks=tuple(p if isinstance(p, Paragraph) else Paragraph(p) for p in paragraphs)
    )


def standing(before: ManuscriptText, leader: ManuscriptText, later: ManuscriptText) -> list[bool]:
    versions = [
        Version(None, before),
        Version(Stage.REVIEW_3, leader),
        Version(Stage.PROOF_3, later),
    ]
    positions = Positions(compose(versions), versions)
    return [stands(positions, c) for c in positions.document.changes if c.version == 1]


BEFORE = text(ONE, TWO, THREE)
LOGIN = THREE.replace("登陆", "登录")
SHORT = TWO.replace("，走在全省前列", "")
LONGER = ONE.replace("巡查队", "专业巡查队")


@pytest.mark.parametrize(
    ("leader", "later", "expected"),
    [
        (text(ONE, TWO, LOGIN), text(ONE, TWO, LOGIN), True),
        (text(ONE, TWO, LOGIN), text(ONE, TWO, THREE), False),
        (text(ONE, TWO, LOGIN), text(ONE, TWO, LOGIN.replace("登录", "进入")), False),
        (text(ONE, TWO, LOGIN), text(LOGIN, ONE, TWO), True),
        (text(ONE, TWO, LOGIN), text(ONE, TWO, LOGIN[:17], LOGIN[17:]), True),
        (text(ONE, TWO, LOGIN), text(ONE, TWO, LOGIN.replace("市民可", "居民可以")), True),
        (text(ONE, TWO, LOGIN), text(ONE, TWO), False),
        (text(ONE, SHORT, THREE), text(ONE, SHORT, THREE), True),
        (text(ONE, SHORT, THREE), text(ONE, TWO, THREE), False),
        (text(ONE, SHORT, THREE), text(SHORT, ONE, THREE), True),
        (text(ONE, SHORT, THREE), text(ONE, SHORT.replace("公里。", "公里；"), THREE), True),
        (text(ONE, SHORT, THREE), text(ONE, SHORT, THREE + "走在全省前列。"), False),
        (
            text(ONE, SHORT, THREE),
            text(ONE, SHORT.replace("120公里", "120公里，位居全省前列"), THREE),
            False,
        ),
        (text(LONGER, TWO, THREE), text(LONGER, TWO, THREE), True),
        (text(LONGER, TWO, THREE), text(LONGER.replace("专业", ""), TWO, THREE), False),
        (text(LONGER, TWO, THREE), text(LONGER.replace("专业", "专门职业"), TWO, THREE), False),
        (text(ONE, THREE, TWO), text(ONE, THREE, TWO), True),
        (text(ONE, THREE, TWO), text(ONE, TWO, THREE), False),
        (text(ONE, THREE, TWO), text(ONE.replace("入冬", "入秋"), THREE, TWO), True),
        (text(ONE, TWO + THREE), text(ONE, TWO + THREE), True),
        (text(ONE, TWO + THREE), text(ONE, TWO, THREE), False),
        (text(ONE, TWO[:27], TWO[27:], THREE), text(ONE, TWO[:27], TWO[27:], THREE), True),
        (text(ONE, TWO[:27], TWO[27:], THREE), text(ONE, TWO, THREE), False),
        (text(Paragraph(ONE, 1), TWO, THREE), text(Paragraph(ONE, 1), TWO, THREE), True),
        (text(Paragraph(ONE, 1), TWO, THREE), text(Paragraph(ONE, 2), TWO, THREE), False),
        (text(ONE, TWO), text(ONE, TWO), True),
        (text(ONE, TWO), text(ONE, TWO, THREE), False),
        (text(ONE, TWO), text(THREE, ONE, TWO), False),
    ],
)  # fmt: skip
def test_an_edit_of_the_leader(
    leader: ManuscriptText, later: ManuscriptText, expected: bool
) -> None:
    assert standing(BEFORE, leader, later) == [expected]


def test_words_swapped_by_the_leader_in_a_paragraph_moved_later() -> None:
    swapped = ONE.replace("拉网式检查", "检查拉网式")
    assert standing(BEFORE, text(swapped, TWO, THREE), text(TWO, THREE, swapped)) == [True]
    assert standing(BEFORE, text(swapped, TWO, THREE), BEFORE) == [False]
