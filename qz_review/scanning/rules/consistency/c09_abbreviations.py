"""C9: 以下简称 against its use."""

import re
from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import noting
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong

_DEFINED = re.compile(
    r"以下(?:统|均)?简?称(?:为)?[：:]?[“‘《]?(?P<short>[^“”‘’《》（）()，。；：\n]{2,16})[”’》]?(?=[）)，。；、])"
)

_MOST = 200  # definitions that are looked into; no text has more


def _judge(document: Document, facts: Sequence[Fact], _: ScanContext) -> Iterable[Hit]:
    if len(document.paragraphs) == 1:
        return  # what follows was cut off
    defined: set[str] = set()
    for fact in facts[:_MOST]:
        short: str = fact.value
        if short in defined:
            yield Hit(
                fact.start,
                fact.end,
                message=f"“{short}”前面已经说明过简称",
                certainty=Certainty.HINT,
            )
            continue
        defined.add(short)
        if document.text.find(short, fact.end) < 0:
            yield Hit(fact.start, fact.end, message=f"说明了简称“{short}”，后面没有用到")


RULE = Rule(
    code="C9",
    name="简称的说明",
    finds="说明了简称却没有用到，或重复说明",
    why="简称在第一次出现全称时说明，以后统一使用",
    source="《党政机关公文处理工作条例》第十九条（七）；《“三审三校”工作制度》一审（1）前后提法是否一致",
    certainty=Certainty.HINT,
    message="简称的说明与使用不一致",
    wrong=(Wrong("钦州市行政审批局（以下简称市审批局）受理申请。\n申请人提交材料。"),),
    right=("钦州市行政审批局（以下简称市审批局）受理申请。\n申请人向市审批局提交材料。",),
    level=Level.FULL,
    needs="称",
    check=Whole(_judge, noting(_DEFINED, lambda m, _: m["short"])),
)
