"""P41: a mark after 第一章 or 1.1."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P41",
    name="章条序号后的标点",
    finds="“第一章”“第一条”或“1.1”这类序号后面用了顿号、逗号、冒号",
    why="章、节、条的序号后面用空格，多级数字编号末尾不用标点",
    source="GB/T 15834—2011 附录 B.3.5、B.3.6",
    certainty=Certainty.DOUBTFUL,
    message="章条序号和多级编号后面不用标点",
    wrong=(Wrong("第一章、总则", "第一章　总则"), Wrong("1.1、适用范围", "1.1　适用范围")),
    right=(
        "第一章　总则",
        "第一章总则",
        "1.1 适用范围",
        "第三条、第五条规定的情形",
        "第一节，介绍背景。",
    ),
    needs="、：:",
    check=every(
        matching(
            r"^[^\S\n]*+第[一二三四五六七八九十百\d]{1,4}[章节条编](?P<mark>[、：:])"
            r"(?![^。\n]*第[一二三四五六七八九十百\d]{1,4}[章节条款项])",
            "　",
            group="mark",
            skip=Shield.NOTHING,
        ),
        matching(
            r"^[^\S\n]*+\d{1,2}(?:\.\d{1,2}){1,3}(?P<mark>、)(?=[^\d\s])(?![年月日元万亿%％])",
            "　",
            group="mark",
            skip=Shield.NOTHING,
        ),
    ),
)
