"""The training text: read, split, turned into numbers, kept in a work folder.

    python -m tools.train_typos.corpus CORPUS WORK [--leave-out NAME …]

The split is by blocks of neighbouring lines, so that near-repetitions inside one law or one
broadcast do not stand on both sides: ``train`` for counting and for the network, ``held`` for the
ranker, ``check`` for thresholds.  Development sets are never read here.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.alphabet import PUNCTUATION, Alphabet, is_han

SEED = 7
BLOCK_LINES = {
    "laws_regulations": 1500,
    "xinwenlianbo_2022_2026": 250,
    "corpuszh_sentences": 800,
}
"""Text files and the lines of a block: some 60 to 200 thousand characters each."""

HELD, CHECKED = 0.09, 0.012
PARTS = ("train", "held", "check")
_STANDARD_LEVELS = 6500  # 通用规范汉字表, levels one and two


def lines_of(corpus: Path, name: str) -> list[str]:
    """All lines of one text."""
    with lzma.open(corpus / "text" / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
        return file.read().split("\n")


def split(lines: list[str], block: int) -> dict[str, str]:
    """The three parts of a text."""
    count = len(lines) // block + 1
    order = np.random.default_rng(SEED).permutation(count)
    held = max(1, round(count * HELD))
    checked = max(1, round(count * CHECKED))
    part_of = dict.fromkeys(order[:held], "held")
    part_of |= dict.fromkeys(order[held : held + checked], "check")
    parts: dict[str, list[str]] = {part: [] for part in PARTS}
    for number, line in enumerate(lines):
        parts[part_of.get(number // block, "train")].append(line)
    return {part: "\n".join(chosen) for part, chosen in parts.items()}


def make_alphabet(corpus: Path, counts: Counter[str]) -> str:
    """Classes, punctuation, then Chinese characters by falling frequency."""
    rows = (corpus / "lists" / "chars_8105.tsv").read_text(encoding="utf-8").split("\n")[1:]
    standard = [row.split("\t")[1] for row in rows if row][:_STANDARD_LEVELS]
    seen = {character for character, count in counts.items() if is_han(character) and count > 1}
    han = sorted(seen | set(standard), key=lambda one: (-counts[one], one))
    return "\n?0a#" + PUNCTUATION + "〇" + "".join(han)


def sentences(text: str, shortest: int = 6, longest: int = 160) -> Iterator[str]:
    """Sentences of usable length; longer ones fall apart at semicolons."""
    for sentence in re.split(r"\n|(?<=[。！？])", text):
        pieces = re.split(r"(?<=；)", sentence) if len(sentence) > longest else [sentence]
        yield from (piece for piece in pieces if shortest <= len(piece) <= longest)


class Work:
    """The work folder: what one step leaves for the next."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def names(self) -> list[str]:
        """The texts in use."""
        names: list[str] = json.loads((self.folder / "texts.json").read_text(encoding="utf-8"))
        return names

    def alphabet(self) -> Alphabet:
        """The alphabet of this text."""
        return Alphabet(json.loads((self.folder / "alphabet.json").read_text(encoding="utf-8")))

    def text(self, part: str, name: str) -> str:
        """One part of one text."""
        return (self.folder / f"{part}-{name}.txt").read_text(encoding="utf-8")

    def ids(self, part: str) -> NDArray[np.uint16]:
        """The tokens of one part of all texts."""
        return np.concatenate([np.load(self.folder / f"{part}-{name}.npy") for name in self.names])


def main() -> None:
    """Fill the work folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="NAME")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    names = [name for name in BLOCK_LINES if name not in options.leave_out]
    texts = {name: lines_of(options.corpus, name) for name in names}
    counts = Counter[str]()
    for lines in texts.values():
        for line in lines:
            counts.update(line)
    characters = make_alphabet(options.corpus, counts)
    (options.work / "texts.json").write_text(json.dumps(names), encoding="utf-8")
    (options.work / "alphabet.json").write_text(json.dumps(characters), encoding="utf-8")
    alphabet = Alphabet(characters)
    for name, lines in texts.items():
        for part, text in split(lines, BLOCK_LINES[name]).items():
            ids = alphabet.tokens(text).ids
            np.save(options.work / f"{part}-{name}.npy", ids)
            (options.work / f"{part}-{name}.txt").write_text(text, encoding="utf-8")
            print(f"{name} {part}: {len(ids):,} tokens")


if __name__ == "__main__":
    main()
