"""Spoils held-out text, lets the models propose, and notes which proposals are right.

    python -m tools.train_typos.make_examples CORPUS LIBIME WORK PART [--characters N]

PART is ``held`` (for the ranker) or ``check`` (for thresholds).  Writes ``examples-PART.npz``.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.model_file import Models, assemble
from qz_review.scanning.typos.stretches import stretches_of
from tools.train_typos.corpus import Work, sentences
from tools.train_typos.lexicon import load
from tools.train_typos.make_confusions import likenesses
from tools.train_typos.noise import Noise
from tools.train_typos.tables_file import load_table

SEEDS = {"held": 11, "check": 12}
BATCH = 150  # sentences
TABLES = (
    *(f"language-{order}" for order in range(2, 6)),
    *("words", "word-pairs", "holes-first", "holes-second"),
)
GROUPS = ("network", "confusions", "facts")


def load_models(work: Path) -> Models:
    """The models as far as they are in the work folder."""
    arrays: dict[str, NDArray[Any]] = {"language-1": np.load(work / "language-1.npy")}
    for group in GROUPS:
        with np.load(work / f"{group}.npz") as file:
            arrays |= {f"{group}.{name}": file[name] for name in file.files}
    tables = {name: load_table(work, name) for name in TABLES}
    return assemble(Work(work).alphabet().characters, arrays, tables)


def main() -> None:
    """Make the examples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("libime", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("part", choices=SEEDS)
    parser.add_argument("--characters", type=int, default=10_000_000, help="of each text")
    options = parser.parse_args()
    work = Work(options.work)
    alphabet = work.alphabet()
    models = load_models(options.work)
    lexicon = load(options.corpus, options.libime, alphabet)
    likeness = likenesses(options.corpus, lexicon, alphabet)
    noise = Noise(options.corpus, work, lexicon, likeness, SEEDS[options.part])
    rows: list[NDArray[np.float32]] = []
    right: list[NDArray[np.bool_]] = []
    source: list[NDArray[np.uint8]] = []
    names: tuple[str, ...] = ()
    for number, name in enumerate(work.names):
        chosen = list(sentences(work.text(options.part, name)))
        noise.shuffle(chosen)
        spoiled = errors = found = 0
        for first in range(0, len(chosen), BATCH):
            clean = chosen[first : first + BATCH]
            wrong = [noise.spoiled(sentence) for sentence in clean]
            both = zip(stretches_of(wrong, alphabet), stretches_of(clean, alphabet), strict=True)
            for given, wanted in both:
                proposals = models.propose(models.read(given.ids))
                good = wanted.ids[proposals.places] == proposals.characters[:, 0]
                two = proposals.sizes == 2
                after = wanted.ids[np.minimum(proposals.places + 1, len(wanted.ids) - 1)]
                good &= ~two | (after == proposals.characters[:, 1])
                rows.append(proposals.features)
                right.append(good)
                source.append(np.full(len(good), number, np.uint8))
                names = proposals.names
                errors += int((given.ids != wanted.ids).sum())
                found += int((good * proposals.sizes).sum())
            spoiled += sum(map(len, clean))
            if spoiled > options.characters:
                break
        print(f"{name}: {spoiled:,} characters, {errors:,} wrong, {found:,} proposed", flush=True)
    np.savez(
        options.work / f"examples-{options.part}.npz",
        rows=np.concatenate(rows),
        right=np.concatenate(right),
        source=np.concatenate(source),
        names=np.array(names),
    )


if __name__ == "__main__":
    main()
