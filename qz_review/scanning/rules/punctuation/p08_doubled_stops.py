"""P8: one 点号 directly after another."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_DOUBLED = re.compile(
    "，[，。、；：]|。[，、；：]|。。(?!。)(?<!。。。)|、[、，。；：]|；[；，。、：]|：[：，。、；]"
)


def _fix(match: re.Match[str]) -> str | tuple[str, ...]:
    first, second = match.group()[0], match.group()[1]
    if first == second:
        return first
    ends = match.string[match.end() : match.end() + 1] in ("\n", "”", "）", "")
    if ends and "。" in (first, second):
        return "。"
    return (second, first)


RULE = Rule(
    code="P8",
    name="点号重叠",
    finds="两个点号相连，例如 ，， 。。 、、 ，。 。， ；，",
    why="一处停顿只用一个点号，多出的一个是改动后漏删的",
    source="GB/T 15834—2011 第 3 章、第 4 章（点号各表示一种停顿）",
    certainty=Certainty.CERTAIN,
    message="两个点号相连，只留一个",
    wrong=(
        Wrong("要切实抓好落实，。", "要切实抓好落实。"),
        Wrong("一要学习，，二要落实。", "一要学习，二要落实。"),
    ),
    right=("要切实抓好落实。", "他问：“好吗？”，没有人答。"),
    needs="，。、；：",
    check=matching(_DOUBLED, _fix, skip=Shield.ADDRESS),
)
