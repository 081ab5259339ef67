"""How often each rule hits clean text: ``python tools/measure_rules.py FILE… [--out JSON]``.

Each line of a FILE (txt, txt.xz, or tsv, whose last column counts) is scanned as a text of its
own, at the full level.  Prints hits and hits per 1,000 characters for each rule and certainty,
with ``--show CODE`` the places.  ``--out`` writes the counts, which ``docs/rules.md`` quotes.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from qz_review.scanning.document import Document
from qz_review.scanning.engine import Scanner, ScanSettings
from qz_review.scanning.level import Level
from qz_review.scanning.registry import all_rules


def lines_of(path: Path) -> list[str]:
    """The lines of a file, the last column of a table."""
    if path.suffix == ".xz":
        text = lzma.decompress(path.read_bytes()).decode("utf-8")
    else:
        text = path.read_text(encoding="utf-8")
    return [line.split("\t")[-1] for line in text.rstrip("\n").split("\n")]


def main() -> None:
    """Scan and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--show", default="", help="codes, or 'all'")
    parser.add_argument("--most", type=int, default=25)
    parser.add_argument("--every", type=int, default=1, help="scan every nth line")
    parser.add_argument("--chunk", type=int, default=1, help="so many lines are one text")
    parser.add_argument("--certainty", default="")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    rules = [rule for rule in all_rules() if rule.family != "T"]
    scanner = Scanner(rules)
    full, standard = ScanSettings(Level.FULL), ScanSettings()
    shown = set(options.show.split(","))
    counts: Counter[tuple[str, str, str]] = Counter()
    places: dict[str, list[str]] = defaultdict(list)
    characters = 0
    for path in options.files:
        lines = lines_of(path)[:: options.every]
        size = options.chunk
        for text in ("\n".join(lines[at : at + size]) for at in range(0, len(lines), size)):
            characters += len(text)
            document = Document.of_text(text)
            found = scanner.scan(document, full).findings
            if not found:
                continue
            low = {(f.rule, f.start, f.end) for f in scanner.scan(document, standard).findings}
            for f in found:
                level = "standard" if (f.rule, f.start, f.end) in low else "full"
                counts[f.rule, f.certainty.label, level] += 1
                if (
                    (f.rule in shown or "all" in shown)
                    and (not options.certainty or f.certainty.label == options.certainty)
                    and len(places[f.rule]) < options.most
                ):
                    around = (
                        text[max(0, f.start - 22) : f.start]
                        + "【"
                        + f.quote
                        + "】"
                        + text[f.end : f.end + 22]
                    )
                    places[f.rule].append(
                        f"{f.certainty.label} {around!r} → {f.suggestions} {f.message}"
                    )
    order = {rule.code: at for at, rule in enumerate(rules)}
    print(f"{characters} characters")
    totals: Counter[str] = Counter()
    for (code, certainty, level), count in sorted(
        counts.items(), key=lambda i: (order[i[0][0]], i[0][1])
    ):
        print(f"{code:5} {certainty} {level:9} {count:7} {count * 1000 / characters:9.5f}")
        totals[f"{certainty} {level}"] += count
        for place in places.pop(code, ()):
            print("     ", place)
    for name, count in sorted(totals.items()):
        print(f"{name:20} {count:7} {count * 1000 / characters:9.5f}")
    if options.out:
        table = {
            "characters": characters,
            "hits": {
                rule.code: {
                    certainty: sum(
                        n for (c, k, _), n in counts.items() if (c, k) == (rule.code, certainty)
                    )
                    for certainty in ("必错", "疑似", "提示")
                    if any((c, k) == (rule.code, certainty) for c, k, _ in counts)
                }
                for rule in rules
            },
        }
        options.out.write_text(
            json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
