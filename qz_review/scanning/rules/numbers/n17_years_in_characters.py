"""N17: a year in characters, read figure by figure."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import QUOTED_AND_LAW

RULE = Rule(
    code="N17",
    name="汉字年份的“〇”",
    finds="汉字年份里用了“零”、圆圈 ○、数字 0 或字母 O",
    why="年份、编号逐位读出的，零写作“〇”（U+3007）",
    source="GB/T 15835—2011 5.2.2",
    certainty=Certainty.DOUBTFUL,
    message="汉字年份的零写作“〇”",
    wrong=(
        Wrong("二零一二年建成。", "二〇一二年建成。"),
        Wrong("二○一二年建成。", "二〇一二年建成。"),
    ),
    right=("二〇一二年建成。", "一百零二年", "二零一二专列"),
    needs="零○0Oo",
    check=matching(
        r"[一二](?=[一二三四五六七八九〇○零0Oo]{3}年)(?=[^年\n]{0,2}[○零0Oo])[一二三四五六七八九〇○零0Oo]{3}(?=年)",
        lambda m: re.sub("[○零0Oo]", "〇", m.group()),
        skip=QUOTED_AND_LAW,
    ),
)
