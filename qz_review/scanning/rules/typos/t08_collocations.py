"""T8: words that do not go together."""

from qz_review.model.finding import Certainty
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.typo_finder import TypoKind
from qz_review.scanning.typo_rules import typos_of

RULE = Rule(
    code="T8",
    name="固定搭配",
    finds="固定搭配里用错的词，由上下文判断",
    why="公文用语有固定的搭配",
    source="《“三审三校”工作制度》一校（1）改正错别字、漏字、多字、错词",
    certainty=Certainty.CERTAIN,
    message="固定搭配",
    wrong=(Wrong("深入惯彻落实", "深入贯彻落实"),),
    right=("深入贯彻落实",),
    check=typos_of(TypoKind.COLLOCATION),
)
