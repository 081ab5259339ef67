"""C1: “三个方面” against what is listed."""

from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.enumerations import (
    ANNOUNCEMENT,
    NO_COUNT_AFTER,
    announced_count,
    kinds,
    listing_after,
    numbers_at_start,
)
from qz_review.scanning.parsing.numerals import to_chinese
from qz_review.scanning.passage import Passage
from qz_review.scanning.roles import Role
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong

_PLACES = frozenset({Role.BODY, Role.HEADING})


def _collect(passage: Passage) -> Iterable[Fact]:
    document = passage.document
    for match in passage.finditer(ANNOUNCEMENT):
        paragraph = document.at(match.start())
        if paragraph.role not in _PLACES:
            continue
        before = document.text[match.start() - 1 : match.start()]
        announced = announced_count(match["n"])
        if announced is None or (before and before in NO_COUNT_AFTER):
            continue
        at = match.end() - paragraph.start
        listing = listing_after(paragraph.text, at)
        if listing is not None or not paragraph.text[at : at + 4].strip():
            yield Fact(match.start("n"), match.end("n"), (announced, listing, match["what"]))


def _judge(document: Document, facts: Sequence[Fact], _: ScanContext) -> Iterable[Hit]:
    for fact in facts:
        announced, listing, what = fact.value
        index = document.at(fact.start).index
        following = [p.text for p in document.paragraphs[index + 1 : index + 40]]
        if listing is not None:
            listed = numbers_at_start(iter(following), listing.kind, listing.count)
        else:
            listed = max(
                (numbers_at_start(iter(following), kind, 0) for kind in kinds()), default=0
            )
        if listed < 2 or listed == announced:
            continue
        words = f"前面说“{document.text[fact.start : fact.end]}{what}”，后面列了{listed}项"
        written = document.text[fact.start : fact.end]
        right = str(listed) if written.isdigit() else to_chinese(listed)
        if right == "二" and what.startswith("个"):
            right = "两"
        yield Hit(fact.start, fact.end, (right,), words)


RULE = Rule(
    code="C1",
    name="项数与列举不符",
    finds="前面说“三个方面”“四点要求”，后面列出的项数不是这个数",
    why="增删了列举项，没有改前面的数；或者漏了一项",
    source="《“三审三校”工作制度》一审（1）前后提法是否一致",
    certainty=Certainty.DOUBTFUL,
    message="项数与列举不符",
    wrong=(
        Wrong(
            "要抓好三个方面：一是学习；二是宣传；三是落实；四是督查。",
            "要抓好四个方面：一是学习；二是宣传；三是落实；四是督查。",
        ),
        Wrong(
            "会议提出三点要求：\n一是学习。\n二是宣传。",
            "会议提出二点要求：\n一是学习。\n二是宣传。",
        ),
    ),
    right=(
        "要抓好三个方面：一是学习；二是宣传；三是落实。",
        "要抓好四个方面工作，一是学习。二是宣传。\n三是落实。\n四是督查。",
        "要抓好三个方面：一是学习；二是宣传；三是落实。\n四、工作要求",
        "各方面工作：一是学习；二是宣传。",
        "从两个方面看，这项工作有意义。",
    ),
    needs="个点方项条",
    check=Whole(_judge, _collect),
)
