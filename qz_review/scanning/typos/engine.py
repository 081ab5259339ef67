"""The typo engine: texts in, findings out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qz_review.scanning.typos.alphabet import OUTSIDE, UNKNOWN
from qz_review.scanning.typos.confusions import Likeness
from qz_review.scanning.typos.correction import Correction
from qz_review.scanning.typos.finding import Level, Tier, TypoFinding, TypoKind
from qz_review.scanning.typos.length_changes import length_changes
from qz_review.scanning.typos.model_file import TypoModel, load_model
from qz_review.scanning.typos.proposals import Proposals
from qz_review.scanning.typos.protection import Span, protected_mask, repeated
from qz_review.scanning.typos.reading import MARGIN, Reading
from qz_review.scanning.typos.stretches import Stretch, stretches_of
from qz_review.scanning.typos.words_around import WordsAround

_PASSES = 2
_SURE_ENOUGH = 0.5  # a correction of the first pass that the second may build on
_ALTERNATIVE = 0.2
_STRANGE, _STRANGERS = 0.15, 4  # share and number of unknown characters: not ours to judge
_PARTICLES = frozenset("的地得")
_IDIOM, _ALIKE = 4, (TypoKind.SOUND, TypoKind.SHAPE, TypoKind.OTHER)


class TypoEngine:
    """Finds wrong characters with one loaded model; safe to use from one thread at a time."""

    def __init__(self, model: TypoModel) -> None:
        self._model = model
        self._alphabet = model.models.alphabet
        self._around = WordsAround(self._alphabet, model.models.words)

    @classmethod
    def load(cls, folder: Path) -> TypoEngine:
        """Open the model in ``folder``.

        Raises:
            Environment: ``typos.model_missing`` or ``typos.model_unreadable``.
        """
        return cls(load_model(folder))

    @property
    def model_digest(self) -> str:
        """SHA-256 that a scan certificate names."""
        return self._model.digest

    @property
    def knows_lengths(self) -> bool:
        """Whether the model finds characters too many and too few."""
        return self._model.length_ranker is not None

    def find(
        self, text: str, level: Level = Level.STANDARD, protected: Sequence[Span] = ()
    ) -> list[TypoFinding]:
        """Typos of one text, in order of their place."""
        return self.find_each([text], level, [protected])[0]

    def find_each(
        self,
        texts: Sequence[str],
        level: Level = Level.STANDARD,
        protected: Sequence[Sequence[Span]] | None = None,
    ) -> list[list[TypoFinding]]:
        """Typos of many texts at once, each judged for itself.

        protected: for each text the places (code points) that may not be touched.
        """
        spans = protected if protected is not None else [()] * len(texts)
        least = self._model.description["thresholds"]["propose"]
        found = self.corrections(texts, least)
        return [
            self._shown(text, corrections, level, own)
            for text, corrections, own in zip(texts, found, spans, strict=True)
        ]

    def corrections(self, texts: Sequence[str], least: float) -> list[list[Correction]]:
        """Corrections of at least this probability, unfiltered: for measuring."""
        found: list[list[Correction]] = [[] for _ in texts]
        for stretch in stretches_of(texts, self._alphabet):
            for text, correction in self._of_stretch(stretch, texts, least):
                found[text].append(correction)
        return [sorted(each, key=lambda one: one.start) for each in found]

    def _of_stretch(
        self, stretch: Stretch, texts: Sequence[str], least: float
    ) -> Iterator[tuple[int, Correction]]:
        """Corrections of one stretch with the number of their text."""
        ids = stretch.ids.copy()
        changed = np.zeros(len(ids), bool)
        rows = np.arange(len(ids))  # of the stretch, for each token looked at in this pass
        open_places = stretch.places >= 0
        for number in range(_PASSES):
            reading = self._model.models.read(ids[rows])
            strange = _strange(reading.ids)
            proposals, probabilities = self._ranked(
                reading, strange, (open_places & ~changed)[rows]
            )
            places = rows[proposals.places]
            ends = places + proposals.sizes - 1
            wanted = probabilities >= least
            if not number:
                for change in length_changes(self._model, reading, strange, stretch, texts, least):
                    rivals = wanted & _touching(places, ends, change.near)
                    if probabilities[rivals].max(initial=0) > change.correction.probability:
                        continue
                    wanted &= ~rivals
                    changed[change.near] = True
                    yield change.text, change.correction
            chosen = _without_overlap(places, proposals.sizes, probabilities, wanted)
            built_on = np.zeros(len(ids), bool)
            for row in chosen:
                here = slice(places[row], places[row] + proposals.sizes[row])
                changed[here] = True
                yield self._correction(stretch, texts, proposals, probabilities, places, row)
                if probabilities[row] >= _SURE_ENOUGH:
                    ids[here] = proposals.characters[row, : proposals.sizes[row]]
                    built_on[here] = True
            rows = np.flatnonzero(_within(built_on, 2 * MARGIN))
            open_places = _within(built_on, MARGIN) & (stretch.places >= 0)
            if not len(rows):
                return

    def _ranked(
        self, reading: Reading, strange: NDArray[np.bool_], free: NDArray[np.bool_]
    ) -> tuple[Proposals, NDArray[np.float32]]:
        proposals = self._model.models.propose(reading, free)
        probabilities = self._model.ranker.probabilities(proposals.features)
        probabilities[strange[proposals.places]] = 0
        return proposals, probabilities

    def _correction(
        self,
        stretch: Stretch,
        texts: Sequence[str],
        proposals: Proposals,
        probabilities: NDArray[np.float32],
        places: NDArray[np.int64],
        row: int,
    ) -> tuple[int, Correction]:
        place, size = int(places[row]), int(proposals.sizes[row])
        text = int(stretch.texts[place])
        start = int(stretch.places[place])
        end = int(stretch.places[place + size - 1]) + 1
        same = (places == place) & (proposals.sizes == size)
        same &= probabilities >= _ALTERNATIVE
        same[row] = False
        others = np.flatnonzero(same)
        others = others[np.argsort(-probabilities[others], kind="stable")]
        old, new = texts[text][start:end], self._written(proposals, row)
        correction = Correction(
            start,
            end,
            old,
            new,
            tuple(self._written(proposals, int(other)) for other in others),
            self._kind(old, new, proposals, row),
            float(probabilities[row]),
        )
        return text, correction

    def _written(self, proposals: Proposals, row: int) -> str:
        numbers = proposals.characters[row, : proposals.sizes[row]]
        return "".join(self._alphabet.characters[number] for number in numbers)

    def _kind(self, old: str, new: str, proposals: Proposals, row: int) -> TypoKind:
        likeness = proposals.likeness[row]
        if old in _PARTICLES and new in _PARTICLES:
            return TypoKind.PARTICLE
        if likeness & Likeness.SWAPPED:
            return TypoKind.SWAPPED
        if likeness & (Likeness.SAME_SOUND | Likeness.NEAR_SOUND):
            return TypoKind.SOUND
        if likeness & (Likeness.SHAPE | Likeness.FAINT_SHAPE):
            return TypoKind.SHAPE
        return TypoKind.OTHER

    def _shown(
        self, text: str, corrections: list[Correction], level: Level, spans: Sequence[Span]
    ) -> list[TypoFinding]:
        """What the thresholds and the protection let through, neighbours joined."""
        mask = protected_mask(text, spans)
        again = repeated(text, corrections)
        findings: list[TypoFinding] = []
        for correction, repeats in zip(corrections, again, strict=True):
            if mask[correction.start : correction.end].any():
                continue
            tier = self.tier(correction, repeats)
            if tier is None or (tier is Tier.POSSIBLE and level is Level.STANDARD):
                continue
            finding = TypoFinding(
                correction.start,
                correction.end,
                correction.old,
                (correction.new, *correction.others),
                correction.kind,
                correction.probability,
                tier,
            )
            if findings and findings[-1].end == finding.start:
                finding = _joined(findings.pop(), finding)
            findings.append(finding)
        named = self._around.named(text, findings)
        return [
            _named(finding, word, meant)
            for finding, (word, meant) in zip(findings, named, strict=True)
        ]

    def tier(self, correction: Correction, repeats: bool = False) -> Tier | None:
        """By the thresholds of the kind; what stands in the text again needs a step more."""
        thresholds = self._model.description["thresholds"]
        order = (Tier.CERTAIN, Tier.LIKELY, Tier.POSSIBLE)
        for tier, next_lower in zip(order, (*order[1:], None), strict=True):
            limits = thresholds[tier.value]
            if correction.probability >= limits.get(correction.kind.value, limits["default"]):
                return next_lower if repeats else tier
        return None


def _named(finding: TypoFinding, word: str, meant: str) -> TypoFinding:
    """The finding with its word; where four characters are the shortest, they are an idiom."""
    idiom = len(meant) == _IDIOM and finding.kind in _ALIKE
    kind = TypoKind.IDIOM if idiom else finding.kind
    return replace(finding, kind=kind, word=word, word_meant=meant)


def _without_overlap(
    places: NDArray[np.int64],
    sizes: NDArray[np.int64],
    probabilities: NDArray[np.float32],
    wanted: NDArray[np.bool_],
) -> list[int]:
    """Rows, the most probable first, that do not touch the same characters."""
    rows = np.flatnonzero(wanted)
    rows = rows[np.argsort(-probabilities[rows], kind="stable")]
    taken: set[int] = set()
    chosen = []
    for row in rows.tolist():
        here = range(places[row], places[row] + sizes[row])
        if taken.isdisjoint(here):
            taken.update(here)
            chosen.append(row)
    return chosen


def _touching(
    places: NDArray[np.int64], ends: NDArray[np.int64], tokens: slice
) -> NDArray[np.bool_]:
    """Which of these spans (first and last token) reach into some tokens."""
    touching: NDArray[np.bool_] = (places < tokens.stop) & (ends >= tokens.start)
    return touching


def _within(changed: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """Tokens at most so far from a change."""
    sums = np.cumsum(np.pad(changed.astype(np.int64), (reach + 1, reach)))
    near: NDArray[np.bool_] = sums[2 * reach + 1 :] > sums[: -2 * reach - 1]
    return near


def _strange(ids: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """Where too many characters around are unknown: traditional, classical or foreign text."""
    width = 4 * MARGIN
    unknown = np.cumsum(np.pad((ids == UNKNOWN).astype(np.int64), (width + 1, width)))
    inside = np.cumsum(np.pad((ids != OUTSIDE).astype(np.int64), (width + 1, width)))
    window = 2 * width + 1
    unknown, inside = unknown[window:] - unknown[:-window], inside[window:] - inside[:-window]
    strange: NDArray[np.bool_] = (unknown > _STRANGE * inside) & (unknown >= _STRANGERS)
    return strange


def _joined(first: TypoFinding, second: TypoFinding) -> TypoFinding:
    """Two findings side by side as one."""
    order = list(Tier)
    return replace(
        first,
        end=second.end,
        quote=first.quote + second.quote,
        suggestions=(first.suggestions[0] + second.suggestions[0],),
        score=min(first.score, second.score),
        tier=max(first.tier, second.tier, key=order.index),
    )
