"""P14: the mark between the two ends of a span of time."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import QUOTED

RULE = Rule(
    code="P14",
    name="起止时间的连接号",
    finds="两个日期之间用短横线、破折号或浪纹线",
    why="时间、地点的起止一般用一字线",
    source="GB/T 15834—2011 4.13.3.2",
    certainty=Certainty.DOUBTFUL,
    message="起止时间之间用一字线“—”",
    wrong=(
        Wrong("假期为5月1日-7日。", "假期为5月1日—7日。"),
        Wrong("假期为5月1日——5月7日。", "假期为5月1日—5月7日。"),
        Wrong("假期为5月1日～7日。", "假期为5月1日—7日。", Certainty.HINT),
    ),
    right=("假期为5月1日—7日。", "假期为5月1日至7日。", "文号2024-05-01。"),
    needs="-－–—~～",
    level=Level.FULL,
    check=every(
        matching(
            r"(?:-|－|–|——)(?<=日.)(?<!——.)(?=\d{1,2}[月日])|——(?<=日——)(?=\d{1,2}[月日])", "—"
        ),
        matching(r"[~～](?<=日.)(?=\d{1,2}[月日])", "—", certainty=Certainty.HINT, skip=QUOTED),
    ),
)
