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
_CHUNK = 512  # rows at once: what a processor's cache holds

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
        best = np.empty(len(stretches))
        for start in range(0, len(stretches), _CHUNK):
            part = slice(start, start + _CHUNK)
            best[part] = self._best_of(stretches[part])
        return best

    def _best_of(self, stretches: NDArray[np.uint16]) -> Floats:
        """The same for rows that fit into the processor's cache, each table asked once."""
        length = stretches.shape[1]
        keys, alone, back_off = self._words_within(stretches)
        gains = self._gains(keys, alone, back_off)
        reached = np.full(keys.shape, _IMPOSSIBLE)
        for end in range(length):
            for size in range(1, min(LONGEST_STEP, end + 1) + 1):
                here = size - 1
                if size == end + 1:
                    reached[end, here] = alone[end, here]
                else:
                    before = reached[end - size] + gains[end, here]
                    reached[end, here] = before.max(axis=0)
        best: Floats = reached[-1].max(axis=0)
        return best

    def _words_within(self, stretches: NDArray[np.uint16]) -> tuple[Keys, Floats, Floats]:
        """Of the words by their last token and their length (n, ``LONGEST_STEP``, M):

        key, log10 probability (impossible where there is no such word), log10 back-off weight.
        """
        count, length = stretches.shape
        number = numbers(np.where(stretches == OUTSIDE, BREAK, stretches)).T
        keys = np.zeros((length, LONGEST_STEP, count), np.uint64)
        total = np.zeros((length, count), np.uint64)
        for size in range(1, LONGEST_STEP + 1):
            total[size - 1 :] += number[: length - size + 1] * TOKEN_FACTORS[size - 1]
            keys[:, size - 1] = total + WORD_SALTS[size]
        value, found = self._words.find(keys)
        for size in range(2, LONGEST_STEP + 1):
            found[: size - 1, size - 1] = False
        alone = np.where(found, _log(value >> 8, PROBABILITY_FLOOR), _IMPOSSIBLE)
        back_off = np.where(found, _log(value & BYTE, BACK_OFF_FLOOR), 0.0)
        alone[:, 0][~found[:, 0]] = _UNKNOWN_CHARACTER
        return keys, alone, back_off

    def _gains(self, keys: Keys, alone: Floats, back_off: Floats) -> Floats:
        """log10 probability of a word after the word before it, impossible where one is missing.

        (n, size - 1, size of the word before - 1, M).
        """
        length, sizes, count = keys.shape
        there = alone > _IMPOSSIBLE
        before = np.arange(length)[:, None] - np.arange(1, sizes + 1)
        known = (before >= 0)[:, :, None, None] & there[:, :, None] & there[before]
        end, size, previous, row = np.nonzero(known)
        first = before[end, size], previous, row
        second = end, size, row
        value, found = self._pairs.find(pair_keys(keys[first], keys[second]))
        gains = np.full((length, sizes, sizes, count), _IMPOSSIBLE)
        backed_off = back_off[first] + alone[second]
        gains[known] = np.where(found, _log(value, PROBABILITY_FLOOR), backed_off)
        return gains


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
