"""What should stand here, judged from both sides: a small neural network in plain numpy.

The four neighbours on either side count in full, the eight beyond them in a narrower form; one
hidden layer with a residual layer on top gives a vector that is compared with the vectors of all
characters.  The character in the place itself is not seen, so the network cannot just repeat it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.alphabet import OUTSIDE

NEAR = 4
FAR = 12
COMMON = 4096
"""So many characters, the commonest, are compared with what a place expects."""

_CHUNK = 512  # rows at once: what a processor's cache holds
_AROUND = [offset for offset in range(-FAR, FAR + 1) if offset]
_CLOSE = [offset for offset in _AROUND if abs(offset) <= NEAR]
_DISTANT = [offset for offset in _AROUND if abs(offset) > NEAR]

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


class ContextNetwork:
    """The network's forward pass.

    weights: by name, as the training tool writes them: ``characters`` (V, d) and ``bias`` (V),
    ``narrow`` (d, f), ``enter``, ``widen``, ``return``, ``leave``, each with its ``…_bias``.
    """

    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        self._weights = {name: np.asarray(array, np.float32) for name, array in weights.items()}
        characters = self._weights["characters"]
        nothing = np.zeros((1, characters.shape[1]), np.float32)
        self._full = np.concatenate([characters, nothing])
        self._narrow = self._full @ self._weights["narrow"]
        self._common = np.ascontiguousarray(characters[:COMMON].T)
        self._bias = self._weights["bias"]

    def vectors(self, ids: NDArray[Any]) -> Floats:
        """(N, d): what each place expects, given its neighbours."""
        rows = self._rows(ids)
        rows = np.pad(rows, FAR, constant_values=len(self._full) - 1)
        out = np.empty((len(ids), self._full.shape[1]), np.float32)
        for start in range(0, len(ids), _CHUNK):
            end = min(start + _CHUNK, len(ids))
            around = rows[start : end + 2 * FAR]
            size = end - start
            full, narrow = self._full[around], self._narrow[around]
            parts = [full[FAR + offset : FAR + offset + size] for offset in _CLOSE]
            parts += [narrow[FAR + offset : FAR + offset + size] for offset in _DISTANT]
            out[start:end] = self._forward(np.concatenate(parts, axis=1))
        return out

    def vectors_of_windows(self, windows: NDArray[Any]) -> Floats:
        """(M, d): what the middle of each (M, 2 * FAR + 1) window expects."""
        rows = self._rows(windows)
        out = np.empty((len(rows), self._full.shape[1]), np.float32)
        for start in range(0, len(rows), _CHUNK):
            part = rows[start : start + _CHUNK]
            near = self._full[part[:, [FAR + offset for offset in _CLOSE]]]
            far = self._narrow[part[:, [FAR + offset for offset in _DISTANT]]]
            flat = [near.reshape(len(part), -1), far.reshape(len(part), -1)]
            out[start : start + _CHUNK] = self._forward(np.concatenate(flat, axis=1))
        return out

    def scores(self, vectors: Floats) -> Iterator[tuple[slice, Floats]]:
        """Slices of the rows with the log-odds (natural) of the common characters."""
        for start in range(0, len(vectors), _CHUNK):
            part = slice(start, min(start + _CHUNK, len(vectors)))
            yield part, vectors[part] @ self._common + self._bias[:COMMON]

    def log_probabilities(self, vectors: Floats, chosen: Rows) -> Floats:
        """Natural logarithm of the probability of one character a row."""
        out = np.empty(len(vectors), np.float32)
        for part, scores in self.scores(vectors):
            out[part] = self.odds(vectors[part], chosen[part]) - log_total(scores)
        return out

    def odds(self, vectors: Floats, characters: Rows) -> Floats:
        """Log-odds (natural) of one character a row."""
        odds: Floats = np.einsum("ij,ij->i", vectors, self._full[characters])
        odds += self._bias[characters]
        return odds

    def gains(self, vectors: Floats, old: Rows, new: Rows) -> Floats:
        """By how much (natural log) one character is likelier than another, row by row."""
        difference = self._full[new] - self._full[old]
        gain: Floats = np.einsum("ij,ij->i", vectors, difference)
        gain += self._bias[new] - self._bias[old]
        return gain

    def _rows(self, ids: NDArray[Any]) -> Rows:
        """Row numbers of tokens; ``OUTSIDE`` is a vector of zeros."""
        return np.where(ids == OUTSIDE, len(self._full) - 1, ids).astype(np.int64)

    def _forward(self, inputs: Floats) -> Floats:
        weights = self._weights
        hidden = np.maximum(inputs @ weights["enter"] + weights["enter_bias"], 0)
        wide = np.maximum(hidden @ weights["widen"] + weights["widen_bias"], 0)
        hidden += wide @ weights["return"] + weights["return_bias"]
        result: Floats = hidden @ weights["leave"] + weights["leave_bias"]
        return result


def log_total(scores: Floats) -> Floats:
    """Logarithm of the sum of the exponentials of each row."""
    top: Floats = scores.max(axis=1)
    total: Floats = np.log(np.exp(scores - top[:, None]).sum(axis=1)) + top
    return total
