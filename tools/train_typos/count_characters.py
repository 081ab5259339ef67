"""Counts the text and estimates the character 5-gram model.

    python -m tools.train_typos.count_characters WORK

Interpolated modified Kneser–Ney; n-grams seen once are dropped from order three on (their mass
goes to the back-off weight).  Writes ``language-model.npz`` into the work folder.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.alphabet import BREAK
from qz_review.scanning.typos.hashing import ORDER_SALTS, TOKEN_FACTORS, numbers
from qz_review.scanning.typos.language_model import BACK_OFF_FLOOR, BYTE, ORDER, PROBABILITY_FLOOR
from tools.train_typos.corpus import Work
from tools.train_typos.packing import packed
from tools.train_typos.tables_file import save_table

LEAST = {1: 1, 2: 1, 3: 2, 4: 2, 5: 2}
"""An n-gram of this order is kept from so many occurrences on."""

Floats = NDArray[np.float64]


@dataclass
class Order:
    """All n-grams of one length: their keys (sorted), where one ends in the text, how often."""

    keys: NDArray[np.uint64]
    ends: NDArray[np.int64]
    counts: NDArray[np.int64]
    probability: Floats
    back_off: Floats


def keys_of(ids: NDArray[Any], length: int) -> NDArray[np.uint64]:
    """Key of the n-gram that ends at each token."""
    number = numbers(ids)
    keys = np.full(len(ids), ORDER_SALTS[length], np.uint64)
    for back in range(length):
        keys[back:] += number[: len(ids) - back] * TOKEN_FACTORS[back]
    return keys


def counted(ids: NDArray[np.uint16], length: int) -> Order:
    """The n-grams that lie within one sentence; a break may only begin or end one."""
    position = np.arange(len(ids))
    breaks = np.maximum.accumulate(np.where(ids == BREAK, position, -1))
    before = np.append(-1, breaks[:-1])
    whole = position - before >= length - 1 if length > 1 else np.ones(len(ids), bool)
    whole &= (before >= 0) | (length == 1)
    ends = np.flatnonzero(whole)
    keys, first, counts = np.unique(
        keys_of(ids, length)[ends], return_index=True, return_counts=True
    )
    nothing = np.zeros(len(keys))
    return Order(keys, ends[first], counts, nothing, nothing + 1)


def adjusted(ids: NDArray[np.uint16], order: Order, longer: Order, length: int) -> Any:
    """In how many ways an n-gram is continued to the left; plain counts at sentence starts."""
    suffixes, ways = np.unique(keys_of(ids, length)[longer.ends], return_counts=True)
    counts = np.zeros(len(order.keys), np.int64)
    counts[np.searchsorted(order.keys, suffixes)] = ways
    at_start = ids[order.ends - (length - 1)] == BREAK
    return np.maximum(np.where(at_start, order.counts, counts), 1)


def discounts(counts: NDArray[np.int64]) -> Floats:
    """What is taken off each count (Chen and Goodman's three discounts)."""
    of_count = [int((counts == number).sum()) for number in (1, 2, 3, 4)]
    ratio = of_count[0] / (of_count[0] + 2 * of_count[1])
    off = [0.0]
    for number in (1, 2, 3):
        expected = (number + 1) * ratio * of_count[number] / max(1, of_count[number - 1])
        off.append(max(0.01, number - expected))
    return np.array(off)[np.minimum(counts, 3)]


def estimate(ids: NDArray[np.uint16], size: int) -> list[Order]:
    """Probabilities and back-off weights of all orders; size: characters of the alphabet."""
    orders = [counted(ids, length) for length in range(1, ORDER + 1)]
    for length, order in enumerate(orders, 1):
        counts = order.counts
        if length < ORDER:
            counts = adjusted(ids, order, orders[length], length)
        off = discounts(counts)
        kept = order.counts >= LEAST[length]
        if length == 1:
            total = counts.sum()
            order.probability = (counts - off) / total + off.sum() / total / size
            continue
        lower = orders[length - 2]
        contexts = np.searchsorted(lower.keys, keys_of(ids, length - 1)[order.ends - 1])
        total = np.bincount(contexts, counts, minlength=len(lower.keys))
        lost = np.bincount(contexts, np.where(kept, off, counts), minlength=len(lower.keys))
        lower.back_off = np.where(total > 0, lost / np.maximum(total, 1), 1.0)
        shorter = lower.probability[
            np.searchsorted(lower.keys, keys_of(ids, length - 1)[order.ends])
        ]
        own = np.where(kept, (counts - off) / total[contexts], 0.0)
        order.probability = own + lower.back_off[contexts] * shorter
        print(f"order {length}: {len(order.keys):,} n-grams, {int(kept.sum()):,} kept")
    return orders


def byte_of(values: Floats, floor: float) -> NDArray[np.uint64]:
    """log10 of the values in a byte; 255 is 0."""
    logs = np.log10(np.maximum(values, 10**floor))
    return np.clip(np.round((logs - floor) / -floor * BYTE), 0, BYTE).astype(np.uint64)


def main() -> None:
    """Count, estimate, pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    options = parser.parse_args()
    work = Work(options.work)
    alphabet, ids = work.alphabet(), work.ids("train")
    orders = estimate(ids, len(alphabet))
    single = np.zeros((len(alphabet), 2), np.uint8)
    single[:, 1] = BYTE
    tokens = ids[orders[0].ends]
    single[tokens, 0] = byte_of(orders[0].probability, PROBABILITY_FLOOR)
    single[tokens, 1] = byte_of(orders[0].back_off, BACK_OFF_FLOOR)
    np.save(options.work / "language-1.npy", single)
    for length, order in enumerate(orders[1:], 2):
        kept = order.counts >= LEAST[length]
        probability = byte_of(order.probability[kept], PROBABILITY_FLOOR)
        if length < ORDER:
            values = probability << np.uint64(8) | byte_of(order.back_off[kept], BACK_OFF_FLOOR)
            table = packed(order.keys[kept], values, fingerprint=8, value=16)
        else:
            table = packed(order.keys[kept], probability, fingerprint=8, value=8)
        save_table(options.work, f"language-{length}", table)


if __name__ == "__main__":
    main()
