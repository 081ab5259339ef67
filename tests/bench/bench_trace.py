"""How long a trace takes: ``python tests/bench/bench_trace.py [ROUNDS]``.

A text of 50,000 characters with 30 versions, each some saves of one hand with 30 edits in all.
Prints medians: composing all versions from nothing (once for each head of the ledger), adding
one version to what is kept (each save, each draft), tracing a phrase in what is kept (each
click), and the first trace of all, composition included.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from texts_for_comparing import as_text, written

from qz_review.markup.layers import Version, compose
from qz_review.markup.positions import Positions
from qz_review.markup.trace import trace_range
from qz_review.model.stage import Stage
from qz_review.model.text import ManuscriptText, Paragraph

SIZE, VERSIONS, EDITS = 50_000, 30, 30
WORDS = ("进一步", "有关", "会同", "扎实", "已经", "12", "0.5", "的", "全面推进", "")


def few_edits(text: ManuscriptText, number: int, seed: int) -> ManuscriptText:
    """The text with so many words replaced, put in or taken out, anywhere."""
    chance = random.Random(seed)
    blocks = list(text.blocks)
    for _ in range(number):
        at = chance.randrange(len(blocks))
        block = blocks[at]
        assert isinstance(block, Paragraph)
        place = chance.randrange(max(1, len(block.text) - 2))
        words = block.text[:place] + chance.choice(WORDS) + block.text[place + 2 :]
        blocks[at] = Paragraph(words)
    return ManuscriptText(text.title, blocks=tuple(blocks))


def history() -> list[Version]:
    """The 原稿 and 29 later versions, step after step."""
    text = as_text(written(SIZE, 1))
    versions = [Version(None, text)]
    for number in range(1, VERSIONS):
        text = few_edits(text, EDITS, number)
        stage = list(Stage)[number % len(Stage)]
        versions.append(Version(stage, text, f"第{number}人", f"T{number:02}"))
    return versions


def median_ms(work: Callable[[], object], rounds: int) -> float:
    """Median wall time, in ms."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    versions = history()
    compose(versions[:2])  # loads the segmenter's dictionary
    document = compose(versions)
    positions = Positions(document, versions)
    length = positions.length(positions.last)
    chance = random.Random(7)
    places = [chance.randrange(length - 12) for _ in range(50)]
    print(f"{length} characters, {len(versions)} versions, {len(document.changes)} changes")
    print(f"compose from nothing     {median_ms(lambda: compose(versions), rounds):9.1f} ms")
    traced = median_ms(lambda: [trace_range(positions, at, at + 12) for at in places], rounds)
    print(f"trace of a phrase        {traced / len(places):9.2f} ms")

    def first() -> object:
        return trace_range(Positions(compose(versions), versions), places[0], places[0] + 12)

    print(f"first trace, all from nothing {first and median_ms(first, rounds):4.1f} ms")


if __name__ == "__main__":
    main()
