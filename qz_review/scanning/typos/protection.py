"""Places of a text where nothing may be called a typo.

Titles in 《》 (laws are quoted as they are), what the caller protects (names, terms), and strings
the text uses more than once: a writer who means something writes it again.
"""

from __future__ import annotations

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
