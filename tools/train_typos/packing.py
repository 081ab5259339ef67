"""Packs keys and values into a static table (``qz_review.scanning.typos.static_table``).

Binary fuse filters, Graf and Lemire 2022; the peeling goes in rounds, so that numpy can do it.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.static_table import Keys, Shape, StaticTable, places_of

_MOST_SEEDS = 60
_LONGEST_SEGMENT = 1 << 14


def packed(keys: Keys, values: NDArray[Any], *, fingerprint: int, value: int) -> StaticTable:
    """A table of these keys, which must differ.

    fingerprint, value: bits of each; 16 or 32 together decide the width of a slot.
    """
    count = max(len(keys), 2)
    segment = 1 << max(4, math.floor(math.log(count) / math.log(3.33) + 2.25))
    segment = min(segment, _LONGEST_SEGMENT)
    room = max(1.125, 0.875 + 0.25 * math.log(1e6) / math.log(max(count, 3)))
    segments = max(1, math.ceil(count * room / segment) - 2)
    width: type[Any] = np.uint16 if fingerprint + value <= 16 else np.uint32
    for seed in range(_MOST_SEEDS):
        shape = Shape(seed, segment, segments, fingerprint, value)
        slots = _filled(keys, values.astype(np.uint64), shape)
        if slots is not None:
            return StaticTable(slots.astype(width), shape)
        if seed % 5 == 4:
            segments = int(segments * 1.02) + 1
    raise ValueError(f"{count} keys do not fit; are there two of one?")


def _filled(keys: Keys, values: NDArray[np.uint64], shape: Shape) -> NDArray[np.uint64] | None:
    """Slots that give every key its value, or None when this seed does not work."""
    three, prints = places_of(keys, shape)
    places = np.stack(three, axis=1).astype(np.int64)
    size = (shape.segments + 2) * shape.segment
    order = _peeled(places, size)
    if order is None:
        return None
    wanted = prints << np.uint64(shape.value) | values
    slots = np.zeros(size, np.uint64)
    for rows, own in reversed(order):
        now = slots[places[rows, 0]] ^ slots[places[rows, 1]] ^ slots[places[rows, 2]]
        slots[own] ^= now ^ wanted[rows]
    return slots


def _peeled(
    places: NDArray[np.int64], size: int
) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]] | None:
    """Rounds of rows that own a slot alone once all earlier rounds are gone, and that slot."""
    users = np.bincount(places.ravel(), minlength=size)
    which = np.zeros(size, np.int64)  # exclusive or of the rows that use a slot: its last user
    np.bitwise_xor.at(which, places.ravel(), np.repeat(np.arange(len(places)), 3))
    order = []
    done = 0
    slots = np.flatnonzero(users == 1)
    while len(slots):
        rows, first = np.unique(which[slots], return_index=True)
        order.append((rows, slots[first]))
        done += len(rows)
        touched = places[rows].ravel()
        np.subtract.at(users, touched, 1)
        np.bitwise_xor.at(which, touched, np.repeat(rows, 3))
        slots = np.unique(touched[users[touched] == 1])
    return order if done == len(places) else None
