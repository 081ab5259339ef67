"""S4: an identity number of eighteen signs."""

from collections.abc import Iterable

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.checksums import (
    RESIDENT_ID,
    has_plausible_birth,
    is_credit_code,
    is_resident_id,
)
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong


def _check(passage: Passage) -> Iterable[Hit]:
    for match in passage.finditer(RESIDENT_ID):
        number = match.group()
        if is_resident_id(number):
            masked = number[:6] + "*" * 8 + number[14:]
            yield Hit(match.start(), match.end(), (masked,))
        elif has_plausible_birth(number) and not is_credit_code(number):
            words = "像是公民身份号码而校验码不符，核对号码，公开时隐去出生日期"
            yield Hit(match.start(), match.end(), (), words, Certainty.DOUBTFUL)


RULE = Rule(
    code="S4",
    name="公民身份号码",
    finds="没有隐去的18位公民身份号码，校验码相符的判必错",
    why="公开他人身份号码侵害隐私",
    source="GB 11643—1999；《中华人民共和国个人信息保护法》第二十八条",
    certainty=Certainty.CERTAIN,
    gate=Gate.LAW,
    severity=Severity.SERIOUS,
    message="公开了公民身份号码，隐去出生日期",
    wrong=(
        Wrong("身份证号11010519491231002X。", "身份证号110105********002X。"),
        Wrong("身份证号110105194912310021。", certainty=Certainty.DOUBTFUL),
    ),
    right=(
        "身份证号110105********002X。",
        "统一社会信用代码91350100M000100Y43。",
        "编号123456789012345678。",
    ),
    check=_check,
    needs="0123456789",
)
