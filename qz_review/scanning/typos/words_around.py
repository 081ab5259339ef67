"""The word a correction makes: what a person wants to read instead of one character."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qz_review.scanning.typos.alphabet import Alphabet
from qz_review.scanning.typos.finding import TypoFinding
from qz_review.scanning.typos.hashing import TOKEN_FACTORS, WORD_SALTS, numbers
from qz_review.scanning.typos.word_model import LONGEST_WORD, WordModel


class WordsAround:
    """Looks words up in one model's lexicon."""

    def __init__(self, alphabet: Alphabet, words: WordModel) -> None:
        self._alphabet = alphabet
        self._words = words

    def named(self, text: str, findings: Sequence[TypoFinding]) -> list[tuple[str, str]]:
        """For each finding the shortest word as it stands in the text and with all corrections.

        Both empty where the correction makes no word, or changes the length.
        """
        meant = text
        for finding in findings:
            if len(finding.suggestions[0]) == len(finding.quote):
                meant = meant[: finding.start] + finding.suggestions[0] + meant[finding.end :]
        return [self._around(text, meant, finding) for finding in findings]

    def _around(self, text: str, meant: str, finding: TypoFinding) -> tuple[str, str]:
        size = finding.end - finding.start
        if len(finding.suggestions[0]) != len(finding.quote):
            return "", ""
        for length in range(max(size, 2), LONGEST_WORD + 1):
            for first in range(max(0, finding.end - length), finding.start + 1):
                piece = meant[first : first + length]
                if len(piece) == length and self._is_word(piece):
                    return text[first : first + length], piece
        return "", ""

    def _is_word(self, piece: str) -> bool:
        known = self._alphabet.numbers
        if not all(one in known for one in piece):
            return False
        number = numbers(np.array([[known[one] for one in piece]]))
        length = len(piece)
        total = np.full(1, WORD_SALTS[length], np.uint64)
        for back in range(length):
            total += number[:, length - 1 - back] * TOKEN_FACTORS[back]
        return bool(self._words.weights(total)[0])
