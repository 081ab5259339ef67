"""What part a paragraph plays in a manuscript: given by the structure, guessed where there is none.

Rules ask for roles because the same words are right in one place and wrong in another: a full stop
ends a sentence and may not end a title, a number in a cell needs no unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The part a paragraph plays."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    FILE_NUMBER = "file_number"  # 发文字号 on a line of its own
    ADDRESSEE = "addressee"  # 主送机关
    HEADING = "heading"
    BODY = "body"
    CELL = "cell"
    CAPTION = "caption"  # of a figure or table
    NOTE = "note"  # footnote, endnote, 注：
    ATTACHMENT_LIST = "attachment_list"  # 附件：… below the text
    ATTACHMENT_MARK = "attachment_mark"  # 附件1 above an attachment's own title
    ATTACHMENT_FILE = "attachment_file"  # the name of a file that goes with the manuscript
    SIGNER = "signer"  # 署名
    ISSUE_DATE = "issue_date"  # 成文日期


PROSE = frozenset({Role.BODY, Role.HEADING, Role.NOTE})
"""Running text: where sentences stand."""


@dataclass(frozen=True, slots=True)
class Place:
    """A role; level: of a heading, from 1, else 0; part: 0 the text, n its nth attachment."""

    role: Role
    level: int = 0
    part: int = 0


_LONGEST_TITLE = 60
_LONGEST_HEADING = 42
_HEADINGS = (
    (re.compile(r"第[一二三四五六七八九十百零〇\d]{1,5}[编章](?=[^\S\n]|$|[^，。；])"), 1),
    (re.compile(r"第[一二三四五六七八九十百零〇\d]{1,5}节(?=[^\S\n]|$|[^，。；])"), 2),
    (re.compile(r"[一二三四五六七八九十]{1,3}[、.．，]"), 1),
    (re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"), 2),
    (re.compile(r"\d{1,2}(?:[.．、](?!\d)|(?=[^\S\n]))"), 3),
    (re.compile(r"[（(]\d{1,2}[）)]"), 4),
)
_HEADING_STARTS = frozenset("第一二三四五六七八九十（(0123456789")
_ATTACHMENT_LIST = re.compile(r"[^\S\n]*+附[^\S\n]?件[^\S\n]*+[:：][^\S\n]*+\S")
_ATTACHMENT_MARK = re.compile(
    r"附[^\S\n]?件[^\S\n]*+(\d{1,2}|[一二三四五六七八九十]{1,2})?[^\S\n]*+[:：]?[^\S\n]*+$"
)
_LISTED = re.compile(r"[^\S\n]*+\d{1,2}[.．、][^\S\n]*+[^\s\d][^。；]{1,60}$")
_FILE_NUMBER = re.compile(
    r"[^\S\n]*+[\u4e00-\u9fff]{1,12}[〔\[［(（【〈]\d{2,4}[〕\]］)）】〉][^\S\n]*+第?\d{1,5}号[^\S\n]*+$"
)
_DATE = re.compile(
    r"[^\S\n]*+(?:\d{2,4}年[^\S\n]*+\d{1,2}月[^\S\n]*+\d{1,2}日"
    r"|[一二][〇○零Oo0一二三四五六七八九]{3}年"
    r"[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)[^\S\n]*+$"
)
_CAPTION = re.compile(
    r"(?:图表|附图|附表|图|表)[^\S\n]*+[\d一二三四五六七八九十]{1,3}(?:[-—.．－–]\d{1,3})?"
    r"(?=[\s　:：.．])"
)
_NOTE = re.compile(r"(?:注|备注|注释|附注)[^\S\n]*+\d{0,2}[:：]")
_ADDRESSED = re.compile(
    r"(?:各|市|县|区|局|委|办|部|院|厅|政府|单位|公司|部门|同志|市民|居民|朋友|用户|企业)"
)
_ENDS = tuple("。；：:，、！？!?;,")


def places_of_lines(lines: Sequence[str]) -> list[Place]:
    """Roles of the lines of a text without structure."""
    given: list[Place | None] = [None] * len(lines)
    filled = [index for index, line in enumerate(lines) if line.strip()]
    if len(filled) > 1 and looks_like_title(lines[filled[0]]):
        given[filled[0]] = Place(Role.TITLE)
    return complete_places(lines, given)


def looks_like_title(line: str) -> bool:
    """Whether a first line can be a title: short, one sentence at most, nobody addressed."""
    words = line.strip()
    if not words or len(words) > _LONGEST_TITLE or words.endswith((":", "：", "；", "，", "、")):
        return False
    return "。" not in words[:-1] and "\t" not in words and _guess(words) in (_BODY, _TITLE_LIKE)


def complete_places(lines: Sequence[str], given: Sequence[Place | None]) -> list[Place]:
    """The roles the structure gives; the others guessed from the words and their neighbours."""
    places: list[Place] = []
    part = 0
    listing = False
    for index, line in enumerate(lines):
        place = given[index]
        if place is None or place.role is Role.BODY:
            guessed = _guess(line) if line else _BODY
            if guessed is _TITLE_LIKE:
                guessed = _BODY
            if listing and guessed.role in (Role.HEADING, Role.BODY) and _LISTED.match(line):
                guessed = _LIST
            elif guessed is _DATE_LINE:
                _name_signer(places, lines)
            elif guessed.role is Role.BODY and _is_addressee(line, places):
                guessed = _ADDRESSEE
            place = guessed
            if line:
                listing = place.role is Role.ATTACHMENT_LIST
        if place.role is Role.ATTACHMENT_MARK:
            part += 1
        if part and place.role is not Role.ATTACHMENT_FILE:
            place = Place(place.role, place.level, part)
        places.append(place)
    return places


_BODY = Place(Role.BODY)
_TITLE_LIKE = Place(Role.TITLE)
_LIST = Place(Role.ATTACHMENT_LIST)
_DATE_LINE = Place(Role.ISSUE_DATE)
_ADDRESSEE = Place(Role.ADDRESSEE)
_CELL = Place(Role.CELL)
_CAPTION_LINE = Place(Role.CAPTION)
_NOTE_LINE = Place(Role.NOTE)
_MARK = Place(Role.ATTACHMENT_MARK)
_NUMBER = Place(Role.FILE_NUMBER)
_LEVELS = {level: Place(Role.HEADING, level) for level in range(1, 10)}


def _guess(line: str) -> Place:
    """The role a line has by its own words; sorted by few characters, as this runs often."""
    words = line.strip()
    if not words:
        return _BODY
    first = words[0]
    if "\t" in words:
        return _CELL
    if first in _HEADING_STARTS:
        if words[-1] == "日" and len(words) < 24 and _DATE.match(words):
            return _DATE_LINE
        if len(words) <= _LONGEST_HEADING and "。" not in words[:-1] and not words.endswith(_ENDS):
            for pattern, level in _HEADINGS:
                if pattern.match(words):
                    return _LEVELS[level]
    elif first == "附":
        if _ATTACHMENT_MARK.match(words):
            return _MARK
        if _ATTACHMENT_LIST.match(words):
            return _LIST
        if _CAPTION.match(words) and len(words) <= _LONGEST_TITLE:
            return _CAPTION_LINE
        if _NOTE.match(words):
            return _NOTE_LINE
    elif first in "图表":
        if len(words) <= _LONGEST_TITLE and _CAPTION.match(words):
            return _CAPTION_LINE
    elif first in "注备" and _NOTE.match(words):
        return _NOTE_LINE
    if words[-1] == "号" and len(words) < 32 and _FILE_NUMBER.match(words):
        return _NUMBER
    return _BODY


def _is_addressee(line: str, before: Sequence[Place]) -> bool:
    """主送机关: near the top, short, ends in a colon, and names somebody."""
    if not line.endswith(("：", ":")) or len(before) > 8 or len(line) > 90:
        return False
    if any(place.role in (Role.HEADING, Role.BODY) for place in before[1:]):
        return False
    return "。" not in line and _ADDRESSED.search(line) is not None


def _name_signer(places: list[Place], lines: Sequence[str]) -> None:
    """The short line or lines above a date on a line of its own are the 署名."""
    index = len(places) - 1
    while index >= 0 and not lines[index].strip():
        index -= 1
    if index < 1 or places[index].role is not Role.BODY:
        return
    words = lines[index].strip()
    if len(words) <= 30 and not words.endswith(_ENDS) and not any(c in words for c in "，。；："):
        places[index] = Place(Role.SIGNER, 0, places[index].part)
