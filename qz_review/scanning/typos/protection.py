"""Places of a text where nothing may be called a typo.

Titles in 《》 (laws are quoted as they are), the words of the trade this program serves, questions
like 符不符合, what the caller protects (names, terms), and strings the text uses more than once: a
writer who means something writes it again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int]
"""Start and end, in code points."""

_OPEN, _CLOSE = "《", "》"
_LONGEST_TITLE = 120
_CONTEXT = 3
_TRADE = re.compile(
    "[一二三][审校](?:[一二三][审校])*|终[审校]|审校|校核|核校|校对|校样|校异同|誊正|清样|花脸稿"
    "|付印|付排|签发|签批|会签|体例格式|采编|文字关|政治关|“三审三校”"
)
"""Words of publishing that laws and news seldom have."""

_OR_NOT = re.compile(r"([\u4e00-\u9fff])[不没]\1")


class Place(Protocol):
    """Where a correction stands."""

    @property
    def start(self) -> int:
        """First code point."""
        ...

    @property
    def end(self) -> int:
        """One past the last."""
        ...


def protected_mask(text: str, spans: Iterable[Span]) -> NDArray[np.bool_]:
    """True for every code point that may not be touched."""
    mask = np.zeros(len(text) + 1, bool)
    for start, end in (*spans, *_titles(text)):
        mask[max(start, 0) : max(end, 0)] = True
    for pattern in (_TRADE, _OR_NOT):
        for match in pattern.finditer(text):
            mask[match.start() : match.end()] = True
    return mask


def _titles(text: str) -> Iterable[Span]:
    """Titles in 《》, the marks included; an unclosed mark protects nothing."""
    start = text.find(_OPEN)
    while start >= 0:
        end = text.find(_CLOSE, start, start + _LONGEST_TITLE)
        if end >= 0:
            yield start, end + 1
        start = text.find(_OPEN, max(end, start) + 1)


def repeated(text: str, places: Sequence[Place]) -> list[bool]:
    """For each place whether it stands elsewhere in the text too, with a neighbour on each side.

    Three characters count: the place with one on either side, or with two before or after it.
    """
    if not places:
        return []
    counts = Counter(text[at : at + _CONTEXT] for at in range(len(text) - _CONTEXT + 1))
    result = []
    for place in places:
        around = range(place.end - _CONTEXT, place.start + 1)
        pieces = [text[at : at + _CONTEXT] for at in around if at >= 0]
        result.append(
            any(
                counts[piece] > 1 and len(piece) == _CONTEXT and piece.isalpha() for piece in pieces
            )
        )
    return result
