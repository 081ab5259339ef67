"""Two findings that would change the same characters: one of them keeps its suggestion."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import replace

from qz_review.model.finding import Finding, Severity

_Span = tuple[int, int, bool]  # start, end, whether it is 严重


def without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """Of findings with suggestions that overlap, the surest; of equally sure ones the longest.

    Findings that suggest nothing stay beside others, since taking one does not disturb another;
    the same rule says the same about one place only once.  A 严重 that only lesser ones overlap
    stays too, without its suggestions: it keeps a step from being signed.
    """
    kept: list[Finding] = []
    taken: list[_Span] = []  # disjoint, in order
    seen: set[tuple[str, int, int, str]] = set()
    for finding in sorted(findings, key=_priority):
        identity = (finding.rule, finding.start, finding.end, finding.message)
        if identity in seen:
            continue
        seen.add(identity)
        if finding.suggestions and finding.end > finding.start:
            serious = finding.severity is Severity.SERIOUS
            touched = list(_touching(taken, finding.start, finding.end))
            if not touched:
                insort(taken, (finding.start, finding.end, serious))
            elif serious and not any(grave for _, _, grave in touched):
                kept.append(replace(finding, suggestions=()))
                continue
            else:
                continue
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


def _touching(taken: list[_Span], start: int, end: int) -> Iterable[_Span]:
    index = bisect_left(taken, (start, end, False))
    if index > 0 and taken[index - 1][1] > start:
        yield taken[index - 1]
    while index < len(taken) and taken[index][0] < end:
        yield taken[index]
        index += 1
