"""How fast the rules scan: ``python tests/bench/bench_rules.py [FILE]``.

Prints characters a second of all rules without the typo engine at both levels, over one long
manuscript and over short texts of their own; the time of a manuscript of 10,000 characters, of a
scan after one key press in it, and of a million characters; and what 100,000 terms of word lists
add.  FILE: a text to use instead of the rule text that comes with the program.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from qz_review.assets import resource_path
from qz_review.scanning.document import Document
from qz_review.scanning.engine import Scanner, ScanSettings
from qz_review.scanning.layers import Layer, Term, WordList
from qz_review.scanning.level import Level
from qz_review.scanning.registry import all_rules
from qz_review.scanning.terms.categories import category_of

ROUNDS = 7
RULE_TEXT = next(resource_path("rule").glob("*.txt"))


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median processor time of some rounds; other work on the machine does not count."""
    times: list[float] = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> None:
    """Print the figures."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else RULE_TEXT
    words = source.read_text(encoding="utf-8").replace("\r", "")
    lines = [line.split("\t")[-1] for line in words.split("\n") if line.strip()]
    started = time.process_time()
    rules = [rule for rule in all_rules() if rule.family != "T"]
    scanner = Scanner(rules)
    scanner.scan(Document.of_text(lines[0]))
    print(f"{len(rules)} rules, loaded in {time.process_time() - started:.2f} s")
    text = "\n".join(lines)
    long = (text + "\n") * (100_000 // len(text) + 1)
    long = long[:100_000]
    for level in Level:
        settings = ScanSettings(level)
        whole = seconds(lambda s=settings: scanner.scan(Document.of_text(long), s))
        short = seconds(
            lambda s=settings: [scanner.scan(Document.of_text(line), s) for line in lines], 3
        )
        print(
            f"{level.label}: {len(long) / whole:>9,.0f} characters/s as one text, "
            f"{len(text) / short:>9,.0f} line by line ({len(text) / len(lines):.0f} a line)"
        )
    _manuscript(scanner, long[:10_000])
    _million(scanner, long)
    _terms(scanner, long)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


def _manuscript(scanner: Scanner, text: str) -> None:
    settings = ScanSettings(Level.FULL)
    whole = seconds(lambda: scanner.scan(Document.of_text(text), settings))
    first = scanner.scan(Document.of_text(text), settings)
    middle = len(text) // 2
    typed = [text[:middle] + "落实，。"[: n % 4 + 1] + text[middle:] for n in range(20)]
    keys = iter(typed * 10)
    key = seconds(lambda: scanner.scan(Document.of_text(next(keys)), settings, previous=first), 20)
    print(f"10,000 characters: {whole * 1000:.0f} ms, after a key press {key * 1000:.1f} ms")


def _million(scanner: Scanner, text: str) -> None:
    million = (text * (1_000_000 // len(text) + 1))[:1_000_000]
    settings = ScanSettings(Level.FULL)
    whole = seconds(lambda: scanner.scan(Document.of_text(million), settings), 1)
    one = million.replace("\n", "")
    line = seconds(lambda: scanner.scan(Document.of_text(one), settings), 1)
    print(f"1,000,000 characters: {whole:.1f} s, as one line {line:.1f} s")


def _terms(scanner: Scanner, text: str) -> None:
    """All rules with 110,000 terms in the unit's list, made of characters the text uses."""
    chance = random.Random(1)
    used = [character for character in text if "\u4e00" <= character <= "\u9fff"]
    words = {"".join(chance.choices(used, k=chance.randint(3, 6))) for _ in range(110_000)}
    category = category_of("own")
    assert category is not None
    terms = tuple(
        Term(word, "own", Layer.UNIT, category.gate, category.certainty, category.severity)
        for word in sorted(words)
    )
    settings = ScanSettings(lexicons=(WordList(Layer.UNIT, "bench", terms),))
    document = Document.of_text(text)
    start = time.process_time()
    found = scanner.scan(document, settings).findings
    built = time.process_time() - start
    with_terms = seconds(lambda: scanner.scan(document, settings))
    without = seconds(lambda: scanner.scan(document))
    hits = sum(finding.rule == "S25" for finding in found)
    print(
        f"{len(terms):,} terms of the unit: first scan with building {built:.1f} s, then "
        f"{len(text) / with_terms:,.0f} characters/s all rules together ({hits} hits), "
        f"{len(text) / without:,.0f} with the bundled lists alone"
    )


if __name__ == "__main__":
    main()
