"""W5: the recommended one of two forms of a word."""

from qz_review.model.finding import Certainty
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import QUOTED_AND_LAW
from qz_review.scanning.word_lists import words_of

RULE = Rule(
    code="W5",
    name="异形词",
    finds="第一批异形词整理表里非推荐的词形",
    why="同音同义而写法不同的词，推荐使用其中一种；该表是推荐性的试行规范，不算错",
    source="GF 1001—2001 第一批异形词整理表",
    certainty=Certainty.HINT,
    message="异形词表推荐另一种写法",
    wrong=(Wrong("百废具兴。", "百废俱兴。"),),
    right=("百废俱兴。",),
    level=Level.FULL,
    check=words_of("W5", QUOTED_AND_LAW),
)
