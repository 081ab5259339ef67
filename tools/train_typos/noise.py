"""Errors as people make them, put into clean sentences.

Kinds and shares: see ``SHARES``.  A sentence stays clean with probability ``CLEAN``; otherwise it
gets one to four substitutions.  All randomness comes from one seed.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.alphabet import is_han
from qz_review.scanning.typos.confusions import Likeness
from tools.train_typos.corpus import Work
from tools.train_typos.lexicon import Lexicon, rows

CLEAN = 0.5
ERRORS_IN_A_SENTENCE = {1: 68, 2: 21, 3: 8, 4: 3}
SHARES = {
    "group": 4,  # 的地得, 他她, 在再, 做作 …
    "pair": 8,  # typo pairs and wrong idioms of published lists
    "word": 22,  # another word of the same sound, as an input method offers it
    "same_sound": 29,
    "near_sound": 10,
    "shape": 18,
    "swap": 2,
    "any": 7,  # tables of like characters are never complete
}
GROUPS = (
    *("的地得", "他她它", "在再", "做作", "以已", "和合", "像象", "座坐", "那哪", "份分", "即既"),
    *("须需", "带戴", "帐账", "订定", "至致", "及既", "其期", "权全", "制治", "计记"),
)
PLAUSIBLE = 0.4  # how often the likeliest of four substitutes is taken, not a random one
_TRIES = 20
_WORD_WEIGHT = -6.5
_ANY = 2500

Options = tuple[list[str], list[float]]
"""Characters and their running weights."""


class Noise:
    """Makes wrong sentences out of right ones."""

    def __init__(
        self,
        corpus: Path,
        work: Work,
        lexicon: Lexicon,
        likeness: dict[str, dict[str, Likeness]],
        seed: int,
    ) -> None:
        self._random = random.Random(seed)
        self._lexicon = lexicon
        alphabet, ids = work.alphabet(), work.ids("train")
        self._alphabet = alphabet
        counts = np.bincount(ids, minlength=len(alphabet)).astype(float)
        neighbours = ids[:-1].astype(np.int64) * len(alphabet) + ids[1:]
        keys, many = np.unique(neighbours, return_counts=True)
        often = many > 2
        self._neighbours = dict(zip(keys[often].tolist(), many[often].tolist(), strict=True))
        self._substitutes = self._weighted(likeness, counts)
        self._same_reading: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for word, weight in lexicon.words.items():
            if len(word) <= 4 and weight > _WORD_WEIGHT:
                for reading in lexicon.readings[word]:
                    self._same_reading[reading].append(word)
        self._pairs = typo_pairs(corpus)
        self._groups: dict[str, list[str]] = defaultdict(list)
        for group in GROUPS:
            for one in group:
                self._groups[one] += [other for other in group if other != one]
        self._common = [one for one in alphabet.characters if is_han(one)][:_ANY]
        self._makers: dict[str, Callable[[list[str], set[int]], bool]] = {
            "group": self._group,
            "pair": self._pair,
            "word": self._word,
            "swap": self._swap,
        }

    def shuffle(self, sentences: list[str]) -> None:
        """Bring sentences into an order that depends on the seed alone."""
        self._random.shuffle(sentences)

    def spoiled(self, sentence: str) -> str:
        """The sentence with errors, of the same length; or, half of the time, as it is."""
        if self._random.random() < CLEAN or sum(map(is_han, sentence)) < 4:
            return sentence
        text, used = list(sentence), set[int]()
        kinds, weights = list(ERRORS_IN_A_SENTENCE), list(ERRORS_IN_A_SENTENCE.values())
        for _ in range(self._random.choices(kinds, weights)[0]):
            kind = self._random.choices(list(SHARES), list(SHARES.values()))[0]
            made = kind in self._makers and self._makers[kind](text, used)
            if not made:
                self._character(text, used, kind)
        return "".join(text)

    def _group(self, text: list[str], used: set[int]) -> bool:
        places = [at for at, one in enumerate(text) if one in self._groups and at not in used]
        if not places:
            return False
        at = self._random.choice(places)
        return self._put(text, used, at, self._random.choice(self._groups[text[at]]))

    def _pair(self, text: list[str], used: set[int]) -> bool:
        for _ in range(_TRIES):
            at = self._random.randrange(len(text))
            for length in (4, 3, 2):
                wrong = self._pairs.get("".join(text[at : at + length]))
                if wrong:
                    return self._put(text, used, at, self._random.choice(wrong))
        return False

    def _word(self, text: list[str], used: set[int]) -> bool:
        for _ in range(_TRIES):
            at = self._random.randrange(len(text))
            word = "".join(text[at : at + self._random.choice((2, 2, 2, 3, 4))])
            if word not in self._lexicon.words:
                continue
            others = [
                other
                for reading in sorted(self._lexicon.readings[word])
                for other in self._same_reading[reading]
                if other != word
            ]
            if others:
                weights = [10 ** (self._lexicon.words[other] / 2) for other in others]
                return self._put(text, used, at, self._random.choices(others, weights)[0])
        return False

    def _swap(self, text: list[str], used: set[int]) -> bool:
        for _ in range(_TRIES):
            at = self._random.randrange(len(text))
            two = text[at : at + 2]
            if len(two) == 2 and all(map(is_han, two)) and two[0] != two[1]:
                return self._put(text, used, at, two[1] + two[0])
        return False

    def _character(self, text: list[str], used: set[int], kind: str) -> bool:
        """One character for another like it."""
        for _ in range(_TRIES):
            at = self._random.randrange(len(text))
            if at in used or not is_han(text[at]):
                continue
            if kind == "any":
                return self._put(text, used, at, self._random.choice(self._common))
            kinds = self._substitutes.get(text[at], {})
            options = kinds.get(kind) or kinds.get("same_sound")
            if not options:
                continue
            count = 4 if self._random.random() < PLAUSIBLE else 1
            drawn = self._random.choices(options[0], cum_weights=options[1], k=count)
            best = max(drawn, key=lambda one: self._plausible(text, at, one))
            return self._put(text, used, at, best)
        return False

    def _put(self, text: list[str], used: set[int], at: int, wrong: str) -> bool:
        places = set(range(at, at + len(wrong)))
        if places & used or text[at : at + len(wrong)] == list(wrong):
            return False
        text[at : at + len(wrong)] = list(wrong)
        used |= places
        return True

    def _plausible(self, text: list[str], at: int, character: str) -> int:
        """How often the character stands beside these neighbours."""
        numbers, size = self._alphabet.numbers, len(self._alphabet)
        before = numbers.get(text[at - 1], 0) if at else 0
        after = numbers.get(text[at + 1], 0) if at + 1 < len(text) else 0
        own = numbers[character]
        left: int = self._neighbours.get(before * size + own, 0)
        right: int = self._neighbours.get(own * size + after, 0)
        return left + right

    def _weighted(
        self, likeness: dict[str, dict[str, Likeness]], counts: NDArray[Any]
    ) -> dict[str, dict[str, Options]]:
        """Substitutes of every character by kind."""
        found: dict[str, dict[str, Options]] = {}
        for character, others in likeness.items():
            kinds: dict[str, Options] = defaultdict(lambda: ([], []))
            for other, kind in others.items():
                seen = float(counts[self._alphabet.numbers[other]]) + 1
                if kind & Likeness.SAME_SOUND:
                    weight = seen**0.5 * (2 if kind & Likeness.SAME_TONE else 1)
                    _add(kinds["same_sound"], other, weight)
                if kind & Likeness.NEAR_SOUND:
                    _add(kinds["near_sound"], other, seen**0.5)
                if kind & (Likeness.SHAPE | Likeness.FAINT_SHAPE):
                    weight = seen**0.25 * (3 if kind & Likeness.SHAPE else 0.4)
                    _add(kinds["shape"], other, weight)
            found[character] = dict(kinds)
        return found


def _add(options: Options, character: str, weight: float) -> None:
    characters, running = options
    characters.append(character)
    running.append(weight + (running[-1] if running else 0))


def typo_pairs(corpus: Path) -> dict[str, list[str]]:
    """Wrong forms by right form, of equal length, from the published lists."""
    pairs: dict[str, list[str]] = defaultdict(list)
    path = corpus / "confusion" / "macro_correct_typo_pairs.json"
    for wrong, right in json.loads(path.read_text(encoding="utf-8")).items():
        if len(wrong) == len(right) and 2 <= len(wrong) <= 4:
            pairs[right].append(wrong)
    for wrong, right, *_ in rows(corpus / "lists" / "wrong_idioms.tsv"):
        if len(wrong) == len(right):
            pairs[right].append(wrong)
    return dict(pairs)
