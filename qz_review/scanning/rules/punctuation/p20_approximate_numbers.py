"""P20 (with P21): 、 inside an approximate number."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.document import Paragraph
from qz_review.scanning.rule import Rule, Wrong

_PAIR = re.compile(
    r"(?P<low>[一二三四五六七八])、(?P<high>[二三四五六七八九])"
    r"(?=[个人天次名元岁]|年(?!级))"
)


def _neighbours(match: re.Match[str], paragraph: Paragraph) -> bool:
    """Adjacent numerals, and not the labels of a list."""
    numerals = "一二三四五六七八九"
    at = match.start() - paragraph.start
    before = paragraph.text[max(0, at - 1) : at]
    if before and (before in "第0123456789、（(" or before in numerals + "十"):
        return False
    return numerals.index(match["high"]) == numerals.index(match["low"]) + 1


RULE = Rule(
    code="P20",
    name="概数里用了顿号",
    finds="相邻两个数字连用表示概数，中间用了顿号；“一、二年级”这类缩略形式不算",
    why="相邻数字连用表示概数时不用顿号，用了就成了两个数",
    source="GB/T 15834—2011 4.5.3.4",
    certainty=Certainty.DOUBTFUL,
    message="表示概数的相邻数字之间不用顿号",
    wrong=(
        Wrong("现场有三、四个人。", "现场有三四个人。"),
        Wrong("用了五、六年时间。", "用了五六年时间。"),
    ),
    right=("现场有三四个人。", "小学一、二年级学生。", "第二、三产业。", "今年一、二月份。"),
    needs="、",
    check=matching(_PAIR, r"\g<low>\g<high>", when=_neighbours),
)
