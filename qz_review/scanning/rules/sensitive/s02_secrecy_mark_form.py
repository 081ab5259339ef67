"""S2: a mark of secrecy in a form or for a matter it is not for."""

import re

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_FORM = re.compile(
    r"(?:商业秘密|工作秘密|个人隐私)[ \u3000]{0,3}[★☆]"
    r"|(?:绝密|机密|秘密)[★☆][一二三四五六七八九十]{1,3}年"
)

RULE = Rule(
    code="S2",
    name="国家秘密标志用错",
    finds="★ 用于商业秘密、工作秘密，或保密期限写成汉字",
    why="★ 只标国家秘密，保密期限用阿拉伯数字",
    source="《国家秘密定密管理规定》；GB/T 9704—2012",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.SECRECY,
    severity=Severity.SERIOUS,
    message="国家秘密标志的用法不对，停止发布并核查",
    wrong=(Wrong("商业秘密★3年"), Wrong("秘密★五年")),
    right=("保护商业秘密。", "保守国家秘密五年。"),
    check=matching(_FORM, skip=Shield.ADDRESS | Shield.NAME),
    needs="★☆",
)
