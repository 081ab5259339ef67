"""W3: words for which another is advised."""

from qz_review.model.finding import Certainty
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import QUOTED_AND_LAW
from qz_review.scanning.word_lists import words_of

RULE = Rule(
    code="W3",
    name="用词提示",
    finds="两可而推荐另一种的词，例如 座落、部份、制订实施",
    why="词形或用法有推荐的一种，另一种不算错",
    source="易混词表（各条另注出处）；GF 1001—2001 第一批异形词整理表",
    certainty=Certainty.HINT,
    message="另有推荐的用词",
    wrong=(Wrong("大楼座落在市中心。", "大楼坐落在市中心。"),),
    right=("大楼坐落在市中心。",),
    level=Level.FULL,
    check=words_of("W3", QUOTED_AND_LAW),
)
