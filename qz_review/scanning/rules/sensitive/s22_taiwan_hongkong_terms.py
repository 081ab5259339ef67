"""S22: wording about Taiwan, Hong Kong and Macao."""

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.terms.checks import terms_of

RULE = Rule(
    code="S22",
    name="涉台、涉港澳用语",
    finds="涉台、涉港澳宣传用语意见中不使用的说法",
    why="关系国家主权和领土完整",
    source="《关于正确使用涉台宣传用语的意见》等（2002—2019年，据公开摘录，不完整）",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.POLITICS,
    severity=Severity.SERIOUS,
    message="涉台、涉港澳用语不规范",
    wrong=(
        Wrong("台湾政府宣布。", "台湾当局宣布。"),
        Wrong("加强中港交流。", certainty=Certainty.DOUBTFUL),
    ),
    right=("台湾当局宣布。", "加强内地与香港交流。"),
    check=terms_of("S22"),
)
