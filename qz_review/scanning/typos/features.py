"""What is known about a candidate correction, as one row of numbers for the ranker.

Differences are "with the correction" minus "as it stands"; logarithms of the network are natural,
all others are to the base 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.alphabet import BREAK, DIGITS, LATIN, OUTSIDE
from qz_review.scanning.typos.candidates import Candidates
from qz_review.scanning.typos.confusions import Likeness
from qz_review.scanning.typos.context_network import FAR, ContextNetwork
from qz_review.scanning.typos.hashing import TOKEN_FACTORS, WORD_SALTS, numbers
from qz_review.scanning.typos.language_model import ORDER, LanguageModel
from qz_review.scanning.typos.reading import Reading
from qz_review.scanning.typos.word_model import LONGEST_WORD, WordModel

Columns = dict[str, NDArray[Any]]
Rows = NDArray[np.int64]

_READING_REACH = 5  # characters on either side that the word model rereads
_WIDE = 10
_CLOSE = 3


@dataclass(frozen=True)
class CharacterFacts:
    """Per character of the alphabet.

    frequency: log10 of its count in the training text plus one.  group: number of the group of
    everyday mix-ups it belongs to (的地得, 他她它, …), 0 for none; particle: 1 to 3 for 的, 地, 得.
    surname, given, foreign: how common it is in surnames, in given names, in names written by
    sound (0 to 1).
    """

    frequency: NDArray[np.float32]
    group: NDArray[np.uint8]
    particle: NDArray[np.uint8]
    surname: NDArray[np.float32]
    given: NDArray[np.float32]
    foreign: NDArray[np.float32]


class FeatureSource:
    """Computes the rows."""

    def __init__(
        self,
        model: LanguageModel,
        network: ContextNetwork,
        words: WordModel,
        facts: CharacterFacts,
    ) -> None:
        self._model = model
        self._network = network
        self._words = words
        self._facts = facts

    def columns(self, reading: Reading, candidates: Candidates) -> Columns:
        """Features by name, each (M)."""
        columns: Columns = {"size": np.full(len(candidates), candidates.size)}
        self._add_network(columns, reading, candidates)
        self._add_language_model(columns, reading, candidates)
        self._add_words(columns, reading, candidates)
        self._add_reading_as_words(columns, reading, candidates)
        self._add_characters(columns, reading, candidates)
        self._add_surroundings(columns, reading, candidates)
        return columns

    def _add_network(self, columns: Columns, reading: Reading, candidates: Candidates) -> None:
        places, new = candidates.places, candidates.characters
        last = places + candidates.size - 1
        likelihood = reading.likelihood
        columns["likelihood"] = np.minimum(likelihood[places], likelihood[last])
        columns["rivals"] = np.log1p(np.maximum(reading.rivals[places], reading.rivals[last]))
        favourite = reading.favourite_likelihood
        columns["favourite_likelihood"] = (favourite[places] + favourite[last]) / 2
        hits = reading.favourite[places] == new[:, 0]
        if candidates.size == 1:
            vectors = reading.vectors[places]
            gain = self._network.gains(vectors, reading.rows[places], new[:, 0])
            columns["gain"] = gain
            columns["new_likelihood"] = likelihood[places] + gain
            columns["is_favourite"] = hits
            return
        columns["is_favourite"] = hits.astype(int) + (reading.favourite[last] == new[:, 1])
        each = []
        for index in range(candidates.size):
            window = (places + index)[:, None] + np.arange(-FAR, FAR + 1)
            tokens = _tokens_at(reading, window)
            other = FAR + (1 if index == 0 else -1)
            tokens[:, other] = new[:, 1 - index]
            vectors = self._network.vectors_of_windows(tokens)
            each.append(self._network.log_probabilities(vectors, new[:, index]))
        columns["new_likelihood"] = np.minimum(*each)
        columns["gain"] = each[0] + each[1] - likelihood[places] - likelihood[last]

    def _add_language_model(
        self, columns: Columns, reading: Reading, candidates: Candidates
    ) -> None:
        size = candidates.size
        reach = size + ORDER - 1
        rows = np.minimum(candidates.places[:, None] + np.arange(reach), len(reading) - 1)
        windows = reading.windows[rows]
        for row in range(reach):
            for index in range(size):
                column = ORDER - 1 - (row - index)
                if 0 <= column < ORDER:
                    there = windows[:, row, column] != OUTSIDE
                    new = candidates.characters[:, index]
                    windows[:, row, column] = np.where(there, new, windows[:, row, column])
        tokens = reading.ids[rows]
        stop = (tokens == BREAK) | (tokens == OUTSIDE)
        beyond = tokens == OUTSIDE
        beyond[:, 1:] |= np.cumsum(stop[:, :-1], axis=1) > 0
        logs, order = self._model.score(windows.reshape(-1, ORDER))
        new_logs = np.where(beyond, 0, logs.reshape(-1, reach))
        new_order = np.where(beyond, 0, order.reshape(-1, reach))
        old_logs = np.where(beyond, 0, reading.logs[rows])
        old_order = np.where(beyond, 0, reading.order[rows])
        difference = new_logs - old_logs
        columns["phrase"] = difference.sum(axis=1)
        columns["phrase_own"] = difference[:, :size].sum(axis=1)
        columns["phrase_after"] = difference[:, size:].sum(axis=1)
        columns["old_own"] = old_logs[:, :size].min(axis=1)
        columns["old_next"] = old_logs[:, size]
        columns["new_own"] = new_logs[:, :size].min(axis=1)
        columns["orders"] = (new_order - old_order).sum(axis=1)
        columns["old_order"] = old_order[:, :size].min(axis=1)
        columns["old_order_next"] = old_order[:, size]
        columns["new_order"] = new_order[:, :size].min(axis=1)
        columns["new_order_next"] = new_order[:, size]
        columns["old_order_best"] = old_order.max(axis=1)
        columns["new_order_best"] = new_order.max(axis=1)

    def _add_words(self, columns: Columns, reading: Reading, candidates: Candidates) -> None:
        reach = LONGEST_WORD - 1
        size = candidates.size
        around = candidates.places[:, None] + np.arange(-reach, size + reach)
        stretch = reading.at(around)
        old_length, old_weight, old_best = covering(self._words, stretch, size)
        stretch[:, reach : reach + size] = candidates.characters
        new_length, new_weight, new_best = covering(self._words, stretch, size)
        columns["old_word"] = old_length
        columns["old_word_weight"] = old_weight
        columns["old_word_best"] = old_best
        columns["new_word"] = new_length
        columns["new_word_weight"] = new_weight
        columns["new_word_best"] = new_best
        columns["word_longer"] = new_length - old_length
        columns["word_better"] = new_best - old_best

    def _add_reading_as_words(
        self, columns: Columns, reading: Reading, candidates: Candidates
    ) -> None:
        size = candidates.size
        places, where = np.unique(candidates.places, return_inverse=True)
        around = np.arange(-_READING_REACH, size + _READING_REACH)
        old = self._words.best_reading(_tokens_at(reading, places[:, None] + around))[where]
        changed = _tokens_at(reading, candidates.places[:, None] + around)
        changed[:, _READING_REACH : _READING_REACH + size] = candidates.characters
        columns["words_old"] = old
        columns["words"] = self._words.best_reading(changed) - old

    def _add_characters(self, columns: Columns, reading: Reading, candidates: Candidates) -> None:
        facts, new = self._facts, candidates.characters
        places = candidates.places
        last = places + candidates.size - 1
        old = reading.rows[places]
        for name, bit in _LIKENESS_COLUMNS.items():
            columns[name] = (candidates.likeness & int(bit)) > 0
        columns["unlike"] = candidates.likeness == 0
        frequency = facts.frequency
        columns["old_frequency"] = np.minimum(frequency[old], frequency[reading.rows[last]])
        columns["new_frequency"] = frequency[new].min(axis=1)
        one = candidates.size == 1
        same_group = (facts.group[old] == facts.group[new[:, 0]]) & one
        columns["group"] = np.where(same_group, facts.group[old], 0)
        columns["old_particle"] = facts.particle[old] * one
        columns["new_particle"] = facts.particle[new[:, 0]] * one
        for back in (2, 1):
            columns[f"surname_{back}_before"] = facts.surname[reading.at(places - back)]
        columns["surname_here"] = facts.surname[old]
        columns["given_here"] = facts.given[old]
        columns["given_new"] = facts.given[new[:, 0]]
        columns["given_after"] = facts.given[reading.at(last + 1)]
        near = [facts.foreign[reading.at(places + offset)] for offset in (-2, -1, 0, 1, 2)]
        columns["foreign"] = np.mean(near, axis=0)

    def _add_surroundings(self, columns: Columns, reading: Reading, candidates: Candidates) -> None:
        places, after = candidates.places, candidates.places + candidates.size
        likelihood = np.concatenate([[0], np.cumsum(reading.likelihood, dtype=np.float64)])
        logs = np.concatenate([[0], np.cumsum(reading.logs)])

        def mean(sums: NDArray[Any], start: Rows, end: Rows) -> NDArray[Any]:
            start, end = (np.clip(edge, 0, len(reading)) for edge in (start, end))
            total: NDArray[Any] = sums[end] - sums[start]
            average: NDArray[Any] = total / np.maximum(end - start, 1)
            return average

        for name, offset in (("left", -1), ("left2", -2)):
            columns[f"likelihood_{name}"] = reading.likelihood[np.maximum(places + offset, 0)]
        for name, offset in (("right", 0), ("right2", 1)):
            there = np.minimum(after + offset, len(reading) - 1)
            columns[f"likelihood_{name}"] = reading.likelihood[there]
        for name, reach in (("close", _CLOSE), ("wide", _WIDE)):
            left = mean(likelihood, places - reach, places)
            right = mean(likelihood, after, after + reach)
            columns[f"likelihood_{name}"] = (left + right) / 2
        left = mean(logs, places - _WIDE, places)
        right = mean(logs, after + ORDER - 1, after + _WIDE)
        columns["logs_wide"] = (left + right) / 2
        columns["kind_left"] = _kind(reading, places - 1)
        columns["kind_right"] = _kind(reading, after)


def covering(
    words: WordModel, stretch: Rows, size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Longest word over the places, its weight, and the best weight of any.

    stretch: (M, n) rows of the alphabet, ``LONGEST_WORD - 1`` on either side of the places.
    """
    reach = LONGEST_WORD - 1
    number = numbers(stretch)
    lengths: list[int] = []
    keys: list[NDArray[np.uint64]] = []
    for length in range(max(2, size), LONGEST_WORD + 1):
        for first in range(reach + size - length, reach + 1):
            total = np.full(len(stretch), WORD_SALTS[length], np.uint64)
            for back in range(length):
                total += number[:, first + length - 1 - back] * TOKEN_FACTORS[back]
            lengths.append(length)
            keys.append(total)
    weights = words.weights(np.stack(keys)).astype(np.int64)
    longest, weight = np.zeros((2, len(stretch)), np.int64)
    for length, found in zip(lengths, weights, strict=True):
        weight = np.where(found > 0, found, weight)
        longest = np.where(found > 0, length, longest)
    best: NDArray[np.int64] = weights.max(axis=0)
    return longest, weight, best


_LIKENESS_COLUMNS = {
    "same_sound": Likeness.SAME_SOUND,
    "near_sound": Likeness.NEAR_SOUND,
    "faint_shape": Likeness.FAINT_SHAPE,
    "shape": Likeness.SHAPE,
    "same_tone": Likeness.SAME_TONE,
    "swapped": Likeness.SWAPPED,
}


def _tokens_at(reading: Reading, places: NDArray[Any]) -> NDArray[np.uint16]:
    """Tokens, ``OUTSIDE`` beyond the ends."""
    inside = np.clip(places, 0, len(reading) - 1)
    tokens: NDArray[np.uint16] = reading.ids[inside]
    return np.where(inside == places, tokens, OUTSIDE).astype(np.uint16)


def _kind(reading: Reading, places: Rows) -> NDArray[np.int64]:
    """0 Chinese character, 1 break, 2 digits or letters, 3 other sign."""
    inside = np.clip(places, 0, len(reading) - 1)
    ids = reading.ids[inside]
    kind = np.where(reading.han[inside], 0, 3)
    kind = np.where((ids == BREAK) | (ids == OUTSIDE), 1, kind)
    return np.where((ids == DIGITS) | (ids == LATIN), 2, kind)
