"""N19: 千, 百, 十 after Arabic figures."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong

_PLACES = {"千": 1000, "百": 100, "十": 10}


def _written_out(match: re.Match[str]) -> str | None:
    value = float(match["n"]) * _PLACES[match["p"]]
    if value != int(value):
        return None
    return f"{int(value)}{match['big'] or ''}"


RULE = Rule(
    code="N19",
    name="阿拉伯数字与“千”“百”“十”混用",
    finds="阿拉伯数字后面用“千”“百”“十”作单位",
    why="较大的数可以用“万”“亿”作单位，“十”“百”“千”不与阿拉伯数字连用",
    source="GB/T 15835—2011 5.3",
    certainty=Certainty.DOUBTFUL,
    message="“千”“百”“十”不与阿拉伯数字连用",
    wrong=(
        Wrong("全村4千人。", "全村4000人。"),
        Wrong("补助3百元。", "补助300元。"),
        Wrong("投资5千万元。", "投资5000万元。"),
    ),
    right=("全村4000人。", "投资5000万元。", "全长5千米，重3千克。", "5百分点", "前10百强"),
    needs="千百十",
    check=matching(
        r"(?<![\d.,])(?P<n>\d{1,3}(?:\.\d)?)(?P<p>[千百十])(?P<big>[万亿])?(?=[个人元名户亩家])(?!个?百分)",
        _written_out,
    ),
)
