"""Which of the first lines of a document are its title and subtitle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_LONGEST = 60  # code points a line of a title may have
_MOST_LINES = 4
_OFFICE = re.compile(r"(?:政府|办公室|委员会|局|厅|部|院|署|组|中心|党组|党委|总公司|人大|政协)$")
_KIND = (
    "通知|意见|公告|通告|函|决定|决议|命令|令|公报|报告|批复|请示|通报|议案|纪要|办法|规定|方案|细则"
    "|条例|规划|计划|要点|预案|制度|解读|说明|指南"
)
_ENDS_TITLE = re.compile(rf"(?:{_KIND})(?:[（(][^（）()]{{1,12}}[）)])?$")
_FILE_NUMBER = re.compile(r"^[（(]?\S{1,20}[〔［\[（(]\d{4}[〕］\])）]\s*(?:第)?\d+号[）)]?$")
_DATE = re.compile(r"^[（(]?\s*\d{4}年\d{1,2}月\d{1,2}日[^。]{0,30}[）)]?$")
_CHAPTER = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+[编章节条]|[一二三四五六七八九十]+、|目\s*录$)"
)
_SENTENCE_END = ("。", "；", "：", ":", "，", "、")


class FirstLine(NamedTuple):
    """One of the first paragraphs with text.  role: of its style; level: of heading.

    (A tuple, as ``Item`` and the sources are: reading makes one for every paragraph.)
    """

    text: str
    centred: bool = False
    level: int = 0
    role: str = ""


@dataclass(frozen=True, slots=True)
class TitleLines:
    """How many lines the title takes, and how many after it the subtitle takes.

    certain: False when the first line was taken for want of anything better.
    """

    title: int
    subtitle: int = 0
    certain: bool = True


def find_title(lines: Sequence[FirstLine]) -> TitleLines:
    """Decide on the first lines (empty paragraphs left out, text stripped).

    A title styled or centred may run over several lines; so may one set flush left, where an
    office's name is followed by 关于…的通知.  The first line is always part of the title.
    """
    first = lines[0]
    length = 1
    if first.role == "title" or first.centred or first.level:
        limit = min(len(lines), _MOST_LINES)
        while length < limit and _continues(first, lines[length - 1], lines[length]):
            length += 1
        if first.centred and not _ENDS_TITLE.search(first.text):
            length = max(length, _official_length(lines))
    else:
        length = _official_length(lines)
    subtitle = 0
    while subtitle < 2 and length + subtitle < len(lines):
        if not _is_subtitle(lines[length + subtitle], first):
            break
        subtitle += 1
    plain = not (first.role == "title" or first.centred or first.level)
    certain = not plain or (len(first.text) <= _LONGEST and not first.text.endswith("。"))
    return TitleLines(length, subtitle, certain)


def join_title(parts: Sequence[str]) -> str:
    """The lines of a title as one, with a space only between Latin words."""
    joined = ""
    for part in parts:
        words = " ".join(part.split("\n")) if part.isascii() else part.replace("\n", "")
        gap = " " if joined[-1:].isascii() and words[:1].isascii() and joined and words else ""
        joined += gap + words
    return joined


def _continues(first: FirstLine, before: FirstLine, line: FirstLine) -> bool:
    if len(line.text) > _LONGEST or line.text.endswith(_SENTENCE_END):
        return False
    if _is_aside(line.text) or _CHAPTER.match(line.text):
        return False
    if first.role == "title" or line.role == "title":
        return first.role == line.role
    if first.level or line.level:
        return False
    return first.centred and line.centred and not _ENDS_TITLE.search(before.text)


def _official_length(lines: Sequence[FirstLine]) -> int:
    """Lines of 某某办公室 / 关于… / …的通知; 1 where the first lines are not of that form."""
    start = 0
    if _OFFICE.search(lines[0].text) and len(lines) > 1:
        start = 1
    if not lines[start].text.startswith("关于"):
        return 1
    for at in range(start, min(len(lines), start + _MOST_LINES)):
        text = lines[at].text
        if len(text) > _LONGEST or text.endswith(_SENTENCE_END):
            break
        if _ENDS_TITLE.search(text):
            return at + 1
    return 1


def _is_subtitle(line: FirstLine, first: FirstLine) -> bool:
    if len(line.text) > _LONGEST or _CHAPTER.match(line.text):
        return False
    if line.role == "subtitle" or _FILE_NUMBER.match(line.text):
        return True
    return line.centred and (_is_aside(line.text) or bool(first.level and not line.level))


def _is_aside(text: str) -> bool:
    enclosed = text.startswith(("（", "(")) and text.endswith(("）", ")"))
    return enclosed or text.startswith("—") or bool(_DATE.match(text) or _FILE_NUMBER.match(text))
