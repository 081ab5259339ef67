"""N7: the same kind of number now in figures, now in characters."""

import re
from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import noting
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.level import Level
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong
from qz_review.scanning.shields import QUOTED_AND_LAW

_UNIT = r"(?P<unit>季度|号楼|倍(?!数|增|频))"
_FIGURES = re.compile(rf"\d\d?{_UNIT}")
_HAN = re.compile(rf"[二三四五六七八九十][一二三四五六七八九十]?{_UNIT}")
_find_figures = noting(
    _FIGURES, lambda m, _: (m["unit"], "阿拉伯"), skip=QUOTED_AND_LAW, not_after="0123456789."
)
_find_han = noting(
    _HAN, lambda m, _: (m["unit"], "汉字"), skip=QUOTED_AND_LAW, not_after="几多数十百千万一"
)


def _collect(passage: Passage) -> Iterable[Fact]:
    yield from _find_figures(passage)
    yield from _find_han(passage)


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
    needs="季号倍",
    level=Level.FULL,
    check=Whole(_judge, _collect),
)
