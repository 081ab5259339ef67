"""P3: quotation marks inside quotation marks."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_NESTED = re.compile(
    "“(?P<before>[^“”‘’\n]*)“(?P<inner>[^“”‘’\n]*)”(?P<after>[^“”‘’\n]*)”(?![^“\n]*”)"
)

RULE = Rule(
    code="P3",
    name="引号里又用双引号",
    finds="双引号之内再用双引号",
    why="引号里面还要用引号时，外面一层用双引号，里面一层用单引号",
    source="GB/T 15834—2011 4.8.3.4",
    certainty=Certainty.CERTAIN,
    message="双引号里面的引号用单引号",
    wrong=(Wrong("他说：“推进“放管服”改革要见实效。”", "他说：“推进‘放管服’改革要见实效。”"),),
    right=(
        "他说：“推进‘放管服’改革要见实效。”",
        "推进“放管服”改革和“一网通办”。",
        "学习“十五五“规划，做到“三个到位”。”",
    ),
    needs="“",
    check=matching(
        _NESTED,
        lambda m: f"“{m['before']}‘{m['inner']}’{m['after']}”",
        skip=Shield.NOTHING,
        # Where the halves do not add up, the wrong one may be any of them: P1 says so.
        when=lambda m, p: p.text.count("“") == p.text.count("”"),
    ),
)
