"""C20: a cell whose unit is not the one the table announces."""

import re
from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.model.text import Cell, ManuscriptText, Table
from qz_review.model.text import Paragraph as TextParagraph
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document, Paragraph
from qz_review.scanning.passage import Passage
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Fact, Hit, Right, Rule, Whole, Wrong

_ANNOUNCED = re.compile(
    r"单位[:：][^\S\n]*+(?P<unit>万元|亿元|元|千元|万人|人|公顷|万亩|亩|吨|万吨|户|个|平方米)[）)]?$"
)
_CELL = re.compile(
    r"^[^\S\n]*+\d[\d,]*(?:\.\d+)?[^\S\n]*+(?P<unit>万元|亿元|千元|元|万人|人|公顷|万亩|亩|万吨"
    r"|吨|平方米)[^\S\n]*+$"
)
_LIKE = (
    frozenset({"万元", "亿元", "元", "千元"}),
    frozenset({"万人", "人"}),
    frozenset({"公顷", "万亩", "亩", "平方米"}),
    frozenset({"吨", "万吨"}),
)


def _collect(passage: Passage) -> Iterable[Fact]:
    for paragraph in passage.paragraphs:
        if paragraph.role is Role.CELL:
            match = _CELL.match(paragraph.text)
            kind = "cell"
        elif "单位" in paragraph.text[-16:]:
            match = _ANNOUNCED.search(paragraph.text.rstrip())
            kind = "announced"
        else:
            continue
        if match is not None:
            yield Fact(paragraph.start, paragraph.end, (kind, match["unit"]))


def _judge(document: Document, facts: Sequence[Fact], _: ScanContext) -> Iterable[Hit]:
    announced: tuple[str, Paragraph] | None = None
    for fact in facts:
        kind, unit = fact.value
        place = document.at(fact.start)
        if kind == "announced":
            announced = (unit, place)
        elif announced is not None and _belongs(document, announced[1], place):
            for group in _LIKE:
                if unit != announced[0] and {unit, announced[0]} <= group:
                    words = f"表格注明单位是{announced[0]}，这里写{unit}"
                    yield Hit(fact.start, fact.end, message=words)


def _belongs(document: Document, announced: Paragraph, cell: Paragraph) -> bool:
    """Whether only cells and captions stand between the announcement and the cell."""
    between = document.paragraphs[announced.index + 1 : cell.index]
    return all(p.role in (Role.CELL, Role.CAPTION) or not p.text.strip() for p in between)


def _with_table(unit: str, cell: str) -> ManuscriptText:
    return ManuscriptText(
        "投资情况",
        blocks=(TextParagraph(f"单位：{unit}"), Table(((Cell(("项目",)), Cell((cell,))),))),
    )


RULE = Rule(
    code="C20",
    name="表格单位不一",
    finds="表格注明“单位：万元”，单元格里却写着另一种同类单位",
    why="单位不一致，数目差一万倍",
    source="《“三审三校”工作制度》二校（1）相关数据是否准确",
    certainty=Certainty.DOUBTFUL,
    message="单元格的单位与表格注明的不一致",
    wrong=(Wrong(_with_table("万元", "300元")),),
    right=(Right(_with_table("万元", "300万元")), Right(_with_table("万元", "300"))),
    check=Whole(_judge, _collect),
)
