"""A run of paragraphs that is to be scanned: the whole text, or what an edit can affect."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeVar

from qz_review.scanning.document import Document, Paragraph
from qz_review.scanning.layers import Lexicon
from qz_review.scanning.roles import Role
from qz_review.scanning.typo_finder import Typo

T = TypeVar("T")


def _no_typos(_: str) -> tuple[Typo, ...]:
    return ()


class Passage:
    """Paragraphs ``first`` to ``last`` (both included) of a document.

    Rules search ``document.text`` between ``start`` and ``end``, so that every offset they see is
    one of the document.  ``end`` includes the line end of the last paragraph.
    find_typos: what asks the typo engine about some paragraphs, offsets counted from their start.
    lexicons: the lists of every layer that this scan uses.
    """

    def __init__(
        self,
        document: Document,
        first: int,
        last: int,
        find_typos: Callable[[str], tuple[Typo, ...]] = _no_typos,
        lexicons: tuple[Lexicon, ...] = (),
    ) -> None:
        self.document = document
        self.first = first
        self.last = last
        self.start = document.paragraphs[first].start
        self.end = document.paragraphs[last].end + 1
        self.lexicons = lexicons
        self._find_typos = find_typos
        self._shared: dict[object, object] = {}

    def finditer(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches of a pattern in the passage, with offsets of the document."""
        return pattern.finditer(self.document.text, self.start, self.end)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the passage."""
        return self.document.paragraphs[self.first : self.last + 1]

    @cached_property
    def by_role(self) -> dict[Role, list[Paragraph]]:
        """The paragraphs of the passage by the part they play."""
        found: dict[Role, list[Paragraph]] = {}
        for paragraph in self.paragraphs:
            found.setdefault(paragraph.role, []).append(paragraph)
        return found

    @cached_property
    def text(self) -> str:
        """The words of the passage, with the line end of the last paragraph."""
        return self.document.text[self.start : self.end]

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character that occurs: most rules need one that most paragraphs lack."""
        return frozenset(self.text)

    @cached_property
    def typos(self) -> tuple[Typo, ...]:
        """What the typo engine finds in the passage, as offsets of the document."""
        return tuple(typo.moved(self.start) for typo in self._find_typos(self.text))

    def shared(self, work: Callable[[Passage], T]) -> T:
        """The result of some work that several rules need, done once for the passage."""
        if work not in self._shared:
            self._shared[work] = work(self)
        return self._shared[work]  # type: ignore[return-value]
