"""C6: one document with two numbers, one number with two documents."""

import re
from collections.abc import Iterable, Sequence

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import noting
from qz_review.scanning.context import ScanContext
from qz_review.scanning.document import Document
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong

_CITED = re.compile(
    r"《(?P<title>[^《》\n]{4,80}(?:《[^《》\n]*》[^《》\n]*)?)》[（(](?P<number>[\u4e00-\u9fff]{1,10}[〔\[［(（【]\d{4}[〕\]］)）】]\d{1,5}号)[）)]"
)


def _value(match: re.Match[str], _: object) -> object:
    number = re.sub(r"[〔\[［(（【](\d{4})[〕\]］)）】]", r"〔\1〕", match["number"])
    title = re.sub(r"[\s　〈〉《》“”]", "", match["title"])
    return (title, number, match["title"], match.end() - match.start("number") - 1)


def _judge(document: Document, facts: Sequence[Fact], _: ScanContext) -> Iterable[Hit]:
    numbers: dict[str, str] = {}
    titles: dict[str, tuple[str, str]] = {}
    for fact in facts:
        title, number, shown, length = fact.value
        start = fact.end - 1 - length
        known = numbers.setdefault(title, number)
        if known != number:
            words = f"同一文件前面的发文字号是{known}"
            yield Hit(start, fact.end - 1, (known,), words)
            continue
        first, first_shown = titles.setdefault(number, (title, shown))
        if first != title:
            words = f"{number}前面对应的是《{first_shown}》"
            yield Hit(fact.start, start - 1, message=words)


RULE = Rule(
    code="C6",
    name="文件名与发文字号前后不一",
    finds="同一文件前后的发文字号不同，或同一字号前后的文件名不同",
    why="文件名与字号一一对应，不一致必有一处错",
    source="《“三审三校”工作制度》一审（1）前后提法是否一致",
    certainty=Certainty.DOUBTFUL,
    message="文件名与发文字号前后不一致",
    wrong=(
        Wrong(
            "按《关于加强网站管理的通知》（钦政办〔2023〕39号）执行。\n再按《关于加强网站管理的通知》（钦政办〔2023〕93号）执行。",
            "按《关于加强网站管理的通知》（钦政办〔2023〕39号）执行。\n再按《关于加强网站管理的通知》（钦政办〔2023〕39号）执行。",
        ),
    ),
    right=(
        "按《关于加强网站管理的通知》（钦政办〔2023〕39号）执行。\n再按《关于加强网站管理的通知》（钦政办〔2023〕39号）执行。",
    ),
    needs="号",
    check=Whole(_judge, noting(_CITED, _value)),
)
