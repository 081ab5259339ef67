"""P13: a long line where a short hyphen belongs."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P13",
    name="短横线用成一字线",
    finds="图表编号、电话号码里用了一字线或破折号",
    why="编号、号码的各部分之间用短横线",
    source="GB/T 15834—2011 4.13.3.1",
    certainty=Certainty.HINT,
    message="编号和号码里用短横线“-”",
    wrong=(
        Wrong("电话：0777—2882603。", "电话：0777-2882603。"),
        Wrong("数据见表2—8。", "数据见表2-8。"),
    ),
    right=("电话：0777-2882603。", "数据见表2-8。", "2020—2025年"),
    needs="—－–",
    level=Level.FULL,
    check=every(
        matching(r"[—－–](?=\d)(?:(?<=[图表]\d.)|(?<=[图表]\d\d.))", "-"),
        matching(
            r"[—－–](?=—?\d{7,8}(?!\d))(?:(?<=\D0\d\d.)|(?<=\D0\d\d\d.))—?",
            "-",
            skip=Shield.NOTHING,
        ),
    ),
)
