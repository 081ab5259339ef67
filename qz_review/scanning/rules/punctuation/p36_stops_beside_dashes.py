"""P36: 点号 beside a dash or an ellipsis."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="P36",
    name="破折号、省略号前后的点号",
    finds="破折号之前、省略号前后用了逗号、顿号、分号等点号",
    why="破折号之前通常不用点号，省略号前后通常不用点号；标准说的是“通常”",
    source="GB/T 15834—2011 附录 B.2.3、B.2.4",
    certainty=Certainty.HINT,
    message="破折号、省略号前后通常不用点号",
    wrong=(
        Wrong("他来了，——走得很快。", "他来了——走得很快。"),
        Wrong("学习、宣传、……", "学习、宣传……"),
    ),
    right=("他来了——走得很快。", "学习、宣传……", "好！……"),
    needs="—…",
    level=Level.FULL,
    check=every(
        matching("[，、；：](?=——)", ""),
        matching("[，、；](?=……)", ""),
        matching("(?<=……)[、；。]", ""),
    ),
)
