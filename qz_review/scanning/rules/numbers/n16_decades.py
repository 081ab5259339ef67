"""N16: decades."""

import re
from collections.abc import Iterable

from qz_review.model.finding import Certainty
from qz_review.scanning.level import Level
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong
from qz_review.scanning.shields import QUOTED

_TAIL = re.compile("十年代(?!表|理|替|码|号)")
_DECADES = "二三四五六七八九"
_HEAD = re.compile(r"(?:上个?世纪|(?<![纪〇一二三四五六七八九十百]))(?P<n>[二三四五六七八九])$")


def _check(passage: Passage) -> Iterable[Hit]:
    text = passage.document.text
    for match in passage.finditer(_TAIL):
        head = _HEAD.search(text, max(passage.start, match.start() - 5), match.start())
        if head is None:
            continue
        paragraph = passage.document.at(head.start())
        if not paragraph.is_shielded(head.start(), match.end(), QUOTED):
            decade = _DECADES.index(head["n"]) + 2
            yield Hit(head.start(), match.end(), (f"20世纪{decade}0年代",))


RULE = Rule(
    code="N16",
    name="年代的写法",
    finds="年代写成“上世纪八十年代”或没有世纪",
    why="“上世纪”所指随时间变化，年代写成“20世纪80年代”",
    source="GB/T 15835—2011 5.1.4（年代的写法）",
    certainty=Certainty.DOUBTFUL,
    message="年代写成“20世纪80年代”",
    wrong=(
        Wrong("上世纪八十年代建成。", "20世纪80年代建成。"),
        Wrong("建于八十年代。", "建于20世纪80年代。"),
    ),
    right=("20世纪80年代建成。", "二十世纪八十年代建成。", "八十年代表大会"),
    needs="代",
    level=Level.FULL,
    check=_check,
)
