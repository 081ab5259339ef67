"""Builds the tables of what may be mistaken for what, and the facts about characters.

    python -m tools.train_typos.make_confusions CORPUS LIBIME WORK

Sound comes from the readings of the standard characters, near sound from the accents of the south
and from neighbours in the spelling, shape from published tables of similar characters and from
shared components (漢語拆字字典).
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.alphabet import Alphabet, is_han
from qz_review.scanning.typos.confusions import SOUND_BASE, Likeness
from tools.train_typos.corpus import Work
from tools.train_typos.lexicon import Lexicon, load, rows

MOST = 160
"""Characters one may stand for, at most."""

LEAST_SEEN = 3
RAREST_PAIR = -6.9
MOST_PAIRS = 24
GROUPS = ("的地得", "他她它", "在再", "做作", "以已", "和与合")
PARTICLES = "的地得"

INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw")
ACCENT_INITIALS = {
    "zh": "z j",
    "ch": "c q",
    "sh": "s x",
    "z": "zh",
    "c": "ch",
    "s": "sh",
    "n": "l",
    "l": "n r",
    "f": "h",
    "h": "f",
    "r": "l y",
    "b": "p",
    "d": "t",
    "g": "k",
    "j": "q z zh",
    "q": "x c ch",
    "x": "s sh",
    "w": "h",
}
ACCENT_FINALS = {
    "an": "ang",
    "en": "eng",
    "in": "ing",
    "ian": "iang ie",
    "uan": "uang",
    "un": "ong eng",
    "uo": "o e ou",
    "ou": "u",
    "u": "v",
    "v": "i",
    "i": "ei",
    "ve": "ie",
    "van": "ian",
    "ao": "ou",
    "ei": "ui",
    "ai": "ei",
    "iu": "ou",
}
FLAT = {"zh", "z", "ch", "c", "sh", "s", "n", "l"}

SIMILAR, SHARED = 2, 1  # how sure a table of similar shapes is; two and more is a clear likeness
STROKES_APART = 4
BIG_PART = 4  # strokes


def near_sounds(syllables: set[str]) -> dict[str, set[str]]:
    """Syllables that are taken for each other; symmetric."""
    near: dict[str, set[str]] = {one: set() for one in syllables}
    for syllable in syllables:
        initial = next((one for one in INITIALS if syllable.startswith(one)), "")
        final = syllable[len(initial) :]
        initials = ACCENT_INITIALS.get(initial, "").split()
        finals = ACCENT_FINALS.get(final, "").split()
        others = [one + final for one in initials] + [initial + one for one in finals]
        if initial in FLAT:
            others += [one + two for one in initials if one in FLAT for two in finals]
        for other in others:
            if other in near:
                near[syllable].add(other)
                near[other].add(syllable)
    return near


def similar_shapes(corpus: Path) -> dict[str, Counter[str]]:
    """How much speaks for a likeness of shape, by pair of characters; symmetric."""
    shapes: dict[str, Counter[str]] = defaultdict(Counter)

    def add(one: str, other: str, weight: int) -> None:
        if one != other:
            shapes[one][other] += weight
            shapes[other][one] += weight

    confusion = corpus / "confusion"
    for line in (confusion / "similarchar_shape.txt").read_text(encoding="utf-8").split("\n"):
        character, *others = line.split()[:2] or [""]
        for other in "".join(others):
            add(character, other, SIMILAR)
    for line in (confusion / "same_stroke.txt").read_text(encoding="utf-8").split("\n"):
        character, *others = line.strip().split(",")
        for other in others:
            add(character, other, SHARED)
    strokes = {row[1]: int(row[4]) for row in rows(corpus / "lists" / "chars_8105.tsv")}
    holders: dict[tuple[int, str], set[str]] = defaultdict(set)
    parts = components(corpus)
    for character, ways in parts.items():
        for way in ways:
            for place, part in enumerate(way):
                if len(way) == 2 and strokes.get(part, 0) >= BIG_PART:
                    holders[place, part].add(character)
                if strokes.get(part, 0) >= BIG_PART and near_size(strokes, character, part):
                    add(character, part, SHARED)
    for together in holders.values():
        for character in together:
            for other in together:
                if character < other and near_size(strokes, character, other):
                    add(character, other, SHARED)
    return shapes


def near_size(strokes: dict[str, int], one: str, other: str) -> bool:
    """Whether two standard characters have about as many strokes."""
    unknown = -2 * STROKES_APART
    return abs(strokes.get(one, unknown) - strokes.get(other, 99)) <= STROKES_APART


def components(corpus: Path) -> dict[str, set[tuple[str, ...]]]:
    """Ways to take characters apart."""
    parts: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in rows(corpus / "lists" / "components.tsv"):
        for way in row[1].split(" / "):
            if 2 <= len(way.split()) <= 3:
                parts[row[0]].add(tuple(way.split()))
    return parts


def likenesses(
    corpus: Path, lexicon: Lexicon, alphabet: Alphabet
) -> dict[str, dict[str, Likeness]]:
    """For every character of the alphabet what it may stand for, and why."""
    known = set(alphabet.numbers)
    speakers: dict[str, set[str]] = defaultdict(set)
    for character, spoken in lexicon.spoken.items():
        if character in known:
            for syllable, _ in spoken:
                speakers[syllable].add(character)
    near = near_sounds(set(speakers))
    shapes = similar_shapes(corpus)
    found: dict[str, dict[str, Likeness]] = {}
    for character in filter(is_han, alphabet.characters):
        likeness: dict[str, Likeness] = defaultdict(lambda: Likeness(0))
        for other, weight in shapes[character].items():
            if other in known and is_han(other):
                likeness[other] |= Likeness.SHAPE if weight >= SIMILAR else Likeness.FAINT_SHAPE
        spoken = lexicon.spoken.get(character, [])
        for syllable, tone in spoken:
            for other in speakers[syllable]:
                likeness[other] |= Likeness.SAME_SOUND
                if (syllable, tone) in lexicon.spoken[other]:
                    likeness[other] |= Likeness.SAME_TONE
            for sound in near.get(syllable, ()):
                for other in speakers[sound]:
                    likeness[other] |= Likeness.NEAR_SOUND
        likeness.pop(character, None)
        found[character] = dict(likeness)
    return found


def worth(likeness: Likeness, frequency: float) -> float:
    """Which confusions stay when there are too many."""
    sure = 3 * bool(likeness & Likeness.SAME_SOUND) + 2 * bool(likeness & Likeness.SHAPE)
    faint = 1.2 * bool(likeness & Likeness.NEAR_SOUND) + 0.7 * bool(likeness & Likeness.FAINT_SHAPE)
    return float(sure + faint + 0.35 * frequency)


def confusion_arrays(
    found: dict[str, dict[str, Likeness]], alphabet: Alphabet, counts: NDArray[Any]
) -> dict[str, NDArray[Any]]:
    """The padded tables."""
    characters = np.tile(np.arange(len(alphabet), dtype=np.uint16)[:, None], (1, MOST))
    bits = np.zeros((len(alphabet), MOST), np.uint8)
    for character, likeness in found.items():
        row = alphabet.numbers[character]
        numbers = {alphabet.numbers[other]: kind for other, kind in likeness.items()}
        ranked = sorted(
            (-worth(kind, np.log10(counts[other] + 1)), other, kind)
            for other, kind in numbers.items()
            if counts[other] >= LEAST_SEEN
        )[:MOST]
        characters[row, : len(ranked)] = [other for _, other, _ in ranked]
        bits[row, : len(ranked)] = [int(kind) for _, _, kind in ranked]
    return {"characters": characters, "likeness": bits}


def pair_arrays(lexicon: Lexicon, alphabet: Alphabet) -> dict[str, NDArray[Any]]:
    """Two-character words by their reading."""
    syllables = {syllable for spoken in lexicon.spoken.values() for syllable, _ in spoken}
    number = {syllable: row for row, syllable in enumerate(sorted(syllables))}
    assert len(number) < SOUND_BASE
    sounds = np.full((len(alphabet), 2), -1, np.int16)
    for character, spoken in lexicon.spoken.items():
        if character in alphabet.numbers:
            different = list(dict.fromkeys(number[syllable] for syllable, _ in spoken))[:2]
            sounds[alphabet.numbers[character], : len(different)] = different
    by_sound: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for word, weight in lexicon.words.items():
        if len(word) != 2 or weight < RAREST_PAIR:
            continue
        first, second = (alphabet.numbers[one] for one in word)
        for way in lexicon.readings[word]:
            if not syllables.issuperset(way):
                continue  # a misprint of the list
            key = number[way[0]] * SOUND_BASE + number[way[1]]
            by_sound[key].append((-weight, first, second))
    starts, words = [0], []
    for key in sorted(by_sound):
        words += [pair for _, *pair in sorted(by_sound[key])[:MOST_PAIRS]]
        starts.append(len(words))
    return {
        "sounds": sounds,
        "pair_sounds": np.array(sorted(by_sound), np.int32),
        "pair_starts": np.array(starts, np.int32),
        "pair_words": np.array(words, np.uint16),
    }


def fact_arrays(corpus: Path, alphabet: Alphabet, ids: NDArray[np.uint16]) -> dict[str, Any]:
    """``CharacterFacts`` by name."""
    size = len(alphabet)
    counts = np.bincount(ids, minlength=size)
    facts: dict[str, NDArray[Any]] = {
        "frequency": np.log10(counts + 1).astype(np.float32),
        "group": np.zeros(size, np.uint8),
        "particle": np.zeros(size, np.uint8),
    }
    for number, group in enumerate(GROUPS, 1):
        facts["group"][[alphabet.numbers[one] for one in group]] = number
    facts["particle"][[alphabet.numbers[one] for one in PARTICLES]] = [1, 2, 3]
    surname, given = np.zeros((2, size), np.float32)
    for name, _, weight, *_ in rows(corpus / "lists" / "surnames.tsv"):
        if len(name) == 1 and name in alphabet.numbers:
            surname[alphabet.numbers[name]] = max(float(weight), 0.02)
    for character, count, *_ in rows(corpus / "lists" / "given_name_chars.tsv"):
        if character in alphabet.numbers:
            given[alphabet.numbers[character]] = float(count)
    dots = np.flatnonzero(ids == alphabet.numbers["·"])
    near = dots[:, None] + np.array([-3, -2, -1, 1, 2, 3])
    beside = np.bincount(ids[np.clip(near, 0, len(ids) - 1)].ravel(), minlength=size)
    facts["surname"] = np.sqrt(surname / surname.max())
    facts["given"] = np.sqrt(given / given.max())
    facts["foreign"] = (beside / np.maximum(counts, 50)).astype(np.float32)
    facts["foreign"][~alphabet.is_han[:size]] = 0
    return facts


def main() -> None:
    """Write ``confusions.npz`` and ``facts.npz``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("libime", type=Path)
    parser.add_argument("work", type=Path)
    options = parser.parse_args()
    work = Work(options.work)
    alphabet, ids = work.alphabet(), work.ids("train")
    lexicon = load(options.corpus, options.libime, alphabet)
    found = likenesses(options.corpus, lexicon, alphabet)
    counts = np.bincount(ids, minlength=len(alphabet))
    arrays = confusion_arrays(found, alphabet, counts) | pair_arrays(lexicon, alphabet)
    np.savez(options.work / "confusions.npz", **arrays)  # type: ignore[arg-type]
    np.savez(options.work / "facts.npz", **fact_arrays(options.corpus, alphabet, ids))
    print({name: array.shape for name, array in arrays.items()})


if __name__ == "__main__":
    main()
