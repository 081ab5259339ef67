"""Two findings that would change the same characters: one of them stays."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from qz_review.model.finding import Finding


def without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """Of findings with suggestions that overlap, the surest; of equally sure ones the longest.

    Findings that suggest nothing stay beside others, since taking one does not disturb another;
    the same rule says the same about one place only once.
    """
    kept: list[Finding] = []
    taken: list[tuple[int, int]] = []  # disjoint, in order
    seen: set[tuple[str, int, int, str]] = set()
    for finding in sorted(findings, key=_priority):
        identity = (finding.rule, finding.start, finding.end, finding.message)
        if identity in seen:
            continue
        seen.add(identity)
        if finding.suggestions and finding.end > finding.start:
            if _touches(taken, finding.start, finding.end):
                continue
            insort(taken, (finding.start, finding.end))
        kept.append(finding)
    kept.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
    return kept


def _priority(finding: Finding) -> tuple[int, int, float, str, int]:
    return (
        -finding.certainty.rank,
        finding.start - finding.end,
        -finding.score,
        finding.rule,
        finding.start,
    )


def _touches(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    index = bisect_left(taken, (start, end))
    if index < len(taken) and taken[index][0] < end:
        return True
    return index > 0 and taken[index - 1][1] > start
