"""P12: a 破折号 that is not two cells long."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.level import Level
from qz_review.scanning.patterns import HAN
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_DASH = re.compile(
    rf"(?:--+|—{{3,}}|－－+|–{{2,}}|——-+)"
    rf"(?:(?=[{HAN}“《])|(?<=[{HAN}”》]--)|(?<=[{HAN}”》]———)|(?<=[{HAN}”》]－－))"
)
_DRAWN = re.compile(rf"──+(?:(?=[{HAN}“《])|(?<=[{HAN}”》]──))")

RULE = Rule(
    code="P12",
    name="破折号形式",
    finds="用两个短横、三个以上一字线等代替破折号，表格和分隔线不算",
    why="破折号是一条占两个字位置的线“——”，不断开",
    source="GB/T 15834—2011 4.10.2、5.1.9",
    certainty=Certainty.CERTAIN,
    message="破折号用“——”",
    wrong=(Wrong("我们的目标--共同富裕。", "我们的目标——共同富裕。"),),
    right=("我们的目标——共同富裕。", "----------", "参数 --help 和 a--b。"),
    needs="-—－─–",
    check=every(
        matching(_DASH, "——", skip=Shield.ADDRESS, not_roles=(Role.CELL,)),
        # Line-drawing characters look the same; texts from outside the mainland use them.
        matching(
            _DRAWN,
            "——",
            skip=Shield.ADDRESS,
            not_roles=(Role.CELL,),
            certainty=Certainty.DOUBTFUL,
            level=Level.FULL,
        ),
    ),
)
