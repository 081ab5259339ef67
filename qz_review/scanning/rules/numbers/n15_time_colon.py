"""N15: the colon in a time of day."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="N15",
    name="时刻的冒号",
    finds="时刻里用了比号 ∶",
    why="时分秒之间用冒号，比号用于比例",
    source="GB/T 15835—2011 5.1.5",
    certainty=Certainty.HINT,
    message="时刻用冒号“:”",
    wrong=(Wrong("14∶12开始。", "14:12开始。"),),
    right=("14:12开始。", "比例为1∶500。"),
    needs="∶",
    level=Level.FULL,
    check=matching(
        r"∶(?<=\d.)(?=[0-5]\d(?!\d))(?<=(?<!\d)\d.)|∶(?<=[01]\d.)(?=[0-5]\d(?!\d))|∶(?<=2[0-3].)(?=[0-5]\d(?!\d))",
        ":",
    ),
)
