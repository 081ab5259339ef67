"""Boosted trees over the features of a proposal: how probable it is that it is right.

The trees come from a training tool as flat arrays; a small first forest throws out the hopeless
many, so that the large one runs over few.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_CHUNK = 256


class Forest:
    """Trees in arrays.

    feature, threshold: of each inner node; left, right: the next node, or ~leaf.  values: of the
    leaves.  roots: first node of each tree (all trees have at least one split).
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], prefix: str) -> None:
        self._feature = np.asarray(arrays[f"{prefix}_feature"], np.int64)
        self._threshold = np.asarray(arrays[f"{prefix}_threshold"], np.float32)
        children = [arrays[f"{prefix}_left"], arrays[f"{prefix}_right"]]
        self._children = np.stack(children, axis=1).astype(np.int64).ravel()
        self._values = np.asarray(arrays[f"{prefix}_values"], np.float64)
        self._roots = np.asarray(arrays[f"{prefix}_roots"], np.int64)

    def scores(self, rows: Floats) -> NDArray[np.float64]:
        """Log-odds of each row."""
        out = np.empty(len(rows))
        for start in range(0, len(rows), _CHUNK):
            part = rows[start : start + _CHUNK]
            out[start : start + len(part)] = self._part(np.ascontiguousarray(part))
        return out

    def _part(self, rows: Floats) -> NDArray[np.float64]:
        width = rows.shape[1]
        flat = rows.ravel()
        trees = len(self._roots)
        node = np.tile(self._roots, len(rows))
        base = np.repeat(np.arange(len(rows)) * width, trees)
        leaf = np.empty(len(node), np.int64)
        active = np.arange(len(node))
        while len(active):
            here = node[active]
            right = flat[base[active] + self._feature[here]] > self._threshold[here]
            following = self._children[2 * here + right]
            ended = following < 0
            leaf[active[ended]] = ~following[ended]
            active, following = active[~ended], following[~ended]
            node[active] = following
        totals: NDArray[np.float64] = self._values[leaf].reshape(len(rows), trees).sum(axis=1)
        return totals


class Ranker:
    """Two forests and the columns they read."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], least: float) -> None:
        self._first = Forest(arrays, "first")
        self._second = Forest(arrays, "second")
        self._least = least

    def probabilities(self, rows: Floats) -> Floats:
        """Probability of each row; 0 for what the first forest throws out."""
        out = np.zeros(len(rows), np.float32)
        if not len(rows):
            return out
        kept = np.flatnonzero(self._first.scores(rows) > self._least)
        out[kept] = 1 / (1 + np.exp(-self._second.scores(rows[kept])))
        return out


class LengthRanker:
    """One forest for characters too many, one for characters missing."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._extra = Forest(arrays, "extra")
        self._missing = Forest(arrays, "missing")

    def probabilities(self, rows: Floats, extra: bool) -> Floats:
        """Probability of each row."""
        forest = self._extra if extra else self._missing
        scores = forest.scores(rows)
        return (1 / (1 + np.exp(-scores))).astype(np.float32)
