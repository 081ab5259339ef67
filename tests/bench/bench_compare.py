"""How long comparing takes, and how its result reads, beside three others.

``python tests/bench/bench_compare.py [--text FILE]``: for each size and share of edits, our
median time beside fast-diff-match-patch (C++, semantic clean-up, whole text) in turn on the
same texts; the characters either marks as changed; our pieces beside a plain diff of words
over the whole text without any clean-up; and at 50,000 characters difflib (autojunk off).
FILE: a plain text in UTF-8 of 200,000 characters or more to take instead of generated ones.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import rjieba
from fast_diff_match_patch import diff
from texts_for_comparing import Words, as_text, edited, read, written

from qz_review.markup.changes import Comparison, SpanKind
from qz_review.markup.compare import compare_texts
from qz_review.model.text import plain_text

SIZES = (10_000, 50_000, 200_000)
SHARES = (0.01, 0.05)
DIFFLIB_AT = 50_000
ROUNDS = {10_000: 41, 50_000: 15, 200_000: 5}

Work = Callable[[], object]


def interleaved_ms(works: Sequence[Work], rounds: int) -> list[float]:
    """Median CPU time of each work, in ms, all of them once in every round.

    CPU time, because other work on the machine is nobody's doing here; all run in one thread.
    """
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            start = time.process_time()
            work()
            taken.append((time.process_time() - start) * 1000)
    return [statistics.median(taken) for taken in times]


def semantic(old: str, new: str) -> list[tuple[str, str]]:
    """The whole text character by character with the clean-up that others take."""
    found: list[tuple[str, str]] = diff(
        old, new, timelimit=0, checklines=False, cleanup="Semantic", counts_only=False
    )
    return found


def word_pieces(old: str, new: str) -> int:
    """Pieces of a plain diff of words over the whole text."""
    symbols: dict[str, str] = {}
    left, right = (
        "".join(symbols.setdefault(word, _symbol(len(symbols))) for word in rjieba.cut(text))
        for text in (old, new)
    )
    script = diff(left, right, timelimit=0, checklines=False, cleanup="No", counts_only=True)
    return sum(1 for operation, _ in script if operation != "=")


def _symbol(number: int) -> str:
    return chr(0x100 + number if number < 0xD000 else 0x10000 + number)


def our_figures(comparison: Comparison) -> tuple[int, int]:
    """Characters marked as changed, and the pieces they stand in."""
    characters = pieces = 0
    for line in comparison.lines:
        before = SpanKind.SAME
        for span in line.spans:
            if span.kind is not SpanKind.SAME:
                characters += len(span.text)
                pieces += span.kind is not before
            before = span.kind
    return characters, pieces


def first_words_ms() -> float:
    """Time of the segmenter's import and first use, in a fresh interpreter."""
    code = (
        "import time; start = time.process_time(); import rjieba; rjieba.cut('工作要求');"
        "print((time.process_time() - start) * 1000)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def row(old: Words, new: Words, size: int, share: float) -> None:
    """Measure one pair of texts and print its line."""
    before, after = as_text(old), as_text(new)
    left, right = plain_text(before), plain_text(after)
    ours, other = interleaved_ms(
        [lambda: compare_texts(before, after), lambda: semantic(left, right)], ROUNDS[size]
    )
    comparison = compare_texts(before, after)
    characters, pieces = our_figures(comparison)
    theirs = sum(len(text) for operation, text in semantic(left, right) if operation != "=")
    plain = word_pieces(left, right)
    print(
        f"{size:>8} {share:>4.0%} {ours:>9.1f} {other:>9.1f} {ours / other:>6.2f}"
        f" {characters:>8} {theirs:>8} {characters / theirs:>6.2f}"
        f" {pieces:>7} {plain:>7} {pieces / plain:>6.2f}"
    )
    if size == DIFFLIB_AT and share == SHARES[-1]:
        start = time.process_time()
        SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
        taken = (time.process_time() - start) * 1000
        print(f"{'difflib':>13} {taken:>19.0f} ms, {taken / ours:.0f} times ours")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=Path)
    options = parser.parse_args()
    print(f"loading the segmenter and its dictionary, once: {first_words_ms():.0f} ms")
    compare_texts(as_text(written(200, 1)), as_text(written(200, 2)))
    print(
        f"{'text':>8} {'edit':>4} {'ours ms':>9} {'fdmp ms':>9} {'ratio':>6}"
        f" {'changed':>8} {'fdmp':>8} {'ratio':>6} {'pieces':>7} {'words':>7} {'ratio':>6}"
    )
    for size in SIZES:
        for share in SHARES:
            old = read(options.text, size) if options.text else written(size, size)
            row(old, edited(old, share, size + 1), size, share)


if __name__ == "__main__":
    main()
