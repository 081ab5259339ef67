"""T3: characters too many."""

from qz_review.model.finding import Certainty
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.typo_finder import TypoKind
from qz_review.scanning.typo_rules import typos_of

RULE = Rule(
    code="T3",
    name="多字",
    finds="多出的字、重复的字，由上下文判断",
    why="改动之后没有删净",
    source="《“三审三校”工作制度》一校（1）改正错别字、漏字、多字、错词",
    certainty=Certainty.CERTAIN,
    message="多字",
    wrong=(Wrong("要加强对对企业的服务。", "要加强对企业的服务。"),),
    right=("要加强对企业的服务。",),
    check=typos_of(TypoKind.EXTRA),
)
