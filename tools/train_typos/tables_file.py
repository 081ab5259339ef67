"""Static tables in the work folder: the slots as an array, the layout beside it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from qz_review.scanning.typos.static_table import Shape, StaticTable


def save_table(folder: Path, name: str, table: StaticTable) -> None:
    """Write a table."""
    np.save(folder / f"{name}.npy", table.slots)
    (folder / f"{name}.json").write_text(json.dumps(asdict(table.shape)), encoding="utf-8")
    print(f"{name}: {table.slots.nbytes:,} bytes")


def load_table(folder: Path, name: str) -> StaticTable:
    """Read it back."""
    shape = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    slots = np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r"))
    return StaticTable(slots, Shape(**shape))
