"""What might have been meant: corrections worth a closer look, for every suspicious place.

Four sources, each good at something else: the network (topic, grammar), the language model
(phrases seen before), the lexicon (a word with one character wrong), and words of two characters
that sound like what stands there or are it turned round.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.alphabet import UNKNOWN, Alphabet
from qz_review.scanning.typos.confusions import Confusions, Likeness
from qz_review.scanning.typos.context_network import COMMON, ContextNetwork
from qz_review.scanning.typos.hashing import TOKEN_FACTORS, WORD_SALTS, numbers
from qz_review.scanning.typos.language_model import LanguageModel
from qz_review.scanning.typos.reading import MARGIN, Reading
from qz_review.scanning.typos.word_model import WordModel, hole_key

Rows = NDArray[np.int64]

_NETWORK_BEST = 5
_LIKENESS_BONUS = {
    Likeness.SAME_SOUND: 1.5,
    Likeness.SHAPE: 1.2,
    Likeness.NEAR_SOUND: 0.6,
    Likeness.FAINT_SHAPE: 0.3,
}
_TONE_BONUS = 0.3
_STRANGERS, _STRANGER_GAIN = 3, 2.5  # unlike characters; natural log: so much likelier each
_UNLIKELY_IN_WORD = -2.5
_UNLIKELY_IN_PHRASE = -1.5
_UNLIKELY_PAIR = -2.0
_COMMON_WORD = 60  # unigram byte
_RARE_ORDER = 2
_WORD_LENGTHS = (4, 3)


@dataclass(frozen=True)
class Candidates:
    """Corrections of one size, row by row.

    places: where the first character stands in the stretch.  characters: (M, size).
    likeness: bits of ``Likeness``.
    """

    size: int
    places: Rows
    characters: Rows
    likeness: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.places)

    def within(self, free: NDArray[np.bool_]) -> Candidates:
        """Those that change only tokens that may be changed."""
        rows = free[self.places] & free[self.places + self.size - 1]
        return Candidates(self.size, self.places[rows], self.characters[rows], self.likeness[rows])


class CandidateSource:
    """The models and tables candidates come from."""

    def __init__(
        self,
        alphabet: Alphabet,
        model: LanguageModel,
        network: ContextNetwork,
        words: WordModel,
        confusions: Confusions,
    ) -> None:
        self._alphabet = alphabet
        self._model = model
        self._network = network
        self._words = words
        self._confusions = confusions
        bonus = np.zeros(256, np.float32)
        for bits in range(1, 256):
            kinds = [worth for kind, worth in _LIKENESS_BONUS.items() if bits & kind]
            bonus[bits] = max(kinds, default=0) + (_TONE_BONUS if bits & Likeness.SAME_TONE else 0)
        self._bonus = bonus

    def single(self, reading: Reading, free: NDArray[np.bool_] | None = None) -> Candidates:
        """One character for another.  free: the network is asked about these tokens only."""
        found = [
            self._by_network(reading, free),
            self._by_words(reading),
            self._by_phrases(reading),
        ]
        keys = np.concatenate([places << 16 | characters for places, characters in found])
        keys = np.unique(keys)
        places, characters = keys >> 16, keys & 0xFFFF
        changed = characters != reading.rows[places]
        places, characters = places[changed], characters[changed]
        likeness = self._confusions.likeness_of(reading.rows[places], characters)
        return Candidates(1, places, characters[:, None], likeness)

    def double(self, reading: Reading) -> Candidates:
        """Two characters for two: a word of the same sound, or the two turned round."""
        rows, low = reading.rows, reading.likelihood < _UNLIKELY_PAIR
        pair = np.zeros(len(reading), bool)
        pair[:-1] = reading.han[:-1] & reading.han[1:]
        next_low = np.append(low[1:], False)
        suspicious = np.flatnonzero(pair & low & next_low)
        index, like = self._confusions.words_sounding_like(rows[suspicious], rows[suspicious + 1])
        places = suspicious[index]
        both = (like[:, 0] != rows[places]) & (like[:, 1] != rows[places + 1])
        places, words = places[both], like[both].astype(np.int64)
        different = np.append(rows[:-1] != rows[1:], False)
        turned = np.flatnonzero(pair & different & (low | next_low))
        turned_words = np.stack([rows[turned + 1], rows[turned]], axis=1)
        likeness = np.full(len(places) + len(turned), int(Likeness.SAME_SOUND), np.uint8)
        likeness[len(places) :] = Likeness.SWAPPED
        places = np.concatenate([places, turned])
        words = np.concatenate([words, turned_words])
        keys = places << 28 | words[:, 0] << 14 | words[:, 1]
        _, first = np.unique(keys, return_index=True)
        places, words, likeness = places[first], words[first], likeness[first]
        fits = self._fits(reading, places, words)
        return Candidates(2, places[fits], words[fits], likeness[fits])

    def _by_network(self, reading: Reading, free: NDArray[np.bool_] | None) -> tuple[Rows, Rows]:
        """What the network likes better than what stands there."""
        places = np.flatnonzero(reading.han & (reading.favourite != reading.rows))
        if free is not None:
            places = places[free[places]]
        found: list[Rows] = [np.zeros(0, np.int64)]
        chosen: list[Rows] = [np.zeros(0, np.int64)]
        for part, scores in self._network.scores(reading.vectors[places]):
            here = places[part]
            written = reading.rows[here]
            there = self._network.odds(reading.vectors[here], written)
            options = self._confusions.characters[written].astype(np.int64)
            likeness = self._confusions.likeness[written]
            common = np.minimum(options, COMMON - 1)
            gain = np.take_along_axis(scores, common, axis=1) - there[:, None]
            usable = (likeness > 0) & (options < COMMON)
            worth = np.where(usable, gain + self._bonus[likeness], -np.inf)
            best = np.argpartition(-worth, _NETWORK_BEST, axis=1)[:, :_NETWORK_BEST]
            row, column = np.nonzero(np.take_along_axis(worth, best, axis=1) > 0)
            found.append(here[row])
            chosen.append(options[row, best[row, column]])
            strange = np.flatnonzero(scores.max(axis=1) - there > _STRANGER_GAIN)
            top = np.argpartition(-scores[strange], _STRANGERS, axis=1)[:, :_STRANGERS]
            lead = np.take_along_axis(scores[strange], top, axis=1) - there[strange, None]
            unlike = (top[:, :, None] != options[strange, None, :]).all(axis=2)
            unlike &= (lead > _STRANGER_GAIN) & self._alphabet.is_han[top] & (top != UNKNOWN)
            row, column = np.nonzero(unlike)
            found.append(here[strange[row]])
            chosen.append(top[row, column])
        return np.concatenate(found), np.concatenate(chosen)

    def _by_words(self, reading: Reading) -> tuple[Rows, Rows]:
        """Characters that would complete a word of the lexicon."""
        places = np.flatnonzero(reading.han & (reading.likelihood < _UNLIKELY_IN_WORD))
        written = reading.rows[places]
        found: list[Rows] = []
        chosen: list[Rows] = []
        for length in _WORD_LENGTHS:
            for distance in range(length):
                first = places + distance - length + 1
                stretch = numbers(reading.at(first[:, None] + np.arange(length)))
                for character in self._words.missing(hole_key(stretch, length, distance)):
                    fits = np.flatnonzero(
                        (character > UNKNOWN)
                        & (character < len(self._alphabet))
                        & (character != written)
                    )
                    if length < max(_WORD_LENGTHS):
                        alike = self._confusions.likeness_of(written[fits], character[fits]) > 0
                        fits = fits[alike]
                    found.append(places[fits])
                    chosen.append(character[fits])
        options = self._confusions.characters[written].astype(np.int64)
        clear = Likeness.SAME_SOUND | Likeness.NEAR_SOUND | Likeness.SHAPE
        row, column = np.nonzero(self._confusions.likeness[written] & int(clear))
        option, place = options[row, column], places[row]
        new = numbers(option)
        before, after = numbers(reading.at(place - 1)), numbers(reading.at(place + 1))
        ending = WORD_SALTS[2] + new * TOKEN_FACTORS[0] + before * TOKEN_FACTORS[1]
        beginning = WORD_SALTS[2] + after * TOKEN_FACTORS[0] + new * TOKEN_FACTORS[1]
        common = self._words.weights(ending) > _COMMON_WORD
        common |= self._words.weights(beginning) > _COMMON_WORD
        found.append(place[common])
        chosen.append(option[common])
        return np.concatenate(found), np.concatenate(chosen)

    def _by_phrases(self, reading: Reading) -> tuple[Rows, Rows]:
        """Characters known between these neighbours, where what stands there is not."""
        order = np.minimum(reading.order, np.append(reading.order[1:], 0))
        suspicious = reading.han & (order <= _RARE_ORDER)
        suspicious &= reading.likelihood < _UNLIKELY_IN_PHRASE
        places = np.flatnonzero(suspicious)
        written = reading.rows[places]
        row, column = np.nonzero(self._confusions.likeness[written])
        option, place = self._confusions.characters[written][row, column], places[row]
        known = self._model.knows_trigram(reading.at(place - 1), option, reading.at(place + 1))
        return place[known], option[known].astype(np.int64)

    def _fits(self, reading: Reading, places: Rows, words: Rows) -> NDArray[np.bool_]:
        """Whether a pair is known with a neighbour, or is part of a longer word."""
        before, after = reading.at(places - 1), reading.at(places + 2)
        fits = self._model.knows_trigram(before, words[:, 0], words[:, 1])
        fits |= self._model.knows_trigram(words[:, 0], words[:, 1], after)
        rest = np.flatnonzero(~fits)
        stretch = reading.at(places[rest, None] + np.arange(-2, 4))
        stretch[:, 2:4] = words[rest]
        number = numbers(stretch)
        for length in (3, 4):
            for first in range(4 - length, 3):
                part = number[:, first : first + length]
                total = np.full(len(rest), WORD_SALTS[length], np.uint64)
                for back in range(length):
                    total += part[:, length - 1 - back] * TOKEN_FACTORS[back]
                fits[rest] |= self._words.weights(total) > 0
        return fits


assert 2 * max(_WORD_LENGTHS) < MARGIN
