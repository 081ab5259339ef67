"""Findings a person has set aside (忽略), with a reason: once, for a manuscript, for the unit.

Here is only what a suppression is and which findings it covers; that it was made, by whom and why,
is an event of the ledger.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qz_review.model.finding import Finding

_AROUND = 12  # code points each side that tell one place from another


class SuppressionScope(StrEnum):
    """How far setting aside reaches."""

    ONCE = "once"  # this place, as long as its surroundings stay as they are
    MANUSCRIPT = "manuscript"  # these words in this manuscript
    UNIT = "unit"  # these words in every manuscript of the unit

    @property
    def label(self) -> str:
        """仅此处, 本稿 or 本单位."""
        return {"once": "仅此处", "manuscript": "本稿", "unit": "本单位"}[self]


@dataclass(frozen=True, slots=True)
class Suppression:
    """One act of setting aside.

    rule, quote: what was found; where = :func:`place_of` for ONCE, "" for the wider scopes.
    reason: never empty; it lands in the ledger.
    """

    scope: SuppressionScope
    rule: str
    quote: str
    reason: str
    where: str = ""

    def covers(self, finding: Finding, text: str) -> bool:
        """Whether it applies to a finding of the text."""
        if (self.rule, self.quote) != (finding.rule, finding.quote):
            return False
        return self.scope is not SuppressionScope.ONCE or self.where == place_of(finding, text)


def place_of(finding: Finding, text: str) -> str:
    """A fingerprint of the place: the words around it in its paragraph, white space left out.

    It outlives edits elsewhere; it changes with the words next to the place, so that a finding
    set aside once comes back when the sentence becomes another.
    """
    line = text.rfind("\n", 0, finding.start) + 1
    stop = text.find("\n", finding.end)
    before = "".join(text[max(line, finding.start - 3 * _AROUND) : finding.start].split())
    far = finding.end + 3 * _AROUND
    after = "".join(text[finding.end : far if stop < 0 else min(stop, far)].split())
    around = f"{before[-_AROUND:]}\0{finding.quote}\0{after[:_AROUND]}"
    return hashlib.sha256(around.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def suppress(finding: Finding, scope: SuppressionScope, reason: str, text: str) -> Suppression:
    """The suppression that sets this finding aside with a scope.

    Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("a suppression needs a reason")
    where = place_of(finding, text) if scope is SuppressionScope.ONCE else ""
    return Suppression(scope, finding.rule, finding.quote, reason.strip(), where)


@dataclass(frozen=True, slots=True)
class Sorted:
    """Findings parted into those that stand and those set aside, each with its suppression."""

    open: tuple[Finding, ...]
    set_aside: tuple[tuple[Finding, Suppression], ...]


def sort_out(findings: Sequence[Finding], suppressions: Iterable[Suppression], text: str) -> Sorted:
    """Part the findings of a text; of several suppressions that apply, the first is named."""
    by_words: dict[tuple[str, str], list[Suppression]] = {}
    for suppression in suppressions:
        by_words.setdefault((suppression.rule, suppression.quote), []).append(suppression)
    still: list[Finding] = []
    aside: list[tuple[Finding, Suppression]] = []
    for finding in findings:
        candidates = by_words.get((finding.rule, finding.quote), ())
        covering = next((s for s in candidates if s.covers(finding, text)), None)
        if covering is None:
            still.append(finding)
        else:
            aside.append((finding, covering))
    return Sorted(tuple(still), tuple(aside))
