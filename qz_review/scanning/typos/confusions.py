"""Which character may have been meant by which, and why: sound, near sound, shape."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]


class Likeness(IntFlag):
    """How two characters (or pairs of characters) are alike."""

    SAME_SOUND = 1
    NEAR_SOUND = 2  # accents of the south, neighbours in the spelling
    FAINT_SHAPE = 4
    SHAPE = 8
    SAME_TONE = 16
    SWAPPED = 32


@dataclass(frozen=True)
class Confusions:
    """The tables.

    characters, likeness: (V, k), for each character what it may stand for; unused places hold
    the character itself with likeness 0.
    sounds: (V, 2), the first two readings as numbers, -1 for none.
    pair_sounds: sorted reading * SOUND_BASE + reading; pair_starts: where its words begin in
    ``pair_words`` (n, 2), two-character words by their reading.
    """

    characters: NDArray[np.uint16]
    likeness: NDArray[np.uint8]
    sounds: NDArray[np.int16]
    pair_sounds: NDArray[np.int32]
    pair_starts: NDArray[np.int32]
    pair_words: NDArray[np.uint16]

    def likeness_of(self, written: Rows, meant: Rows) -> NDArray[np.uint8]:
        """Likeness of two characters, row by row; 0 where the tables know of none."""
        same = self.characters[written] == meant[:, None]
        column = same.argmax(axis=1)
        likeness = self.likeness[written, column]
        return np.where(same.any(axis=1), likeness, 0).astype(np.uint8)

    def words_sounding_like(self, first: Rows, second: Rows) -> tuple[Rows, NDArray[np.uint16]]:
        """Two-character words read as the two characters of a row: row number, word."""
        rows: list[Rows] = []
        words: list[NDArray[Any]] = []
        for one in range(self.sounds.shape[1]):
            for two in range(self.sounds.shape[1]):
                a, b = self.sounds[first, one], self.sounds[second, two]
                known = np.flatnonzero((a >= 0) & (b >= 0))
                sound = a[known].astype(np.int64) * SOUND_BASE + b[known]
                at = np.searchsorted(self.pair_sounds, sound)
                at = np.minimum(at, len(self.pair_sounds) - 1)
                hit = self.pair_sounds[at] == sound
                known, at = known[hit], at[hit]
                count = self.pair_starts[at + 1] - self.pair_starts[at]
                ends = np.cumsum(count)
                index = np.arange(count.sum()) - np.repeat(ends - count, count)
                rows.append(np.repeat(known, count))
                words.append(self.pair_words[np.repeat(self.pair_starts[at], count) + index])
        return np.concatenate(rows), np.concatenate(words)


SOUND_BASE = 1024
"""More than there are syllables."""
