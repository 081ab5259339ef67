"""T2: characters that look like the right ones."""

from qz_review.model.finding import Certainty
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.typo_finder import TypoKind
from qz_review.scanning.typo_rules import typos_of

RULE = Rule(
    code="T2",
    name="形近错字",
    finds="字形相近的字用错，由上下文判断",
    why="五笔输入、扫描识别时认错了字",
    source="《“三审三校”工作制度》一校（1）改正错别字、漏字、多字、错词",
    certainty=Certainty.CERTAIN,
    message="形近错字",
    wrong=(Wrong("建立健全机利。", "建立健全机制。"),),
    right=("建立健全机制。",),
    check=typos_of(TypoKind.SHAPE),
)
