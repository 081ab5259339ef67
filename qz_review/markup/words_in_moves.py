"""Edits of words in paragraphs that the same version moved, to be undone where these stand now."""

from __future__ import annotations

from collections.abc import Iterable

from qz_review.errors import Refused
from qz_review.markup.changes import ChangeKind
from qz_review.markup.positions import Positions
from qz_review.markup.strands import Stretch


class WordsInMoves:
    """Of some changes those that edited words of a moved paragraph, which stays where it is.

    numbers: of these changes.  come: strands they put in, which go.  written_back: the words
    they took out, to be written again: strand → (offset within it, words).
    Raises Refused ``change.overlapped`` where the words or their neighbours are gone since.
    """

    def __init__(self, positions: Positions, version: int, numbers: frozenset[int]) -> None:
        self._positions = positions
        self._strands = positions.strands
        self._version = version
        moves = {
            change.number
            for change in positions.document.changes
            if change.kind is ChangeKind.MOVED and change.version == version
        }
        self._moved = moves & numbers
        self._moves = moves - numbers
        self.numbers = frozenset(n for n in numbers if self._lies_in_a_move(n))
        self.come: list[int] = []
        self.written_back: dict[int, list[tuple[int, str]]] = {}
        for number in sorted(self.numbers):
            self._take(number)

    def _lies_in_a_move(self, number: int) -> bool:
        """True where the line that a change took words from was moved by another change."""
        for strand in self._positions.deleted_by(number):
            ends = range(strand, len(self._strands))
            end = next(n for n in ends if self._strands[n].is_break and self._was_before(n))
            if end != strand and self._strands[end].run.deleted_change in self._moves:
                return True
        return False

    def _take(self, number: int) -> None:
        gone = self._positions.deleted_by(number)
        come = [n for n, s in enumerate(self._strands) if s.run.inserted_change == number]
        if any(not self._strands[n].run.is_in(self._positions.last) for n in come):
            raise Refused("change.overlapped")
        if come and come[-1] - come[0] >= len(come):  # written into since, or a 对调
            raise Refused("change.overlapped")
        elsewhere = not come or number in self._moved  # the words did not come in their place
        strand, at = self._place(gone) if elsewhere else (come[0], 0)
        words = "".join(self._strands[n].run.text for n in gone)
        self.written_back.setdefault(strand, []).append((at, words))
        self.come += come

    def _place(self, gone: tuple[int, ...]) -> tuple[int, int]:
        """The strand, and the offset within it, beside which the words stood."""
        left = self._neighbour(range(gone[0] - 1, -1, -1))
        if left is not None:
            here = Stretch(left, len(self._strands[left].text) - 1, len(self._strands[left].text))
        else:
            right = self._neighbour(range(gone[-1] + 1, len(self._strands)))
            if right is None:
                raise Refused("change.overlapped")
            here = Stretch(right, 0, 1)
        last = self._positions.destinations(here)[0][-1]
        if not self._positions.is_in(last, self._positions.last):
            raise Refused("change.overlapped")
        return last.strand, last.end if left is not None else last.start

    def _neighbour(self, numbers: Iterable[int]) -> int | None:
        """The first of the strands that stood in the line before the change; None at its end."""
        found = next((n for n in numbers if self._was_before(n)), None)
        return None if found is None or self._strands[found].is_break else found

    def _was_before(self, number: int) -> bool:
        return self._strands[number].run.is_in(self._version - 1)
