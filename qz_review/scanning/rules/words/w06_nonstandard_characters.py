"""W6: traditional and variant characters in running text."""

import re
from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.characters import nonstandard_characters
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.level import Level
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong
from qz_review.scanning.shields import Shield

_MANY = 20  # from here on it is the text, not a slip


def _collect(passage: Passage) -> Iterable[Fact]:
    known = nonstandard_characters()
    found = passage.characters & known.keys()
    if not found:
        return
    pattern = re.compile("[" + "".join(map(re.escape, sorted(found))) + "]{1,6}")
    for match in passage.finditer(pattern):
        paragraph = passage.document.at(match.start())
        skip = Shield.QUOTE | Shield.NAME | Shield.ADDRESS
        if not paragraph.is_shielded(match.start(), match.end(), skip):
            yield Fact(match.start(), match.end(), match.group())


def _judge(document: Document, facts: Sequence[Fact], _: ScanContext) -> Iterable[Hit]:
    known = nonstandard_characters()
    count = sum(len(fact.value) for fact in facts)
    if count >= _MANY:
        first = facts[0]
        words = f"全文有{count}个繁体字、异体字，面向大陆发布的用规范字"
        yield Hit(first.start, first.end, message=words)
    for fact in facts:
        right = "".join(known[character][0] for character in fact.value)
        kind = known[fact.value[0]][1]
        words = f"“{fact.value}”是{kind}字，规范字为“{right}”；姓名、书法、港澳台名称按原样"
        certainty = Certainty.HINT if count >= _MANY else None
        yield Hit(
            fact.start, fact.end, (right,), words, certainty, Level.FULL if certainty else None
        )


RULE = Rule(
    code="W6",
    name="繁体字、异体字",
    finds="正文里的繁体字、异体字；引文、书名里的不算",
    why="面向社会的文字使用国家公布的规范汉字，繁体字、异体字只在姓名、书法、引文等处保留",
    source="《中华人民共和国国家通用语言文字法》第三条、第十七条；《通用规范汉字表》（2013）",
    certainty=Certainty.DOUBTFUL,
    message="不是规范字",
    wrong=(Wrong("改善週邊环境。", "改善周边环境。"), Wrong("佈置工作。", "布置工作。")),
    right=("改善周边环境。", "“國立”二字为旧匾。", "毕昇、陶喆、乾隆年间。"),
    check=Whole(_judge, _collect),
)
