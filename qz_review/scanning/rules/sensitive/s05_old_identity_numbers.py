"""S5: an identity number of fifteen figures."""

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.checks import matching
from qz_review.scanning.checksums import OLD_RESIDENT_ID, is_old_resident_id
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="S5",
    name="旧公民身份号码",
    finds="15位旧公民身份号码",
    why="公开他人身份号码侵害隐私",
    source="GB 11643—1989（已废止）；《中华人民共和国个人信息保护法》第二十八条",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.LAW,
    severity=Severity.SERIOUS,
    level=Level.STANDARD,
    message="像是15位公民身份号码，公开时隐去出生日期",
    wrong=(Wrong("身份证号110105491231002。", "身份证号110105******002。"),),
    right=("编号123456789012345。",),
    check=matching(
        OLD_RESIDENT_ID,
        lambda match: f"{match.group()[:6]}******{match.group()[12:]}",
        skip=Shield.ADDRESS,
        when=lambda match, _: is_old_resident_id(match.group()),
    ),
    needs="0123456789",
)
