"""S6: a 统一社会信用代码 whose check sign is wrong."""

from collections.abc import Iterable

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty
from qz_review.scanning.checksums import (
    CREDIT_CODE,
    credit_code_check,
    is_credit_code,
    is_subject_code,
)
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong

_NAMED = "信用代码"


def _check(passage: Passage) -> Iterable[Hit]:
    text = passage.document.text
    for match in passage.finditer(CREDIT_CODE):
        code = match.group()
        if is_credit_code(code) or _NAMED not in text[max(0, match.start() - 16) : match.start()]:
            continue
        sign = credit_code_check(code)
        if sign is None:
            words = "统一社会信用代码不用字母 I、O、Z、S、V"
        elif is_subject_code(code[8:17]):
            words = f"校验码应为“{sign}”，核对末位"
        else:
            words = "第9至17位（主体标识码）和末位的校验码都不符，核对代码"
        yield Hit(match.start(), match.end(), (), words)


RULE = Rule(
    code="S6",
    name="统一社会信用代码校验不符",
    finds="写明是信用代码而校验码算出来不符的18位代码",
    why="代码错一位就指向别的单位",
    source="GB 32100—2015；GB 11714—1997",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.WORDING,
    message="统一社会信用代码的校验码不符",
    wrong=(Wrong("统一社会信用代码：91350100M000100Y4Z。"),),
    right=("统一社会信用代码：91350100M000100Y43。", "索引号11441700007280420Y/2021-00050。"),
    check=_check,
    needs="0123456789",
)
