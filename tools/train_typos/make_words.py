"""Builds the word model: lexicon, word bigrams, words with a hole.

    python -m tools.train_typos.make_words CORPUS LIBIME WORK

The text is read as words twice, first by the lexicon's own weights; its bigrams (absolute
discounting, singletons dropped) are mixed with those of libime's model, more of ours the oftener
the first word stands in our text.  LIBIME holds ``lm_sc.arpa`` and ``dict_sc.txt``, from the
archives ``data/lm_sc.arpa-*.tar.xz`` and ``data/dict-*.tar.xz`` of Debian's source package libime.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.alphabet import BREAK, Alphabet
from qz_review.scanning.typos.hashing import HOLE_SALTS, TOKEN_FACTORS, WORD_SALTS, numbers
from qz_review.scanning.typos.word_model import (
    BACK_OFF_FLOOR,
    BYTE,
    LONGEST_STEP,
    LONGEST_WORD,
    PROBABILITY_FLOOR,
    pair_keys,
)
from tools.train_typos.corpus import Work
from tools.train_typos.count_characters import byte_of
from tools.train_typos.lexicon import Lexicon, load
from tools.train_typos.packing import packed
from tools.train_typos.tables_file import save_table

BREAK_WEIGHT, SIGN_WEIGHT, CHARACTER_WEIGHT = -2.0, -3.0, -7.5
DISCOUNT = 0.75
LEAST_GAIN = 0.12  # log10: a bigram that says less than this is left to the back-off
OWN_LEAST, OWN_MOST, OWN_HALF = 0.15, 0.6, 200
SHORTEST_WITH_HOLE = 3
RAREST_OF_THREE = -6.6
_ROWS = 20_000

Floats = NDArray[np.float64]


@dataclass
class Words:
    """The words by number: key (sorted), weight, text."""

    keys: NDArray[np.uint64]
    weights: Floats
    texts: list[str]

    def numbers_of(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Number of the word with this key, -1 where there is none."""
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, at, -1)


def word_key(word: str, alphabet: Alphabet) -> int:
    """Key of one word."""
    ids = np.array([[alphabet.numbers[one] for one in word]])
    return int(keys_of_rows(ids)[0])


def keys_of_rows(ids: NDArray[Any]) -> NDArray[np.uint64]:
    """Keys of words of one length, a word a row."""
    number = numbers(ids)
    length = ids.shape[1]
    total = np.full(len(ids), WORD_SALTS[length], np.uint64)
    for back in range(length):
        total += number[:, length - 1 - back] * TOKEN_FACTORS[back]
    return total


def all_words(lexicon: Lexicon, alphabet: Alphabet) -> Words:
    """Words the model knows, with every single character and sign."""
    weights = {word: weight for word, weight in lexicon.words.items() if len(word) <= LONGEST_WORD}
    for number, character in enumerate(alphabet.characters):
        base = CHARACTER_WEIGHT if alphabet.is_han[number] else SIGN_WEIGHT
        weights[character] = lexicon.single.get(character, base)
    weights[alphabet.characters[BREAK]] = BREAK_WEIGHT
    texts = list(weights)
    keys = np.zeros(len(texts), np.uint64)
    for length in range(1, LONGEST_WORD + 1):
        rows = [row for row, text in enumerate(texts) if len(text) == length]
        ids = np.array([[alphabet.numbers[one] for one in texts[row]] for row in rows])
        keys[rows] = keys_of_rows(ids)
    order = np.argsort(keys)
    values = np.array(list(weights.values()))
    return Words(keys[order], values[order], [texts[row] for row in order])


def batches(ids: NDArray[np.uint16]) -> Iterator[NDArray[np.uint16]]:
    """Sentences of like length as rows, each ending in a break (padded with breaks)."""
    ends = np.flatnonzero(ids == BREAK)
    starts, lengths = ends[:-1] + 1, np.diff(ends)
    order = np.argsort(lengths, kind="stable")
    for first in range(0, len(order), _ROWS):
        rows = order[first : first + _ROWS]
        width = int(lengths[rows].max())
        places = starts[rows, None] + np.arange(width)
        inside = np.arange(width) < lengths[rows, None]
        yield np.where(inside, ids[np.minimum(places, len(ids) - 1)], BREAK)


def read_as_words(rows: NDArray[np.uint16], words: Words, costs: Floats) -> NDArray[np.int64]:
    """Numbers of the words of the best reading, row after row, each row after a break."""
    count, width = rows.shape
    number = numbers(rows)
    best = np.full((count, width + 1), np.inf)
    best[:, 0] = 0
    size = np.zeros((count, width), np.int8)
    which = np.zeros((count, width), np.int64)
    for end in range(width):
        total = np.zeros(count, np.uint64)
        for length in range(1, min(LONGEST_STEP, end + 1) + 1):
            total = total + number[:, end - length + 1] * TOKEN_FACTORS[length - 1]
            word = words.numbers_of(total + WORD_SALTS[length])
            cost = np.where(word >= 0, costs[word], np.inf)
            reached = best[:, end - length + 1] + cost
            better = reached < best[:, end + 1]
            best[better, end + 1] = reached[better]
            size[better, end] = length
            which[better, end] = word[better]
    chosen = np.zeros((count, width), bool)
    at = np.full(count, width)
    while (at > 0).any():
        open_rows = np.flatnonzero(at > 0)
        chosen[open_rows, at[open_rows] - 1] = True
        at[open_rows] -= size[open_rows, at[open_rows] - 1]
    chosen &= np.cumsum(rows == BREAK, axis=1) <= 1  # the others only fill the row
    return which[chosen]


def counted(
    ids: NDArray[np.uint16], words: Words, share: Floats, pairs: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Counts of words, keys (first * words + second) and counts of bigrams."""
    costs = -np.log10(share)
    total = np.zeros(len(words.keys), np.int64)
    keys, counts = np.zeros(0, np.int64), np.zeros(0, np.int64)
    pending = [np.zeros(0, np.int64)]
    for rows in batches(ids):
        chain = read_as_words(rows, words, costs)
        total += np.bincount(chain, minlength=len(total))
        if pairs:
            pending.append(chain[:-1] * len(total) + chain[1:])
            if sum(map(len, pending)) > 8_000_000:
                keys, counts = _added(keys, counts, pending)
                pending = [pending[0][:0]]
    if pairs:
        keys, counts = _added(keys, counts, pending)
    return total, keys, counts


def _added(keys: Any, counts: Any, pending: list[NDArray[np.int64]]) -> tuple[Any, Any]:
    new, many = np.unique(np.concatenate(pending), return_counts=True)
    both = np.union1d(keys, new)
    total = np.zeros(len(both), np.int64)
    total[np.searchsorted(both, keys)] += counts
    total[np.searchsorted(both, new)] += many
    return both, total


def libime_pairs(path: Path, words: Words, alphabet: Alphabet) -> tuple[Any, Floats, Floats]:
    """Bigram keys, their probabilities, and every word's back-off weight."""
    row = {text: number for number, text in enumerate(words.texts)}
    row |= {"<s>": row[alphabet.characters[BREAK]], "</s>": row[alphabet.characters[BREAK]]}
    back_off = np.ones(len(words.texts))
    keys, values = [], []
    order = 0
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("\\"):
                order += line[1:2].isdigit()
                continue
            parts = line.rstrip("\n").split("\t")
            if order == 1 and len(parts) == 3 and parts[1] in row:
                back_off[row[parts[1]]] = min(1.0, 10 ** float(parts[2]))
            elif order == 2 and len(parts) >= 2:
                first, second = parts[1].split(" ")
                if first in row and second in row:
                    keys.append(row[first] * len(words.texts) + row[second])
                    values.append(10 ** float(parts[0]))
            elif order > 2:
                break
    sort = np.argsort(np.array(keys))
    return np.array(keys)[sort], np.array(values)[sort], back_off


def mixed_pairs(
    words: Words, share: Floats, own: tuple[Any, Any], other: tuple[Any, Floats, Floats]
) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Bigrams worth keeping, their probability, and every word's back-off weight."""
    count = len(words.keys)
    keys, counts = own
    total = np.bincount(keys // count, counts, minlength=count)
    kept = counts > 1
    lost = np.bincount(keys // count, np.where(kept, DISCOUNT, counts), minlength=count)
    own_back_off = np.where(total > 0, lost / np.maximum(total, 1), 1.0)
    keys, counts = keys[kept], counts[kept]
    first, second = keys // count, keys % count
    probability = (counts - DISCOUNT) / total[first] + own_back_off[first] * share[second]
    base = 10**words.weights / (10**words.weights).sum()
    every = np.union1d(keys, other[0])
    first, second = every // count, every % count

    def of(keys: Any, values: Floats, back_off: Floats, alone: Floats) -> Floats:
        at = np.minimum(np.searchsorted(keys, every), len(keys) - 1)
        return np.where(keys[at] == every, values[at], back_off[first] * alone[second])

    ours = OWN_LEAST + OWN_MOST * total / (total + OWN_HALF)
    mixed = ours[first] * of(keys, probability, own_back_off, share)
    mixed += (1 - ours[first]) * of(other[0], other[1], other[2], base)
    back_off = ours * own_back_off + (1 - ours) * other[2]
    says = np.abs(np.log10(mixed / (back_off[first] * share[second]))) > LEAST_GAIN
    return every[says], mixed[says], back_off


def holes(lexicon: Lexicon, alphabet: Alphabet) -> list[tuple[Any, Any]]:
    """Keys of words with one character left out and that character: likeliest, second."""
    keys, weights, left_out = [], [], []
    for length in range(SHORTEST_WITH_HOLE, LONGEST_STEP + 1):
        least = RAREST_OF_THREE if length == SHORTEST_WITH_HOLE else -np.inf
        chosen = [w for w, weight in lexicon.words.items() if len(w) == length and weight > least]
        ids = np.array([[alphabet.numbers[one] for one in word] for word in chosen])
        terms = numbers(ids)[:, ::-1] * TOKEN_FACTORS[:length]
        for distance in range(length):
            rest = terms.sum(axis=1, dtype=np.uint64) - terms[:, distance]
            keys.append(rest + HOLE_SALTS[length, distance])
            weights.append([lexicon.words[word] for word in chosen])
            left_out.append(ids[:, length - 1 - distance])
    key, weight, character = map(np.concatenate, (keys, weights, left_out))
    order = np.lexsort((character, -weight, key))
    key, character = key[order], character[order]
    start = np.append(True, key[1:] != key[:-1])
    second = np.append(False, start[:-1] & ~start[1:])
    return [(key[start], character[start]), (key[second], character[second])]


def main() -> None:
    """Read the text as words, mix, pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("libime", type=Path)
    parser.add_argument("work", type=Path)
    options = parser.parse_args()
    work = Work(options.work)
    alphabet, ids = work.alphabet(), work.ids("train")
    lexicon = load(options.corpus, options.libime, alphabet)
    words = all_words(lexicon, alphabet)
    base = 10**words.weights / (10**words.weights).sum()
    share = base
    for last in (False, True):
        total, keys, counts = counted(ids, words, share, pairs=last)
        share = 0.5 * (total + 0.1) / (total + 0.1).sum() + 0.5 * base
        print(f"{len(words.keys):,} words, {int(total.sum()):,} in the text")
    other = libime_pairs(options.libime / "lm_sc.arpa", words, alphabet)
    pairs, probability, back_off = mixed_pairs(words, share, (keys, counts), other)
    print(f"{len(pairs):,} bigrams")
    first, second = words.keys[pairs // len(words.keys)], words.keys[pairs % len(words.keys)]
    values = byte_of(probability, PROBABILITY_FLOOR)
    table = packed(pair_keys(first, second), values, fingerprint=8, value=8)
    save_table(options.work, "word-pairs", table)
    values = np.maximum(byte_of(share, PROBABILITY_FLOOR), 1) << np.uint64(8)
    values |= byte_of(back_off, BACK_OFF_FLOOR)
    save_table(options.work, "words", packed(words.keys, values, fingerprint=16, value=16))
    for name, (key, character) in zip(("first", "second"), holes(lexicon, alphabet), strict=True):
        save_table(options.work, f"holes-{name}", packed(key, character, fingerprint=16, value=16))


assert BYTE == 255

if __name__ == "__main__":
    main()
