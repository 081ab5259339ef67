"""P24: items that hold a full stop, joined by ；."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="P24",
    name="分项里有句号，分项之间用分号",
    finds="“一是……；二是……”的某一项里面已有句号，项与项之间仍用分号",
    why="分号的停顿小于句号，分项内部用了句号，分项之间就不能再用分号",
    source="GB/T 15834—2011 附录 A.5",
    certainty=Certainty.DOUBTFUL,
    message="这一项里面有句号，各项之间不再用分号",
    wrong=(Wrong("一是学习。深入领会精神；二是落实到位。"),),
    right=("一是学习，深入领会精神；二是落实到位。", "一是学习。二是落实；不打折扣。"),
    needs="；",
    level=Level.FULL,
    check=matching(
        r"(?<=[一二三四五六七八九]是)[^。；\n]{1,80}(?P<stop>。)[^。；\n]{1,80}；(?=[二三四五六七八九十]是)",
        group="stop",
    ),
)
