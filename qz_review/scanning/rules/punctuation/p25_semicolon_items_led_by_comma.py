"""P25: items with ； led in by a comma."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="P25",
    name="总领分号各项用了逗号",
    finds="用分号隔开的几项，前面的总领句以逗号结束",
    why="逗号的停顿小于分号，总领各项用冒号",
    source="GB/T 15834—2011 附录 B.1.4",
    certainty=Certainty.HINT,
    message="分号各项之前的总领句宜用冒号",
    wrong=(
        Wrong(
            "方式多种多样，有的上门走访；有的电话回访。",
            "方式多种多样：有的上门走访；有的电话回访。",
        ),
    ),
    right=("方式多种多样：有的上门走访；有的电话回访。", "有的上门，有的来电。"),
    needs="；",
    level=Level.FULL,
    check=matching(
        r"，(?=(?P<word>有的|有些|或者|一方面)[^。；：\n]{1,60}；(?P=word)[^。\n]{1,60})", "："
    ),
)
