"""P6: half-width marks in Chinese text."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.level import Level
from qz_review.scanning.passage import Passage
from qz_review.scanning.patterns import HAN
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong
from qz_review.scanning.shields import Shield

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_STOPS = re.compile(rf"[,;:?!](?:(?<=[{HAN}”》）].)[?!]*|(?=[{HAN}“《（]))")
# A bracket counts with its partner: (1) and (a) are labels, (试行) is not.
_BRACKETS = re.compile(rf"\([^()（）\n]*[{HAN}][^()（）\n]*[)）]|（[^()（）\n]*\)|\([^()（）\n]*）")
_ANY_WIDE = re.compile("[，；：？！（）]")
_ENTITY = re.compile(r"&#?\w{2,8};$")
_ENOUGH = 8  # marks from which a text shows its habit


def _collect(passage: Passage) -> Iterable[Fact]:
    for paragraph in passage.paragraphs:
        counts = Counter(_ANY_WIDE.findall(paragraph.text))
        if counts:
            yield Fact(paragraph.start, paragraph.start, counts)
    if passage.characters.isdisjoint(",;:?!()"):
        return
    text = passage.document.text
    for start, end in _narrow_marks(passage):
        marks = text[start:end]
        if marks == ";" and _ENTITY.search(text[max(0, start - 9) : end]):
            continue
        if not passage.document.at(start).is_shielded(start, end, Shield.ADDRESS):
            yield Fact(start, end, marks)


def _narrow_marks(passage: Passage) -> Iterable[tuple[int, int]]:
    for match in passage.finditer(_STOPS):
        yield match.span()
    for match in passage.finditer(_BRACKETS):
        if match.group()[0] == "(":
            yield match.start(), match.start() + 1
        if match.group()[-1] == ")":
            yield match.end() - 1, match.end()


def _judge(document: Document, facts: Sequence[Fact], _: ScanContext) -> Iterable[Hit]:
    narrow = [fact for fact in facts if isinstance(fact.value, str)]
    if not narrow:
        return
    wide: Counter[str] = Counter()
    for fact in facts:
        if not isinstance(fact.value, str):
            wide.update(fact.value)
    used = Counter(fact.value[0] for fact in narrow)
    first = True
    for fact in narrow:
        mark = fact.value[0]
        right = "".join(_WIDE[character] for character in fact.value)
        if _is_slip(mark, used, wide):
            few = len(document.paragraphs) == 1 and wide.total() < 2 * used[mark]
            doubt = Certainty.DOUBTFUL if few else None
            yield Hit(fact.start, fact.end, (right,), certainty=doubt)
            continue
        words = f"全文的这种标点多用半角，共 {used[mark]} 处，中文用全角"
        habit = first and used.total() >= _ENOUGH and len(document.paragraphs) > 1
        certainty = Certainty.DOUBTFUL if habit else Certainty.HINT
        first = False
        yield Hit(fact.start, fact.end, (right,), words, certainty, Level.FULL)


def _is_slip(mark: str, used: Counter[str], wide: Counter[str]) -> bool:
    """Whether the text writes this mark full-width elsewhere, so that this one is an oversight.

    A text that writes a mark half-width throughout follows a habit, or a program's; that is one
    thing to say about the text, not one for each mark.
    """
    own_narrow, own_wide = used[mark], wide[_WIDE[mark]]
    if own_wide:
        return own_wide >= own_narrow
    if mark in "()":
        return False
    narrow = sum(count for m, count in used.items() if m not in "()")
    full = sum(count for m, count in wide.items() if m not in "（）")
    return full >= _ENOUGH and full >= 4 * narrow


RULE = Rule(
    code="P6",
    name="中文里用了半角标点",
    finds="紧挨汉字的半角 , ; : ? ! ( )，代码、网址、时刻、比例和字母数字之间的不算",
    why="中文的标点占一个字的位置，半角标点是英文输入状态下的误打",
    source="GB/T 15834—2011 5.1",
    certainty=Certainty.CERTAIN,
    message="半角标点，中文用全角",
    wrong=(
        Wrong(
            "要提高认识，按照要求,认真落实，确保实效。",
            "要提高认识，按照要求，认真落实，确保实效。",
        ),
        Wrong(
            "各单位：要抓落实；要讲实效；时间:本周。", "各单位：要抓落实；要讲实效；时间：本周。"
        ),
        Wrong("按照要求,认真落实", "按照要求，认真落实", Certainty.HINT),
    ),
    right=(
        "按照要求，认真落实。",
        "会议时间，8:30开始，比例3:2，网址http://www.qinzhou.gov.cn/a?b=1，见1.总则。",
        "参见Zhang, Li（2020）的论文，见表。",
    ),
    check=Whole(_judge, _collect),
)
