"""P7: straight quotation marks around Chinese words."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.patterns import HAN
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_DOUBLE = re.compile(rf'"(?P<words>[^"\n]{{0,60}}[{HAN}][^"\n]{{0,60}})"(?<![0-9]")')
_SINGLE = re.compile(rf"'(?P<words>[{HAN}][^'\n]{{0,40}})'")

RULE = Rule(
    code="P7",
    name="直引号",
    finds="用直引号 \" 和 ' 括住中文，英寸、角分和代码里的不算",
    why="中文的引号分前后两半，直引号是英文输入状态下的误打",
    source="GB/T 15834—2011 5.1",
    certainty=Certainty.DOUBTFUL,
    message="中文的引号用“”和‘’",
    wrong=(Wrong('深化"放管服"改革。', "深化“放管服”改革。"),),
    right=("深化“放管服”改革。", '55"电视机和32"电视机各一台。', "东经108°37'30\"。"),
    needs="\"'",
    check=every(
        matching(_DOUBLE, r"“\g<words>”", skip=Shield.ADDRESS),
        matching(_SINGLE, r"‘\g<words>’", skip=Shield.ADDRESS),
    ),
)
