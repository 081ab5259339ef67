"""The places in the marked document at which some changes of one version did something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qz_review.markup.positions import Positions
from qz_review.markup.strands import Stretch


@dataclass(frozen=True, slots=True)
class Cluster:
    """Strands of the changes that stood together.

    left, right: numbers of the strands beside them in the version of the changes; -1 and the
    count of all at the ends of the document.
    """

    strands: tuple[int, ...]
    left: int
    right: int

    @property
    def inside(self) -> range:
        """Numbers of all strands between the neighbours."""
        return range(self.left + 1, self.right)


class ChangePlaces:
    """What some changes of one version put in and took out, and what became of it since.

    come, gone: numbers of the strands, in order.
    """

    def __init__(self, positions: Positions, version: int, numbers: Iterable[int]) -> None:
        self._positions = positions
        self._strands = positions.strands
        self._version = version
        wanted = frozenset(numbers)
        runs = [strand.run for strand in self._strands]
        self.come = [n for n, run in enumerate(runs) if run.inserted_change in wanted]
        self.gone = [n for n, run in enumerate(runs) if run.deleted_change in wanted]

    def clusters(self) -> list[Cluster]:
        """The strands as they stood together in the version of the changes."""
        own = sorted({*self.come, *self.gone})
        members = set(own)
        groups: list[list[int]] = []
        for number in own:
            between = range(groups[-1][-1] + 1, number) if groups else ()
            if groups and not any(self.was_there(n) for n in between):
                groups[-1].append(number)
            else:
                groups.append([number])
        count = len(self._strands)
        return [
            Cluster(
                tuple(group),
                self._neighbour(range(group[0] - 1, -1, -1), members, -1),
                self._neighbour(range(group[-1] + 1, count), members, count),
            )
            for group in groups
        ]

    def _neighbour(self, numbers: Iterable[int], members: set[int], end: int) -> int:
        return next((n for n in numbers if n not in members and self.was_there(n)), end)

    def was_there(self, number: int) -> bool:
        """True when a strand is in the version of the changes."""
        return self._strands[number].run.is_in(self._version)

    def is_present(self, number: int) -> bool:
        """True when a strand is in the last version."""
        return self._strands[number].run.is_in(self._positions.last)

    def later(self, numbers: Iterable[int]) -> list[int]:
        """Those of the strands that were put in after the changes, and still stand."""
        return [n for n in numbers if self._came_later(n) and self.is_present(n)]

    def _came_later(self, number: int) -> bool:
        mark = self._strands[number].run.inserted
        return mark is not None and mark.version > self._version

    def stands_again(self, number: int) -> bool:
        """True when a strand that was taken out was put back, or stands elsewhere."""
        whole = Stretch(number, 0, len(self._strands[number].text))
        return all(
            len(chain) > 1 and self.is_present(chain[-1].strand)
            for chain in self._positions.destinations(whole)
        )

    def is_whole_lines(self, cluster: Cluster) -> bool:
        """True when the strands were lines of their own."""
        starts_line = cluster.left < 0 or self._strands[cluster.left].is_break
        return starts_line and self._strands[cluster.strands[-1]].is_break

    def words(self, numbers: Iterable[int]) -> str:
        """The characters of strands, in order."""
        return "".join(self._strands[n].text for n in numbers)
