"""A packed table from 64-bit keys to small values, looked up by the million.

It is a binary fuse filter (Graf and Lemire, 2022) that carries values: the exclusive or of three
slots gives fingerprint and value.  A key that was never put in is taken for one with probability
2 ** -fingerprint_bits; nothing else is stored, so an entry costs little more than its bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Slots = NDArray[np.uint16] | NDArray[np.uint32]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MULTIPLIER = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)
_SECOND_SHIFT = np.uint64(14)
_FINGERPRINT_SHIFT = np.uint64(24)
_LOW_HALF = np.uint64(0xFFFFFFFF)


def mixed(keys: Keys) -> Keys:
    """Keys whose bits all depend on all bits of the given ones."""
    keys = keys ^ (keys >> _HALF)
    keys *= _MULTIPLIER
    keys ^= keys >> _HALF
    keys *= _MULTIPLIER
    keys ^= keys >> _HALF
    return keys


@dataclass(frozen=True, slots=True)
class Shape:
    """How the slots of a table are laid out.

    seed: makes the keys fall elsewhere when they do not fit at first.
    segment: slots in a segment, a power of two; segments: in how many a key may begin.
    fingerprint, value: bits of each in a slot.
    """

    seed: int
    segment: int
    segments: int
    fingerprint: int
    value: int


class StaticTable:
    """Values by key; see the module's text."""

    def __init__(self, slots: Slots, shape: Shape) -> None:
        self.slots = slots
        self.shape = shape

    def find(self, keys: Keys) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """Value of each key and whether the key is in the table (values of others are noise)."""
        shape = self.shape
        places, prints = places_of(keys, shape)
        word = self.slots[places[0]] ^ self.slots[places[1]] ^ self.slots[places[2]]
        kind = word.dtype.type
        known = (word >> kind(shape.value)) == prints.astype(word.dtype)
        return word & kind((1 << shape.value) - 1), known


def places_of(keys: Keys, shape: Shape) -> tuple[tuple[Keys, Keys, Keys], Keys]:
    """The three slots of each key, and its fingerprint."""
    hashes = mixed(keys + np.uint64(shape.seed) * _GOLDEN)
    inside = np.uint64(shape.segment - 1)
    span = np.uint64(shape.segments * shape.segment)
    first = ((hashes >> _HALF) * span) >> _HALF
    second = (first + np.uint64(shape.segment)) ^ ((hashes >> _SECOND_SHIFT) & inside)
    third = (first + np.uint64(2 * shape.segment)) ^ (hashes & inside)
    prints = (hashes >> _FINGERPRINT_SHIFT) & np.uint64((1 << shape.fingerprint) - 1)
    return (first, second, third), prints
