"""P42: 一是、."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="P42",
    name="“一是”后的标点",
    finds="“一是”“二是”后面用了顿号",
    why="“一是”“二是”一类的序次语后面通常不用标点，习惯上也有用逗号的",
    source="GB/T 15834—2011 附录 B.3.7",
    certainty=Certainty.HINT,
    message="“一是”“二是”后面不用顿号",
    wrong=(Wrong("一是、抓落实；二是、抓督查。", "一是抓落实；二是抓督查。"),),
    right=("一是抓落实；二是抓督查。",),
    needs="、",
    level=Level.FULL,
    check=matching(r"(?<=[一二三四五六七八九十]是)、", ""),
)
