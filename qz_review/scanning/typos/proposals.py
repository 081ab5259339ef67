"""All corrections worth ranking in a stretch of text, each with its row of features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.candidates import Candidates, CandidateSource
from qz_review.scanning.typos.features import FeatureSource
from qz_review.scanning.typos.reading import Reading

Rows = NDArray[np.int64]

_NO_CHARACTER = -1
_NO_RIVAL = -20.0
_GAIN_WEIGHT, _WORDS_WEIGHT = 0.43, 0.6  # natural logarithms to the base 10; words count less
_WORDS_ALONE, _PHRASE_ALONE = 1.0, 0.5
_MARGINS = ("gain", "phrase", "words", "together")


@dataclass(frozen=True)
class Proposals:
    """Row by row: where, how many characters, which ((M, 2), -1 for none), how alike, features.

    names: of the columns of ``features`` (M, F).
    """

    places: Rows
    sizes: Rows
    characters: Rows
    likeness: NDArray[np.uint8]
    names: tuple[str, ...]
    features: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.places)

    def chosen(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> Proposals:
        """Some of the rows."""
        return Proposals(
            self.places[rows],
            self.sizes[rows],
            self.characters[rows],
            self.likeness[rows],
            self.names,
            self.features[rows],
        )


def propose(
    reading: Reading,
    source: CandidateSource,
    features: FeatureSource,
    free: NDArray[np.bool_] | None = None,
) -> Proposals:
    """Candidates that some model likes, with features and what sets them off from their rivals.

    free: the tokens of the stretch that may be changed, None for any.
    """
    kinds = [source.single(reading, free), source.double(reading)]
    if free is not None:
        kinds = [each.within(free) for each in kinds]
    tables = [features.columns(reading, candidates) for candidates in kinds]
    names = tuple(tables[0])
    matrix = np.concatenate(
        [np.stack([table[name] for name in names], axis=1).astype(np.float32) for table in tables]
    )
    proposals = Proposals(
        np.concatenate([candidates.places for candidates in kinds]),
        np.concatenate([np.full(len(each), each.size) for each in kinds]),
        np.concatenate([_two(candidates) for candidates in kinds]),
        np.concatenate([candidates.likeness for candidates in kinds]),
        names,
        matrix,
    )
    gain, phrase, words = (matrix[:, names.index(name)] for name in _MARGINS[:3])
    together = _GAIN_WEIGHT * gain + phrase + _WORDS_WEIGHT * words
    hopeful = (together > 0) | (words > _WORDS_ALONE) | (phrase > _PHRASE_ALONE)
    return _with_margins(proposals.chosen(hopeful), together[hopeful])


def _two(candidates: Candidates) -> Rows:
    missing = 2 - candidates.size
    return np.pad(candidates.characters, ((0, 0), (0, missing)), constant_values=_NO_CHARACTER)


def _with_margins(proposals: Proposals, together: NDArray[np.float32]) -> Proposals:
    """Add how far each stands above (or below) the best other one in its place."""
    where = np.unique(proposals.places * 4 + proposals.sizes, return_inverse=True)[1]
    values = [proposals.features[:, proposals.names.index(name)] for name in _MARGINS[:3]]
    columns: list[NDArray[Any]] = [_margin(value, where) for value in (*values, together)]
    columns.append(np.bincount(where)[where] if len(where) else where)
    names = (*proposals.names, *(f"margin_{name}" for name in _MARGINS), "options")
    extra = np.stack(columns, axis=1).astype(np.float32)
    matrix = np.concatenate([proposals.features, extra], axis=1)
    return Proposals(
        proposals.places,
        proposals.sizes,
        proposals.characters,
        proposals.likeness,
        names,
        matrix,
    )


def _margin(value: NDArray[np.float32], where: Rows) -> NDArray[np.float64]:
    """For the best of a place its lead over the second, for the others what they lack."""
    order = np.lexsort((-value, where))
    group, sorted_value = where[order], value[order].astype(np.float64)
    start = np.flatnonzero(np.append(True, group[1:] != group[:-1])) if len(order) else order
    lead = np.full(len(start), _NO_RIVAL)
    several = np.append(np.diff(start), len(order) - start[-1:])[: len(start)] > 1
    lead[several] = sorted_value[start[several] + 1]
    best = sorted_value[start][group]
    margin = sorted_value - best
    margin[start] = sorted_value[start] - lead
    out = np.empty(len(order))
    out[order] = np.clip(margin, _NO_RIVAL, -_NO_RIVAL)
    return out
