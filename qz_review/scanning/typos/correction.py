"""One exchange of characters, before it is decided whether it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from qz_review.scanning.typos.finding import TypoKind


@dataclass(frozen=True, slots=True)
class Correction:
    """What stands in a text and what should.

    start, end: code points into the text.  old, new: what stands there, what should; they differ
    in length where a character is too many or missing.  others: further readings.
    probability: the ranker's.
    """

    start: int
    end: int
    old: str
    new: str
    others: tuple[str, ...]
    kind: TypoKind
    probability: float


def applied(text: str, corrections: list[Correction]) -> str:
    """The text with all of these, which must not overlap."""
    for one in sorted(corrections, key=lambda one: one.start, reverse=True):
        text = text[: one.start] + one.new + text[one.end :]
    return text
