"""Where the characters of the marked document stand in each of its versions.

A :class:`Positions` carries a range from one version to any other, earlier or later, and
follows words that were moved (转移, 对调) to where they stand.  Offsets are code points into
``plain_text`` of the version named.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qz_review.markup.changes import BlockKind
from qz_review.markup.lines import Line, lines_of
from qz_review.markup.links import Links
from qz_review.markup.marked import MarkedDocument, Version
from qz_review.markup.strands import Stretch, strands_of


@dataclass(frozen=True, slots=True)
class Carried:
    """A range in another version.  gone: none of its characters is there; then a place only."""

    start: int
    end: int
    gone: bool = False


class Positions:
    """Answers for one marked document; ``versions`` are those it was composed of."""

    def __init__(self, document: MarkedDocument, versions: Sequence[Version]) -> None:
        self.document = document
        self.versions = tuple(versions)
        self.strands = tuple(strands_of(document))
        self._links = Links(self.strands, document.changes)
        self._starts: dict[int, list[int]] = {}
        self._lengths: dict[int, int] = {}
        self._pictures: set[int] = set()  # line ends of pictures, which plain text leaves out

    @property
    def last(self) -> int:
        """Number of the last version."""
        return len(self.versions) - 1

    def starts(self, version: int) -> list[int]:
        """Offset of each strand in a version; of one that is not in it, where it would be."""
        known = self._starts.get(version)
        if known is None:
            known = self._starts[version] = self._count(version)
        return known

    def length(self, version: int) -> int:
        """Code points of the version's plain text."""
        self.starts(version)
        return self._lengths[version]

    def lines(self, version: int) -> dict[int, int]:
        """Strand of each line end of a version → number of the line."""
        ends = [n for n, s in enumerate(self.strands) if s.is_break and s.run.is_in(version)]
        return {strand: line for line, strand in enumerate(ends)}

    def look(self, end: int, version: int) -> tuple[object, ...] | None:
        """What a reader sees of a line beside its characters, by the strand of its end."""
        line = self.lines(version).get(end)
        if line is None:
            return None
        place = lines_of(self.versions[version].text)[line].place
        return (
            place.level, place.label, place.row_span, place.column_span,
            place.media_type, place.description,
        )  # fmt: skip

    def end_of_line(self, line: int, version: int, to: int) -> int | None:
        """Where the end of a line of one version is in another, None where it is gone."""
        ends = [n for n, s in enumerate(self.strands) if s.is_break and s.run.is_in(version)]
        strand = ends[line]
        return self.starts(to)[strand] if self.strands[strand].run.is_in(to) else None

    def stretches(self, version: int, start: int, end: int) -> tuple[Stretch, ...]:
        """What stands at [start, end) of a version, in order."""
        starts = self.starts(version)
        start, end = max(0, start), min(end, self.length(version))
        found: list[Stretch] = []
        index = max(0, bisect_right(starts, start) - 1)
        while index and not self.strands[index].run.is_in(version):
            index -= 1
        while index < len(self.strands) and starts[index] < end:
            strand, at = self.strands[index], starts[index]
            first, last = max(0, start - at), min(len(strand.text), end - at)
            if first < last and strand.run.is_in(version) and index not in self._pictures:
                found.append(Stretch(index, first, last))
            index += 1
        return tuple(found)

    def around(self, start: int, end: int) -> range:
        """Numbers of the strands that stand, or stood, at [start, end] of the last version."""
        starts = self.starts(self.last)
        return range(bisect_left(starts, start), bisect_right(starts, end))

    def deleted_by(self, change: int) -> tuple[int, ...]:
        """Numbers of the strands that a change deleted, in order."""
        return tuple(self._links.deleted_by.get(change, ()))

    def restores(self, change: int | None) -> bool:
        """True for the number of a change that puts deleted words back (保留)."""
        return change in self._links.restoring

    def is_in(self, stretch: Stretch, version: int) -> bool:
        """True when the strand's characters are in the version where they stand here."""
        return self.strands[stretch.strand].run.is_in(version)

    def origins(self, stretch: Stretch) -> tuple[tuple[Stretch, ...], ...]:
        """The stretch cut where its history differs; each part with where it stood before.

        Of each part the first is where it stands, the last where it was first written; more
        than one where it was moved.
        """
        return self._links.back(stretch)

    def destinations(self, stretch: Stretch) -> tuple[tuple[Stretch, ...], ...]:
        """The same forwards: the last of each part is where its last move took it."""
        return self._links.onwards(stretch)

    def carry(self, start: int, end: int, version: int, to: int) -> Carried:
        """Where a range of one version stands in another.

        Words moved elsewhere are followed; where only some of them were, the range is where
        most are.  An empty range keeps to the character before it.
        """
        if start >= end:
            return self._carry_place(start, version, to)
        here, elsewhere, nearest = self._homes(start, end, version, to)
        if not here and not elsewhere:
            return Carried(nearest, nearest, gone=True)
        kept = here if _total(here) >= _total(elsewhere) else elsewhere
        return Carried(min(place[0] for place in kept), max(place[1] for place in kept))

    def kept(self, start: int, end: int, version: int, to: int) -> tuple[tuple[int, int], ...]:
        """Where the characters of a range that are in both versions stand in the other one."""
        here, elsewhere, _ = self._homes(start, end, version, to)
        return tuple(sorted(here + elsewhere))

    def _homes(
        self, start: int, end: int, version: int, to: int
    ) -> tuple[list[tuple[int, int]], list[tuple[int, int]], int]:
        """Places of a range's characters: not moved, moved; and the one nearest to its start."""
        starts = self.starts(to)
        here: list[tuple[int, int]] = []
        elsewhere: list[tuple[int, int]] = []
        nearest: int | None = None
        for stretch in self.stretches(version, start, end):
            for chain in self._everywhere(stretch):
                if nearest is None:
                    nearest = starts[chain[-1].strand]
                home = next((part for part in chain if self.is_in(part, to)), None)
                if home is not None:
                    at = starts[home.strand]
                    place = (at + home.start, at + home.end)
                    (here if home is chain[0] else elsewhere).append(place)
        return here, elsewhere, min(start, self.length(to)) if nearest is None else nearest

    def _carry_place(self, at: int, version: int, to: int) -> Carried:
        ways = ((at - 1, True, False), (at, False, True), (at - 1, True, True))
        for start, after, may_end_line in ways:
            for stretch in self.stretches(version, start, start + 1):
                if self.strands[stretch.strand].is_break and not may_end_line:
                    continue
                carried = self.carry(start, start + 1, version, to)
                if not carried.gone:
                    place = carried.end if after else carried.start
                    return Carried(place, place)
        near = self.stretches(version, max(0, at - 1), at + 1)
        place = self.starts(to)[near[-1].strand] if near else min(at, self.length(to))
        return Carried(place, place, gone=bool(near))

    def _everywhere(self, stretch: Stretch) -> Iterator[tuple[Stretch, ...]]:
        """Where it stands here first, then at every place it was before or after."""
        for back in self._links.back(stretch):
            for on in self._links.onwards(back[0]):
                offset = on[0].start - back[0].start
                earlier = [part.part(offset, offset + on[0].length) for part in back[1:]]
                yield (on[0], *earlier, *on[1:])

    def _count(self, version: int) -> list[int]:
        lines: Sequence[Line] = lines_of(self.versions[version].text)
        starts: list[int] = []
        line = column = 0
        end = sum(line.width for line in lines) - 1
        for index, strand in enumerate(self.strands):
            starts.append(lines[line].place.start + column if line < len(lines) else end)
            if not strand.run.is_in(version):
                continue
            if strand.run.is_break:
                if lines[line].place.kind is BlockKind.PICTURE:
                    self._pictures.add(index)
                line, column = line + 1, 0
            else:
                column += len(strand.text)
        self._lengths[version] = end
        return starts


def _total(places: Sequence[tuple[int, int]]) -> int:
    return sum(end - start for start, end in places)
