"""Plugs the bundled typo engine in, where the program has one; loaded when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from qz_review.scanning.typo_finder import TypoFinder

_ROOM = "qz_review.scanning.typos"


@cache
def bundled_typo_finder() -> TypoFinder | None:
    """The engine over the bundled model, None where neither is installed.

    The room ``scanning/typos`` offers ``load_bundled() -> TypoFinder | None``.
    """
    if find_spec(_ROOM) is None:
        return None
    load: Callable[[], TypoFinder | None] | None
    load = getattr(import_module(_ROOM), "load_bundled", None)
    return load() if load is not None else None
