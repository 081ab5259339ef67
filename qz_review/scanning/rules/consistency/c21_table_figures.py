"""C21: a figure of the text against the same figure in a table."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from qz_review.model.finding import Certainty
from qz_review.model.text import Cell, ManuscriptText, Table
from qz_review.model.text import Paragraph as TextParagraph
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.level import Level
from qz_review.scanning.parsing.numerals import ARABIC_NUMBER, amount
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Fact, Hit, Right, Rule, Whole, Wrong
from qz_review.scanning.term_search import TermSearch

_HEADING = re.compile(r"^(?P<what>[\u4e00-\u9fff]{2,12})[（(](?P<unit>[\u4e00-\u9fff%]{1,5})[）)]$")
_LABEL = re.compile(r"^[\u4e00-\u9fff]{2,20}$")
_VALUE = re.compile(rf"^{ARABIC_NUMBER}$")
_NOT_LABELS = frozenset({"合计", "总计", "共计", "小计", "项目", "名称", "单位", "地区"})
_MOST = 4_000  # cells of all tables together


def _figures(document: Document) -> dict[str, list[tuple[str, str, Decimal]]]:
    """By row label: heading, unit and value of each figure under a heading with a unit."""
    found: dict[str, list[tuple[str, str, Decimal]]] = {}
    count = 0
    for grid in document.grids:
        if not grid.is_plain or len(grid.rows) < 2:
            continue
        heads = [_HEADING.match(cell.words.strip()) for cell in grid.rows[0]]
        for row in grid.rows[1:]:
            label = row[0].words.strip()
            if not _LABEL.match(label) or label in _NOT_LABELS:
                continue
            for head, cell in zip(heads[1:], row[1:], strict=True):
                words = cell.words.strip()
                value = amount(words) if head and _VALUE.match(words) else None
                if head and value is not None and count < _MOST:
                    count += 1
                    found.setdefault(label, []).append((head["what"], head["unit"], value))
    return found


def _judge(document: Document, _: Sequence[Fact], __: ScanContext) -> Iterable[Hit]:
    figures = _figures(document)
    if not figures:
        return
    text = document.text
    for start, end, label in TermSearch((label, label) for label in figures).find(text):
        if document.at(start).role is Role.CELL:
            continue
        for what, unit, value in figures[label]:
            said = re.compile(
                rf"(?:共|已|的)?{what}(?:为|达到?|是|共)?(?P<n>{ARABIC_NUMBER}){unit}"
            ).match(text, end)
            known = [v for w, u, v in figures[label] if (w, u) == (what, unit)]
            if said is not None and amount(said["n"]) not in known:
                words = f"表中{label}{what}是{value.normalize():f}{unit}，这里写{said['n']}{unit}"
                yield Hit(*said.span("n"), message=words)


def _report(words: str) -> ManuscriptText:
    def row(*cells: str) -> tuple[Cell, ...]:
        return tuple(Cell((cell,)) for cell in cells)

    table = Table((row("县区", "完成投资（万元）"), row("灵山县", "1200"), row("浦北县", "980.5")))
    return ManuscriptText("三季度投资情况", blocks=(TextParagraph(words), table))


RULE = Rule(
    code="C21",
    name="正文与表格数字不一",
    finds="正文里某一行某一项的数目，与表格中同一行、同一栏（栏名带单位）的数目不同",
    why="正文和表格各改了一处，数目对不上",
    source="《“三审三校”工作制度》二校（1）相关数据是否准确",
    certainty=Certainty.DOUBTFUL,
    level=Level.FULL,
    message="与表格中的数目不一致",
    wrong=(
        Wrong(_report("前三季度，灵山县完成投资1300万元。")),
        Wrong(_report("浦北县共完成投资985万元。")),
    ),
    right=(
        Right(_report("前三季度，灵山县完成投资1200万元，浦北县完成投资980.5万元。")),
        Right(_report("灵山县去年完成投资1100万元，计划完成投资1500万元。")),
        Right(_report("灵山县完成投资1.2亿元的项目有两个。")),
    ),
    check=Whole(_judge, always=True),
)
