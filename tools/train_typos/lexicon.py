"""Words with their weight and readings, from the lexicons of the corpus folder.

Needs ``opencc-python-reimplemented`` for the one list that is in traditional characters.
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from opencc import OpenCC

from qz_review.scanning.typos.alphabet import Alphabet, is_han

RARE = -7.0  # log10 weight of words that only a list of names or idioms has
LEAST = -8.0
_LONGEST = 8
_READING_WEIGHT = -1.5  # a character's reading this much rarer than its main one is left out
_THUOCL = ("caijing", "chengyu", "diming", "law", "lishimingren")
_SPELLING = {"lue": "lve", "nue": "nve"}

Sounds = tuple[str, ...]


@dataclass
class Lexicon:
    """Weights (log10) of words of two characters and more, of single characters, readings.

    readings: a word's toneless syllables.  spoken: a character's syllables with tone (0 unknown),
    the commonest first.
    """

    words: dict[str, float] = field(default_factory=dict)
    single: dict[str, float] = field(default_factory=dict)
    readings: dict[str, set[Sounds]] = field(default_factory=lambda: defaultdict(set))
    spoken: dict[str, list[tuple[str, int]]] = field(default_factory=dict)


def plain(syllable: str) -> tuple[str, int]:
    """A syllable with tone marks as letters (ü is v) and the number of its tone."""
    tone, letters = 0, ""
    marks = {0x304: 1, 0x301: 2, 0x30C: 3, 0x300: 4}
    for character in unicodedata.normalize("NFD", syllable):
        point = ord(character)
        if point in marks:
            tone = marks[point]
        elif point == 0x308:
            letters = letters[:-1] + "v"
        else:
            letters += character
    return letters, tone


def rows(path: Path) -> list[list[str]]:
    """Rows of a list with a header line."""
    lines = path.read_text(encoding="utf-8").split("\n")[1:]
    return [line.split("\t") for line in lines if line]


def load(corpus: Path, libime: Path, alphabet: Alphabet) -> Lexicon:
    """All words made of characters of the alphabet.

    libime: folder with ``lm_sc.arpa`` and ``dict_sc.txt`` of Debian's source package libime.
    """
    lexicon = Lexicon()
    _read_characters(lexicon, corpus, libime)
    weights: dict[str, float] = {}
    for weight, words in unigrams(libime / "lm_sc.arpa"):
        weights[words] = weight
    for word, weight in _essay(corpus / "lexicon" / "rime_essay_trad.txt").items():
        weights.setdefault(word, weight)
    for word in _named(lexicon, corpus):
        weights.setdefault(word, RARE)
    for word, weight in weights.items():
        if not all(is_han(one) and one in alphabet.numbers for one in word):
            continue
        if len(word) == 1:
            lexicon.single[word] = weight
        elif len(word) <= _LONGEST:
            lexicon.words[word] = weight
    for word in lexicon.words:
        if word not in lexicon.readings:
            syllables = tuple(lexicon.spoken.get(one, [("?", 0)])[0][0] for one in word)
            lexicon.readings[word].add(syllables)
    return lexicon


def unigrams(arpa: Path) -> list[tuple[float, str]]:
    """Words of an ARPA file with their weight."""
    found = []
    with arpa.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("\\2-grams"):
                break
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3 and not parts[1].startswith("<"):
                found.append((float(parts[0]), parts[1]))
    return found


def _read_characters(lexicon: Lexicon, corpus: Path, libime: Path) -> None:
    """Readings of characters and of the words of the pinyin dictionary."""
    for row in rows(corpus / "lists" / "chars_8105.tsv"):
        spoken = [plain(one) for one in row[7].split("|") if one != "-"]
        lexicon.spoken[row[1]] = list(dict.fromkeys(spoken))
    with (libime / "dict_sc.txt").open(encoding="utf-8") as file:
        for line in file:
            word, spelled, *weight = line.split()
            syllables = tuple(_SPELLING.get(one, one) for one in spelled.split("'"))
            if len(word) > 1:
                if len(syllables) == len(word):
                    lexicon.readings[word].add(syllables)
                continue
            known = lexicon.spoken.setdefault(word, [])
            common = not weight or float(weight[0]) > _READING_WEIGHT
            if common and all(one != syllables[0] for one, _ in known):
                known.append((syllables[0], 0))


def _essay(path: Path) -> dict[str, float]:
    """Phrases that occur at least twice, in simplified characters."""
    counts: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        word, _, count = line.partition("\t")
        if count:
            counts[word] = int(count)
    simplified = OpenCC("t2s").convert("\n".join(counts)).split("\n")
    together: dict[str, int] = defaultdict(int)
    for phrase, times in zip(simplified, counts.values(), strict=True):
        together[phrase] += times
    total = sum(together.values())
    return {
        phrase: max(LEAST, math.log10(times / total))
        for phrase, times in together.items()
        if times > 1
    }


def _named(lexicon: Lexicon, corpus: Path) -> list[str]:
    """Idioms, terms, places and people of the smaller lists; their readings on the way."""
    found: list[str] = []
    for name in _THUOCL:
        text = (corpus / "lexicon" / f"THUOCL_{name}.txt").read_text(encoding="utf-8-sig")
        words = [line.split()[0] for line in text.split("\n") if line.split()]
        found += [word for word in words if 2 <= len(word) <= _LONGEST]
    spelled = [row[:2] for row in rows(corpus / "lists" / "idioms.tsv")]
    found += [idiom for idiom, _ in spelled]
    spelled += [row[:2] for row in rows(corpus / "lists" / "phrase_pinyin_poly.tsv")]
    for word, spelling in spelled:
        syllables = tuple(plain(one)[0] for one in spelling.split())
        if len(syllables) == len(word):
            lexicon.readings[word].add(syllables)
    for row in rows(corpus / "lists" / "admin_divisions.tsv"):
        found += [row[1], row[2]]
    found += [row[1] for row in rows(corpus / "lists" / "institutions.tsv")]
    found += [row[1] for row in rows(corpus / "lists" / "countries.tsv")]
    return [word for word in found if len(word) > 1]
