"""Dates as they are written, and whether they can exist (公历 only)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from qz_review.scanning.parsing.numerals import chinese_number

WEEKDAYS = "一二三四五六日"

# A date is found at its 月 or at its year, both of which are rare, and read backwards from there.
_MONTH = re.compile(
    r"月[ \u3000]?(?:(?P<d>\d{1,2})[ \u3000]?|(?P<cd>三十一?|二十[一二三四五六七八九]?"
    r"|十[一二三四五六七八九]?|[一二三四五六七八九]))[日号]"
)
_BEFORE = re.compile(
    r"(?:(?<![\d.])(?P<y>(?:1[89]|20)\d\d)[ \u3000]?年[ \u3000]?)?(?<![\d.])"
    r"(?P<m>\d{1,2})[ \u3000]?$"
)
_BEFORE_CHINESE = re.compile(
    r"(?:(?P<y>[一二][〇○零一二三四五六七八九]{3})年)?(?<![〇零一二三四五六七八九十])"
    r"(?P<m>十[一二]?|[一二三四五六七八九])$"
)
_JOINED = re.compile(
    r"[12]\d{3}(?<![\d.]....)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d./-]|[a-zA-Z])"
)
_FURTHEST = 14  # code points before 月 at which a date can begin


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


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at [start, end) of a text."""

    start: int
    end: int
    date: WrittenDate


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[FoundDate]:
    """Dates with month and day between two offsets, in order; the year may be left out."""
    stop = len(text) if end is None else end
    found = [_joined(match) for match in _JOINED.finditer(text, start, stop)]
    for match in _MONTH.finditer(text, start, stop):
        month = match.start()
        before = _BEFORE if match["d"] else _BEFORE_CHINESE
        head = before.search(text, max(start, month - _FURTHEST), month)
        if head is None:
            continue
        found.append(FoundDate(head.start(), match.end(), _written(head, match)))
    found.sort(key=lambda each: each.start)
    return found


def _joined(match: re.Match[str]) -> FoundDate:
    year, month, day = int(match.group()[:4]), int(match["m"]), int(match["d"])
    return FoundDate(match.start(), match.end(), WrittenDate(year, month, day, True))


def _written(head: re.Match[str], tail: re.Match[str]) -> WrittenDate:
    if tail["d"]:
        year = int(head["y"]) if head["y"] else None
        return WrittenDate(year, int(head["m"]), int(tail["d"]))
    year = chinese_number(head["y"].replace("○", "〇")) if head["y"] else None
    return WrittenDate(year, chinese_number(head["m"]) or 0, chinese_number(tail["cd"]) or 0)


def is_lunar(text: str, start: int) -> bool:
    """Whether the words before a date say that it is one of the 农历."""
    before = text[max(0, start - 6) : start]
    return any(word in before for word in ("农历", "阴历", "夏历", "旧历", "闰"))


def weekday_name(day: date) -> str:
    """一 … 日."""
    return WEEKDAYS[day.weekday()]
