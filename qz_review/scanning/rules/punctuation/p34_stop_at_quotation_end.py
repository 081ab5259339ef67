"""P34: the stop at the end of a quotation, twice."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P34",
    name="引文末尾的点号重复",
    finds="后引号里面有句号，外面又有点号",
    why="完整独立的引文，句末点号放在引号里面；引文是句子的一部分，句号放在引号外面；不会里外都有",
    source="GB/T 15834—2011 附录 B.2.1",
    certainty=Certainty.CERTAIN,
    message="引号里外不同时用点号",
    wrong=(
        Wrong("他说：“同意。”。", "他说：“同意。”"),
        Wrong("他提出“从严管理。”，会议同意。", "他提出“从严管理”，会议同意。", Certainty.DOUBTFUL),
    ),
    right=("他说：“同意。”", "他提出“从严管理”，会议同意。", "他问：“行吗？”，没有人答。"),
    needs="”",
    check=every(
        matching("。”。", "。”", skip=Shield.NOTHING),
        matching(
            "。”(?=[，、；])",
            "”",
            skip=Shield.NOTHING,
            certainty=Certainty.DOUBTFUL,
            level=Level.FULL,
        ),
    ),
)
