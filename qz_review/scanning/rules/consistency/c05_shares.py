"""C5: shares that add up to more than a hundred per cent."""

import re
from collections.abc import Iterable
from decimal import Decimal

from qz_review.model.finding import Certainty
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong

_SHARES = re.compile(
    r"(?:产业|结构|构成|来源|年龄段|群体|类型)[^。；\n\d%]{0,12}(?:分别占|占比分别为|比例分别为|各占)[^。；\n\d%]{0,4}(?P<list>\d{1,12}(?:\.\d{1,6})?[%％](?:[、，,和与及]{1,2}\d{1,12}(?:\.\d{1,6})?[%％])+)"
)
_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,6})?")


def _check(passage: Passage) -> Iterable[Hit]:
    for match in passage.finditer(_SHARES):
        values = [Decimal(number) for number in _NUMBER.findall(match["list"])]
        total = sum(values, Decimal(0))
        if total > Decimal("100.5") and len(values) > 1:
            words = f"各部分占比相加为{total:f}%，超过100%"
            yield Hit(match.start("list"), match.end("list"), message=words)


RULE = Rule(
    code="C5",
    name="占比之和超过100%",
    finds="产业、结构、构成等分别占的百分比相加超过100%",
    why="同一整体各部分的占比之和不超过100%",
    source="《“三审三校”工作制度》二校（1）相关数据是否准确",
    certainty=Certainty.DOUBTFUL,
    message="占比之和超过100%",
    wrong=(Wrong("一、二、三产业分别占25%、45%、40%。"),),
    right=("一、二、三产业分别占25%、45%、30%。", "两项指标分别增长60%、70%。"),
    needs="%％",
    check=_check,
)
