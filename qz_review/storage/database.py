"""sqlite-utils, taken in without numpy: every module of this room imports it from here.

It imports numpy wherever that is installed, for types that are never stored here; that would be
0.2 s of every start, so it is told that there is none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _without_numpy() -> Iterator[None]:
    if "sqlite_utils" in sys.modules or "numpy" in sys.modules:
        yield
        return
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["numpy"]


with _without_numpy():
    from sqlite_utils import Database, Migrations

__all__ = ["Database", "Migrations"]
