"""What opening the store brings along."""

from __future__ import annotations

import subprocess
import sys


def test_the_store_comes_without_numpy_and_numpy_still_can() -> None:
    words = (
        "import sys, qz_review.storage.store\n"
        "assert 'numpy' not in sys.modules, 'numpy came along'\n"
        "import numpy\n"
        "print(numpy.zeros(2).sum())"
    )
    done = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("0.0\n", "")
