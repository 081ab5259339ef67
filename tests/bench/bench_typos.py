"""The typo engine on development sets, beside pycorrector's Corrector where kenlm is there.

    python tests/bench/bench_typos.py CORPUS [--rows 150] [--alone] [--picture FILE.svg]

CORPUS holds ``dev/*.tsv`` (source, tab, target) and ``lm/gov_char5gram.klm``.  F1 is sentence-level
correction as pycorrector counts it: a sentence that is right and was changed is a false positive,
one that is wrong and did not become its target a false negative.  Ours is measured on whole sets,
at the model's own thresholds and at falling ones (the curve), and then beside pycorrector on the
same first rows of each set, one after the other in one process.  kenlm is source-only on the
registry; without it, and with ``--alone``, that table has ours only.
"""

from __future__ import annotations

import argparse
import resource
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

from typo_curve import draw  # noqa: E402

from qz_review.scanning.typos.correction import Correction, applied  # noqa: E402
from qz_review.scanning.typos.engine import TypoEngine  # noqa: E402
from qz_review.scanning.typos.finding import Tier  # noqa: E402

WRONG = ("official_docs_dev", "law_dev", "office_docs_dev", "sighan15")
CLEAN = ("clean_laws_dev", "clean_xwlb_dev", "clean_xxqg_dev")
THRESHOLDS = (0.98, 0.95, 0.9, 0.86, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
LEAST = min(THRESHOLDS)
CERTAIN, LIKELY, POSSIBLE = (tier.value for tier in Tier)

Row = tuple[str, str]
Found = tuple[list[Row], list[list[Correction]]]


def read(corpus: Path, name: str) -> list[Row]:
    """Rows of a set."""
    lines = (corpus / "dev" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    return [(pair[0], pair[1]) for pair in pairs if len(pair) == 2]


def figures(rows: Sequence[Row], given: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall, F1 of whole sentences."""
    both = list(zip(rows, given, strict=True))
    right = sum(source != target == got for (source, target), got in both)
    missed = sum(source != target != got for (source, target), got in both)
    alarms = sum(source == target != got for (source, target), got in both)
    precision = right / max(1, right + alarms)
    recall = right / max(1, right + missed)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def shown(
    engine: TypoEngine, found: Sequence[list[Correction]], least: str
) -> list[list[Correction]]:
    """The corrections of at least this tier."""
    tiers = [tier.value for tier in Tier]
    wanted = set(tiers[: tiers.index(least) + 1])
    return [[one for one in each if (engine.tier(one) or "") in wanted] for each in found]


def scored(
    engine: TypoEngine, rows: Sequence[Row], found: Sequence[list[Correction]], least: str
) -> tuple[float, float, float]:
    """Precision, recall, F1 with the corrections of at least this tier."""
    kept = shown(engine, found, least)
    given = [applied(source, chosen) for (source, _), chosen in zip(rows, kept, strict=True)]
    return figures(rows, given)


def wrong_edits(rows: Sequence[Row], found: Sequence[list[Correction]]) -> int:
    """Corrections that do not lead to the target; sentences of another length are left out."""
    return sum(
        target[one.start : one.end] != one.new
        for (source, target), chosen in zip(rows, found, strict=True)
        for one in chosen
        if len(source) == len(target)
    )


def pycorrector(model: Path) -> Callable[[str], str] | None:
    """pycorrector's statistical corrector, None where kenlm or pycorrector is missing."""
    from qz_review.scanning.pycorrector_parts import pycorrector_part

    if any(find_spec(name) is None for name in ("kenlm", "jieba", "pypinyin")):
        return None
    part: Any = pycorrector_part("corrector")
    if part is None:
        return None
    made = part.Corrector(language_model_path=str(model))
    made.correct("先说一句，词典和模型此时才读入。")
    return lambda text: str(made.correct(text)["target"])


def beside(engine: TypoEngine, corpus: Path, count: int, alone: bool) -> None:
    """Ours and pycorrector's corrector on the same rows, set by set."""
    other = None if alone else pycorrector(corpus / "lm" / "gov_char5gram.klm")
    print(f"\nfirst {count} rows of each set, level full, F1 and characters a second")
    if other is None:
        print("pycorrector's Corrector: not measured (kenlm is not installed, or --alone)")
        print("kenlm is source-only on the registry: pip install kenlm needs a compiler")
    for name in WRONG:
        rows = read(corpus, name)[:count]
        texts = [source for source, _ in rows]
        size = sum(map(len, texts))
        began = process_time()
        found = engine.corrections(texts, LEAST)
        ours = size / (process_time() - began)
        line = f"{name:18} ours {scored(engine, rows, found, POSSIBLE)[2]:.3f}, {ours:.0f}/s"
        if other is not None:
            began = process_time()
            theirs = [other(text) for text in texts]
            speed = size / (process_time() - began)
            line += f" · pycorrector {figures(rows, theirs)[2]:.3f}, {speed:.0f}/s"
            line += f" · {ours / speed:.0f} times as fast"
        print(line, flush=True)


def levels(engine: TypoEngine, found: Mapping[str, Found]) -> None:
    """What the levels show of whole sets."""
    print("\nwhole sets: P / R / F1, wrong edits in 1,000 characters")
    for name in WRONG:
        rows, corrections = found[name]
        line = f"{name:18}"
        for label, least in (("full", POSSIBLE), ("standard", LIKELY)):
            three = " / ".join(f"{one:.3f}" for one in scored(engine, rows, corrections, least))
            wrong = wrong_edits(rows, shown(engine, corrections, least))
            size = sum(len(source) for source, _ in rows)
            line += f"  {label} {three}, {wrong / size * 1000:.2f}"
        print(line)
    print("clean sets, wrong edits in 1,000 characters: full, standard, certain")
    pooled = Counter[str]()
    total = 0
    for name in CLEAN:
        rows, corrections = found[name]
        size = sum(len(source) for source, _ in rows)
        total += size
        line = f"{name:18}"
        for least in (POSSIBLE, LIKELY, CERTAIN):
            wrong = wrong_edits(rows, shown(engine, corrections, least))
            pooled[least] += wrong
            line += f"  {wrong / size * 1000:.3f}"
        print(line)
    print("pooled            " + "".join(f"  {pooled[one] / total * 1000:.3f}" for one in pooled))
    right = count = 0
    for rows, corrections in found.values():
        chosen = shown(engine, corrections, CERTAIN)
        count += sum(map(len, chosen))
        right += sum(map(len, chosen)) - wrong_edits(rows, chosen)
    print(f"certain, all sets pooled: {right} of {count} right")


def curves(found: Mapping[str, Found], picture: Path | None) -> None:
    """Precision, recall and wrong edits at falling thresholds."""
    drawn: dict[str, list[tuple[float, float]]] = {}
    for name, (rows, corrections) in found.items():
        print(f"\n{name}: threshold, wrong edits in 1,000 characters, P / R / F1")
        size = sum(len(source) for source, _ in rows)
        for least in THRESHOLDS:
            kept = [[one for one in each if one.probability >= least] for each in corrections]
            line = f"  {least:.2f}  {wrong_edits(rows, kept) / size * 1000:.3f}"
            if name in WRONG:
                given = [applied(t, c) for (t, _), c in zip(rows, kept, strict=True)]
                precision, recall, f1 = figures(rows, given)
                line += f"  {precision:.3f} / {recall:.3f} / {f1:.3f}"
                drawn.setdefault(name, []).append((recall, precision))
            print(line)
    if picture is not None:
        draw(drawn, picture)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rows", type=int, default=150)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--model", type=Path, default=ROOT / "resources" / "models" / "typos")
    parser.add_argument("--picture", type=Path, help="write the curve there, as SVG")
    options = parser.parse_args()
    began = perf_counter()
    engine = TypoEngine.load(options.model)
    print(f"load {perf_counter() - began:.2f} s")
    found: dict[str, Found] = {}
    for name in (*WRONG, *CLEAN):
        rows = read(options.corpus, name)
        texts = [source for source, _ in rows]
        began = process_time()
        corrections = engine.corrections(texts, LEAST)
        speed = sum(map(len, texts)) / (process_time() - began)
        print(f"{name:18} {speed:.0f} characters a second", flush=True)
        found[name] = rows, corrections
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    levels(engine, found)
    curves(found, options.picture)
    beside(engine, options.corpus, options.rows, options.alone)


if __name__ == "__main__":
    main()
