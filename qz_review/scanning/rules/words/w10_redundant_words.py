"""W10: words that say the same twice."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="W10",
    name="用词重复",
    finds="目的是为了、涉及到、凯旋归来、悬殊很大等意思重复的说法",
    why="前后两个词有一个已经包含另一个的意思",
    source="语法规范的一般要求；《“三审三校”工作制度》一审（1）文字表述准确、简洁",
    certainty=Certainty.HINT,
    message="意思重复，宜删去一个",
    wrong=(
        Wrong("目的是为了方便群众。", "目的是方便群众。"),
        Wrong("涉及到多个部门。", "涉及多个部门。"),
    ),
    right=("目的是方便群众。", "涉及多个部门。"),
    level=Level.FULL,
    check=every(
        matching(r"目的是(?P<extra>为了)", "", group="extra"),
        matching(r"涉及(?P<extra>到)(?!位|期|场)", "", group="extra"),
        matching(r"凯旋(?P<extra>归来|而归|回来)", "", group="extra"),
        matching(r"悬殊(?P<extra>(?:很|较|巨|太)大)", "", group="extra"),
        matching(r"(?:付诸|来自)(?P<extra>于)", "", group="extra"),
    ),
)
