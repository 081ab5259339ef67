"""The dates of a passage, found once for all rules that ask for them."""

from __future__ import annotations

from qz_review.scanning.parsing.dates import FoundDate, find_dates
from qz_review.scanning.passage import Passage


def dates_in(passage: Passage) -> list[FoundDate]:
    """Every date with month and day, in order, with offsets of the document."""
    return passage.shared(_find)


def _find(passage: Passage) -> list[FoundDate]:
    if "月" not in passage.characters and passage.characters.isdisjoint("-/."):
        return []
    return find_dates(passage.document.text, passage.start, passage.end)
