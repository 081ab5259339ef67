"""P9: more than three question or exclamation marks."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P9",
    name="问号、叹号过多",
    finds="问号、叹号连用四个以上",
    why="问号、叹号叠用最多三个，混用可以写成“？！”",
    source="GB/T 15834—2011 4.2.3.3、4.3.3.3",
    certainty=Certainty.CERTAIN,
    message="问号、叹号叠用最多三个",
    wrong=(Wrong("这项服务真好！！！！", "这项服务真好！"), Wrong("怎么办？！？！", "怎么办？！")),
    right=("这项服务真好！！！", "怎么办？！"),
    needs="？！",
    check=matching(
        "[？！]{4,}",
        lambda m: m.group()[0] if len(set(m.group())) == 1 else "？！",
        skip=Shield.ADDRESS,
    ),
)
