"""G6: numbers that skip or repeat, at every level."""

from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.parsing.numbering import Label, LabelKind
from qz_review.scanning.parsing.numerals import to_chinese
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong
from qz_review.scanning.rules.official_documents.g05_level_order import collect_labels

_ABOVE = {
    LabelKind.CHAPTER: 0,
    LabelKind.SECTION: 1,
    LabelKind.ARTICLE: 2,
    LabelKind.HAN: 3,
    LabelKind.HAN_BRACKET: 4,
    LabelKind.ARABIC: 5,
    LabelKind.ARABIC_BRACKET: 6,
    LabelKind.CIRCLED: 7,
}
_RUN_ON = frozenset({LabelKind.ARTICLE})  # articles run on through chapters


def _judge(document: Document, facts: Sequence[Fact], _: ScanContext) -> Iterable[Hit]:
    part = -1
    counts: dict[LabelKind, int] = {}
    for fact in facts:
        label: Label = fact.value
        if label.kind not in _ABOVE:
            continue
        paragraph = document.at(fact.start)
        if paragraph.part != part:
            part, counts = paragraph.part, {}
        for kind in list(counts):  # a new parent: its parts begin again
            if _ABOVE[kind] > _ABOVE[label.kind] and kind not in _RUN_ON:
                del counts[kind]
        before = counts.get(label.kind)
        counts[label.kind] = label.number
        if before is None:
            continue
        if label.number == 1:
            continue  # another list of the same kind
        if label.number != before + 1:
            start = fact.end - len(label.words)
            yield Hit(start, fact.end, _fix(label, before + 1), _words(label, before))


def _words(label: Label, before: int) -> str:
    if label.number == before:
        return f"序号“{label.words.strip()}”重复"
    if label.number < before:
        return f"序号“{label.words.strip()}”倒退，前一个是第{before}"
    missing = label.number - before - 1
    return f"序号不连续，“{label.words.strip()}”之前缺{missing}个" if missing < 20 else "序号不连续"


def _fix(label: Label, number: int) -> tuple[str, ...]:
    """The label with the number that follows, where the digits can simply be exchanged."""
    arabic = str(label.number)
    if arabic in label.words:
        return (label.words.replace(arabic, str(number), 1),)
    if label.kind is LabelKind.CIRCLED:
        return (chr(ord("①") + number - 1),) if number <= 20 else ()
    if number < 10_000 and (written := to_chinese(label.number)) in label.words:
        return (label.words.replace(written, to_chinese(number), 1),)
    return ()


RULE = Rule(
    code="G6",
    name="序号不连续",
    finds="同一层次的序号跳号、重号、倒退；换了上级标题、换了附件重新起算",
    why="删改段落之后序号没有跟着改，或者漏了一段",
    source="GB/T 9704—2012 7.3.3；《“三审三校”工作制度》一审（1）结构层次、顺序",
    certainty=Certainty.DOUBTFUL,
    message="序号不连续",
    wrong=(
        Wrong("一、目标\n二、任务\n四、保障", "一、目标\n二、任务\n三、保障"),
        Wrong("（一）学习\n（二）宣传\n（二）落实", "（一）学习\n（二）宣传\n（三）落实"),
        Wrong("第一条 为了规范管理。\n第二条 本办法适用于全市。\n第四条 市政府负责。"),
    ),
    right=(
        "一、目标\n（一）近期\n（二）远期\n二、任务\n（一）学习\n（二）宣传",
        "第一章 总则\n第一条 目的。\n第二条 范围。\n第二章 职责\n第三条 市政府负责。",
        "一、目标\n二、任务\n附件1\n一、名单\n二、分工",
        "1.学习\n2.宣传\n1.检查\n2.整改",
    ),
    check=Whole(_judge, collect_labels),
)
