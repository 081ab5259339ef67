"""S9: a private mobile number."""

import re

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.checks import matching
from qz_review.scanning.checksums import MOBILE_NUMBER
from qz_review.scanning.document import Paragraph
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

_OFFICIAL = re.compile(
    r"(?:联系|咨询|举报|监督|报名|服务|投诉|值班|办公|客服|热线|报警|业务)[^。；\n]{0,24}$"
)


def _private(match: re.Match[str], paragraph: Paragraph) -> bool:
    at = match.start()
    return not _OFFICIAL.search(match.string, max(paragraph.start, at - 32), at)


RULE = Rule(
    code="S9",
    name="手机号码",
    finds="没有写明是联系、咨询、举报等电话的手机号码",
    why="办公电话可以公开，个人手机号码属于个人信息",
    source="《中华人民共和国个人信息保护法》第四条；《政府信息公开条例》第十五条",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.LAW,
    severity=Severity.SERIOUS,
    message="公开了手机号码，核对是不是个人号码，隐去中间四位",
    wrong=(Wrong("当事人张某，13800001234。", "当事人张某，138****1234。"),),
    right=("当事人张某，138****1234。", "联系电话：13800001234。", "咨询电话0777-2882603。"),
    check=matching(
        MOBILE_NUMBER,
        lambda match: f"{match.group()[:3]}****{match.group()[7:]}",
        skip=Shield.ADDRESS,
        when=_private,
    ),
    needs="1",
)
