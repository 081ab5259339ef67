"""P46: items of one list that end differently."""

import re
from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import noting
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.level import Level
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong

_ITEM = re.compile(
    r"^[^\S\n]*+(?:[（(](?P<han>[一二三四五六七八九十]{1,3})[）)]|(?:[（(]"
    r"(?P<arabic>\d{1,2})[）)])|(?P<dot>\d{1,2})[.．、])[^\n]*(?P<end>[；，。;,、])$",
    re.MULTILINE,
)


def _value(match: re.Match[str], _: object) -> object:
    kind = "han" if match["han"] else "arabic" if match["arabic"] else "dot"
    single = match.group().count("。") <= 1
    return (kind, match["end"], single, match.end() - match.start())


def _judge(document: Document, facts: Sequence[Fact], _: ScanContext) -> Iterable[Hit]:
    for run in _runs(document, facts):
        ends = [fact.value[1] for fact in run[:-1]]
        semicolons = ends.count("；")
        if len(run) < 3 or not all(fact.value[2] for fact in run):
            continue
        for fact in run[:-1]:
            if fact.value[1] in "，、;," or (fact.value[1] == "。" and semicolons > len(ends) / 2):
                yield Hit(fact.end - 1, fact.end, ("；",))


def _runs(document: Document, facts: Sequence[Fact]) -> Iterable[list[Fact]]:
    """Items of one kind in paragraphs that follow each other."""
    run: list[Fact] = []
    last = -2
    for fact in facts:
        index = document.at(fact.start).index
        if run and (index != last + 1 or fact.value[0] != run[-1].value[0]):
            yield run
            run = []
        run.append(fact)
        last = index
    if run:
        yield run


RULE = Rule(
    code="P46",
    name="分行列举各项末尾的标点不一",
    finds="同一组分行列举的各项，有的用分号有的用逗号、句号",
    why="分行列举的各项之间用分号，最后一项用句号；或者各项都用句号；同一组用同一种",
    source="GB/T 15834—2011 4.6.3.3",
    certainty=Certainty.DOUBTFUL,
    message="同一组列举各项末尾的标点不一致，非末项用分号",
    wrong=(
        Wrong(
            "有下列情形之一的：\n（一）逾期的；\n（二）漏报的，\n（三）错报的；\n（四）瞒报的。",
            "有下列情形之一的：\n（一）逾期的；\n（二）漏报的；\n（三）错报的；\n（四）瞒报的。",
        ),
    ),
    right=(
        "有下列情形之一的：\n（一）逾期的；\n（二）漏报的；\n（三）错报的。",
        "任务：\n（一）学习。\n（二）宣传。\n（三）落实。",
    ),
    level=Level.FULL,
    needs="）)．.、",
    check=Whole(_judge, noting(_ITEM, _value)),
)
