"""Trains the forests of the rankers on the examples and writes them as flat arrays.

    python -m tools.train_typos.train_ranker WORK

Needs ``lightgbm``; the product needs only the arrays.  Writes ``ranker.npz`` and ``ranker.json``
(the least log-odds of the first forest), ``lengths.npz`` (characters too many and missing), and
prints what each feature is worth.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from tools.train_typos.corpus import Work
from tools.train_typos.make_length_examples import KINDS

KEPT_OF_RIGHT = 0.996
"""Share of the right proposals that must pass the first forest."""

COMMON = {
    "objective": "binary",
    "min_data_in_leaf": 60,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 2.0,
    "max_bin": 127,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
FIRST = {"learning_rate": 0.25, "num_leaves": 12}
SECOND = {"learning_rate": 0.06, "num_leaves": 40}
LENGTHS = {"learning_rate": 0.08, "num_leaves": 24}
FIRST_TREES, SECOND_TREES, LENGTH_TREES = 16, 250, 120
WEIGHTS = {
    "laws_regulations": {"held": 0.1, "check": 0.5},
    "xinwenlianbo_2022_2026": {"held": 0.5, "check": 1.0},
    "corpuszh_sentences": {"held": 1.5, "check": 2.0},
}
"""What an example of each text counts.

Laws repeat each other, so that the n-gram model knows held-out laws far better than it knows what
an office writes: a ranker that learns from them trusts it too much (half a dozen points of F1).
"""


def forest_arrays(model: lightgbm.Booster, prefix: str) -> dict[str, NDArray[Any]]:
    """The trees in the form ``ranker.Forest`` walks through."""
    nodes: list[tuple[int, float, int, int]] = []
    values: list[float] = []
    roots: list[int] = []

    def add(tree: dict[str, Any]) -> int:
        if "leaf_value" in tree:
            values.append(tree["leaf_value"])
            return ~(len(values) - 1)
        number = len(nodes)
        nodes.append((0, 0.0, 0, 0))
        left, right = add(tree["left_child"]), add(tree["right_child"])
        nodes[number] = (tree["split_feature"], tree["threshold"], left, right)
        return number

    for tree in model.dump_model()["tree_info"]:
        root = add(tree["tree_structure"])
        if root >= 0:
            roots.append(root)
    feature, threshold, left, right = zip(*nodes, strict=True)
    return {
        f"{prefix}_feature": np.array(feature, np.uint8),
        f"{prefix}_threshold": np.array(threshold, np.float32),
        f"{prefix}_left": np.array(left, np.int32),
        f"{prefix}_right": np.array(right, np.int32),
        f"{prefix}_values": np.array(values, np.float32),
        f"{prefix}_roots": np.array(roots, np.int32),
    }


def examples(work: Work) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], list[str]]:
    """Rows, whether each is right, its weight, and the names of the columns; of both parts."""
    rows, right, weight = [], [], []
    names: list[str] = []
    for part in ("held", "check"):
        with np.load(work.folder / f"examples-{part}.npz") as file:
            names = [str(name) for name in file["names"]]
            rows.append(file["rows"])
            right.append(file["right"])
            share = np.array([WEIGHTS[name][part] for name in work.names])
            weight.append(share[file["source"]])
    return np.concatenate(rows), np.concatenate(right), np.concatenate(weight), names


def train_lengths(work: Path) -> None:
    """The forests for characters too many and for characters missing."""
    held, check = (np.load(work / f"lengths-{part}.npz") for part in ("held", "check"))
    arrays: dict[str, NDArray[Any]] = {}
    for kind in KINDS:
        data = lightgbm.Dataset(held[f"{kind}_rows"], held[f"{kind}_right"])
        against = lightgbm.Dataset(check[f"{kind}_rows"], check[f"{kind}_right"], reference=data)
        log = [lightgbm.log_evaluation(60)]
        model = lightgbm.train(
            COMMON | LENGTHS, data, LENGTH_TREES, valid_sets=[against], callbacks=log
        )
        arrays |= forest_arrays(model, kind)
    np.savez(work / "lengths.npz", **arrays)  # type: ignore[arg-type]


def main() -> None:
    """Train, report, export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    options = parser.parse_args()
    train_lengths(options.work)
    rows, right, weight, names = examples(Work(options.work))
    data = lightgbm.Dataset(rows, right, weight=weight, feature_name=names, free_raw_data=False)
    arrays: dict[str, NDArray[Any]] = {}
    first = lightgbm.train(COMMON | FIRST, data, FIRST_TREES)
    odds = np.asarray(first.predict(rows, raw_score=True))
    least = float(np.quantile(odds[right], 1 - KEPT_OF_RIGHT))
    print(f"first forest keeps {np.mean(odds > least):.3f} of all")
    second = lightgbm.train(COMMON | SECOND, data, SECOND_TREES)
    for prefix, model in (("first", first), ("second", second)):
        arrays |= forest_arrays(model, prefix)
    np.savez(options.work / "ranker.npz", **arrays)  # type: ignore[arg-type]
    facts = {"least": least, "names": names}
    (options.work / "ranker.json").write_text(json.dumps(facts), encoding="utf-8")
    worth = second.feature_importance("gain")
    for share, name in sorted(zip(worth / worth.sum(), names, strict=True), reverse=True):
        print(f"{share:.4f} {name}")


if __name__ == "__main__":
    main()
