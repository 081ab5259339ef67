"""The units that lines are paired by: a line of running text, or a whole row of a table."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from qz_review.markup.changes import BlockKind
from qz_review.markup.lines import Line, keys_of


@dataclass(frozen=True, slots=True)
class Units:
    """The lines of one version as units.

    lines: all lines.  starts: for each unit its first line, and at the end the number of
    lines.  keys: for each unit what an equal one shares with it.
    """

    lines: Sequence[Line]
    starts: Sequence[int]
    keys: Sequence[Hashable]

    def lines_of(self, unit: int) -> range:
        """Numbers of the lines of one unit."""
        return range(self.starts[unit], self.starts[unit + 1])

    def first(self, unit: int) -> Line:
        """Its first line, which says what kind of unit it is."""
        return self.lines[self.starts[unit]]

    def text(self, unit: int) -> str:
        """Its words; the cells of a row with a space between."""
        start, end = self.starts[unit], self.starts[unit + 1]
        if end - start == 1:
            return self.lines[start].text
        return " ".join(line.text for line in self.lines[start:end])


def units_of(lines: Sequence[Line]) -> Units:
    """The units of all lines of a version, in order."""
    keys = keys_of(lines)
    if BlockKind.CELL not in {line.place.kind for line in lines}:
        return Units(lines, range(len(lines) + 1), keys)
    starts: list[int] = []
    joined: list[Hashable] = []
    row: tuple[int, int] | None = None
    for number, line in enumerate(lines):
        place = line.place
        here = (place.block, place.row) if place.kind is BlockKind.CELL else None
        if here is None or here != row:
            starts.append(number)
            joined.append(keys[number] if here is None else ())
        if here is not None:
            joined[-1] = (*_cells(joined[-1]), (place.column, line.text))
        row = here
    starts.append(len(lines))
    return Units(lines, starts, joined)


def _cells(key: Hashable) -> tuple[Hashable, ...]:
    return key if isinstance(key, tuple) else ()
