"""C11: sentences or paragraphs that stand twice."""

import re
from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.level import Level
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong

_SENTENCE = re.compile(r"[^。！？；\n]{10,}[。！？；]?")
_PLACES = frozenset({Role.BODY, Role.NOTE})
_LONG = 20  # a shorter sentence may well be said again later


def _judge(document: Document, _: Sequence[Fact], __: ScanContext) -> Iterable[Hit]:
    seen: dict[str, int] = {}
    for index, match in enumerate(_SENTENCE.finditer(document.text)):
        words = match.group().strip().rstrip("。！？；")
        first = seen.get(words)
        seen[words] = index
        if first is None or document.at(match.start()).role not in _PLACES:
            continue
        line = document.at(match.start())
        if index - first == 1:
            alone = match.end() >= line.end and match.start() <= line.start
            fixes = () if alone else ("",)
            yield Hit(match.start(), match.end(), fixes, "这一句与前一句相同，可能重复")
        elif len(words) >= _LONG:
            words = "这一句前面已经出现过"
            yield Hit(match.start(), match.end(), (), words, Certainty.HINT, Level.FULL)


RULE = Rule(
    code="C11",
    name="重复的句段",
    finds="紧接着重复的句子，或隔段重复的长句",
    why="复制粘贴或改稿时留下的重句",
    source="《“三审三校”工作制度》一校（1）多字（句）、（4）多段重句",
    certainty=Certainty.DOUBTFUL,
    message="句子重复",
    wrong=(
        Wrong(
            "各县区要切实加强组织领导。各县区要切实加强组织领导。要落实责任。",
            "各县区要切实加强组织领导。要落实责任。",
        ),
    ),
    right=("各县区要切实加强组织领导。各部门要切实落实工作责任。",),
    check=Whole(_judge, always=True),
)
