"""Chinese words, whole numbers, Latin words: the units in which differences are shown.

``rjieba`` is loaded at the first use only, so that it costs nothing at start-up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import cast

SENTENCE_ENDS = frozenset("。！？；…\n")
CLAUSE_ENDS = frozenset("，、：,")

_HAN = r"\u3400-\u9fff\uf900-\ufaff\u3005\u3007\U00020000-\U000323af"
_COMBINING = r"\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe00-\ufe0f\U000e0100-\U000e01ef"
_TOKEN = re.compile(
    rf"""
    ([{_HAN}]+)
    | (https?://[\w./?=&%\#:~+-]+
    | [0-9０-９]{{1,2}}[:：][0-9０-９]{{2}}(?![0-9０-９])
    | [0-9０-９]+(?:,[0-9]{{3}})*(?:[.．-][0-9０-９]+)*
      (?:万亿|千万|百万|[万亿千百%％‰℃])?(?:[A-Za-zμ]{{1,4}}[²³]?|²|³)?
    | [A-Za-z\u00c0-\u024f]+[0-9]*(?:[-_.'@/&][A-Za-z0-9]+)*
    | .(?:[{_COMBINING}\U0001f3fb-\U0001f3ff]|\u200d.)*)
    """,
    re.VERBOSE | re.DOTALL,
)
CLAUSE_END = re.compile("[，。；：！？、\n]")
_CLAUSE = re.compile(r"[^，。；：！？、\n]*(?:[，。；：！？、\n]+[”’）》」』]*|$)")
_LONG_RUN = 2000  # characters handed to the segmenter at once; its cost grows with the run
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两廿卅")


@cache
def _segmenter() -> Callable[[str], list[str]]:
    import rjieba

    return cast("Callable[[str], list[str]]", rjieba.cut)


def words(text: str) -> list[str]:
    """The words of a text in order; joined they are the text again, character by character.

    A number with its decimals, per cent sign or unit is one word, so is a Chinese number, a
    Latin word or an address; a punctuation mark, a space, a sign outside the tables is a word
    by itself, with what combines with it.
    """
    found: list[str] = []
    cut = _segmenter()
    for han, other in _TOKEN.findall(text):
        if other:
            found.append(other)
        elif len(han) <= _LONG_RUN:
            found += cut(han)
        else:
            for start in range(0, len(han), _LONG_RUN):
                found += cut(han[start : start + _LONG_RUN])
    return found


def clauses(text: str) -> list[str]:
    """The text cut after every punctuation mark that ends a clause; joined it is the text."""
    return [clause for clause in _CLAUSE.findall(text) if clause]


def splits_word(left: str, right: str) -> bool:
    """True when a boundary between two characters would cut a number, a Latin word or a sign."""
    if "\u3400" <= right <= "\u9fff":
        return left == "\u200d" or (left in _NUMERALS and right in _NUMERALS)
    if right >= "\u0300" and (_combines(right) or left == "\u200d"):
        return True
    if left in _NUMERALS:
        return right in _NUMERALS
    return _is_word_inside(left) and _is_word_inside(right)


def _is_word_inside(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in ".,%-_@/&':"
    return "０" <= character <= "９" or "\u00c0" <= character <= "\u024f"


def _combines(character: str) -> bool:
    return (
        character == "\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or unicodedata.category(character).startswith("M")
    )
