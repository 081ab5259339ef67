"""Numbers of paragraphs as people write them: 第3段, 第二、三段, 第2至4自然段, 末段."""

from __future__ import annotations

import re
import unicodedata

from qz_review.transcription.requests import LAST

_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_LAST_WORDS = ("末段", "最后一段", "最末一段")
_FIRST_WORDS = ("首段", "开头一段")
_NUMBER = re.compile("[0-9０-９]+|[一二三四五六七八九十百]+")
_MOST = 50  # paragraphs in one range


def paragraph_numbers(words: str) -> tuple[int, ...]:
    """The numbers named, LAST for the last paragraph; empty where none is plain."""
    if any(word in words for word in _LAST_WORDS):
        return (LAST,)
    if any(word in words for word in _FIRST_WORDS):
        return (1,)
    numbers: list[int] = []
    end = 0
    for match in _NUMBER.finditer(words):
        number = numeral(match.group())
        between = words[end : match.start()]
        if number is None:
            return ()
        if numbers and re.search("[至到—-]", between):
            if not numbers[-1] < number <= numbers[-1] + _MOST:
                return ()
            numbers.extend(range(numbers[-1] + 1, number + 1))
        else:
            numbers.append(number)
        end = match.end()
    return tuple(numbers)


def numeral(words: str) -> int | None:
    """3, ３, 三, 十二, 二十, 一百零五 are not all: up to 百 without 零; None for anything else."""
    plain = unicodedata.normalize("NFKC", words)
    if plain.isascii() and plain.isdigit():
        return int(plain) if len(plain) < 5 and int(plain) else None
    hundreds, found, rest = words.partition("百")
    total = _DIGITS.get(hundreds, 0) * 100 if found else 0
    tail = rest if found else words
    tens, found, ones = tail.partition("十")
    if found:
        total += (_DIGITS.get(tens, 1) if tens else 1) * 10
        tail = ones
    if tail:
        if tail not in _DIGITS:
            return None
        total += _DIGITS[tail]
    return total or None
