"""N10: commas that do not part three figures."""

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import matching
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Rule, Wrong

RULE = Rule(
    code="N10",
    name="千分撇位置",
    finds="带单位的数里，千分撇隔开的不是三位一组",
    why="千分撇从个位起每三位一节，位置不对，数目就读错",
    source="GB/T 15835—2011 5.1.1",
    certainty=Certainty.CERTAIN,
    message="千分撇每三位一节，这个数的千分撇位置不对",
    wrong=(Wrong("拨付资金1,23元。"), Wrong("共12,3456人。", "共123,456人。")),
    right=("拨付资金1,234元。", "共123,456人。", "坐标108,22。", "第1,2,3组"),
    needs=",",
    check=matching(
        r"\d\d{0,2},(?:\d{1,2}|\d{4,9})(?=(?:万|亿)?(?:元|人(?!次?均)|吨|户|亩|平方米|公里|美元|人民币))(?<![,.]\d,\d)",
        lambda m: (
            f"{int(m.group().replace(',', '')):,}" if len(m.group().split(",")[1]) > 3 else None
        ),
        not_roles=(Role.CELL,),
        not_after="0123456789.,",
    ),
)
