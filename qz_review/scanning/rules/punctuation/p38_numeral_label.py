"""P38: the mark after a bare Chinese numeral label."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P38",
    name="汉字序号后的标点",
    finds="段首“一”“二”等不带括号的汉字序号后面用了逗号、下脚点或冒号",
    why="不带括号的汉字数字和“天干地支”作序次语，后面用顿号",
    source="GB/T 15834—2011 附录 B.3.2",
    certainty=Certainty.DOUBTFUL,
    message="不带括号的汉字序号后面用顿号",
    wrong=(Wrong("一，总体要求", "一、总体要求"), Wrong("二.工作任务", "二、工作任务")),
    right=("一、总体要求", "一是总体要求", "一.五倍", "三，四人一组"),
    needs="，.．,",
    check=matching(
        r"^[^\S\n]*+(?:[一二三四五六七八九]|十[一二三四五六七八九]?|[甲乙丙丁])(?P<mark>[，,.．])"
        r"(?![一二三四五六七八九十零〇\d])(?=[^，。；：！？\n]{2,30}$)",
        "、",
        group="mark",
        skip=Shield.NOTHING,
    ),
)
