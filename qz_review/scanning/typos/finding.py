"""What the engine reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TypoKind(StrEnum):
    """Why the character is thought wrong."""

    SOUND = "音近"
    SHAPE = "形近"
    EXTRA = "多字"
    MISSING = "漏字"
    SWAPPED = "颠倒"
    PARTICLE = "的地得"
    IDIOM = "成语"
    COLLOCATION = "固定搭配"
    OTHER = "用字"


class Level(StrEnum):
    """How much the reader wants to see."""

    STANDARD = "standard"
    FULL = "full"


class Tier(StrEnum):
    """How sure the engine is.

    ``CERTAIN`` may be called 必错 and ``LIKELY`` 疑似 at both levels; ``POSSIBLE`` is 疑似 and
    shown at the full level only.
    """

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class TypoFinding:
    """One suspected error.

    start, end: code points into the text that was given.  quote: what stands there (empty for a
    missing character).  suggestions: what to put there instead, the best first (an empty one
    means: delete).  score: probability, as the ranker sees it.  word, word_meant: the word the
    correction makes, as it stands and as it should; empty where it makes none.
    """

    start: int
    end: int
    quote: str
    suggestions: tuple[str, ...]
    kind: TypoKind
    score: float
    tier: Tier
    word: str = ""
    word_meant: str = ""
