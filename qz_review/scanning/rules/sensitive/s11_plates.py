"""S11: the plate of a car."""

import re

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.checks import every, matching
from qz_review.scanning.checksums import PLATE
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_WRONG_SIGN = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z](?=[A-Z0-9]{0,4}[IO])[A-Z0-9]{5}(?![A-Za-z0-9])"
)

RULE = Rule(
    code="S11",
    name="机动车号牌",
    finds="机动车号牌；号牌里有字母 I、O 的判疑似",
    why="号牌可以追到个人；号牌不用字母 I 和 O",
    source="GA 36—2018；《中华人民共和国个人信息保护法》第四条",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.LAW,
    severity=Severity.MINOR,
    level=Level.STANDARD,
    message="机动车号牌，公开他人车辆时隐去后几位",
    wrong=(
        Wrong("车牌号桂N12345。", "车牌号桂N***45。", Certainty.HINT),
        Wrong("车牌号桂N·12345。", "车牌号桂N***45。", Certainty.HINT),
        Wrong("车牌号京AO1234。"),
    ),
    right=("车牌号桂N***45。", "桂政办发〔2023〕5号。"),
    check=every(
        matching(
            PLATE,
            lambda match: f"{match.group()[:2]}***{match.group()[-2:]}",
            skip=Shield.ADDRESS,
            certainty=Certainty.HINT,
        ),
        matching(
            _WRONG_SIGN, skip=Shield.ADDRESS, message="号牌不用字母 I 和 O，核对是不是 1 和 0"
        ),
    ),
    needs="ABCDEFGHJKLMNPQRSTUVWXYZ",
)
