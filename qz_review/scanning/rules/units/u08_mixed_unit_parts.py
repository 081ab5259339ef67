"""U8: one compound unit said twice, or half in symbols."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.rule import Rule, Wrong

_BARE = re.compile(r"(?<!每小时)(?<![\d.])\d{1,12}(?:\.\d{1,6})?$")

RULE = Rule(
    code="U8",
    name="组合单位的写法",
    finds="“每小时60km/小时”一类重复，或中文名称与符号混用的组合单位",
    why="组合单位要么全用中文名称，要么全用符号，“每”和“/”只用一个",
    source="GB 3101—1993",
    certainty=Certainty.DOUBTFUL,
    message="组合单位的名称、符号混用或重复",
    wrong=(
        Wrong("限速每小时60km/小时。", "限速60km/h。"),
        Wrong("限速60km/小时。", "限速60km/h。"),
    ),
    right=("限速60km/h。", "限速每小时60千米。", "5元/千克"),
    needs="/",
    check=every(
        matching(
            r"每小时(?P<n>\d{1,12}(?:\.\d{1,6})?)(?:km|公里|千米)/(?:小时|h)(?![A-Za-z])",
            r"\g<n>km/h",
        ),
        matching(
            r"km/小时",
            "km/h",
            when=lambda m, p: (
                _BARE.search(m.string, max(p.start, m.start() - 14), m.start()) is not None
            ),
        ),
    ),
)
