"""P35: the stop inside brackets within a sentence."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P35",
    name="句内括号里的句号",
    finds="句内括号末尾用了句号，括号外又接着逗号、顿号、分号或句号",
    why="句内括号里的话末尾不用句号；句外括号放在句号之后",
    source="GB/T 15834—2011 附录 B.2.2",
    certainty=Certainty.DOUBTFUL,
    message="句内括号里的话末尾不用句号",
    wrong=(
        Wrong("制定措施（见附件。），抓好落实。", "制定措施（见附件），抓好落实。"),
        Wrong("制定措施（见附件。）。", "制定措施（见附件）。"),
    ),
    right=(
        "制定措施（见附件），抓好落实。",
        "制定措施。（见附件。）",
        "制定措施（行不行？），再议。",
    ),
    needs="）",
    check=every(
        matching("。）(?=[，、；])", "）", skip=Shield.ADDRESS),
        matching("。）。", "）。", skip=Shield.ADDRESS),
    ),
)
