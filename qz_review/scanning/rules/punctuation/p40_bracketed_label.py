"""P40: a mark after a bracketed label."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P40",
    name="带括号序号后的标点",
    finds="段首带括号的序号后面又用了顿号、逗号、句号或下脚点",
    why="带括号的汉字数字、阿拉伯数字作序次语，后面不用点号",
    source="GB/T 15834—2011 附录 B.3.4",
    certainty=Certainty.CERTAIN,
    message="带括号的序号后面不用标点",
    wrong=(Wrong("（一）、总体要求", "（一）总体要求"), Wrong("（1）.加强领导", "（1）加强领导")),
    right=("（一）总体要求", "（四）、（五）项所列情形", "（一），（二）两项"),
    needs="）)",
    check=matching(
        r"^[^\S\n]*+[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)](?P<mark>[、，.．。])"
        r"(?![^\S\n]*+[（(.…])",
        "",
        group="mark",
        skip=Shield.NOTHING,
    ),
)
