"""D1: dates and times that cannot exist."""

import re
from collections.abc import Iterable

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.dates_in import dates_in
from qz_review.scanning.document import Paragraph
from qz_review.scanning.parsing.dates import days_of, is_lunar
from qz_review.scanning.passage import Passage
from qz_review.scanning.rule import Hit, Rule, Wrong
from qz_review.scanning.shields import Shield

_TIME = re.compile(
    r"(?P<h>\d{1,2})[时点](?P<m>\d{1,2})分(?![之类钟\d])"
    r"|(?P<h2>\d{1,2})[:：](?P<m2>\d\d)(?=(?:[:：]\d\d)?"
    r"(?:开始|召开|举行|前|后|至|—|-|－|到|准时|出发|截止))"
)


def _impossible_time(match: re.Match[str], paragraph: Paragraph) -> bool:
    at = match.start() - 1
    if at >= paragraph.start and match.string[at] in "0123456789:：.∶":
        return False
    return int(match["h"] or match["h2"]) > 24 or int(match["m"] or match["m2"]) > 59


def _check_dates(passage: Passage) -> Iterable[Hit]:
    document = passage.document
    for found in dates_in(passage):
        written = found.date
        if written.exists or is_lunar(document.text, found.start):
            continue
        if written.joined and (written.month > 12 or written.day > 31):
            continue  # a code, a version, a telephone number
        paragraph = document.at(found.start)
        if paragraph.is_shielded(found.start, found.end, Shield.ADDRESS):
            continue
        if not 1 <= written.month <= 12:
            words = f"没有{written.month}月"
        elif written.day < 1:
            words = f"没有{written.day}日"
        else:
            days = days_of(written.month, written.year)
            year = f"{written.year}年" if written.month == 2 and written.year else ""
            words = f"{year}{written.month}月只有{days}天"
        yield Hit(found.start, found.end, message=words)


RULE = Rule(
    code="D1",
    name="不存在的日期、时刻",
    finds="超出当月天数的日、平年的2月29日、13月、25时、60分",
    why="按公历推算没有这一天、这个时刻，是录入或推算的错误",
    source="公历历法；GB/T 7408",
    certainty=Certainty.CERTAIN,
    message="没有这个日期或时刻",
    wrong=(
        Wrong("于2023年2月29日召开。"),
        Wrong("截止时间为4月31日。"),
        Wrong("定于13月5日。"),
        Wrong("定于二〇二三年二月二十九日。"),
        Wrong("会议25时10分开始。"),
        Wrong("会议9:75开始。"),
    ),
    right=(
        "于2024年2月29日召开。",
        "截至12月31日。",
        "农历二月三十日。",
        "会议24时00分结束。",
        "比例为9:75。",
        "GB/T 1.1-2020",
    ),
    needs="日号时点分:：-/.",
    check=every(
        _check_dates,
        matching(
            _TIME,
            message="一天到24时为止，一小时到59分为止",
            when=_impossible_time,
            skip=Shield.ADDRESS | Shield.CODE,
        ),
    ),
)
