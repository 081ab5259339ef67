"""P26: two colons before one full stop."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="P26",
    name="一句里用了两个冒号",
    finds="一个句子里出现两层冒号",
    why="冒号的提示范围到句末为止，一句里套用两层，范围就分不清",
    source="GB/T 15834—2011 附录 A.6",
    certainty=Certainty.HINT,
    message="一句里套用了两个冒号，前一个宜改为逗号",
    wrong=(
        Wrong(
            "会议强调：要做到：一是认真学习，二是抓好落实。",
            "会议强调，要做到：一是认真学习，二是抓好落实。",
        ),
    ),
    right=(
        "会议强调，要做到：一是认真学习，二是抓好落实。",
        "时间：上午8：30，地点：二楼。",
        "他说：“通知：明天开会。”",
    ),
    needs="：",
    level=Level.FULL,
    check=matching(
        r"：(?=[^。！？：“”；\n]{1,30}：[^。：\n]{6,})(?<=(?:强调|要求|指出|提出|认为|表示).)",
        "，",
        roles=(Role.BODY,),
    ),
)
