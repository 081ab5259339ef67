"""D2: a weekday beside a date."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from qz_review.model.finding import Certainty
from qz_review.scanning.context import ScanContext
from qz_review.scanning.dates_in import dates_in
from qz_review.scanning.document import Document
from qz_review.scanning.parsing.dates import WEEKDAYS, is_lunar, weekday_name
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Fact, Hit, Rule, Whole, Wrong

_WEEKDAY = re.compile(
    r"[ \u3000]?(?P<open>[（(，,]?)[ \u3000]?(?P<word>星期|周|礼拜)"
    r"(?P<day>[一二三四五六日天])(?P<close>[）)]?)(?![期报刊一二三四五六日至—到])"
)
_YEAR = re.compile(r"(?P<y>[12]\d{3})年")


def _collect(passage: Passage) -> Iterable[Fact]:
    text = passage.document.text
    for found in dates_in(passage):
        written = found.date
        named = _WEEKDAY.match(text, found.end, passage.end)
        if not written.exists or is_lunar(text, found.start):
            continue
        if named is not None and (named["close"] or not named["open"]):
            weekday = WEEKDAYS.index(named["day"].replace("天", "日"))
            value = (written, weekday, bool(named["close"]))
            yield Fact(named.start("day"), named.end("day"), value)
    for match in passage.finditer(_YEAR):
        if not match.string[max(0, match.start() - 1) : match.start()].isdigit():
            yield Fact(match.start(), match.end(), (int(match["y"]), None, False))


def _judge(_: Document, facts: Sequence[Fact], context: ScanContext) -> Iterable[Hit]:
    if all(fact.value[1] is None for fact in facts):
        return
    years = {fact.value[0] for fact in facts if fact.value[1] is None}
    years |= {f.value[0].year for f in facts if f.value[1] is not None and f.value[0].year}
    if context.release_on is not None:
        years.add(context.release_on.year)
    for fact in facts:
        written, weekday, bracketed = fact.value
        if weekday is None:
            continue
        inferred = written.year is None
        if inferred and len(years) != 1:
            continue
        day = written.on(min(years)) if inferred else written.on(written.year)
        if day is None or day.weekday() == weekday:
            continue
        sure = bracketed and not inferred
        right = weekday_name(day)
        words = f"{day.year}年{day.month}月{day.day}日是星期{right}{_nearest(day, weekday)}"
        yield Hit(fact.start, fact.end, (right,), words, None if sure else Certainty.DOUBTFUL)


def _nearest(day: date, weekday: int) -> str:
    """The day of that weekday next to the date: often it is the date that is wrong."""
    for apart in (1, -1, 2, -2, 3, -3):
        other = day + timedelta(days=apart)
        if other.weekday() == weekday:
            return f"，星期{WEEKDAYS[weekday]}是{other.month}月{other.day}日"
    return ""


RULE = Rule(
    code="D2",
    name="日期与星期不符",
    finds="年月日旁边的星期几与公历推算不符；年份由上下文推断的只作疑似",
    why="日期和星期有一个是错的，群众会按错的那个去办事",
    source="公历历法；《“三审三校”工作制度》二校（1）相关数据是否准确",
    certainty=Certainty.CERTAIN,
    message="日期与星期不符",
    wrong=(
        Wrong("定于2025年10月1日（星期四）举行。", "定于2025年10月1日（星期三）举行。"),
        Wrong(
            "2025年9月印发。定于10月1日（周四）举行。",
            "2025年9月印发。定于10月1日（周三）举行。",
            Certainty.DOUBTFUL,
        ),
    ),
    right=(
        "定于2025年10月1日（星期三）举行。",
        "2024年2月29日（星期四）",
        "每月10日、每周三开放。",
        "5月8日（星期一）举行。",
        "农历二〇二五年八月十五日（星期五）",
    ),
    needs="年周期拜",
    check=Whole(_judge, _collect),
)
