"""Words that are right by decree: names and terms that no rule may object to (保护词).

A protected word wins over every finding inside it; a finding longer than the word, which contains
it whole, wins over the word (领导小姐 over a protected 小姐): the longest match decides.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from qz_review.model.finding import Finding
from qz_review.scanning.term_search import TermSearch


class ProtectList:
    """Protected words of all layers together (unit, manuscript, lexicons)."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words: frozenset[str] = frozenset(word for word in words if word)

    def __or__(self, other: ProtectList) -> ProtectList:
        return ProtectList(self.words | other.words)

    @cached_property
    def version(self) -> str:
        """Names the content: equal lists, equal versions."""
        digest = hashlib.sha256()
        for word in sorted(self.words):
            digest.update(word.encode("utf-8", "surrogatepass") + b"\0")
        return digest.hexdigest()[:16] if self.words else ""

    @cached_property
    def _search(self) -> TermSearch[None]:
        return TermSearch((word, None) for word in self.words)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where protected words stand, the longest of overlapping ones, in order."""
        if not self.words:
            return []
        found = sorted((start, -end) for start, end, _ in self._search.find(text))
        spans: list[tuple[int, int]] = []
        reach = -1
        for start, end in found:
            if -end > reach:
                spans.append((start, -end))
                reach = -end
        return spans

    def allows(self, findings: Iterable[Finding], text: str) -> list[Finding]:
        """The findings that no protected word covers."""
        spans = self.spans(text)
        if not spans:
            return list(findings)
        starts = [start for start, _ in spans]
        return [finding for finding in findings if not _covered(finding, spans, starts)]


def _covered(finding: Finding, spans: list[tuple[int, int]], starts: list[int]) -> bool:
    """Whether a protected word at least as long touches the finding and is not inside it."""
    index = bisect_right(starts, finding.end - 1) - 1
    while index >= 0:
        start, end = spans[index]
        if end <= finding.start:
            return False  # spans that begin earlier end earlier: none contains another
        longer = finding.start <= start and end <= finding.end
        if (start, end) == (finding.start, finding.end) or (
            not longer and end - start >= finding.end - finding.start
        ):
            return True
        index -= 1
    return False
