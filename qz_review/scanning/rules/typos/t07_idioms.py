"""T7: idioms that the context shows to be miswritten."""

from qz_review.model.finding import Certainty
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.typo_finder import TypoKind
from qz_review.scanning.typo_rules import typos_of

RULE = Rule(
    code="T7",
    name="成语用字",
    finds="成语里写错的字，由上下文判断",
    why="成语有固定的写法",
    source="《“三审三校”工作制度》一校（1）改正错别字、漏字、多字、错词",
    certainty=Certainty.CERTAIN,
    message="成语用字",
    wrong=(Wrong("一畴莫展", "一筹莫展"),),
    right=("一筹莫展",),
    check=typos_of(TypoKind.IDIOM),
)
