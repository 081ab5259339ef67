"""Chooses from which probability on a correction is shown, on the ``check`` part of the text.

    python -m tools.train_typos.choose_thresholds CORPUS LIBIME WORK [--characters N]

For each level the lowest threshold that keeps the wrong edits on clean text within ``BOUNDS``, and
for 必错 also the precision on spoiled text; writes ``thresholds.json``.  The bounds are tighter
than what the product promises, since the check text is of the kinds the models were made from and
what offices write is not.  Characters too many and missing have a budget of their own.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.correction import Correction
from qz_review.scanning.typos.engine import TypoEngine
from qz_review.scanning.typos.finding import TypoKind
from qz_review.scanning.typos.model_file import TypoModel
from qz_review.scanning.typos.ranker import LengthRanker, Ranker
from tools.train_typos.corpus import Work, sentences
from tools.train_typos.lexicon import load
from tools.train_typos.make_confusions import likenesses
from tools.train_typos.make_examples import SEEDS, load_models
from tools.train_typos.noise import Noise

BOUNDS = {"possible": 0.40, "likely": 0.075, "certain": 0.005}
"""Wrong edits in a thousand characters of clean text."""

LENGTH_BOUNDS = {"possible": 0.04, "likely": 0.01, "certain": 0.0}
CERTAIN_PRECISION = 0.997
CERTAIN_AT_LEAST, LENGTH_CERTAIN_AT_LEAST = 0.97, 0.995
LEAST = 0.2
SPOILED = 120_000
"""Characters of spoiled text, taken from all over the part."""

LENGTH_KINDS = (TypoKind.EXTRA, TypoKind.MISSING)
_BATCH = 400


def load_engine(work: Path) -> TypoEngine:
    """The engine as far as it is in the work folder, without thresholds."""
    facts = json.loads((work / "ranker.json").read_text(encoding="utf-8"))
    with np.load(work / "ranker.npz") as file:
        ranker = Ranker(dict(file), facts["least"])
    with np.load(work / "lengths.npz") as file:
        lengths = LengthRanker(dict(file))
    return TypoEngine(TypoModel(load_models(work), ranker, lengths, {}, ""))


def found_in(engine: TypoEngine, texts: Sequence[str]) -> list[list[Correction]]:
    """All corrections, a few hundred sentences at a time."""
    found: list[list[Correction]] = []
    for first in range(0, len(texts), _BATCH):
        found += engine.corrections(texts[first : first + _BATCH], LEAST)
    return found


def within(wrong: NDArray[Any], size: int, bound: float) -> float:
    """The lowest threshold that lets through so many wrong edits in a thousand characters."""
    allowed = int(bound * size / 1000)
    ranked = np.sort(wrong)[::-1]
    if len(ranked) <= allowed:
        return LEAST
    return float(np.nextafter(np.float32(ranked[allowed]), np.float32(1)))


def precise(probability: NDArray[Any], right: NDArray[np.bool_], least: float) -> float:
    """The lowest threshold from which on at least this share is right."""
    order = np.argsort(-probability, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(share >= least)
    return float(probability[order][good[-1]]) if len(good) else 1.0


def main() -> None:
    """Write ``thresholds.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("libime", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--characters", type=int, default=10_000_000, help="of each text")
    options = parser.parse_args()
    work = Work(options.work)
    engine = load_engine(options.work)
    alphabet = work.alphabet()
    lexicon = load(options.corpus, options.libime, alphabet)
    likeness = likenesses(options.corpus, lexicon, alphabet)
    noise = Noise(options.corpus, work, lexicon, likeness, SEEDS["check"])
    clean = [
        one
        for name in work.names
        for one in sentences(work.text("check", name)[: options.characters])
    ]
    size = sum(map(len, clean))
    flat = [one for found in found_in(engine, clean) for one in found]
    lengths = np.array([one.probability for one in flat if one.kind in LENGTH_KINDS])
    exchanges = np.array([one.probability for one in flat if one.kind not in LENGTH_KINDS])
    few = clean[:: max(1, size // SPOILED)]
    spoiled = [noise.spoiled(sentence) for sentence in few]
    pairs = [
        (one.probability, meant[one.start : one.end] == one.new)
        for meant, found in zip(few, found_in(engine, spoiled), strict=True)
        for one in found
        if one.kind not in LENGTH_KINDS
    ]
    probability, right = map(np.array, zip(*pairs, strict=True))
    thresholds: dict[str, Any] = {}
    for tier, bound in BOUNDS.items():
        default = within(exchanges, size, bound)
        length = within(lengths, size, LENGTH_BOUNDS[tier])
        if tier == "certain":
            exact = precise(probability, right, CERTAIN_PRECISION)
            default = max(default, exact, CERTAIN_AT_LEAST)
            length = max(length, LENGTH_CERTAIN_AT_LEAST)
        shown = probability >= default
        print(
            f"{tier}: {default:.3f}, {(exchanges >= default).sum() / size * 1000:.3f} wrong edits"
            f" in 1,000 clean characters, precision on spoiled text {right[shown].mean():.4f}"
            f" of {shown.sum()}; too many and missing from {length:.3f}"
        )
        thresholds[tier] = {"default": round(default, 4)}
        thresholds[tier] |= {kind.value: round(length, 4) for kind in LENGTH_KINDS}
    thresholds["propose"] = min(thresholds["possible"].values())
    text = json.dumps(thresholds, ensure_ascii=False)
    path = options.work / "thresholds.json"
    path.unlink(missing_ok=True)  # it may be shared with another work folder
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
