"""Chinese words, whole numbers, Latin words: the units in which differences are shown.

``rjieba`` is loaded at the first use only, so that it costs nothing at start-up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import cast

_TOKEN = re.compile(
    r"""
    (?P<han>[\u3400-\u9fff\uf900-\ufaff\u3005\u3007\U00020000-\U000323af]+)
    | https?://[\w./?=&%\#:~+-]+
    | [0-9０-９]+(?:,[0-9]{3})*(?:[.．][0-9０-９]+)*
      (?:万亿|千万|百万|[万亿千百%％‰℃])?(?:[A-Za-zμ]{1,4}[²³]?|²|³)?
    | [A-Za-z\u00c0-\u024f]+[0-9]*(?:[-_.'@/&][A-Za-z0-9]+)*
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_MAX_RUN = 2000  # characters handed to the segmenter at once; its cost grows with the run


@cache
def _segmenter() -> Callable[[str], list[str]]:
    import rjieba

    return cast("Callable[[str], list[str]]", rjieba.cut)


def words(text: str) -> list[str]:
    """The words of a text in order; joined they are the text again, character by character.

    A number with its decimals, per cent sign or unit is one word, so is a Latin word or an
    address; a punctuation mark, a space, a sign outside the tables is a word by itself.
    """
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if match.lastgroup == "han" and len(token) > 1:
            for start in range(0, len(token), _MAX_RUN):
                found.extend(_segmenter()(token[start : start + _MAX_RUN]))
        else:
            found.append(token)
    return found


def splits_word(left: str, right: str) -> bool:
    """True when a boundary between the two characters would cut a number or a Latin word."""
    return _is_word_inside(left) and _is_word_inside(right)


def _is_word_inside(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in ".,%-_@/&'"
    return "０" <= character <= "９"
