"""T6: 的, 地 and 得."""

from qz_review.model.finding import Certainty
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.typo_finder import TypoKind
from qz_review.scanning.typo_rules import typos_of

RULE = Rule(
    code="T6",
    name="的地得",
    finds="“的”“地”“得”用混，由上下文判断",
    why="定语用“的”，状语用“地”，补语用“得”",
    source="《“三审三校”工作制度》一校（1）改正错别字、漏字、多字、错词",
    certainty=Certainty.CERTAIN,
    message="的地得",
    wrong=(Wrong("认真的开展自查。", "认真地开展自查。"),),
    right=("认真地开展自查。",),
    check=typos_of(TypoKind.PARTICLE),
)
