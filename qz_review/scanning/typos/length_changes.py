"""Characters too many and too few in one stretch, settled against the exchanges nearby."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.correction import Correction
from qz_review.scanning.typos.finding import TypoKind
from qz_review.scanning.typos.length_proposals import LengthProposals
from qz_review.scanning.typos.model_file import TypoModel
from qz_review.scanning.typos.reading import Reading
from qz_review.scanning.typos.stretches import Stretch

_NEAR = 2
"""Tokens within which an exchange and a change of length explain the same oddity."""


@dataclass(frozen=True, slots=True)
class LengthChange:
    """first, end: tokens of the stretch it touches.  text: number of its text."""

    first: int
    end: int
    text: int
    correction: Correction

    @property
    def near(self) -> slice:
        """The tokens where no other change fits beside it."""
        return slice(max(0, self.first - _NEAR), self.end + _NEAR)


def length_changes(
    model: TypoModel,
    reading: Reading,
    strange: NDArray[np.bool_],
    stretch: Stretch,
    texts: Sequence[str],
    least: float,
) -> list[LengthChange]:
    """The changes of at least this probability, the most probable first, none touching another.

    strange: tokens among text that is not the model's to judge.
    """
    ranker, source = model.length_ranker, model.models.lengths
    if ranker is None:
        return []
    found: list[LengthChange] = []
    for extra, proposals in ((True, source.extra(reading)), (False, source.missing(reading))):
        probabilities = ranker.probabilities(proposals.features, extra)
        probabilities[strange[proposals.places]] = 0
        wanted = np.flatnonzero(probabilities >= least)
        found.extend(_changes(model, proposals, probabilities, wanted, stretch, texts, extra))
    found.sort(key=lambda one: -one.correction.probability)
    taken = np.zeros(len(reading), bool)
    chosen = []
    for change in found:
        if not taken[change.first : change.end].any():
            taken[change.near] = True
            chosen.append(change)
    return chosen


def _changes(
    model: TypoModel,
    proposals: LengthProposals,
    probabilities: NDArray[np.float32],
    rows: NDArray[np.int64],
    stretch: Stretch,
    texts: Sequence[str],
    extra: bool,
) -> Iterator[LengthChange]:
    characters = model.models.alphabet.characters
    for row in rows.tolist():
        place, size = int(proposals.places[row]), int(proposals.sizes[row])
        first, end = (place, place + size) if extra else (place - 1, place + 1)
        if (stretch.places[first:end] < 0).any() or stretch.texts[first] != stretch.texts[end - 1]:
            continue
        text = int(stretch.texts[first])
        start, stop = int(stretch.places[first]), int(stretch.places[end - 1]) + 1
        old = texts[text][start:stop]
        new = "" if extra else old[0] + characters[proposals.characters[row, 0]] + old[1:]
        kind = TypoKind.EXTRA if extra else TypoKind.MISSING
        probability = float(probabilities[row])
        yield LengthChange(
            first, end, text, Correction(start, stop, old, new, (), kind, probability)
        )
