"""P16: the same unit on both sides of a range."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="P16",
    name="数值范围重复单位",
    finds="数值范围前后都带同一单位；这样写也是对的，只提示可以省略前一个",
    why="浪纹线前的单位在不引起误会时可以省略",
    source="GB/T 15834—2011 附录 A.11",
    certainty=Certainty.HINT,
    message="前一个单位可以省略",
    wrong=(Wrong("每袋5公斤～100公斤。", "每袋5～100公斤。"),),
    right=("每袋5～100公斤。", "增长15%～30%。", "投资13万～17万元。"),
    needs="～",
    level=Level.FULL,
    check=matching(
        r"(?P<low>\d{1,12}(?:\.\d{1,6})?)(?P<unit>公斤|千克|公里|千米|毫米|厘米|分米|平方米|立方米|米|吨|升|毫升|克|公顷|小时|分钟|天)"
        r"～(?P<high>\d{1,12}(?:\.\d{1,6})?)(?P=unit)",
        r"\g<low>～\g<high>\g<unit>",
    ),
)
