"""W11: 必须 in an article."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Rule, Wrong
from qz_review.scanning.shields import QUOTED

RULE = Rule(
    code="W11",
    name="条文里的“必须”",
    finds="条款里表示义务用了“必须”",
    why="法规条文表示义务一般用“应当”，两词没有实质区别，“必须”不必用",
    source="立法技术规范（试行）（一）",
    certainty=Certainty.HINT,
    message="条文里表示义务一般用“应当”",
    wrong=(Wrong("第三条　主办单位必须明确责任人。", "第三条　主办单位应当明确责任人。"),),
    right=("第三条　主办单位应当明确责任人。", "各单位必须高度重视。", "第三条　提供生活必须品。"),
    needs="必",
    level=Level.FULL,
    check=matching(r"必须(?!品|物资|费用)", "应当", skip=QUOTED, when=lambda m, p: p.is_article),
)
