"""N3: lunar dates and other years that are written in characters."""

import re

from qz_review.model.finding import Certainty
from qz_review.scanning.checks import every, matching
from qz_review.scanning.parsing.numerals import to_chinese
from qz_review.scanning.rule import Rule, Wrong

_MONTHS = {1: "正月", 11: "冬月", 12: "腊月"}


def _day(number: int) -> str:
    return "初" + to_chinese(number) if number <= 10 else to_chinese(number)


def _lunar(match: re.Match[str]) -> str | None:
    day = int(match["d"])
    if not 1 <= day <= 30:
        return None
    if match["m"] is None:
        return _day(day)
    month = int(match["m"])
    if not 1 <= month <= 12:
        return None
    return (_MONTHS[1] if month == 1 else to_chinese(month) + "月") + _day(day)


RULE = Rule(
    code="N3",
    name="农历日期用了阿拉伯数字",
    finds="农历月日、正月初几等用了阿拉伯数字",
    why="干支纪年、农历月日、历史朝代纪年应采用汉字数字",
    source="GB/T 15835—2011 4.2.1",
    certainty=Certainty.DOUBTFUL,
    message="农历日期用汉字数字",
    wrong=(
        Wrong("农历8月15是中秋节。", "农历八月十五是中秋节。"),
        Wrong("正月初5恢复营业。", "正月初五恢复营业。"),
        Wrong("腊月23过小年。", "腊月二十三过小年。"),
    ),
    right=("农历八月十五是中秋节。", "正月初五恢复营业。", "农历2025年将至。"),
    needs="农阴夏腊正冬",
    check=every(
        matching(r"(?<=[农阴夏]历)(?P<m>\d{1,2})月(?P<d>\d{1,2})(?:日)?(?![\d年])", _lunar),
        matching(r"(?<=[正腊冬]月)初?(?P<m>(?!))?(?P<d>\d{1,2})(?!\d|日至|年)", _lunar),
    ),
)
