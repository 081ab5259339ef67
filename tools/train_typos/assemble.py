"""Puts the parts in the work folder together as the model the product ships.

    python -m tools.train_typos.assemble WORK MODEL --date 2026-11-28

Network weights are kept in half precision.  MODEL is emptied first.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.model_file import DESCRIPTION, FORMAT
from tools.train_typos.corpus import Work
from tools.train_typos.make_examples import GROUPS, TABLES

HALF = ("network",)
SOURCES = {
    "laws_regulations": "法律法规规章、司法解释、七省区地方性法规（LawRefBook/Laws 等）",
    "xinwenlianbo_2022_2026": "新闻联播文字稿2022—2026的统计量（DuckBurnIncense/xin-wen-lian-bo）",
    "corpuszh_sentences": "现代汉语旧刊文句的统计量（liwenzhu/corpusZh，未注明许可）",
}


def main() -> None:
    """Write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--date", required=True)
    options = parser.parse_args()
    work = Work(options.work)
    arrays: dict[str, NDArray[Any]] = {"language-1": np.load(options.work / "language-1.npy")}
    for group in (*GROUPS, "ranker", "lengths"):
        with np.load(options.work / f"{group}.npz") as file:
            for name in file.files:
                array = file[name]
                if group in HALF:
                    array = np.ascontiguousarray(array, np.float16)
                arrays[f"{group}.{name}"] = array
    tables = {}
    for name in TABLES:
        arrays[name] = np.load(options.work / f"{name}.npy")
        tables[name] = json.loads((options.work / f"{name}.json").read_text(encoding="utf-8"))
    ranker = json.loads((options.work / "ranker.json").read_text(encoding="utf-8"))
    thresholds = json.loads((options.work / "thresholds.json").read_text(encoding="utf-8"))
    options.model.mkdir(parents=True, exist_ok=True)
    for old in options.model.glob("*.npy"):
        old.unlink()
    for name, array in arrays.items():
        np.save(options.model / f"{name}.npy", array)
    description = {
        "format": FORMAT,
        "date": options.date,
        "text": [SOURCES[name] for name in work.names],
        "alphabet": work.alphabet().characters,
        "arrays": sorted(arrays),
        "tables": tables,
        "features": ranker["names"],
        "first_forest_least": ranker["least"],
        "thresholds": thresholds,
    }
    text = json.dumps(description, ensure_ascii=False, indent=1, sort_keys=True)
    (options.model / DESCRIPTION).write_text(text, encoding="utf-8")
    total = sum(path.stat().st_size for path in options.model.iterdir())
    print(f"{len(arrays)} arrays, {total:,} bytes")


if __name__ == "__main__":
    main()
