"""Puts a character too many or too few into held-out sentences and notes which proposals are right.

    python -m tools.train_typos.make_length_examples WORK PART [--characters N]

PART is ``held`` or ``check``.  Writes ``lengths-PART.npz``.  Most sentences stay as they are: what
the models object to in them is what the ranker must learn to leave alone.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.alphabet import OUTSIDE, is_han
from qz_review.scanning.typos.length_proposals import LengthProposals
from qz_review.scanning.typos.reading import MARGIN
from tools.train_typos.corpus import Work, sentences
from tools.train_typos.make_examples import SEEDS, load_models

BATCH = 150
CLEAN, EXTRA = 0.5, 0.25  # shares of sentences; the rest miss a character
DOUBLED, DOUBLED_WORD, REPEATED = 0.45, 0.2, 0.15  # of the extra; the rest are strays
NEAR_BY = 4
STRAYS = "的了在是和对为等及与中上要有不将并会个所以后其行"
KINDS = ("extra", "missing")


class LengthNoise:
    """Makes sentences one or two characters longer or shorter."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def shuffle(self, chosen: list[str]) -> None:
        """Bring sentences into an order that depends on the seed alone."""
        self._random.shuffle(chosen)

    def spoiled(self, sentence: str) -> str:
        """The sentence, or what became of it."""
        places = [at for at, one in enumerate(sentence) if is_han(one)]
        chance = self._random.random()
        if chance < CLEAN or len(places) < 6:
            return sentence
        at = self._random.choice(places)
        if chance > CLEAN + EXTRA:
            return sentence[:at] + sentence[at + 1 :]
        kind = self._random.random()
        if kind < DOUBLED:
            return sentence[:at] + sentence[at] + sentence[at:]
        if kind < DOUBLED + DOUBLED_WORD and all(map(is_han, sentence[at : at + 2])):
            return sentence[:at] + sentence[at : at + 2] + sentence[at:]
        if kind < DOUBLED + DOUBLED_WORD + REPEATED:
            other = min(len(sentence) - 1, at + self._random.randint(2, NEAR_BY))
            stray = sentence[other] if is_han(sentence[other]) else sentence[at]
        else:
            stray = self._random.choice(STRAYS)
        return sentence[:at] + stray + sentence[at:]


def right(
    proposals: LengthProposals,
    extra: bool,
    bounds: Sequence[int],
    given: Sequence[NDArray[np.uint16]],
    wanted: Sequence[NDArray[np.uint16]],
) -> NDArray[np.bool_]:
    """Whether each proposal leads to the sentence as it was.

    bounds: where each sentence begins in the stretch the places count from.
    """
    good = np.zeros(len(proposals), bool)
    which = np.searchsorted(bounds, proposals.places, side="right") - 1
    for row, number in enumerate(which.tolist()):
        goal, ids = wanted[number], given[number]
        if len(goal) == len(ids):
            continue
        at, size = int(proposals.places[row]) - bounds[number], int(proposals.sizes[row])
        if extra:
            becomes = np.delete(ids, np.s_[at : at + size])
        else:
            becomes = np.insert(ids, at, proposals.characters[row, :size])
        good[row] = np.array_equal(becomes, goal)
    return good


def main() -> None:
    """Make the examples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("part", choices=SEEDS)
    parser.add_argument("--characters", type=int, default=10_000_000, help="of each text")
    options = parser.parse_args()
    work = Work(options.work)
    alphabet = work.alphabet()
    models = load_models(options.work)
    noise = LengthNoise(SEEDS[options.part])
    rows: dict[str, list[NDArray[np.float32]]] = {kind: [] for kind in KINDS}
    good: dict[str, list[NDArray[np.bool_]]] = {kind: [] for kind in KINDS}
    gap = np.full(MARGIN, OUTSIDE, np.uint16)
    for name in work.names:
        chosen = list(sentences(work.text(options.part, name)))
        noise.shuffle(chosen)
        used = longer = shorter = 0
        for first in range(0, len(chosen), BATCH):
            clean = chosen[first : first + BATCH]
            given = [alphabet.tokens(noise.spoiled(sentence)).ids for sentence in clean]
            wanted = [alphabet.tokens(sentence).ids for sentence in clean]
            longer += sum(len(a) > len(b) for a, b in zip(given, wanted, strict=True))
            shorter += sum(len(a) < len(b) for a, b in zip(given, wanted, strict=True))
            sizes = [len(ids) + MARGIN for ids in given]
            bounds = (np.cumsum([0, *sizes[:-1]]) + MARGIN).tolist()
            stretch = np.concatenate([part for ids in given for part in (gap, ids)] + [gap])
            reading = models.read(stretch)
            for kind in KINDS:
                proposals = getattr(models.lengths, kind)(reading)
                rows[kind].append(proposals.features)
                good[kind].append(right(proposals, kind == "extra", bounds, given, wanted))
            used += sum(map(len, clean))
            if used > options.characters:
                break
        found = {kind: int(sum(part.sum() for part in good[kind])) for kind in KINDS}
        print(
            f"{name}: {used:,} characters, {longer} longer, {shorter} shorter, {found}", flush=True
        )
    arrays = {f"{kind}_rows": np.concatenate(rows[kind]) for kind in KINDS}
    labels = {f"{kind}_right": np.concatenate(good[kind]) for kind in KINDS}
    path = options.work / f"lengths-{options.part}.npz"
    np.savez(path, **arrays, **labels)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
