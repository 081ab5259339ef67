"""P44: a paragraph that begins with a mark that cannot begin one."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P44",
    name="段首标点",
    finds="段落以点号、后引号、后括号、后书名号、间隔号开头",
    why="这些标点不出现在一行之首；出现在段首，多半是复制时断开了段落或漏了文字",
    source="GB/T 15834—2011 5.1.1—5.1.9",
    certainty=Certainty.DOUBTFUL,
    message="段落不以这个标点开头，可能断开了段落或漏了文字",
    wrong=(Wrong("全市要抓好落实\n，同时要加强督查。"),),
    right=("全市要抓好落实，\n同时要加强督查。", "“放管服”改革见实效。", "——在全市大会上的讲话"),
    check=matching(
        r"^[^\S\n]*+(?P<mark>[。，、；：？！）》”’〉〕】·])(?!$)",
        group="mark",
        skip=Shield.NOTHING,
        not_roles=(Role.CELL,),
    ),
)
