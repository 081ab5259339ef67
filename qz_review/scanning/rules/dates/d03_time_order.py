"""D3: an end before its start, an afternoon hour in the morning."""

import re
from collections.abc import Iterable
from itertools import pairwise

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.dates_in import dates_in
from qz_review.scanning.parsing.dates import is_lunar
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong
from qz_review.scanning.shields import QUOTED

_TO = re.compile(r"(?:（[^（）\n]{1,5}）)?[^\S\n]?(?:至|到|—|——|-|－|～|~)[^\S\n]?(?:次日)?")
_HOUR = r"(?:[:：]\d\d|时|点(?!\d))"


def _check_spans(passage: Passage) -> Iterable[Hit]:
    document = passage.document
    for first, second in pairwise(dates_in(passage)):
        between = document.text[first.end : second.start]
        if len(between) > 12 or not _TO.fullmatch(between) or is_lunar(document.text, first.start):
            continue
        start, end = first.date, second.date
        if not (start.exists and end.exists):
            continue
        if start.year is None and end.year is None:
            wrong = (end.month, end.day) < (start.month, start.day)
            doubtful = start.month >= 10 and end.month <= 3  # over the turn of the year
            if wrong and not doubtful:
                yield Hit(first.start, second.end)
            continue
        year = start.year
        if year is None:
            continue
        one, other = start.on(year), end.on(end.year or year)
        if one is not None and other is not None and other < one:
            yield Hit(first.start, second.end)


def _after_noon(match: re.Match[str]) -> str:
    return f"“{match['half']}”与{match['h']}时对不上"


RULE = Rule(
    code="D3",
    name="起止时间颠倒、上下午不符",
    finds="结束日期早于开始日期，“上午”后面是13时以后，“下午”“晚上”后面是24小时制或凌晨时刻",
    why="时间前后矛盾，读者无法判断以哪个为准",
    source="《“三审三校”工作制度》二审（1）前后提法是否一致、是否自相矛盾",
    certainty=Certainty.DOUBTFUL,
    message="结束日期早于开始日期",
    wrong=(
        Wrong("申报时间为6月30日至5月1日。"),
        Wrong("申报时间为2025年6月30日至2025年5月1日。"),
        Wrong("上午14:30开始。"),
        Wrong("下午15时开始。"),
    ),
    right=(
        "申报时间为5月1日至6月30日。",
        "自12月1日至2月28日。",
        "下午3时开始，15:30结束。",
        "2024年12月30日至2025年1月2日。",
        "上午12:00结束。",
    ),
    needs="日号午",
    check=every(
        _check_spans,
        matching(
            rf"(?P<half>上午|早上|凌晨)(?P<h>1[3-9]|2[0-4]){_HOUR}",
            message=_after_noon,
            skip=QUOTED,
        ),
        matching(
            rf"(?P<half>下午|傍晚)(?P<h>1[3-9]|2[0-4]){_HOUR}",
            lambda m: m.group().replace(m["half"], "", 1),
            message=lambda m: f"{m['h']}时是24小时制，前面不再用“{m['half']}”",
            skip=QUOTED,
        ),
    ),
)
