"""How long a trace takes: ``python tests/bench/bench_trace.py [ROUNDS]``.

A text of 50,000 characters with 30 versions, each some saves of one hand with 30 edits in all.
Prints medians: composing all versions from nothing (once, when a manuscript is opened), adding
one version to what is kept (each save, each draft), the first trace of all, composition
included, and tracing a phrase in what is kept (each click).
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

from qz_review.markup.layers import Layers, Version, compose
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


def median_ms(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians of wall time and of the processor's time, in ms."""
    wall, cpu = [], []
    for _ in range(rounds):
        start, start_cpu = time.perf_counter(), time.process_time()
        work()
        wall.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - start_cpu) * 1000)
    return statistics.median(wall), statistics.median(cpu)


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
    layers = Layers(versions[0])
    for version in versions[1:-1]:
        layers.add(version)

    def compose_all() -> object:
        return compose(versions)

    def go_on() -> object:
        following = layers.copy()
        following.add(versions[-1])
        return Positions(following.document(), versions)

    def first() -> object:
        return trace_range(Positions(compose(versions), versions), places[0], places[0] + 12)

    def click() -> object:
        return [trace_range(positions, at, at + 12) for at in places]

    print(f"{length} characters, {len(versions)} versions, {len(document.changes)} changes")
    print(f"{'':34}{'wall ms':>10}{'CPU ms':>10}")
    for name, work, times in (
        ("compose from nothing", compose_all, 1),
        ("add the last version or a draft", go_on, 1),
        ("first trace, all from nothing", first, 1),
        ("trace of a phrase, composed before", click, len(places)),
    ):
        wall, cpu = median_ms(work, rounds)
        print(f"{name:34}{wall / times:10.2f}{cpu / times:10.2f}")


if __name__ == "__main__":
    main()
