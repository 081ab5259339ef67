"""The 花脸稿 of a manuscript with what it was composed of, kept until the ledger goes on.

Composing thirty versions of a long text takes longer than a person waits for a click; so the
composition of what is saved is kept until the chain goes on, and then gone on from.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from qz_review.markup.layers import Layers
from qz_review.markup.marked import MarkedDocument
from qz_review.markup.positions import Positions
from qz_review.services.marked_versions import LaidVersion

KEPT = 16


@dataclass(frozen=True)
class Composition:
    """Versions laid over each other.

    laid: what each version of the document is.  layers: to go on from, and ``base`` the same
    without the last version; copied before anything is added.
    """

    laid: tuple[LaidVersion, ...]
    document: MarkedDocument
    layers: Layers
    base: Layers

    @classmethod
    def made_of(cls, laid: Sequence[LaidVersion], known: Composition | None = None) -> Composition:
        """Lay the versions over each other, going on from those that another one has too."""
        if known is not None and [x.key for x in laid] == [x.key for x in known.laid]:
            return known
        start, layers = _known_layers(laid, known)
        base = layers
        for one in laid[start:]:
            base = layers
            layers = layers.copy()
            layers.add(one.version)
        return cls(tuple(laid), layers.document(), layers, base)

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


def _known_layers(laid: Sequence[LaidVersion], known: Composition | None) -> tuple[int, Layers]:
    """How many of the versions are laid already, and their layers."""
    if known is not None:
        wanted, there = [one.key for one in laid], [one.key for one in known.laid]
        count = len(there)
        if count < len(wanted) and wanted[:count] == there:
            return count, known.layers
        if 1 < count <= len(wanted) and wanted[: count - 1] == there[:-1]:
            return count - 1, known.base
    return 1, Layers(laid[0].version)


class KeptCompositions:
    """The last composition of each manuscript, and of a draft of it; shared between threads."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._found: OrderedDict[tuple[str, bool], tuple[Hashable, Composition]] = OrderedDict()

    def get(
        self, manuscript_id: str, state: Hashable, *, draft: bool = False
    ) -> Composition | None:
        """The composition made for exactly this state, None where it was not made."""
        with self._guard:
            key, found = self._found.get((manuscript_id, draft), (None, None))
            return found if key == state else None

    def latest(self, manuscript_id: str) -> Composition | None:
        """The composition of what was saved that was made last, whatever it was made for."""
        with self._guard:
            _, found = self._found.get((manuscript_id, False), (None, None))
            return found

    def put(
        self, manuscript_id: str, state: Hashable, made: Composition, *, draft: bool = False
    ) -> None:
        """Keep one in the place of the one before; those longest unused go."""
        with self._guard:
            self._found[manuscript_id, draft] = (state, made)
            self._found.move_to_end((manuscript_id, draft))
            while len(self._found) > KEPT:
                self._found.popitem(last=False)
