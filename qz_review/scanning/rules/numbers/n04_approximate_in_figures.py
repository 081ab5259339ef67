"""N4: approximate numbers in Arabic figures."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.document import Paragraph
from qz_review.scanning.parsing.numerals import to_chinese
from qz_review.scanning.rule import Rule, Wrong

_MEASURES = "个人年天次元万名家户所条件项种亿岁"
_SEVERAL = re.compile(rf"(?P<n>[1-9]0{{1,2}})几(?=[{_MEASURES}])")
_TENS = re.compile(rf"几[1-9]?0(?=[{_MEASURES}])")
_PAIR = re.compile(
    r"(?P<low>[1-8])、(?P<high>[2-9])(?=个(?!百分点)|人(?!次)|天(?!数)|次(?!会议)|名(?!额)"
    r"|年(?!级|期)|元|岁)(?![\d、])"
)


def _adjacent(match: re.Match[str], paragraph: Paragraph) -> bool:
    if int(match["high"]) != int(match["low"]) + 1:
        return False
    after = match.string[match.end() : match.end() + 6]
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
        matching(_SEVERAL, lambda m: to_chinese(int(m["n"])) + "几", not_after="0123456789."),
        matching(_TENS, "几十"),
        matching(
            _PAIR,
            lambda m: to_chinese(int(m["low"])) + to_chinese(int(m["high"])),
            not_after="0123456789.、第—～-",
            when=_adjacent,
            certainty=Certainty.DOUBTFUL,
        ),
    ),
)
