"""How likely a character is after the four before it: a 5-gram model with modified Kneser–Ney.

(Kneser and Ney 1995, Chen and Goodman 1999.)  Each order is a static table from the hash of its
tokens to the logarithm of the probability and, below the highest order, to the back-off weight;
both in eight bits.  Many positions are asked at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.alphabet import BREAK, OUTSIDE, Ids
from qz_review.scanning.typos.hashing import ORDER_SALTS, TOKEN_FACTORS, numbers
from qz_review.scanning.typos.static_table import StaticTable

ORDER = 5
PROBABILITY_FLOOR = -8.0  # log10; a byte spans from here to 0
BACK_OFF_FLOOR = -3.0
BYTE = 255

Windows = NDArray[np.uint16]


class LanguageModel:
    """The tables of orders 1 to 5.

    single: (V, 2) bytes, probability and back-off weight of each token of the alphabet.
    longer: the static tables of orders 2 to 5.
    """

    def __init__(self, single: NDArray[np.uint8], longer: Sequence[StaticTable]) -> None:
        outside = np.array([[0, BYTE]], np.uint8)
        self._single = np.concatenate([single, outside]).astype(np.uint16)
        self._tables = dict(enumerate(longer, 2))

    def knows_trigram(
        self, before: NDArray[Any], middle: NDArray[Any], after: NDArray[Any]
    ) -> NDArray[np.bool_]:
        """Whether these three tokens were seen in a row."""
        keys = (
            ORDER_SALTS[3]
            + numbers(after) * TOKEN_FACTORS[0]
            + numbers(middle) * TOKEN_FACTORS[1]
            + numbers(before) * TOKEN_FACTORS[2]
        )
        return self._tables[3].find(keys)[1]

    def score(self, windows: Windows) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
        """For each row, the log10 probability of its last token and the longest n-gram known.

        windows: (M, 5) tokens, ``OUTSIDE`` where the sentence has not begun.
        """
        count = len(windows)
        number = numbers(windows)
        total = number[:, ORDER - 1] * TOKEN_FACTORS[0]
        logs = _log(self._of_single(windows[:, ORDER - 1], 0), PROBABILITY_FLOOR)
        order = np.ones(count, np.int8)
        known = np.ones(count, bool)
        for n in range(2, ORDER + 1):
            total = total + number[:, ORDER - n] * TOKEN_FACTORS[n - 1]
            value, found = self._tables[n].find(total + ORDER_SALTS[n])
            known &= found & (windows[:, ORDER - n] != OUTSIDE)
            byte = value >> 8 if n < ORDER else value
            logs = np.where(known, _log(byte, PROBABILITY_FLOOR), logs)
            order[known] = n
        context = windows[:, ORDER - 2]
        known = context != OUTSIDE
        total = numbers(context) * TOKEN_FACTORS[0]
        logs += np.where(known & (order <= 1), _log(self._of_single(context, 1), BACK_OFF_FLOOR), 0)
        for n in range(2, ORDER):
            total = total + number[:, ORDER - 1 - n] * TOKEN_FACTORS[n - 1]
            value, found = self._tables[n].find(total + ORDER_SALTS[n])
            known &= found & (windows[:, ORDER - 1 - n] != OUTSIDE)
            logs += np.where(known & (order <= n), _log(value & BYTE, BACK_OFF_FLOOR), 0)
        return logs, order

    def _of_single(self, tokens: NDArray[np.uint16], column: int) -> NDArray[np.uint16]:
        """Probability (column 0) or back-off (column 1) byte of single tokens."""
        rows: NDArray[np.uint16] = self._single[np.minimum(tokens, len(self._single) - 1)]
        return rows[:, column]


def _log(byte: NDArray[Any], floor: float) -> NDArray[np.float64]:
    """The logarithm a byte stands for; 255 is 0."""
    return floor - byte * (floor / BYTE)


def windows_of(ids: Ids) -> Windows:
    """(N, 5): each token with the four before it, ``OUTSIDE`` beyond the start of its sentence."""
    count = len(ids)
    windows = np.full((count, ORDER), OUTSIDE, np.uint16)
    windows[:, ORDER - 1] = ids
    stop = (ids == BREAK) | (ids == OUTSIDE)
    cut = ids == OUTSIDE
    for back in range(1, ORDER):
        if back >= count:
            break
        if back > 1:
            cut[back:] |= stop[1 : count - back + 1]
        column = np.full(count, OUTSIDE, np.uint16)
        column[back:] = ids[: count - back]
        windows[:, ORDER - 1 - back] = np.where(cut, OUTSIDE, column)
    return windows
