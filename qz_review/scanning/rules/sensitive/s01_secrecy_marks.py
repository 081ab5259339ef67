"""S1: a mark of state secrecy."""

import re

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.checks import every, matching
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_LEVEL = r"[绝机秘][ \u3000]{0,4}密"  # set apart with spaces on the page of an official document
_MARK = re.compile(rf"{_LEVEL}[ \u3000]{{0,3}}[★☆]")
_FIELD = re.compile(rf"密[ \u3000]{{0,4}}级[:：][ \u3000]{{0,3}}{_LEVEL}")
_ALONE = re.compile(rf"^[ \u3000]{{0,9}}{_LEVEL}级?[ \u3000]{{0,9}}$", re.MULTILINE)

RULE = Rule(
    code="S1",
    name="国家秘密标志",
    finds="密级★保密期限、密级栏，独占一行的 绝密、机密、秘密",
    why="带国家秘密标志的文件一律不得上网，出现标志先停发、报告、核查",
    source="《中华人民共和国保守国家秘密法》（2024年修订）；GB/T 9704—2012",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.SECRECY,
    severity=Severity.SERIOUS,
    message="有国家秘密标志，停止发布并核查",
    wrong=(
        Wrong("机密★10年\n关于工作的通知"),
        Wrong("密级：秘密"),
        Wrong("机　密★\n关于工作的通知"),
        Wrong("关于工作的通知\n绝密\n正文。"),
    ),
    right=("这是机密文件管理办法的解读。", "定密工作分绝密、机密、秘密三级。"),
    check=every(
        matching(_MARK, skip=Shield.ADDRESS | Shield.NAME),
        matching(_FIELD, skip=Shield.ADDRESS | Shield.NAME),
        matching(_ALONE, skip=Shield.ADDRESS, not_roles=(Role.CELL,)),
    ),
    needs="密",
)
