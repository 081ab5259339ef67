"""S10: the number of a bank card."""

import re

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.checks import matching
from qz_review.scanning.checksums import BANK_CARD, is_resident_id, passes_luhn
from qz_review.scanning.document import Paragraph
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_OF_UNIT = re.compile(r"(?:对公|单位|财政|专用|捐款|缴款|募捐)[^。；\n]{0,30}$")


def _is_card(match: re.Match[str], paragraph: Paragraph) -> bool:
    number = match.group().replace(" ", "")
    if not passes_luhn(number) or is_resident_id(number):
        return False
    named = re.search(
        r"[卡账帐]", match.string[max(paragraph.start, match.start() - 20) : match.start()]
    )
    if not (named or (number[:2] == "62" and len(number) in (16, 17, 19))):
        return False
    at = match.start()
    return not _OF_UNIT.search(match.string, max(paragraph.start, at - 40), at)


def _masked(match: re.Match[str]) -> str:
    number = match.group().replace(" ", "")
    return f"{number[:4]} **** {number[-4:]}"


RULE = Rule(
    code="S10",
    name="银行卡号",
    finds="校验相符的银行卡号，单位账户除外",
    why="公开个人银行卡号侵害财产和隐私",
    source="ISO/IEC 7812-1；《中华人民共和国个人信息保护法》第二十八条",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.LAW,
    severity=Severity.SERIOUS,
    message="像是银行卡号，公开时隐去中间各位",
    wrong=(Wrong("银行卡号6222021234567890128。", "银行卡号6222 **** 0128。"),),
    right=("银行卡号6222 **** 0128。", "编号1234567890123456。"),
    check=matching(BANK_CARD, _masked, skip=Shield.ADDRESS, when=_is_card),
    needs="0123456789",
)
