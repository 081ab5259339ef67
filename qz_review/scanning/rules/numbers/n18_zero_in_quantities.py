"""N18: 零 in a quantity, 〇 in a code."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="N18",
    name="数量里的“零”",
    finds="表示数量的汉字数里用了“〇”",
    why="计量时“0”的汉字形式为“零”，编号时为“〇”",
    source="GB/T 15835—2011 5.2.5",
    certainty=Certainty.DOUBTFUL,
    message="表示数量时零写作“零”",
    wrong=(Wrong("共三千〇五十二个。", "共三千零五十二个。"),),
    right=("共三千零五十二个。", "二〇一二年", "三〇一医院"),
    needs="〇",
    check=matching(
        r"[一二三四五六七八九十两]{0,3}[千百万亿]〇[一二三四五六七八九十百]{1,6}",
        lambda m: re.sub("〇", "零", m.group()),
    ),
)
