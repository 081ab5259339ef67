"""N16: decades."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong

_FIGURES = {
    "二": "20",
    "三": "30",
    "四": "40",
    "五": "50",
    "六": "60",
    "七": "70",
    "八": "80",
    "九": "90",
}


def _decade(match: re.Match[str]) -> str:
    return f"20世纪{_FIGURES[match['n']]}年代"


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
    check=matching(
        r"(?:上个?世纪|(?<![纪〇一二三四五六七八九十百]))(?P<n>[二三四五六七八九])十年代(?!表|理|替|码|号)",
        _decade,
    ),
)
