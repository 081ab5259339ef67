"""N4: approximate numbers in Arabic figures."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.document import Paragraph
from qz_review.scanning.parsing.numerals import to_chinese
from qz_review.scanning.rule import Rule, Wrong

_SEVERAL = re.compile(
    r"(?<![\d.])(?P<n>[1-9]\d{0,2})几(?=[个人年天次元万名家户所条件项种亿岁])"
    r"|几(?P<t>[1-9]0)(?=[个人年天次元万名家户所条件项种亿岁])"
)
_PAIR = re.compile(
    r"(?<![\d.、第—～-])(?P<low>[1-8])、(?P<high>[2-9])(?=个(?!百分点)|人(?!次)|天(?!数)|次(?!会议)|名(?!额)|年(?!级|期)|元|岁)(?![\d、])"
)


def _in_characters(match: re.Match[str]) -> str | None:
    if match["t"]:
        return f"几{to_chinese(int(match['t']) // 10 * 10)}".replace("几一十", "几十")[:1] + "十"
    number = int(match["n"])
    if number % 10 and number > 10:
        return None
    return to_chinese(number) + "几" if number >= 10 else None


def _adjacent(match: re.Match[str], paragraph: Paragraph) -> bool:
    if int(match["high"]) != int(match["low"]) + 1:
        return False
    after = paragraph.text[match.end() - paragraph.start :][:6]
    return not re.match(r"个(?:月|季度)?(?:和|、|以及|项目|标段|批次)", after)


RULE = Rule(
    code="N4",
    name="概数用了阿拉伯数字",
    finds="带“几”的数，或相邻两个数字连用的概数，写成了阿拉伯数字",
    why="含“几”的概数和数字连用表示的概数应采用汉字数字，中间不用顿号",
    source="GB/T 15835—2011 4.2.2、5.2.1",
    certainty=Certainty.CERTAIN,
    message="概数用汉字数字",
    wrong=(
        Wrong("来了10几个人。", "来了十几个人。"),
        Wrong("花了20几年。", "花了二十几年。"),
        Wrong("需要3、4个月。", "需要三四个月。", Certainty.DOUBTFUL),
    ),
    right=("来了十几个人。", "需要三四个月。", "见1、2号楼。", "第3、4个问题"),
    needs="几、",
    check=every(
        matching(_SEVERAL, _in_characters),
        matching(
            _PAIR,
            lambda m: to_chinese(int(m["low"])) + to_chinese(int(m["high"])),
            when=_adjacent,
            certainty=Certainty.DOUBTFUL,
        ),
    ),
)
