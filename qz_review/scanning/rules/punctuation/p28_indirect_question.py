"""P28: a question mark after an indirect question."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="P28",
    name="间接问句用了问号",
    finds="“弄清为什么”“不知道怎样”一类并不发问的句子用了问号",
    why="有疑问词而没有疑问语气的句子用句号",
    source="GB/T 15834—2011 附录 A.2",
    certainty=Certainty.HINT,
    message="句子并不发问，宜用句号",
    wrong=(Wrong("首先要弄清为什么出错？", "首先要弄清为什么出错。"),),
    right=("首先要弄清为什么出错。", "为什么出错？"),
    needs="？",
    level=Level.FULL,
    check=matching(
        r"(?:弄清楚?|搞清楚?|想清楚|不知道|不明白|研究|探讨|说明|考虑)[^，。；：？！“”\n]{0,8}"
        r"(?:为什么|为何|怎么样?|怎样|如何|什么|哪些|是否)[^，。；：？！“”\n]{1,20}(?P<mark>？)(?=$|[^”吗呢])",
        "。",
        group="mark",
    ),
)
