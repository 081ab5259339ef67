"""C8: figures of the title against those of the text."""

import re
from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import noting
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document, Paragraph
from qz_review.scanning.parsing.numerals import amount
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong

_COUNTED = re.compile(
    r"(?P<n>\d[\d,]{0,15}(?:\.\d{1,6})?[万亿]?)(?P<what>(?:家|个|名|户|件|项|所|座|条|台|辆|万元|亿元)[\u4e00-\u9fff]{2})"
)


def _value(match: re.Match[str], paragraph: Paragraph) -> object:
    return (amount(match["n"]), match["what"], paragraph.role is Role.TITLE)


def _judge(_: Document, facts: Sequence[Fact], __: ScanContext) -> Iterable[Hit]:
    for fact in facts:
        value, what, in_title = fact.value
        if not in_title:
            continue
        others = [f for f in facts if not f.value[2] and f.value[1] == what]
        if others and all(other.value[0] != value for other in others):
            words = f"标题与正文的数字不一致，正文写“{others[0].value[0]:f}{what}”"
            yield Hit(fact.start, fact.end, message=words)


RULE = Rule(
    code="C8",
    name="标题与正文数字不一",
    finds="标题里的数字在正文里同样的说法下是另一个数",
    why="正文改了数字，标题没有跟着改",
    source="《“三审三校”工作制度》一审（1）标题与内容相符",
    certainty=Certainty.DOUBTFUL,
    message="标题与正文的数字不一致",
    wrong=(Wrong("我市12家企业获表彰\n5月8日，我市13家企业在南宁获表彰。"),),
    right=(
        "我市12家企业获表彰\n5月8日，我市12家企业在南宁获表彰。",
        "我市12家企业获表彰\n全市企业受到鼓舞。",
    ),
    check=Whole(_judge, noting(_COUNTED, _value, not_after="0123456789.第〔")),
)
