"""N24: 以上 and 以下 that are meant not to include the number."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="N24",
    name="“以上”“以下”是否含本数",
    finds="“以上”“以下”后面又说明不含本数",
    why="法律上“以上”“以下”含本数，“不满”“超过”不含本数，用后者就不必说明",
    source="《民法典》第一千二百五十九条；立法技术规范（试行）",
    certainty=Certainty.HINT,
    message="不含本数的用“超过”“不满”",
    wrong=(Wrong("适用于10人以上（不含10人）的单位。"),),
    right=("适用于超过10人的单位。", "适用于10人以上（含10人）的单位。"),
    needs="不",
    level=Level.FULL,
    check=matching(r"\d{1,12}[\u4e00-\u9fff]{1,3}以[上下][（(，,]?不含[^）)，。\n]{0,8}"),
)
