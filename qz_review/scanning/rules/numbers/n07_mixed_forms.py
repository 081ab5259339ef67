"""N7: the same kind of number now in figures, now in characters."""

import re
from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import noting
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong
from qz_review.scanning.shields import QUOTED_AND_LAW

_COUNTED = re.compile(
    r"(?<![\d.第])(?P<figures>\d{1,3})(?P<a>季度|号楼|倍(?!数|增|频))"
    r"|第(?P<ordinal>\d{1,3})(?P<o>季度|号楼)"
    r"|(?<![几多十百千万])(?P<han>[二三四五六七八九十]{1,2})(?P<b>季度|号楼|倍(?!数|增|频))"
)


def _value(match: re.Match[str], _: object) -> object:
    return (match["a"] or match["b"] or match["o"], "汉字" if match["han"] else "阿拉伯")


def _judge(_: Document, facts: Sequence[Fact], __: ScanContext) -> Iterable[Hit]:
    for unit in sorted({fact.value[0] for fact in facts}):
        ways = {way: [f for f in facts if f.value == (unit, way)] for way in ("汉字", "阿拉伯")}
        if ways["汉字"] and ways["阿拉伯"]:
            rarer = min(ways.values(), key=len)
            words = f"“{unit}”前的数字，全文有的用汉字有的用阿拉伯数字"
            yield Hit(rarer[0].start, rarer[0].end, message=words)


RULE = Rule(
    code="N7",
    name="同类数字两种写法",
    finds="同一类数字（季度、号楼、倍数）在一篇里有的用汉字有的用阿拉伯数字",
    why="两种写法都可以的，同一场合应当一致",
    source="GB/T 15835—2011 4.3",
    certainty=Certainty.HINT,
    message="同类数字写法宜一致",
    wrong=(Wrong("第3季度产量增长3倍，去年同期增长五倍。"),),
    right=("第3季度产量增长3倍，去年同期增长5倍。", "三季度产量增长三倍。"),
    level=Level.FULL,
    check=Whole(_judge, noting(_COUNTED, _value, skip=QUOTED_AND_LAW)),
)
