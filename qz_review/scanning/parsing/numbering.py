"""The label a paragraph begins with: its kind and its number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from qz_review.scanning.parsing.numerals import chinese_number


class LabelKind(IntEnum):
    """Kinds of labels; the first four are the levels of GB/T 9704—2012 7.3.3, in order."""

    HAN = 1  # 一、
    HAN_BRACKET = 2  # （一）
    ARABIC = 3  # 1.
    ARABIC_BRACKET = 4  # （1）
    CIRCLED = 5  # ①
    CHAPTER = 11  # 第一章
    SECTION = 12  # 第一节
    ARTICLE = 13  # 第一条
    DECIMAL = 14  # 1.1


@dataclass(frozen=True, slots=True)
class Label:
    """A label: what it looks like, its number, and how many code points it takes."""

    kind: LabelKind
    number: int
    length: int
    words: str


_HAN = "[一二三四五六七八九十百零]{1,5}"
_PATTERNS: tuple[tuple[LabelKind, re.Pattern[str]], ...] = (
    (LabelKind.HAN, re.compile(rf"(?P<n>{_HAN})[、.．，,](?!{_HAN}[、年月日个是])")),
    (LabelKind.HAN_BRACKET, re.compile(rf"[（(](?P<n>{_HAN})[）)](?![、，和至]?[（(])")),
    (
        LabelKind.DECIMAL,
        re.compile(
            r"(?P<n>\d{1,2})(?:\.\d{1,2})+(?=[\s　\u4e00-\u9fff])(?![年月日元万亿个倍吨米])"
        ),
    ),
    (LabelKind.ARABIC, re.compile(r"(?P<n>\d{1,2})[.．、](?![\d])")),
    (LabelKind.ARABIC_BRACKET, re.compile(r"[（(](?P<n>\d{1,2})[）)](?![、，和至]?[（(])")),
    (LabelKind.CIRCLED, re.compile("(?P<n>[①-⑳])")),
    (LabelKind.CHAPTER, re.compile(rf"第(?P<n>{_HAN}|\d{{1,3}})[编章](?![^。；\n]*规定)")),
    (LabelKind.SECTION, re.compile(rf"第(?P<n>{_HAN}|\d{{1,3}})节(?=[^\S\n])")),
    (
        LabelKind.ARTICLE,
        re.compile(rf"第(?P<n>{_HAN}|\d{{1,4}})条(?![第款项、，的和至约例件]|规定)"),
    ),
)
_FIRST = (
    frozenset("一二三四五六七八九十百（(第")
    | frozenset("0123456789")
    | frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
)


def read_label(text: str) -> Label | None:
    """The label a paragraph begins with, white space before it allowed; None without one."""
    words = text.lstrip(" \t\u3000\u00a0")
    if not words or words[0] not in _FIRST:
        return None
    indent = len(text) - len(words)
    for kind, pattern in _PATTERNS:
        match = pattern.match(words)
        if match is None:
            continue
        number = _value(match["n"])
        if number is None or number < 1:
            return None
        return Label(kind, number, indent + match.end(), match.group())
    return None


def _value(words: str) -> int | None:
    if words.isascii() and words.isdigit():
        return int(words)
    if "①" <= words <= "⑳":
        return ord(words) - ord("①") + 1
    return chinese_number(words)
