"""N25: 二 before a measure word."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import QUOTED_AND_LAW

RULE = Rule(
    code="N25",
    name="量词前的“二”",
    finds="一般量词前用“二”",
    why="一般量词前用“两”，序数和度量衡单位前可用“二”",
    source="现代汉语规范用法",
    certainty=Certainty.HINT,
    message="量词前用“两”",
    wrong=(Wrong("用了二个月。", "用了两个月。"),),
    right=("用了两个月。", "第二个月。", "十二个月。", "二级公路。"),
    needs="二",
    level=Level.FULL,
    check=matching(
        r"二(?<![第十百千万一三四五六七八九〇零、其].)(?=个|名(?!制)|位|件|家|次(?!会议|全会|大战|元|曲|供|污|创|革)|条(?!第)|项(?!第)|份|台|辆|套|间|张|本)",
        "两",
        skip=QUOTED_AND_LAW,
    ),
)
