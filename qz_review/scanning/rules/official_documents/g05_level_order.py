"""G5: the order of the kinds of labels."""

from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.level import Level
from qz_review.scanning.parsing.numbering import Label, LabelKind, read_label
from qz_review.scanning.passage import Passage
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong

LEVELS = (LabelKind.HAN, LabelKind.HAN_BRACKET, LabelKind.ARABIC, LabelKind.ARABIC_BRACKET)
_PLACES = frozenset({Role.HEADING, Role.BODY})


def collect_labels(passage: Passage) -> Iterable[Fact]:
    """The label of every paragraph of the text, or of the attachment it stands in."""
    return passage.shared(_labels)


def _labels(passage: Passage) -> list[Fact]:
    found: list[Fact] = []
    for paragraph in passage.paragraphs:
        if paragraph.role in _PLACES:
            label = read_label(paragraph.text)
            if label is not None:
                found.append(Fact(paragraph.start, paragraph.start + label.length, label))
    return found


def _judge(document: Document, facts: Sequence[Fact], _: ScanContext) -> Iterable[Hit]:
    part = -1
    open_kinds: list[LabelKind] = []
    for fact in facts:
        label: Label = fact.value
        paragraph = document.at(fact.start)
        if paragraph.part != part:
            part, open_kinds = paragraph.part, []
        if label.kind not in LEVELS:
            if label.kind in (LabelKind.CHAPTER, LabelKind.ARTICLE, LabelKind.SECTION):
                open_kinds = []
            continue
        if label.kind in open_kinds:
            del open_kinds[open_kinds.index(label.kind) + 1 :]
            continue
        if open_kinds and label.kind < open_kinds[-1] and label.number == 1:
            above = _EXAMPLES[open_kinds[-1]]
            words = (
                f"“{above}”的下一层不用“{_EXAMPLES[label.kind]}”，层次序数依次为一、（一）1.（1）"
            )
            yield Hit(fact.start, fact.end, message=words)
        open_kinds.append(label.kind)


_EXAMPLES = {
    LabelKind.HAN: "一、",
    LabelKind.HAN_BRACKET: "（一）",
    LabelKind.ARABIC: "1.",
    LabelKind.ARABIC_BRACKET: "（1）",
}

RULE = Rule(
    code="G5",
    name="层次序数的顺序",
    finds="下一层次用了上一级的序数，例如“（一）”之下用“一、”",
    why="结构层次序数依次为一、（一）1.（1），只有两层时第二层可用（一）或 1.",
    source="GB/T 9704—2012 7.3.3；GB/T 15834—2011 附录 B.3.8",
    certainty=Certainty.DOUBTFUL,
    message="层次序数依次为一、（一）1.（1）",
    wrong=(Wrong("（一）组织领导\n一、成立机构\n二、落实责任\n（二）督查考核"),),
    right=(
        "一、组织领导\n（一）成立机构\n1.办公室\n（1）职责\n（二）落实责任\n二、督查考核",
        "一、组织领导\n1.成立机构\n2.落实责任\n二、督查考核",
    ),
    level=Level.FULL,
    check=Whole(_judge, collect_labels),
)
