"""N20: % together with 个百分点."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="N20",
    name="百分号与百分点",
    finds="“2%个百分点”一类百分号与百分点连用",
    why="两个百分数之差用“个百分点”，前面的数不带百分号",
    source="国家统计用语的一般用法；GB/T 15835—2011 4.1.1",
    certainty=Certainty.DOUBTFUL,
    message="“个百分点”前面不带百分号",
    wrong=(Wrong("比上年提高2%个百分点。", "比上年提高2个百分点。"),),
    right=("比上年提高2个百分点。", "比上年增长2%。"),
    needs="%％",
    check=matching(r"[%％](?=个?百分点)", ""),
)
