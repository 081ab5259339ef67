"""Where a term of a word list comes from, and what every list looks like to the scanner.

Lists lie in layers; a nearer layer wins over a farther one: 稿件 over 本单位 over 自治区 over 国家.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from qz_review.model.checklist import Gate
from qz_review.model.finding import Certainty, Severity
from qz_review.scanning.names.officers import Officer


class Layer(StrEnum):
    """Who answers for a list, from the farthest to the nearest."""

    NATION = "nation"
    REGION = "region"
    UNIT = "unit"
    MANUSCRIPT = "manuscript"

    @property
    def label(self) -> str:
        """国家, 自治区, 本单位 or 稿件."""
        return _LABELS[self]

    @property
    def nearness(self) -> int:
        """0 for 国家 up to 3 for 稿件."""
        return _ORDER.index(self)


_ORDER = tuple(Layer)
_LABELS = {
    Layer.NATION: "国家",
    Layer.REGION: "自治区",
    Layer.UNIT: "本单位",
    Layer.MANUSCRIPT: "稿件",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a list.

    text: the words, with * for any few characters and ? for one.  replacements: what to write
    instead, the likeliest first.  valid_from, valid_until: days between which it counts, None for
    always.  protects: the entry is right and shields what it covers, instead of being found.
    variants: also found with symbols between its characters, in pinyin or split characters.
    """

    text: str
    category: str
    layer: Layer
    gate: Gate
    certainty: Certainty
    severity: Severity | None = None
    replacements: tuple[str, ...] = ()
    message: str = ""
    source: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    protects: bool = False
    variants: bool = False


class Lexicon(Protocol):
    """A versioned list of one layer."""

    @property
    def layer(self) -> Layer:
        """Whose list it is."""
        ...

    @property
    def version(self) -> str:
        """Changes with every change of an entry; part of what a scan records."""
        ...

    def terms(self) -> Iterable[Term]:
        """Every entry, protecting ones included."""
        ...

    def officers(self) -> Sequence[Officer]:
        """People with their titles, for the rules about names."""
        ...


@dataclass(frozen=True)
class WordList:
    """A list as it is at one moment.  ``version`` names its content, as a Lexicon's must."""

    layer: Layer
    version: str
    entries: tuple[Term, ...] = ()
    people: tuple[Officer, ...] = ()

    def terms(self) -> tuple[Term, ...]:
        """Every entry."""
        return self.entries

    def officers(self) -> tuple[Officer, ...]:
        """People with their titles."""
        return self.people


def nearest(terms: Iterable[Term], on: date | None = None) -> dict[str, Term]:
    """Of the entries with equal words the one of the nearest layer; those out of date left out."""
    chosen: dict[str, Term] = {}
    for term in terms:
        if on is not None and (
            (term.valid_from is not None and on < term.valid_from)
            or (term.valid_until is not None and on > term.valid_until)
        ):
            continue
        known = chosen.get(term.text)
        if known is None or term.layer.nearness >= known.layer.nearness:
            chosen[term.text] = term
    return chosen
