"""Places where a character may be too many or one may be missing, each with its row of features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.alphabet import OUTSIDE, UNKNOWN, Alphabet
from qz_review.scanning.typos.context_network import FAR, ContextNetwork
from qz_review.scanning.typos.language_model import LanguageModel
from qz_review.scanning.typos.length_features import REACH, LengthFeatures
from qz_review.scanning.typos.reading import Reading

Rows = NDArray[np.int64]

_TOO_MANY = -6.0  # natural log of the network's probability: below this a character is doubted
_GAP = -9.0  # the neighbours of a gap must be as unlikely as this together
_GAP_ORDER = 2  # no longer n-gram may be known across a gap or a stray
_GAP_BEST = 3


@dataclass(frozen=True)
class LengthProposals:
    """Row by row.

    places: the first token too many, or the token before which one is missing.
    sizes: how many are too many, or missing.  characters: (M, 2), -1 for none; of the missing.
    features: (M, F).
    """

    places: Rows
    sizes: Rows
    characters: Rows
    features: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.places)


class LengthSource:
    """Proposes places with one model."""

    def __init__(
        self,
        alphabet: Alphabet,
        model: LanguageModel,
        network: ContextNetwork,
        features: LengthFeatures,
    ) -> None:
        self._alphabet = alphabet
        self._model = model
        self._network = network
        self._features = features

    def extra(self, reading: Reading) -> LengthProposals:
        """Characters, or words of two, that may be left out."""
        ids, han = reading.ids, reading.han
        doubled = said_twice(ids, 1) & han
        strange = np.maximum(reading.order, np.append(reading.order[1:], 0)) <= _GAP_ORDER
        doubted = han & strange & (reading.likelihood < _TOO_MANY) & ~_run(ids, 1)
        single = np.flatnonzero(doubled | doubted)
        twice = said_twice(ids, 2) & han & np.append(han[1:], False)
        pair = np.flatnonzero(twice)
        sizes = np.repeat([1, 2], [len(single), len(pair)])
        nothing = np.full((len(sizes), 2), -1)
        windows = [_windows(reading, single, 1), _windows(reading, pair, 2)]
        places = np.concatenate([single, pair])
        return self._worth_ranking(places, sizes, nothing, windows, extra=True)

    def missing(self, reading: Reading) -> LengthProposals:
        """Characters that may belong between two others."""
        places = self._gaps(reading)
        left, right = reading.at(places - 1), reading.at(places)
        around = np.concatenate([np.arange(-FAR, 0), [0], np.arange(FAR)])
        windows = _tokens(reading, places[:, None] + around)
        found: list[Rows] = [np.zeros(0, np.int64)]
        chosen: list[Rows] = [np.zeros(0, np.int64)]
        for part, scores in self._network.scores(self._network.vectors_of_windows(windows)):
            best = np.argpartition(-scores, _GAP_BEST, axis=1)[:, :_GAP_BEST]
            here = np.arange(len(places))[part]
            found.append(np.repeat(here, _GAP_BEST))
            chosen.append(best.ravel())
        row, character = np.concatenate(found), np.concatenate(chosen)
        usable = self._alphabet.is_han[character] & (character != UNKNOWN)
        usable &= self._model.knows_trigram(left[row], character, right[row])
        row, character = row[usable], character[usable]
        long = np.empty((len(row), 2 * REACH + 1), np.uint16)
        long[:, :REACH] = _tokens(reading, places[row, None] + np.arange(-REACH, 0))
        long[:, REACH] = character
        long[:, REACH + 1 :] = _tokens(reading, places[row, None] + np.arange(REACH))
        characters = np.stack([character, np.full(len(row), -1)], axis=1)
        ones = np.ones(len(row), np.int64)
        return self._worth_ranking(places[row], ones, characters, [long], extra=False)

    def _gaps(self, reading: Reading) -> Rows:
        """Places before which the text does not go on as the models expect."""
        likelihood, han = reading.likelihood, reading.han
        before = np.append(0, likelihood[:-1])
        odd = before + likelihood < _GAP
        odd &= (reading.order <= _GAP_ORDER) & han & np.append(False, han[:-1])
        return np.flatnonzero(odd)

    def _worth_ranking(
        self,
        places: Rows,
        sizes: Rows,
        characters: Rows,
        windows: Sequence[NDArray[np.uint16]],
        extra: bool,
    ) -> LengthProposals:
        """The rows whose features promise something.  windows: of one size each, in order."""
        kept, features, before = [], [], 0
        for longer in windows:
            rows, matrix = self._features.matrix(longer, longer.shape[1] - 2 * REACH, extra)
            kept.append(rows + before)
            features.append(matrix)
            before += len(longer)
        chosen = np.concatenate(kept)
        return LengthProposals(
            places[chosen], sizes[chosen], characters[chosen], np.concatenate(features)
        )


def _equal(ids: NDArray[np.uint16], back: int, size: int) -> NDArray[np.bool_]:
    """Where so many tokens from here on equal those so far back."""
    count = len(ids) - back - size + 1
    equal = np.zeros(len(ids), bool)
    if count > 0:
        same = ids[back:] == ids[:-back]
        equal[back : back + count] = same[:count]
        for index in range(1, size):
            equal[back : back + count] &= same[index : index + count]
    return equal


def _run(ids: NDArray[np.uint16], size: int) -> NDArray[np.bool_]:
    """Where so many tokens repeat those before them, or are repeated by those behind."""
    equal = _equal(ids, size, size)
    run: NDArray[np.bool_] = equal | np.append(equal[size:], np.zeros(min(size, len(ids)), bool))
    return run


def said_twice(ids: NDArray[np.uint16], size: int) -> NDArray[np.bool_]:
    """Where so many tokens repeat those before them; not in a longer run, which is no slip."""
    equal = _equal(ids, size, size)
    run = np.append(False, equal[:-1]) | np.append(equal[1:], False)
    again: NDArray[np.bool_] = equal & ~run[: len(ids)]
    return again


def _windows(reading: Reading, places: Rows, size: int) -> NDArray[np.uint16]:
    return _tokens(reading, places[:, None] + np.arange(-REACH, REACH + size))


def _tokens(reading: Reading, places: Rows) -> NDArray[np.uint16]:
    """Tokens, ``OUTSIDE`` beyond the ends."""
    inside = np.clip(places, 0, len(reading) - 1)
    return np.where(inside == places, reading.ids[inside], OUTSIDE).astype(np.uint16)
