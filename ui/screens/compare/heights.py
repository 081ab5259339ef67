"""Heights of all rows, guessed until they are laid out, and what lies where.  Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class RowHeights:
    """Rows from the top down; heights and places in px."""

    def __init__(self, guessed: Sequence[float]) -> None:
        self._heights = list(guessed)
        self._exact = [False] * len(self._heights)
        self._left = len(self._heights)
        self._tops: list[float] | None = None

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> float:
        """Height of everything."""
        return self._all_tops()[-1]

    @property
    def guesses(self) -> int:
        """How many rows are still guessed."""
        return self._left

    def is_exact(self, row: int) -> bool:
        """True once the row was laid out."""
        return self._exact[row]

    def height(self, row: int) -> float:
        """Height of a row."""
        return self._heights[row]

    def top(self, row: int) -> float:
        """Where a row begins."""
        return self._all_tops()[row]

    def row_at(self, y: float) -> int:
        """The row at a height; the first or last one beyond the ends, -1 where there are none."""
        return min(max(bisect_right(self._all_tops(), y) - 1, 0), len(self._heights) - 1)

    def set(self, row: int, height: float) -> None:
        """The row was laid out."""
        if not self._exact[row]:
            self._exact[row] = True
            self._left -= 1
        if self._heights[row] != height:
            self._heights[row] = height
            self._tops = None

    def next_guess(self, start: int) -> int | None:
        """The nearest guessed row from ``start`` on, round the end; None when all are exact."""
        if not self._left:
            return None
        count = len(self._exact)
        for step in range(count):
            row = (start + step) % count
            if not self._exact[row]:
                return row
        return None

    def _all_tops(self) -> list[float]:
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0.0))
        return self._tops
