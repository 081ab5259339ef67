"""The 花脸稿 of a manuscript with what it was composed of, kept until the ledger goes on.

Composing thirty versions of a long text takes longer than a person waits for a click; so the
composition of what is saved is kept for each head of the chain, and shared between threads.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from qz_review.markup.layers import compose
from qz_review.markup.marked import MarkedDocument
from qz_review.markup.positions import Positions
from qz_review.services.marked_versions import LaidVersion

KEPT = 16


@dataclass(frozen=True)
class Composition:
    """Versions laid over each other.  laid: what each version of the document is."""

    laid: tuple[LaidVersion, ...]
    document: MarkedDocument

    @classmethod
    def made_of(cls, laid: Sequence[LaidVersion]) -> Composition:
        """Lay the versions over each other."""
        return cls(tuple(laid), compose([one.version for one in laid]))

    @cached_property
    def positions(self) -> Positions:
        """Where each character stands in each version."""
        return Positions(self.document, [laid.version for laid in self.laid])

    def index_at(self, seq: int) -> int:
        """Number of the version that was the present text when event ``seq`` was written."""
        known = [n for n, laid in enumerate(self.laid) if laid.seq is not None and laid.seq <= seq]
        return known[-1] if known else 0

    def index_of_save(self, seq: int) -> int:
        """Number of the version that holds what event ``seq`` saved, itself or gone over."""
        return next(
            (n for n, laid in enumerate(self.laid) if laid.seq is not None and laid.seq >= seq),
            len(self.laid) - 1,
        )


class KeptCompositions:
    """The last compositions made, by manuscript and head; safe to share between threads."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._found: OrderedDict[tuple[str, str], Composition] = OrderedDict()

    def get(self, key: tuple[str, str]) -> Composition | None:
        """The composition, None where it was not made or was given up."""
        with self._guard:
            found = self._found.get(key)
            if found is not None:
                self._found.move_to_end(key)
            return found

    def put(self, key: tuple[str, str], composition: Composition) -> None:
        """Keep one; the one longest unused goes."""
        with self._guard:
            self._found[key] = composition
            self._found.move_to_end(key)
            while len(self._found) > KEPT:
                self._found.popitem(last=False)
