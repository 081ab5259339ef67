"""The marked document as one row of strands: characters with one history, and line ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qz_review.markup.marked import MarkedDocument, MarkedRun


@dataclass(frozen=True, slots=True)
class Strand:
    """Characters with one history, or one line end (``text`` is ``\\n``), in document order."""

    text: str
    run: MarkedRun
    block: int

    @property
    def is_break(self) -> bool:
        """True for the end of a line."""
        return self.text == "\n" and self.run.is_break


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some characters of one strand: from ``start`` to ``end`` within its text."""

    strand: int
    start: int
    end: int

    def part(self, start: int, end: int) -> Stretch:
        """A piece of it, counted from its own beginning."""
        return Stretch(self.strand, self.start + start, self.start + end)

    @property
    def length(self) -> int:
        """Code points."""
        return self.end - self.start


def strands_of(document: MarkedDocument) -> Iterator[Strand]:
    """All strands, in document order."""
    for number, block in enumerate(document.blocks):
        for run in (*block.runs, block.end):
            if run.is_break:
                yield Strand("\n", run, number)
            elif run.text:
                yield Strand(run.text.replace("\n", " "), run, number)
