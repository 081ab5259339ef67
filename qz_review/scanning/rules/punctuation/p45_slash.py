"""P45: a backslash between alternatives, or a stop beside a slash."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.level import Level
from qz_review.scanning.patterns import HAN
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="P45",
    name="分隔号形式",
    finds="用反斜线隔开并列的词，或分隔号旁又有点号",
    why="分隔号是“/”，前后不用点号",
    source="GB/T 15834—2011 附录 A.14",
    certainty=Certainty.HINT,
    message="分隔号用“/”，前后不用点号",
    wrong=(
        Wrong("由省\\市\\县三级负责。", "由省/市/县三级负责。"),
        Wrong("甲/、乙两组。", "甲/乙两组。"),
    ),
    right=("由省/市/县三级负责。", "C:\\数据\\报表"),
    needs="\\/",
    level=Level.FULL,
    check=every(
        matching(rf"\\(?<=[{HAN}].)(?=[{HAN}])", "/"),
        matching(rf"(?<=[{HAN}]/)[、，]|[、，](?=/[{HAN}])", ""),
    ),
)
