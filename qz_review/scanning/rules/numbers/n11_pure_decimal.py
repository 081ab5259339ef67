"""N11: a decimal without its 0."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="N11",
    name="纯小数漏写 0",
    finds="小于 1 的小数，小数点前没有 0",
    why="纯小数必须写出小数点前定位的 0，否则容易看丢小数点",
    source="GB/T 15835—2011 5.1.2",
    certainty=Certainty.CERTAIN,
    message="小数点前补 0",
    wrong=(Wrong("增长.5%。", "增长0.5%。"),),
    right=("增长0.5%。", "版本1..2%", "文件名a.5万字"),
    needs=".",
    check=matching(
        r"\.(?<![\dA-Za-z.].)(?=\d{1,4}(?:%|％|个?百分点|元|米|公里|千米|万|亿|吨|公斤|平方米))",
        "0.",
    ),
)
