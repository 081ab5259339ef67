"""P19: a dotted title that also has 和."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P19",
    name="间隔号与“和”并用",
    finds="书名、篇名各部分用间隔号隔开，最后又用“和”",
    why="标题中并列的几项用间隔号隔开时，各项之间都用间隔号",
    source="GB/T 15834—2011 附录 A.12",
    certainty=Certainty.HINT,
    message="用间隔号并列时不再用“和”",
    wrong=(Wrong("《水星·火星和金星》出版。", "《水星·火星·金星》出版。"),),
    right=("《水星·火星·金星》出版。", "《民法典·总则编》和解读"),
    needs="《",
    level=Level.FULL,
    check=matching(
        r"(?<=[《])(?P<left>[^《》·\n]{1,8}·[^《》·和\n]{1,8})和(?P<right>[^《》·和\n]{1,8})(?=》)",
        r"\g<left>·\g<right>",
        skip=Shield.NOTHING,
    ),
)
