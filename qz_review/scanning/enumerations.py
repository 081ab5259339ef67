"""Enumerations inside a text: how many things are announced, how many are listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qz_review.scanning.parsing.numerals import chinese_number

_FURTHEST = 4_000  # code points over which one enumeration may run
ANNOUNCEMENT = re.compile(
    r"(?P<n>[二两三四五六七八九十2-91][一二0-2]?)(?P<what>个(?:方面|要点|环节|重点|步骤|特点|原因|阶段|关键)"
    r"|点(?:意见|要求|建议|希望|体会)|方面(?=[：:的工要内措问任])"
    r"|项(?:重点)?(?:工作|任务|措施|要求|举措)|条(?:意见|措施|建议|要求))"
    r"[^。；：\n一二三四五六七八九]{0,14}[：。，:]"
)
"""从三个方面着手： – a number of things that the text is about to list."""

_COUNTS = frozenset("两") | frozenset("二三四五六七八九十") | {"十一", "十二"}
_COUNTS |= {str(number) for number in range(2, 13)}
NO_COUNT_AFTER = "第百千万零〇一二三四五六七八九十0123456789."
"""What stands before a numeral that is part of another number."""


def announced_count(words: str) -> int | None:
    """How many things the numeral of an announcement says, None for one that says nothing."""
    if words not in _COUNTS:
        return None
    return int(words) if words.isdigit() else chinese_number(words)


_ALONE = r"(?<![一二三四五六七八九十统唯之万单同])(?P<n>[一二三四五六七八九十])"
_MARKERS = {
    "是": re.compile(_ALONE + "是"),
    "要": re.compile(_ALONE + "要(?!求)"),
    "、": re.compile(_ALONE + "、"),
    "第": re.compile(r"第(?P<n>[一二三四五六七八九十])[，、]"),
    "括": re.compile(r"[（(](?P<n>[一二三四五六七八九十]|\d{1,2})[）)]"),
    "点": re.compile(r"(?<![\d.])(?P<n>\d{1,2})[.．、](?!\d)"),
    "圈": re.compile("(?P<n>[①-⑫])"),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed from a point on: the marker's kind, and the highest number reached."""

    kind: str
    count: int
    start: int
    end: int


def listing_after(text: str, at: int, within: int = 8) -> Listing | None:
    """The enumeration that begins with its first number at most ``within`` code points after.

    Numbers must follow each other; the first that does not ends it.
    """
    for kind, marker in _MARKERS.items():
        first = marker.search(text, at, at + within + 4)
        if first is None or _value(first["n"]) != 1:
            continue
        expected, end = 2, first.end()
        for match in marker.finditer(text, first.end(), first.end() + _FURTHEST):
            if _value(match["n"]) == expected:
                expected, end = expected + 1, match.end()
        return Listing(kind, expected - 1, first.start(), end)
    return None


def continues(text: str, kind: str, number: int) -> bool:
    """Whether a paragraph begins with the marker of that number."""
    match = _MARKERS[kind].match(text.lstrip(" \u3000\t"))
    return match is not None and _value(match["n"]) == number


def numbers_at_start(paragraphs: Iterator[str], kind: str, number: int) -> int:
    """The highest number that following paragraphs reach, each beginning with the next."""
    for text in paragraphs:
        if not continues(text, kind, number + 1):
            break
        number += 1
        inner = _last_in(text, kind, number)
        number = max(number, inner)
    return number


def _last_in(text: str, kind: str, number: int) -> int:
    for match in _MARKERS[kind].finditer(text):
        if _value(match["n"]) == number + 1:
            number += 1
    return number


def kinds() -> tuple[str, ...]:
    """The kinds of markers."""
    return tuple(_MARKERS)


def _value(words: str) -> int:
    if "①" <= words <= "⑳":
        return ord(words) - ord("①") + 1
    return int(words) if words.isdigit() else chinese_number(words) or 0
