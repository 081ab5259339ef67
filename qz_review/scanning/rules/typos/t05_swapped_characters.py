"""T5: characters in the wrong order."""

from qz_review.model.finding import Certainty
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.typo_finder import TypoKind
from qz_review.scanning.typo_rules import typos_of

RULE = Rule(
    code="T5",
    name="颠倒",
    finds="相邻的字次序颠倒，由上下文判断",
    why="录入时先后颠倒",
    source="《“三审三校”工作制度》一校（1）改正错别字、漏字、多字、错词",
    certainty=Certainty.CERTAIN,
    message="颠倒",
    wrong=(Wrong("提高政服务水平务。", "提高政务服务水平。"),),
    right=("提高政务服务水平。",),
    check=typos_of(TypoKind.SWAPPED),
)
