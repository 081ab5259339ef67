"""P33: a full quotation after 说 and a comma."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import Shield

RULE = Rule(
    code="P33",
    name="“说”与引文之间的标点",
    finds="“说”“道”“问”等之后引完整的话，中间用了逗号",
    why="“说”在引文之前用冒号，在引文之后用句号，在引文中间用逗号",
    source="GB/T 15834—2011 附录 B.1.5",
    certainty=Certainty.HINT,
    message="引文之前宜用冒号",
    wrong=(Wrong("他说，“现在可以办了。”", "他说：“现在可以办了。”"),),
    right=("他说：“现在可以办了。”", "“现在，”他说，“可以办了。”"),
    needs="“",
    level=Level.FULL,
    check=matching(
        r"，(?<=[说道问答].)(?=“[^”\n]*[。？！]”)",
        "：",
        skip=Shield.NOTHING,
        when=lambda m, p: "”" not in p.text[max(0, m.start() - p.start - 30) : m.start() - p.start],
    ),
)
