"""T4: characters that are missing."""

from qz_review.model.finding import Certainty
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.typo_finder import TypoKind
from qz_review.scanning.typo_rules import typos_of

RULE = Rule(
    code="T4",
    name="漏字",
    finds="词语里漏了字，由上下文判断",
    why="录入、改动时漏掉",
    source="《“三审三校”工作制度》一校（1）改正错别字、漏字、多字、错词",
    certainty=Certainty.CERTAIN,
    message="漏字",
    wrong=(Wrong("深入贯落实会议精神。", "深入贯彻落实会议精神。"),),
    right=("深入贯彻落实会议精神。",),
    check=typos_of(TypoKind.MISSING),
)
