"""Dates as they are written, and whether they can exist (公历 only)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from qz_review.scanning.parsing.numerals import chinese_number

WEEKDAYS = "一二三四五六日"

_SPACE = r"[ \u3000]?"
_ARABIC = (
    rf"(?:(?P<y>(?:1[89]|20)\d\d){_SPACE}年{_SPACE})?(?P<m>\d{{1,2}}){_SPACE}月{_SPACE}"
    rf"(?P<d>\d{{1,2}}){_SPACE}[日号]"
)
_CHINESE = (
    r"(?:(?P<cy>[一二][〇○零一二三四五六七八九]{3})年)?"
    r"(?P<cm>十[一二]?|[一二三四五六七八九])月(?P<cd>三十[一]?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
)
_JOINED = r"(?P<jy>(?:19|20)\d\d)(?P<sep>[-/.])(?P<jm>\d{1,2})(?P=sep)(?P<jd>\d{1,2})"

DATE = re.compile(
    rf"(?<![\d.])(?:{_ARABIC}|{_JOINED}(?![\d./-]|[a-zA-Z]))|(?<![〇零一二三四五六七八九十]){_CHINESE}"
)
"""A date with month and day; the year may be missing."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written; year None where it is left out.  lunar dates are never read."""

    year: int | None
    month: int
    day: int
    joined: bool = False

    @property
    def exists(self) -> bool:
        """Whether there is such a day; 29 February counts where the year is left out."""
        return 1 <= self.month <= 12 and 1 <= self.day <= days_of(self.month, self.year)

    def on(self, year: int) -> date | None:
        """The day in a year, or in its own year where it names one; None where there is none."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def days_of(month: int, year: int | None) -> int:
    """Days of a month, 29 for February where the year is unknown."""
    if month == 2:
        return 29 if year is None or calendar.isleap(year) else 28
    return calendar.monthrange(year or 2001, month)[1]


def read_date(match: re.Match[str]) -> WrittenDate:
    """The date of a match of :data:`DATE`."""
    if match["m"] is not None:
        year = int(match["y"]) if match["y"] else None
        return WrittenDate(year, int(match["m"]), int(match["d"]))
    if match["jm"] is not None:
        return WrittenDate(int(match["jy"]), int(match["jm"]), int(match["jd"]), True)
    year = chinese_number(match["cy"].replace("○", "〇")) if match["cy"] else None
    month, day = chinese_number(match["cm"]), chinese_number(match["cd"])
    assert month is not None
    assert day is not None
    return WrittenDate(year, month, day)


def is_lunar(text: str, start: int) -> bool:
    """Whether the words before a date say that it is one of the 农历."""
    before = text[max(0, start - 6) : start]
    return any(word in before for word in ("农历", "阴历", "夏历", "旧历", "闰"))


def weekday_name(day: date) -> str:
    """一 … 日."""
    return WEEKDAYS[day.weekday()]
