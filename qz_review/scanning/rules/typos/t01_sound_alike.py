"""T1: characters that sound like the right ones."""

from qz_review.model.finding import Certainty
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.typo_finder import TypoKind
from qz_review.scanning.typo_rules import typos_of

RULE = Rule(
    code="T1",
    name="音近错字",
    finds="读音相同或相近的字用错，由上下文判断",
    why="拼音输入时选错了同音字",
    source="《“三审三校”工作制度》一校（1）改正错别字、漏字、多字、错词",
    certainty=Certainty.CERTAIN,
    message="音近错字",
    wrong=(Wrong("要认真惯彻会议精神。", "要认真贯彻会议精神。"),),
    right=("要认真贯彻会议精神。",),
    check=typos_of(TypoKind.SOUND),
)
