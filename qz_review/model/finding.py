"""What scanning reports about one place of a text (一处问题)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qz_review.model.checklist import Gate


class Certainty(StrEnum):
    """How sure a machine may be, from the surest down."""

    CERTAIN = "certain"  # a machine may say so
    DOUBTFUL = "doubtful"  # a person decides
    HINT = "hint"  # advice, off by default

    @property
    def label(self) -> str:
        """必错, 疑似 or 提示."""
        return _CERTAINTY_LABELS[self]

    @property
    def rank(self) -> int:
        """2 for 必错, 1 for 疑似, 0 for 提示: the higher, the surer."""
        return _CERTAINTY_RANKS[self]


_CERTAINTY_LABELS = {
    Certainty.CERTAIN: "必错",
    Certainty.DOUBTFUL: "疑似",
    Certainty.HINT: "提示",
}
_CERTAINTY_RANKS = {Certainty.CERTAIN: 2, Certainty.DOUBTFUL: 1, Certainty.HINT: 0}


class Severity(StrEnum):
    """What a finding does to a sign-off: a SERIOUS one must be fixed or disposed of first."""

    SERIOUS = "serious"
    MINOR = "minor"

    @property
    def label(self) -> str:
        """严重 or 一般."""
        return {"serious": "严重", "minor": "一般"}[self]


@dataclass(frozen=True, slots=True)
class Finding:
    """One place of a text that a rule objects to.

    rule: stable code (``P8``).  gate: which of 六关 it belongs to.
    severity: None for a HINT, never otherwise.
    start, end: code points into ``plain_text``; the quote is exactly what stands there.  Both are
        0 and the quote is free words where a finding is about the file, not about a place.
    message: one Chinese sentence that says why.  suggestions: what may stand there instead, the
        likeliest first; an empty string among them means: delete.
    source: standard and clause, or the rule's clause.
    score: 1.0 unless the rule is statistical, then the engine's own confidence from 0 to 1.
    """

    rule: str
    gate: Gate
    certainty: Certainty
    severity: Severity | None
    start: int
    end: int
    quote: str
    message: str
    suggestions: tuple[str, ...] = ()
    source: str = ""
    score: float = 1.0

    @property
    def identity(self) -> IgnoredFinding:
        """What setting it aside records of it."""
        return IgnoredFinding(self.rule, self.quote, self.message, self.certainty, self.severity)

    @property
    def can_accept(self) -> bool:
        """Whether 采纳 stands beside it: wherever there is a suggestion."""
        return bool(self.suggestions)

    @property
    def can_accept_all(self) -> bool:
        """Whether 全部采纳 of its rule may take it along: only what is 必错."""
        return bool(self.suggestions) and self.certainty is Certainty.CERTAIN


@dataclass(frozen=True, slots=True)
class IgnoredFinding:
    """What an act of setting aside (忽略) says of the finding: the rule, the words, how grave."""

    rule: str
    quote: str
    message: str
    certainty: Certainty
    severity: Severity | None
