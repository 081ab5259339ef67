"""A stretch of text as the models see it, before anything is suspected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.alphabet import BREAK, OUTSIDE, UNKNOWN, Alphabet, Ids
from qz_review.scanning.typos.context_network import ContextNetwork, Floats, log_total
from qz_review.scanning.typos.language_model import LanguageModel, Windows, windows_of

MARGIN = 12
"""``OUTSIDE`` tokens at both ends of a stretch: as far as any model looks."""


@dataclass(frozen=True)
class Reading:
    """Per token of the stretch (N):

    ids: the tokens, ``MARGIN`` times ``OUTSIDE`` at both ends; rows: the same with 0 for outside.
    han: whether it is a Chinese character.  windows: (N, 5) of the language model.
    logs, order: log10 probability after the tokens before it, longest n-gram known; both 0
    outside.  vectors: what the network expects.  likelihood: natural logarithm of the network's
    probability of the character that stands there; favourite: the character it likes best;
    favourite_likelihood; rivals: how many characters it likes better than the one there.
    """

    ids: Ids
    rows: NDArray[np.int64]
    han: NDArray[np.bool_]
    windows: Windows
    logs: NDArray[np.float64]
    order: NDArray[np.int8]
    vectors: Floats
    likelihood: Floats
    favourite: NDArray[np.int64]
    favourite_likelihood: Floats
    rivals: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)

    def at(self, places: NDArray[Any]) -> NDArray[np.int64]:
        """Rows of the alphabet at these places, which may lie beyond the ends."""
        inside = np.clip(places, 0, len(self.ids) - 1)
        rows: NDArray[np.int64] = self.rows[inside]
        return rows


def read(ids: Ids, alphabet: Alphabet, model: LanguageModel, network: ContextNetwork) -> Reading:
    """Run the models over a stretch that has its margins."""
    outside = ids == OUTSIDE
    rows = np.where(outside, BREAK, ids).astype(np.int64)
    han = (alphabet.is_han[rows] | (rows == UNKNOWN)) & ~outside
    windows = windows_of(ids)
    logs, order = model.score(windows)
    logs[outside], order[outside] = 0, 0
    vectors = network.vectors(ids)
    count = len(ids)
    likelihood = np.zeros(count, np.float32)
    favourite = np.zeros(count, np.int64)
    favourite_likelihood = np.zeros(count, np.float32)
    rivals = np.zeros(count, np.int32)
    places = np.flatnonzero(han)
    for part, scores in network.scores(vectors[places]):
        here = places[part]
        there = network.odds(vectors[here], rows[here])
        total = log_total(scores)
        likelihood[here] = there - total
        favourite[here] = scores.argmax(axis=1)
        favourite_likelihood[here] = scores.max(axis=1) - total
        rivals[here] = (scores > there[:, None]).sum(axis=1)
    return Reading(
        ids,
        rows,
        han,
        windows,
        logs,
        order,
        vectors,
        likelihood,
        favourite,
        favourite_likelihood,
        rivals,
    )
