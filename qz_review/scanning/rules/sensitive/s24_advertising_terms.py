"""S24: superlatives that advertisements may not use."""

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import QUOTED
from qz_review.scanning.terms.checks import terms_of

RULE = Rule(
    code="S24",
    name="广告绝对化用语",
    finds="广告法第九条列举的和执法实践中的绝对化用语",
    why="广告不得使用；新闻和公文依语境判断",
    source="《中华人民共和国广告法》第九条、第十六条、第二十四条至第二十六条；《广告绝对化用语执法指南》（2023年）",
    certainty=Certainty.HINT,
    gate=Gate.LAW,
    severity=Severity.MINOR,
    message="广告绝对化用语",
    wrong=(Wrong("本店全网最低价。", certainty=Certainty.HINT),),
    right=("本店价格优惠。",),
    check=terms_of("S24", QUOTED),
)
