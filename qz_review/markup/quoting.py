"""Finding a quote in a text although spaces, width and punctuation differ.

A quote copied from a web page, a chat or a scan seldom agrees with the signed text character
by character; its letters and figures do.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def find_quote(text: str, quote: str) -> tuple[tuple[int, int], ...]:
    """Every place of a quote, as [start, end) in code points, in order, none overlapping.

    Where the quote stands exactly, only those places count.  Else letters, figures and the signs
    that change a figure (％ ‰ ＋ －) must agree; everything else may differ or be missing.
    Empty where the quote holds none of these, or is not found.
    """
    if not quote.strip():
        return ()
    exact = tuple(_places(text, quote.strip()))
    if exact:
        return exact
    wanted, _ = _essence(quote)
    if not wanted:
        return ()
    letters, origins = _essence(text)
    found = _places(letters, wanted)
    return tuple((origins[start], origins[end - 1] + 1) for start, end in found)


def _places(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    at = text.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + len(wanted))


def _essence(text: str) -> tuple[str, list[int]]:
    """What must agree, and for each of its characters the offset it comes from."""
    kept: list[str] = []
    origins: list[int] = []
    for offset, character in enumerate(text):
        for plain in unicodedata.normalize("NFKC", character).casefold():
            if plain in _COUNTS or unicodedata.category(plain)[0] in "LN":
                kept.append(plain)
                origins.append(offset)
    return "".join(kept), origins


_COUNTS = frozenset("%‰+-−")
