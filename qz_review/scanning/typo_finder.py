"""What the scanner expects of a typo engine; any engine that answers so can be plugged in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from qz_review.model.finding import Certainty
from qz_review.scanning.level import Level
from qz_review.scanning.protection import ProtectList


class TypoKind(StrEnum):
    """How a wrong word came about; each kind is a rule of its own (T1 …)."""

    SOUND = "sound"  # 音近
    SHAPE = "shape"  # 形近
    EXTRA = "extra"  # 多字
    MISSING = "missing"  # 漏字
    SWAPPED = "swapped"  # 颠倒
    PARTICLE = "particle"  # 的地得
    IDIOM = "idiom"  # 成语
    COLLOCATION = "collocation"  # 固定搭配


@dataclass(frozen=True, slots=True)
class Typo:
    """One supposed typo: [start, end) in code points, and what should stand there.

    word, word_meant: the word around it as it stands and as it should, empty where there is none.
    score: the engine's confidence, 0 to 1.  certainty: the tier its score falls into.
    """

    start: int
    end: int
    kind: TypoKind
    suggestions: tuple[str, ...]
    score: float
    certainty: Certainty
    word: str = ""
    word_meant: str = ""

    def moved(self, by: int) -> Typo:
        """The same typo, counted from another beginning."""
        return replace(self, start=self.start + by, end=self.end + by) if by else self


class TypoFinder(Protocol):
    """A typo engine: paragraphs in, typos out.

    What it finds in a paragraph may depend on that paragraph alone, or a scan after an edit would
    differ from a scan of the whole.
    """

    @property
    def version(self) -> str:
        """Names the model, its text and its date; part of what a scan records."""
        ...

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the model, empty for an engine without one."""
        ...

    def find(self, text: str, level: Level, protect: ProtectList) -> tuple[Typo, ...]:
        """Typos in paragraphs joined with a line end."""
        ...
