"""Packs ``resources/lexicons/typo_pairs.tsv``: ``python tools/pack_typo_pairs.py CORPUS``.

Takes the published pairs of wrong and right words (macro-correct, Apache-2.0) that can be trusted:
the right word is a word, the wrong one is not and does not occur once, not even across the border
of two words, in the thirty million characters of laws, news and prose in CORPUS/text.  What
the other lists have already is left out.
"""

from __future__ import annotations

import json
import lzma
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "resources" / "lexicons"
OTHERS = ("confusable_words.tsv", "wrong_idioms.tsv", "variant_words.tsv")
LEAST_SEEN = 5
"""So often the right word stands in the text, or it is in the list of idioms."""


def known_words(corpus: Path) -> set[str]:
    """Words of the pinyin dictionary."""
    lines = (corpus / "lexicon" / "libime_sc_words.txt").read_text(encoding="utf-8").split("\n")
    return {line.split()[0] for line in lines if line.split()}


def idioms(corpus: Path) -> set[str]:
    """Idioms as the dictionary writes them."""
    lines = (corpus / "lists" / "idioms.tsv").read_text(encoding="utf-8").split("\n")[1:]
    return {line.split("\t")[0] for line in lines}


def listed() -> set[str]:
    """Wrong words of the lists that are there."""
    found: set[str] = set()
    for name in OTHERS:
        lines = (OUT / name).read_text(encoding="utf-8").split("\n")[1:]
        found |= {line.split("\t")[1] for line in lines if line}
    return found


def occurrences(corpus: Path, words: set[str]) -> dict[str, int]:
    """How often each string stands in the text."""
    counts = dict.fromkeys(words, 0)
    lengths = sorted({len(word) for word in words})
    for path in sorted((corpus / "text").glob("*.txt.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                for length in lengths:
                    for at in range(len(line) - length + 1):
                        piece = line[at : at + length]
                        if piece in counts:
                            counts[piece] += 1
    return counts


def main() -> None:
    """Write the list."""
    corpus = Path(sys.argv[1])
    path = corpus / "confusion" / "macro_correct_typo_pairs.json"
    pairs = json.loads(path.read_text(encoding="utf-8"))
    words, sayings, taken = known_words(corpus), idioms(corpus), listed()
    candidates = {
        wrong: right
        for wrong, right in pairs.items()
        if 2 <= len(wrong) == len(right) <= 4
        and wrong != right
        and set(wrong) & set(right)
        and right in words | sayings
        and wrong not in words | sayings
        and not any(part in wrong for part in taken)
    }
    counts = occurrences(corpus, set(candidates) | set(candidates.values()))
    rows = [
        (wrong, right)
        for wrong, right in sorted(candidates.items())
        if not counts[wrong] and (counts[right] >= LEAST_SEEN or right in sayings)
    ]
    lines = ["wrong\tright", *("\t".join(row) for row in rows), ""]
    (OUT / "typo_pairs.tsv").write_text("\n".join(lines), encoding="utf-8")
    print(f"{len(pairs)} pairs, {len(candidates)} plausible, {len(rows)} kept")


if __name__ == "__main__":
    main()
