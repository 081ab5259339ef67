"""M5: the full name of an institution misspelt."""

from collections.abc import Iterable

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.names.index import names_in
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong


def _check(passage: Passage) -> Iterable[Hit]:
    for slip in names_in(passage).misspelt_institutions:
        yield Hit(slip.start, slip.end, (slip.name,), f"机构名称是“{slip.name}”")


RULE = Rule(
    code="M5",
    name="机构名称写错",
    finds="与党和国家机构的全称、规范简称只差一次漏字、重字、颠倒，或读音相同而写法不同",
    why="党政机关的名称写错是严重表述错误",
    source="《“三审三校”工作制度》一审（2）；国发〔2023〕5号等所列名称，并在公开的法规、新闻中核对",
    certainty=Certainty.DOUBTFUL,
    gate=Gate.POLITICS,
    severity=Severity.SERIOUS,
    message="机构名称与名单不一致",
    wrong=(
        Wrong("国家发展和改委员会印发。", "国家发展和改革委员会印发。"),
        Wrong("国家市场监督管里总局通报。", "国家市场监督管理总局通报。"),
        Wrong("国家发展改割委印发。", "国家发展改革委印发。"),
        Wrong("国家卫生健康委会发布。", "国家卫生健康委员会发布。"),
        Wrong("全国人名代表大会召开。", "全国人民代表大会召开。"),
    ),
    right=(
        "国家发展和改革委员会印发。",
        "国家发展改革委印发。",
        "国家税务局、国家安全局。",
        "全国人民代表大会召开，省人民代表大会随后召开。",
    ),
    check=_check,
)
