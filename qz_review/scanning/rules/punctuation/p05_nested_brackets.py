"""P5: round brackets inside round brackets."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P5",
    name="同形括号套用",
    finds="圆括号之内再用圆括号",
    why="应尽量避免套用同一形式的括号；必须套用时宜采用不同的括号形式",
    source="GB/T 15834—2011 4.9.3.6",
    certainty=Certainty.HINT,
    message="同一形式的括号套用，宜换一种括号或改写",
    wrong=(Wrong("按规定执行（见第（二）项）。"),),
    right=("按规定执行［见第（二）项］。", "（一）学习；（二）落实。"),
    needs="（",
    level=Level.FULL,
    check=matching(r"（[^（）\n]{0,80}（[^（）\n]{0,80}）[^（）\n]{0,80}）", skip=Shield.NOTHING),
)
