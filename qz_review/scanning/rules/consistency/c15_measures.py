"""C15: measures that nobody is charged with, or that have no term."""

import re
from collections.abc import Iterable, Sequence

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty
from qz_review.scanning.checks import noting
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong

_GUIDING = re.compile(r"(?:意见|方案|计划|措施|通知)(?:（[^（）]{1,10}）)?$")
_MEASURE = re.compile(
    r"^[^\S\n]*+(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]+)?[^\S\n]*+(?:要|加强|完善"
    r"|推进|加快|健全|落实|强化|建立|开展|提升|优化|深化)",
    re.MULTILINE,
)
_WHO = re.compile(
    r"责任单位|牵头单位|牵头|负责|由[\u4e00-\u9fff]{2,12}(?:局|委|办|部门|单位|政府)|主办|承办|主管部门"
)
_WHEN = re.compile(
    r"\d{1,2}月\d{1,2}日|\d{4}年|月底|年底|工作日|[日天月年]内|时限|期限|长期|每[年月周日季]"
)
_LEAST = 4


def _judge(document: Document, facts: Sequence[Fact], _: ScanContext) -> Iterable[Hit]:
    title = document.title
    if title is None or len(facts) < _LEAST or not _GUIDING.search(title.text.strip()):
        return
    body = document.text[title.end :]
    missing = [
        words
        for words, pattern in (("由谁执行", _WHO), ("执行的时限", _WHEN))
        if not pattern.search(body)
    ]
    if missing:
        first = facts[0]
        yield Hit(first.start, first.end, message="提出了措施，没有写明" + "和".join(missing))


RULE = Rule(
    code="C15",
    name="措施由谁执行、何时完成",
    finds="意见、方案、通知等提出多项措施，全文没有责任单位或没有时限",
    why="措施没有执行者和时限，办不到、行不通",
    source="《“三审三校”工作制度》二审（8）由谁执行，怎样执行，执行的时限是否规定得具体恰当",
    gate=Gate.POLICY,
    certainty=Certainty.HINT,
    message="措施没有写明由谁执行、何时完成",
    wrong=(Wrong("关于加强防汛工作的意见\n加强巡查。\n完善预案。\n推进加固。\n强化演练。"),),
    right=(
        "关于加强防汛工作的意见\n加强巡查。\n完善预案。\n推进加固。\n强化演练。\n以上由市水利局负责，6月30日前完成。",
    ),
    level=Level.FULL,
    check=Whole(_judge, noting(_MEASURE)),
)
