"""Quoted words of an instruction, put aside while the words around them are read."""

from __future__ import annotations

import re

QUOTED = "[\ue000-\uf8ff]"
"""The sign that stands for a pair of quotation marks and what is between them."""

_FIRST, _LAST = 0xE000, 0xF8FF
_PAIRS = re.compile('“([^“”]*)”|‘([^‘’]*)’|「([^「」]*)」|『([^『』]*)』|"([^"]*)"|《([^《》]*)》')
_ANY_SIGN = re.compile(QUOTED)


class Quotes:
    """The words put aside, by their signs."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._written: list[str] = []

    def put(self, match: re.Match[str]) -> str:
        """The sign for one quotation; the quotation itself where there are too many."""
        if _FIRST + len(self._words) > _LAST:
            return match.group()
        self._words.append(next(group for group in match.groups() if group is not None))
        self._written.append(match.group())
        return chr(_FIRST + len(self._words) - 1)

    def words(self, sign: str) -> str:
        """The words without their quotation marks; a title keeps its 《》."""
        number = ord(sign) - _FIRST
        return self._written[number] if self.is_title(sign) else self._words[number]

    def is_title(self, sign: str) -> bool:
        """True for 《…》."""
        return self._written[ord(sign) - _FIRST].startswith("《")

    def told(self, masked: str) -> str:
        """Masked words as they were written."""
        return _ANY_SIGN.sub(lambda match: self._written[ord(match.group()) - _FIRST], masked)


def mask(words: str) -> tuple[str, Quotes]:
    """The words with a sign in place of each quotation, and the quotations."""
    quotes = Quotes()
    clean = _ANY_SIGN.sub("\ufffd", words)  # signs of this kind in the words themselves
    return _PAIRS.sub(quotes.put, clean), quotes
