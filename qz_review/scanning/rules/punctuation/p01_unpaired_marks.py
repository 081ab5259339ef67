"""P1 (with P2): marks that come in pairs, closed and in order."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from qz_review.model.finding import Certainty
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document, Paragraph
from qz_review.scanning.level import Level
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Fact, Hit, Right, Rule, Whole, Wrong

_MARKS = re.compile("[“”‘’（）()《》〈〉〔〕【】]")
_CLOSES = {"”": "“", "’": "‘", "）": "（", "》": "《", "〉": "〈", "〕": "〔", "】": "【"}
_CLOSING = {opening: closing for closing, opening in _CLOSES.items()}
_WIDE = {"(": "（", ")": "）"}
_LABEL = re.compile(
    r"(?:^|[\s，。；：、）”])(?:\d{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[①-⑳])$"
)
_QUOTES = frozenset("“”‘’")
_MOST = 50  # lone marks noted in one paragraph: more say nothing new


def _collect(passage: Passage) -> Iterable[Fact]:
    if passage.characters.isdisjoint("“”‘’（）()《》〈〉〔〕【】"):
        return
    for paragraph in passage.paragraphs:
        lone = _lone_marks(paragraph.text)
        for at, mark in lone[:_MOST]:
            yield Fact(paragraph.start + at, paragraph.start + at + 1, mark)


def _lone_marks(text: str) -> list[tuple[int, str]]:
    """Marks of a paragraph that have no partner in it, as (offset, mark)."""
    stack: list[tuple[int, str]] = []
    lone: list[tuple[int, str]] = []
    for match in _MARKS.finditer(text):
        at = match.start()
        mark = _WIDE.get(match.group(), match.group())
        if mark not in _CLOSES:
            stack.append((at, mark))
            continue
        opening = _CLOSES[mark]
        depth = len(stack) - 1
        while depth >= 0 and stack[depth][1] != opening:
            depth -= 1
        if depth >= 0:
            lone.extend(stack[depth + 1 :])
            del stack[depth:]
        elif not _is_label_or_apostrophe(text, at, mark):
            lone.append((at, mark))
    return sorted(lone + stack)


def _is_label_or_apostrophe(text: str, at: int, mark: str) -> bool:
    if mark == "’":
        return text[at - 1 : at].isascii() and text[at - 1 : at].isalnum()
    return mark == "）" and _LABEL.search(text[max(0, at - 8) : at]) is not None


def _judge(document: Document, facts: Sequence[Fact], _: ScanContext) -> Iterable[Hit]:
    whole = len(document.paragraphs) > 1
    settled = _closed_later(document, facts)
    for paragraph, lone in _by_paragraph(document, facts):
        for index in lone:
            fact = facts[index]
            mark: str = fact.value
            if index in settled or (mark == "“" and _next_opens(document, paragraph)):
                continue  # P2: a quotation over several paragraphs opens each, closes the last
            twin = _twin([facts[i] for i in lone], fact)
            if twin < 0:
                continue  # its neighbour is the wrong one of the two
            certainty = None
            if not whole or mark in _QUOTES:
                certainty = Certainty.DOUBTFUL  # a sentence cut out may miss the other half
            level = None if whole else Level.FULL
            fixes = (_other(mark),) if twin > 0 else ()
            words = f"“{mark}”没有与之成对的另一半" if mark not in _QUOTES else "引号没有成对"
            yield Hit(fact.start, fact.end, fixes, words, certainty, level)


def _by_paragraph(
    document: Document, facts: Sequence[Fact]
) -> Iterable[tuple[Paragraph, list[int]]]:
    """Indexes of the lone marks of each paragraph that has any."""
    for _, group in groupby(range(len(facts)), lambda i: document.at(facts[i].start).index):
        indexes = list(group)
        yield document.at(facts[indexes[0]].start), indexes


def _closed_later(document: Document, facts: Sequence[Fact]) -> set[int]:
    """Lone marks that a lone partner in one of the next paragraphs closes."""
    settled: set[int] = set()
    waiting: dict[str, list[int]] = {}
    for index, fact in enumerate(facts):
        mark: str = fact.value
        if mark in _CLOSING:
            waiting.setdefault(mark, []).append(index)
            continue
        opened = waiting.get(_CLOSES[mark])
        if not opened:
            continue
        apart = document.at(fact.start).index - document.at(facts[opened[-1]].start).index
        if 0 < apart <= (40 if mark in _QUOTES else 3):
            settled |= {index, opened.pop()}
    return settled


def _next_opens(document: Document, paragraph: Paragraph) -> bool:
    words = document.words_after(paragraph)
    return words is not None and words.lstrip().startswith("“")


def _twin(lone: Sequence[Fact], fact: Fact) -> int:
    """1 when this is the wrong one of two equal marks in its paragraph, -1 when the other is."""
    same = [other for other in lone if other.value == fact.value]
    if len(same) != 2 or fact.value in "（）":
        return 0
    wrong = same[1] if fact.value in _CLOSING else same[0]
    return 1 if fact is wrong else -1


def _other(mark: str) -> str:
    return _CLOSING.get(mark) or _CLOSES[mark]


RULE = Rule(
    code="P1",
    name="成对标点不成对",
    finds="引号、括号、书名号、方头括号、六角括号只有一半，或者前后交错",
    why="标示引语、注释、书名的标点两端成对，少一半读者不知道到哪里为止",
    source="GB/T 15834—2011 4.8、4.9、4.15；连续几段引文每段开头用前引号、末段用后引号（4.8.3.5）",
    certainty=Certainty.CERTAIN,
    message="标点没有成对",
    wrong=(
        Wrong("关于做好防汛工作的通知\n各县区按（试行的通知要求报送材料。"),
        Wrong("要闻\n深入推进“放管服“改革。", "要闻\n深入推进“放管服”改革。", Certainty.DOUBTFUL),
        Wrong("要闻\n学习贯彻《条例精神，抓好落实。"),
        Wrong("他说要（一）学习《办法（试行》）。", certainty=Certainty.DOUBTFUL),
    ),
    right=(
        "关于做好防汛工作的通知\n各县区按（试行）的通知要求报送材料。",
        "甲说：\n“第一段。\n“第二段。”",
        "将第三条修改为：\n“第三条　市人民政府负责。\n市行政审批局承办。”",
        "1）学习；2）落实。",
        Right("It’s 5G 网络（Don’t panic）。"),
    ),
    check=Whole(_judge, _collect),
)
