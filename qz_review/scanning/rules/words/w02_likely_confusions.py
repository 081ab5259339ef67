"""W2: words that are wrong in most contexts."""

from qz_review.model.finding import Certainty
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import QUOTED_AND_LAW
from qz_review.scanning.word_lists import words_of

RULE = Rule(
    code="W2",
    name="易混错词（疑似）",
    finds="混淆词表里多数情况用错的词，例如 其它、帐户、渡过假期、反应问题",
    why="意义相近、读音相同的词各有分工，法律用语另有规定；引文和法条按原文不动",
    source="易混词表（各条另注出处）；立法技术规范（试行）",
    certainty=Certainty.DOUBTFUL,
    message="可能用错了词",
    wrong=(
        Wrong("及时反应问题。", "及时反映问题。"),
        Wrong("按排专人值守。", "安排专人值守。"),
        Wrong("疫情大规模爆发。", "疫情大规模暴发。"),
    ),
    right=(
        "及时反映问题。",
        "第三条 银行帐户管理另行规定。",
        "“其它”一栏不填。",
        "今年经济稳中有进。",
        "按排放标准执行。",
    ),
    check=words_of("W2", QUOTED_AND_LAW),
)
