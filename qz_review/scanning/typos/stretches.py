"""Texts cut and joined into stretches of bounded length, which the models read one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.alphabet import BREAK, OUTSIDE, Alphabet, Ids, Places, Tokens
from qz_review.scanning.typos.reading import MARGIN

LONGEST = 6000
"""Tokens of a stretch: enough to keep numpy busy, little enough for any memory."""

_BACK = 400  # how far back from the limit a sentence break is looked for


@dataclass(frozen=True)
class Stretch:
    """Tokens of one or more texts, with ``MARGIN`` times ``OUTSIDE`` around each.

    places: code point in its text, -1 for breaks and margins and for context that belongs to a
    neighbouring stretch.  texts: number of the text a token belongs to, -1 outside.
    """

    ids: Ids
    places: Places
    texts: NDArray[np.int64]


@dataclass(frozen=True)
class _Piece:
    """A part of one text: the tokens, with context on both sides that is another piece's own."""

    ids: Ids
    places: Places
    text: int


def stretches_of(texts: Sequence[str], alphabet: Alphabet) -> Iterator[Stretch]:
    """All texts, in order."""
    waiting: list[_Piece] = []
    size = 0
    for number, text in enumerate(texts):
        for piece in _pieces(alphabet.tokens(text), number):
            if size + len(piece.ids) > LONGEST and waiting:
                yield _joined(waiting)
                waiting, size = [], 0
            waiting.append(piece)
            size += len(piece.ids) + MARGIN
    if waiting:
        yield _joined(waiting)


def _pieces(tokens: Tokens, text: int) -> Iterator[_Piece]:
    """One text in parts of at most ``LONGEST``, cut at sentence breaks where there are any."""
    count = len(tokens)
    start = 0
    while start < count:
        end = min(start + LONGEST, count)
        if end < count:
            breaks = np.flatnonzero(tokens.ids[end - _BACK : end] == BREAK)
            end = end - _BACK + int(breaks[-1]) if len(breaks) else end
        first, last = max(0, start - MARGIN), min(count, end + MARGIN)
        places = tokens.places[first:last].copy()
        places[: start - first] = -1
        places[len(places) - (last - end) :] = -1
        yield _Piece(tokens.ids[first:last], places, text)
        start = end


def _joined(pieces: Sequence[_Piece]) -> Stretch:
    ids, places, texts = [], [], []
    for piece in pieces:
        ids.append(np.pad(piece.ids, (MARGIN, 0), constant_values=OUTSIDE))
        places.append(np.pad(piece.places, (MARGIN, 0), constant_values=-1))
        own = np.full(len(piece.ids), piece.text)
        texts.append(np.pad(own, (MARGIN, 0), constant_values=-1))
    end = np.full(MARGIN, -1)
    return Stretch(
        np.concatenate([*ids, np.full(MARGIN, OUTSIDE, np.uint16)]),
        np.concatenate([*places, end]),
        np.concatenate([*texts, end]),
    )
