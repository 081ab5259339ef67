"""Words: which strings are words, how likely, and how likely one is after another.

One table has the unigram logarithm and the back-off weight of every word of up to
``LONGEST_WORD`` characters, one the bigrams, and two the words with a character left out.  The
best way to read a short stretch as words (Viterbi) is found for many stretches at once.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.alphabet import BREAK, OUTSIDE
from qz_review.scanning.typos.hashing import HOLE_SALTS, TOKEN_FACTORS, WORD_SALTS, numbers
from qz_review.scanning.typos.static_table import Keys, StaticTable, mixed

LONGEST_WORD = 5
LONGEST_STEP = 4  # longer words do not take part in the bigram model
PROBABILITY_FLOOR = -8.0  # log10; a byte spans from here to 0
BACK_OFF_FLOOR = -3.0
BYTE = 255
_UNKNOWN_CHARACTER = -6.0
_IMPOSSIBLE = -1e9
_PAIR_FACTOR = np.uint64(3)

Floats = NDArray[np.float64]


def pair_keys(first: Keys, second: Keys) -> Keys:
    """Keys of the bigram table, from the words' own keys."""
    return mixed(first) * _PAIR_FACTOR + second


class WordModel:
    """The tables, and what is asked of them.

    words: value = unigram byte * 256 + back-off byte.  pairs: value = probability byte.
    holes: value = number of the character left out; the likeliest and the second likeliest.
    """

    def __init__(
        self, words: StaticTable, pairs: StaticTable, holes: tuple[StaticTable, StaticTable]
    ) -> None:
        self._words = words
        self._pairs = pairs
        self._holes = holes

    def weights(self, keys: Keys) -> NDArray[np.uint16]:
        """Unigram byte of each word, 0 where there is no such word."""
        value, found = self._words.find(keys)
        return np.where(found, np.maximum(value >> 8, 1), 0).astype(np.uint16)

    def missing(self, keys: Keys) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The two characters that fit into the hole of a word best; 0 for none."""
        first, second = (
            np.where(found, value, 0).astype(np.int64)
            for value, found in (table.find(keys) for table in self._holes)
        )
        return first, second

    def best_reading(self, stretches: NDArray[np.uint16]) -> Floats:
        """log10 probability of the best reading of each row as words.

        stretches: (M, n) tokens; what is ``OUTSIDE`` reads as a break.
        """
        count, length = stretches.shape
        number = numbers(np.where(stretches == OUTSIDE, BREAK, stretches))
        ends: list[dict[int, _Step]] = []
        for end in range(length):
            here: dict[int, _Step] = {}
            total = np.zeros(count, np.uint64)
            for size in range(1, min(LONGEST_STEP, end + 1) + 1):
                total = total + number[:, end - size + 1] * TOKEN_FACTORS[size - 1]
                step = self._step(total + WORD_SALTS[size], size)
                if step is None:
                    continue
                before = ends[end - size] if end >= size else None
                self._arrive(step, before)
                here[size] = step
            ends.append(here)
        best = np.full(count, _IMPOSSIBLE)
        for step in ends[-1].values():
            best = np.maximum(best, step.reached)
        return best

    def _step(self, keys: Keys, size: int) -> _Step | None:
        """The words that end here, or None where no row has one."""
        value, found = self._words.find(keys)
        alone = _log(value >> 8, PROBABILITY_FLOOR)
        back_off = _log(value & BYTE, BACK_OFF_FLOOR)
        if size == 1:
            alone = np.where(found, alone, _UNKNOWN_CHARACTER)
            back_off = np.where(found, back_off, 0.0)
            rows = np.arange(len(keys))
        else:
            rows = np.flatnonzero(found)
            if not len(rows):
                return None
        return _Step(keys, rows, alone, back_off)

    def _arrive(self, step: _Step, before: dict[int, _Step] | None) -> None:
        """Best score of reaching each word of ``step`` from any word before it."""
        rows = step.rows
        if before is None:
            step.reached[rows] = step.alone[rows]
            return
        for previous in before.values():
            open_rows = rows[previous.reached[rows] > _IMPOSSIBLE / 2]
            if not len(open_rows):
                continue
            keys = pair_keys(previous.keys[open_rows], step.keys[open_rows])
            value, found = self._pairs.find(keys)
            backed_off = previous.back_off[open_rows] + step.alone[open_rows]
            gain = np.where(found, _log(value, PROBABILITY_FLOOR), backed_off)
            reached = previous.reached[open_rows] + gain
            step.reached[open_rows] = np.maximum(step.reached[open_rows], reached)


class _Step:
    """Words of one length ending at one place, for all rows."""

    def __init__(self, keys: Keys, rows: NDArray[Any], alone: Floats, back_off: Floats) -> None:
        self.keys = keys
        self.rows = rows
        self.alone = alone
        self.back_off = back_off
        self.reached = np.full(len(keys), _IMPOSSIBLE)


def _log(byte: NDArray[Any], floor: float) -> Floats:
    """The logarithm a byte stands for; 255 is 0."""
    return floor - byte * (floor / BYTE)


def hole_key(number: NDArray[np.uint64], length: int, distance: int) -> Keys:
    """Key of words whose character ``distance`` before the end is left out.

    number: (M, length) token numbers; what stands in the hole does not matter.
    """
    total = np.full(len(number), HOLE_SALTS[length, distance], np.uint64)
    for back in range(length):
        if back != distance:
            total += number[:, length - 1 - back] * TOKEN_FACTORS[back]
    return total
