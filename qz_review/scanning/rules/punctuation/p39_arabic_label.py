"""P39: the mark after a bare Arabic label."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P39",
    name="阿拉伯数字序号后的标点",
    finds="段首不带括号的阿拉伯数字、拉丁字母序号后面用了顿号",
    why="不带括号的阿拉伯数字、拉丁字母、罗马数字作序次语，后面用下脚点",
    source="GB/T 15834—2011 附录 B.3.3",
    certainty=Certainty.DOUBTFUL,
    message="阿拉伯数字、字母序号后面用下脚点",
    wrong=(Wrong("1、加强领导", "1.加强领导"), Wrong("A、甲方案", "A.甲方案")),
    right=("1.加强领导", "1、2号楼", "（1）加强领导"),
    needs="、",
    level=Level.FULL,
    check=matching(
        r"^[^\S\n]*+(?:\d{1,2}|[A-Za-zⅠ-Ⅻ])(?P<mark>、)(?=[^\d\s])(?![A-Za-z](?:、|和|及))",
        ".",
        group="mark",
        skip=Shield.NOTHING,
        not_roles=(Role.CELL,),
    ),
)
