"""Terms in disguise: by sound, in pinyin, with a character taken apart.

Only terms that are flagged for it are looked for so, and what is found is a hint: a homophone of
a word is most often another word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from qz_review.latest import Latest
from qz_review.scanning.layers import Lexicon, Term, nearest
from qz_review.scanning.names.sounds import readings, sound_of
from qz_review.scanning.names.tables import table_rows
from qz_review.scanning.term_search import TermSearch
from qz_review.scanning.terms.bundled import bundled_terms
from qz_review.scanning.terms.folding import fold

_KEPT = 3
_LATIN = re.compile(r"[a-z](?:[ ·'’.\-]?[a-z0-9]){3,80}")
_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")


@dataclass(frozen=True, slots=True)
class Disguise:
    """A flagged term at [start, end) in disguise; how: 同音, 拼音 or 拆字."""

    start: int
    end: int
    term: Term
    how: str


class DisguiseIndex:
    """The flagged terms of several lists."""

    def __init__(self, terms: Iterable[Term]) -> None:
        flagged = [term for term in nearest(terms).values() if term.variants and not term.protects]
        words = [(fold(term.text), term) for term in flagged if len(term.text) > 1]
        self._sounds = TermSearch((sound_of(text), (text, term)) for text, term in words)
        self._pinyin = TermSearch((p, term) for text, term in words if (p := _pinyin(text)))
        self._split = TermSearch((s, term) for text, term in words for s in _taken_apart(text))
        self.empty = not words

    def find(self, text: str) -> Iterator[Disguise]:
        """What is found in a text."""
        if self.empty:
            return
        folded = fold(text)
        for start, end, (word, term) in self._sounds.find(sound_of(folded)):
            found = folded[start:end]
            if found != word and not found.isascii():
                yield Disguise(start, end, term, "同音")
        for start, end, term in self._split.find(folded):
            yield Disguise(start, end, term, "拆字")
        for run in _LATIN.finditer(folded.translate(_TONES)):
            places = [at for at in range(*run.span()) if run.string[at].isalpha()]
            letters = "".join(run.string[at] for at in places)
            for start, end, term in self._pinyin.find(letters):
                yield Disguise(places[start], places[end - 1] + 1, term, "拼音")


@cache
def _parts() -> dict[str, tuple[str, ...]]:
    return {character: tuple(parts.split("/")) for character, parts in table_rows("components.tsv")}


def _taken_apart(word: str) -> Iterator[str]:
    """The word with one character taken apart, and with all that can be."""
    known = _parts()
    for at, character in enumerate(word):
        for parts in known.get(character, ()):
            yield word[:at] + parts + word[at + 1 :]
    if sum(character in known for character in word) > 1:
        yield "".join(known[c][0] if c in known else c for c in word)


def _pinyin(word: str) -> str:
    """The word in letters, "" where a character has no reading or it would be too short."""
    spelt = [readings().get(character, "") for character in word]
    joined = "".join(spelt)
    return joined if all(spelt) and len(joined) > 5 else ""


_indexes: Latest[tuple[object, ...], DisguiseIndex] = Latest(_KEPT)


def disguise_index(lexicons: tuple[Lexicon, ...]) -> DisguiseIndex:
    """The index over the bundled terms and some lists."""
    key = tuple((lexicon.layer, lexicon.version) for lexicon in lexicons)

    def make() -> DisguiseIndex:
        lists = (bundled_terms(), *lexicons)
        return DisguiseIndex(term for lexicon in lists for term in lexicon.terms())

    return _indexes.of(key, make)
