"""A packed table gives back what was put in, and hardly ever anything else."""

from __future__ import annotations

import numpy as np
import pytest

from tools.train_typos.packing import packed


@pytest.mark.parametrize("count", [1, 2, 10, 1000, 50_000])
def test_every_key_has_its_value_and_strangers_are_found_out(count: int) -> None:
    random = np.random.default_rng(count)
    keys = np.unique(random.integers(0, 1 << 63, count, dtype=np.uint64))
    values = random.integers(0, 256, len(keys))
    table = packed(keys, values, fingerprint=8, value=8)
    value, known = table.find(keys)
    assert known.all()
    assert (value == values).all()
    strangers = random.integers(1 << 63, (1 << 64) - 1, 20_000, dtype=np.uint64)
    assert table.find(strangers)[1].mean() < 0.01
