"""The latest few results of something dear to make, by what they depend on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import RLock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Latest(Generic[K, V]):
    """Keeps ``limit`` results; threads that ask for the same one wait for one making of it.

    The key must name everything the result depends on.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._guard = RLock()  # making one may look for another

    def get(self, key: K) -> V | None:
        """What is kept for a key, None where nothing is."""
        with self._guard:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def of(self, key: K, make: Callable[[], V]) -> V:
        """What is kept for a key, made where nothing is; what ``make`` raises is passed on."""
        with self._guard:
            found = self.get(key)
            if found is None:
                found = self._kept[key] = make()
                while len(self._kept) > self._limit:
                    self._kept.popitem(last=False)
            return found
