"""P22: 、 between quotations or titles in a row."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P22",
    name="引号、书名号之间的顿号",
    finds="并列的引号之间、书名号之间用了顿号",
    why="并列的引号之间、书名号之间通常不用顿号；标准说的是“通常”，用了不算错",
    source="GB/T 15834—2011 4.5.3.5",
    certainty=Certainty.HINT,
    message="并列的引号或书名号之间通常不用顿号",
    wrong=(Wrong("阅读《史记》、《汉书》。", "阅读《史记》《汉书》。"),),
    right=("阅读《史记》《汉书》。", "阅读《呐喊》（鲁迅）、《雷雨》（曹禺）。"),
    needs="、",
    level=Level.FULL,
    check=matching(r"、(?:(?<=》、)(?=《)|(?<=”、)(?=“))", "", skip=Shield.NOTHING),
)
