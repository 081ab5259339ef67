"""C12: a paragraph that stops in the middle of a sentence."""

from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.level import Level
from qz_review.scanning.parsing.numbering import read_label
from qz_review.scanning.passage import Passage
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong

_LONG = 30
_CLOSED = frozenset("。！？；：…”’）》】.!?;:)—")


def _collect(passage: Passage) -> Iterable[Fact]:
    for paragraph in passage.paragraphs:
        words = paragraph.text.rstrip()
        if paragraph.role is Role.BODY and words:
            last = words[-1]
            end = paragraph.start + len(words)
            yield Fact(end - 1, end, (last, len(words), "。" in words or "，" in words))


def _judge(document: Document, facts: Sequence[Fact], _: ScanContext) -> Iterable[Hit]:
    if len(facts) < 3:
        return
    closed = sum(fact.value[0] in _CLOSED for fact in facts)
    if closed * 3 < len(facts) * 2:
        return  # a list, a poem, a text that ends its lines otherwise
    for fact in facts:
        last, length, sentence = fact.value
        if last in _CLOSED:
            continue
        following = document.words_after(document.at(fact.start))
        if last in "，、,":
            if following is None or read_label(following) is None:
                yield Hit(
                    fact.start,
                    fact.end,
                    message="段落以逗号、顿号结束，可能断开了段落或漏了后面的文字",
                )
        elif length >= _LONG and sentence and "\u4e00" <= last <= "\u9fff":
            yield Hit(
                fact.start, fact.end, message="段末没有句号，可能漏了后面的文字", level=Level.FULL
            )


RULE = Rule(
    code="C12",
    name="断开的段落",
    finds="段落以逗号、顿号结束，或长段末尾没有句末标点",
    why="复制时断了行，或者漏了后半句",
    source="《“三审三校”工作制度》一校（1）漏字；（4）断章缺行",
    certainty=Certainty.DOUBTFUL,
    message="段落没有说完，可能漏了文字",
    wrong=(Wrong("全市要抓好落实。\n各县区要加强领导，\n完善机制。\n确保实效。\n按时上报。"),),
    right=("全市要抓好落实。\n各县区要加强领导，完善机制。\n确保实效。\n按时上报。",),
    check=Whole(_judge, _collect),
)
