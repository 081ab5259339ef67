"""The typo engine on development sets, beside pycorrector's Corrector where kenlm is there.

    python tests/bench/bench_typos.py CORPUS [--rows 150] [--alone]

CORPUS holds ``dev/*.tsv`` (source, tab, target) and ``lm/gov_char5gram.klm``.  F1 is sentence-level
correction as pycorrector counts it: a sentence that is right and was changed is a false positive,
one that is wrong and did not become its target a false negative.  The first table compares both on
the same first rows of each set, one after the other in one process; the second has ours alone on
whole sets, precision/recall/F1 at falling thresholds: the curve.  kenlm is source-only on the
registry; without it, and with ``--alone``, the first table has ours only.
"""

from __future__ import annotations

import argparse
import importlib
import resource
import sys
import types
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

WRONG = ("official_docs_dev", "law_dev", "office_docs_dev", "sighan15")
CLEAN = ("clean_laws_dev", "clean_xwlb_dev", "clean_xxqg_dev")
THRESHOLDS = (0.98, 0.95, 0.9, 0.86, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)

Row = tuple[str, str]


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


def edits(corrections: Sequence[Any], least: float) -> list[Any]:
    """Corrections of at least this probability."""
    return [one for one in corrections if one.probability >= least]


def applied(text: str, corrections: Sequence[Any]) -> str:
    """The text with these corrections (of equal length)."""
    characters = list(text)
    for one in corrections:
        characters[one.start : one.end] = list(one.new)
    return "".join(characters)


def pycorrector(model: Path) -> Callable[[str], str] | None:
    """pycorrector's statistical corrector, None where kenlm or pycorrector is missing."""
    if any(find_spec(name) is None for name in ("kenlm", "jieba", "pypinyin")):
        return None
    spec = find_spec("pycorrector")
    if spec is None or spec.submodule_search_locations is None:
        return None
    bare = types.ModuleType("pycorrector")  # its own __init__ wants torch
    bare.__path__ = list(spec.submodule_search_locations)
    sys.modules["pycorrector"] = bare
    corrector = importlib.import_module("pycorrector.corrector").Corrector
    made = corrector(language_model_path=str(model))
    return lambda text: str(made.correct(text)["target"])


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rows", type=int, default=150)
    parser.add_argument("--alone", action="store_true")
    options = parser.parse_args()
    from qz_review.scanning.typos.engine import TypoEngine

    began = perf_counter()
    engine = TypoEngine.load(ROOT / "resources" / "models" / "typos")
    print(f"load {perf_counter() - began:.2f} s")
    other = None if options.alone else pycorrector(options.corpus / "lm" / "gov_char5gram.klm")
    if other is None:
        print("pycorrector's Corrector: not measured (kenlm is not installed, or --alone)")
    for name in WRONG:
        rows = read(options.corpus, name)[: options.rows]
        texts = [source for source, _ in rows]
        size = sum(map(len, texts))
        began = process_time()
        found = engine.corrections(texts, 0.3)
        ours = size / (process_time() - began)
        given = [applied(t, edits(c, 0.4)) for t, c in zip(texts, found, strict=True)]
        line = f"{name:18} ours F1 {figures(rows, given)[2]:.3f}, {ours:.0f} characters/s"
        if other is not None:
            began = process_time()
            theirs = [other(text) for text in texts]
            speed = size / (process_time() - began)
            line += f" · pycorrector F1 {figures(rows, theirs)[2]:.3f}, {speed:.0f}"
            line += f" · {ours / speed:.0f} times as fast"
        print(line, flush=True)
    pooled = dict.fromkeys(THRESHOLDS, 0)
    clean_size = 0
    for name in (*WRONG, *CLEAN):
        rows = read(options.corpus, name)
        texts = [source for source, _ in rows]
        began = process_time()
        found = engine.corrections(texts, min(THRESHOLDS))
        size = sum(map(len, texts))
        print(f"{name}: {size / (process_time() - began):.0f} characters/s")
        clean_size += size if name in CLEAN else 0
        for least in THRESHOLDS:
            kept = [edits(corrections, least) for corrections in found]
            wrong = sum(
                target[one.start : one.end] != one.new
                for (source, target), chosen in zip(rows, kept, strict=True)
                for one in chosen
                if len(source) == len(target)
            )
            text = f"  {least:.2f}  wrong edits per 1,000 {wrong / size * 1000:.3f}"
            if name in WRONG:
                given = [applied(t, c) for t, c in zip(texts, kept, strict=True)]
                text += "  P {:.3f}  R {:.3f}  F1 {:.3f}".format(*figures(rows, given))
            else:
                pooled[least] += wrong
            print(text)
    print("clean sets pooled, wrong edits per 1,000 characters:")
    for least, wrong in pooled.items():
        print(f"  {least:.2f}  {wrong / clean_size * 1000:.3f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak resident memory of this process {peak} MB")


if __name__ == "__main__":
    main()
