"""P23: a date in figures joined by 、."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="P23",
    name="日期用了顿号",
    finds="只用数字的日期以顿号隔开",
    why="年月日省略汉字时用短横线连接，顿号表示并列",
    source="GB/T 15834—2011 附录 A.4；GB/T 15835—2011 5.1.4",
    certainty=Certainty.DOUBTFUL,
    message="只用数字的日期用短横线连接",
    wrong=(Wrong("统计截至2023、5、8。", "统计截至2023-05-08。"),),
    right=("统计截至2023-05-08。", "统计2021、2022、2023年数据。", "见1、2、3号楼。"),
    needs="、",
    check=matching(
        r"(?<![\d、])(?P<y>(?:19|20)\d\d)、(?P<m>1[0-2]|0?[1-9])、(?P<d>3[01]|[12]\d|0?[1-9])(?![\d、年月号栋项条])",
        lambda m: f"{m['y']}-{int(m['m']):02}-{int(m['d']):02}",
    ),
)
