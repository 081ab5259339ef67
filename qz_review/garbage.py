"""Python's search for garbage, put off while something large is built.

A document of 500 pages is half a million small objects that all live to the end; looking again
and again for cycles among them takes a sixth of the time of writing it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """No automatic collection inside; where there is none anyway (the desktop), nothing to do."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
