"""Hashes of token sequences: sums of token times a random odd factor, modulo 2 ** 64.

Linear, so that the hash of a longer sequence grows out of the shorter one, and a sequence with
one token exchanged costs one addition.  The numbers are part of the model's format.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_LONGEST = 8


def _random_numbers(seed: int, *shape: int) -> NDArray[np.uint64]:
    """The same 64-bit numbers on every machine and with every numpy (splitmix64)."""
    count = int(np.prod(shape))
    state = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(
        0x9E3779B97F4A7C15
    )
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (state ^ (state >> np.uint64(31))).reshape(shape)


TOKEN_FACTORS = _random_numbers(1, _LONGEST) | np.uint64(1)
"""Factor of a token by its distance from the end of the sequence."""

ORDER_SALTS = _random_numbers(2, _LONGEST + 1)
"""Added to the hash of an n-gram of that length."""

WORD_SALTS = _random_numbers(3, _LONGEST + 1)
"""Added to the hash of a word of that length."""

HOLE_SALTS = _random_numbers(4, _LONGEST + 1, _LONGEST)
"""Added to the hash of a word of that length with the character at that distance left out."""


def numbers(ids: NDArray[Any]) -> NDArray[np.uint64]:
    """Tokens as factors; no token is zero."""
    return ids.astype(np.uint64) + np.uint64(1)
