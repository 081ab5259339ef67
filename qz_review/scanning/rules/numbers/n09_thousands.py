"""N9: two ways of grouping thousands in one text."""

import re
from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import noting
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong

_GROUPED = re.compile(r"(?<![\d,.])\d{1,3}(?P<sep>[,  \u2009])\d{3}(?:(?P=sep)\d{3})*(?![\d,])")


def _judge(_: Document, facts: Sequence[Fact], __: ScanContext) -> Iterable[Hit]:
    commas = [fact for fact in facts if fact.value == ","]
    spaces = [fact for fact in facts if fact.value != ","]
    if commas and spaces:
        rarer = min(commas, spaces, key=len)
        yield Hit(rarer[0].start, rarer[0].end)


RULE = Rule(
    code="N9",
    name="千分撇与千分空并用",
    finds="一篇里多位数有的用千分撇有的用千分空",
    why="多位数分节，千分撇、千分空两种方式选一种，全文一致",
    source="GB/T 15835—2011 5.1.1",
    certainty=Certainty.HINT,
    message="多位数的分节方式宜一致",
    wrong=(Wrong("收入12,345元，支出23 456元。"),),
    right=("收入12,345元，支出23,456元。", "收入12345元，支出23456元。"),
    level=Level.FULL,
    needs="0123456789",
    check=Whole(_judge, noting(_GROUPED, lambda m, _: m["sep"])),
)
