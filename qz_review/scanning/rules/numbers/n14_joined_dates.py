"""N14: dates with hyphens that do not pad their zeros."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.document import Paragraph
from qz_review.scanning.rule import Rule, Wrong


def _unpadded(match: re.Match[str], _: Paragraph) -> bool:
    month, day = int(match["m"]), int(match["d"])
    return 1 <= month <= 12 and 1 <= day <= 31 and 1 in (len(match["m"]), len(match["d"]))


RULE = Rule(
    code="N14",
    name="短横线日期补零",
    finds="用短横线连接的日期，月、日只有一位时没有补零",
    why="年月日之间用短横线的扩展格式，月和日都用两位，不足的补零",
    source="GB/T 15835—2011 5.1.4；GB/T 7408",
    certainty=Certainty.DOUBTFUL,
    message="用短横线的日期，月和日补足两位",
    wrong=(Wrong("发布时间：2008-8-8", "发布时间：2008-08-08"),),
    right=("发布时间：2008-08-08", "2008年8月8日", "电话2008-8-85"),
    needs="-",
    check=matching(
        r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?![\d-])",
        lambda m: f"{m['y']}-{int(m['m']):02}-{int(m['d']):02}",
        when=_unpadded,
    ),
)
