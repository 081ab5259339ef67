"""What is known about a character too many or too few, as one row of numbers for the ranker.

Either way two texts are compared that differ by one or two characters: the longer one, with them,
and the shorter one, without.  Which of the two was written is for the caller to know.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from qz_review.scanning.typos.alphabet import BREAK, OUTSIDE, Alphabet
from qz_review.scanning.typos.context_network import FAR, ContextNetwork, Floats
from qz_review.scanning.typos.features import CharacterFacts, covering
from qz_review.scanning.typos.language_model import ORDER, LanguageModel
from qz_review.scanning.typos.word_model import LONGEST_WORD, WordModel

REACH = FAR + 1
"""Tokens on either side that a row needs."""

_WORDS_REACH = 5
_NEAR_BY = 5
_EXTRA_PHRASE, _EXTRA_WORDS = -0.6, 2.2  # log10: the shorter text must read so much better
_MISSING_PHRASE, _MISSING_WORDS = -0.8, 0.3  # and so little, where the longer one is the right one

Tokens = NDArray[np.uint16]


class LengthFeatures:
    """Computes the rows."""

    def __init__(
        self,
        alphabet: Alphabet,
        model: LanguageModel,
        network: ContextNetwork,
        words: WordModel,
        facts: CharacterFacts,
    ) -> None:
        self._alphabet = alphabet
        self._model = model
        self._network = network
        self._words = words
        self._facts = facts

    def matrix(
        self, longer: Tokens, size: int, extra: bool
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows worth ranking and their features (R, F).

        longer: (M, REACH + size + REACH) tokens whose middle is in question.  extra: whether the
        longer text is what was written.
        """
        shorter = np.delete(longer, np.s_[REACH : REACH + size], axis=1)
        columns: dict[str, NDArray[Any]] = {"size": np.full(len(longer), size)}
        self._add_language_model(columns, longer, shorter, size)
        self._add_words(columns, longer, shorter, size)
        if extra:
            hopeful = (columns["after"] > _EXTRA_PHRASE) & (columns["words"] > _EXTRA_WORDS)
        else:
            hopeful = (columns["after"] < _MISSING_PHRASE) & (columns["words"] < _MISSING_WORDS)
        rows = np.flatnonzero(hopeful)
        columns = {name: column[rows] for name, column in columns.items()}
        longer, shorter = longer[rows], shorter[rows]
        self._add_network(columns, longer, shorter, size)
        self._add_repetition(columns, longer, size)
        self._add_characters(columns, longer, size)
        return rows, np.stack(list(columns.values()), axis=1).astype(np.float32)

    def _add_language_model(
        self, columns: dict[str, NDArray[Any]], longer: Tokens, shorter: Tokens, size: int
    ) -> None:
        with_logs, with_order = self._scored(longer, size + ORDER - 1)
        without_logs, without_order = self._scored(shorter, ORDER - 1)
        columns["own"] = with_logs[:, :size].sum(axis=1)
        columns["after_with"] = with_logs[:, size:].sum(axis=1)
        columns["after_without"] = without_logs.sum(axis=1)
        columns["after"] = columns["after_without"] - columns["after_with"]
        columns["phrase"] = columns["after"] - columns["own"]
        columns["next_with"] = with_logs[:, size]
        columns["next_without"] = without_logs[:, 0]
        columns["own_order"] = with_order[:, :size].min(axis=1)
        columns["next_order_with"] = with_order[:, size]
        columns["next_order_without"] = without_order[:, 0]
        columns["orders"] = without_order.sum(axis=1) - with_order[:, size:].sum(axis=1)
        columns["best_order_with"] = with_order.max(axis=1)
        columns["best_order_without"] = without_order.max(axis=1)

    def _scored(self, rows: Tokens, count: int) -> tuple[NDArray[Any], NDArray[Any]]:
        """Logarithms and orders of so many tokens from the middle on."""
        first = REACH - ORDER + 1
        windows = sliding_window_view(rows, ORDER, axis=1)[:, first : first + count].copy()
        stop = (windows == BREAK) | (windows == OUTSIDE)
        cut = np.cumsum(stop[:, :, ORDER - 2 : 0 : -1], axis=2)[:, :, ::-1] > 0
        before = windows[:, :, : ORDER - 2]
        windows[:, :, : ORDER - 2] = np.where(cut, OUTSIDE, before)
        logs, order = self._model.score(windows.reshape(-1, ORDER))
        there = rows[:, REACH : REACH + count] != OUTSIDE
        return np.where(there, logs.reshape(-1, count), 0), order.reshape(-1, count)

    def _add_network(
        self, columns: dict[str, NDArray[Any]], longer: Tokens, shorter: Tokens, size: int
    ) -> None:
        own = [self._likelihood(longer, REACH + index) for index in range(size)]
        columns["likelihood"] = np.mean(own, axis=0)
        columns["left_with"] = self._likelihood(longer, REACH - 1)
        columns["left_without"] = self._likelihood(shorter, REACH - 1)
        columns["right_with"] = self._likelihood(longer, REACH + size)
        columns["right_without"] = self._likelihood(shorter, REACH)
        left = columns["left_without"] - columns["left_with"]
        right = columns["right_without"] - columns["right_with"]
        columns["neighbours"] = left + right

    def _likelihood(self, rows: Tokens, middle: int) -> Floats:
        """Natural logarithm of the probability of the character in the middle, 0 for others."""
        around = rows[:, middle - FAR : middle + FAR + 1]
        chosen = rows[:, middle]
        inside = np.where(chosen == OUTSIDE, BREAK, chosen).astype(np.int64)
        vectors = self._network.vectors_of_windows(around)
        likelihood = self._network.log_probabilities(vectors, inside)
        return np.where(self._alphabet.is_han[inside], likelihood, 0).astype(np.float32)

    def _add_words(
        self, columns: dict[str, NDArray[Any]], longer: Tokens, shorter: Tokens, size: int
    ) -> None:
        reach = slice(REACH - _WORDS_REACH, REACH + _WORDS_REACH)
        long_reach = slice(reach.start, reach.stop + size)
        best_with = self._words.best_reading(longer[:, long_reach])
        best_without = self._words.best_reading(shorter[:, reach])
        columns["words_with"] = best_with
        columns["words"] = best_without - best_with
        margin = LONGEST_WORD - 1
        inside = np.where(longer == OUTSIDE, BREAK, longer).astype(np.int64)
        stretch = inside[:, REACH - margin : REACH + size + margin]
        columns["word_with"], columns["word_weight_with"], _ = covering(self._words, stretch, size)
        inside = np.where(shorter == OUTSIDE, BREAK, shorter).astype(np.int64)
        stretch = inside[:, REACH - 1 - margin : REACH + 1 + margin]
        length, weight, _ = covering(self._words, stretch, 2)
        columns["word_without"], columns["word_weight_without"] = length, weight

    def _add_repetition(self, columns: dict[str, NDArray[Any]], longer: Tokens, size: int) -> None:
        middle = longer[:, REACH : REACH + size]
        before = longer[:, REACH - size : REACH]
        columns["doubled"] = (middle == before).all(axis=1)
        behind = longer[:, REACH + size : REACH + 2 * size]
        columns["doubled_behind"] = (middle == behind).all(axis=1)
        near = np.concatenate(
            [
                longer[:, REACH - _NEAR_BY : REACH],
                longer[:, REACH + size : REACH + size + _NEAR_BY],
            ],
            axis=1,
        )
        columns["again"] = (near == middle[:, :1]).any(axis=1)

    def _add_characters(self, columns: dict[str, NDArray[Any]], longer: Tokens, size: int) -> None:
        facts = self._facts
        rows = np.where(longer == OUTSIDE, BREAK, longer).astype(np.int64)
        first = rows[:, REACH]
        columns["frequency"] = facts.frequency[rows[:, REACH : REACH + size]].min(axis=1)
        columns["particle"] = facts.particle[first]
        columns["surname_left"] = facts.surname[rows[:, REACH - 1]]
        columns["given"] = facts.given[first]
        columns["foreign"] = facts.foreign[rows[:, REACH - 2 : REACH + size + 2]].mean(axis=1)
        columns["han_left"] = self._alphabet.is_han[rows[:, REACH - 1]]
        columns["han_right"] = self._alphabet.is_han[rows[:, REACH + size]]
