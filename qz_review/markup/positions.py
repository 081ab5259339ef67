"""Where the characters of the marked document stand in each of its versions.

A :class:`Positions` carries a range from one version to any other, earlier or later, and
follows words that were moved (转移, 对调) to where they stand.  Offsets are code points into
``plain_text`` of the version named.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qz_review.markup.align import align
from qz_review.markup.changes import BlockKind, ChangeKind
from qz_review.markup.lines import Line, lines_of
from qz_review.markup.marked import MarkedDocument, MarkedRun, Version
from qz_review.markup.tokens import words

_CARRYING = frozenset({ChangeKind.MOVED, ChangeKind.TRANSPOSED})


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


@dataclass(frozen=True, slots=True)
class Carried:
    """A range in another version.  gone: none of its characters is there; then a place only."""

    start: int
    end: int
    gone: bool = False


@dataclass(frozen=True, slots=True)
class _Link:
    """The same characters at both ends of a move."""

    here: Stretch
    there: Stretch


class Positions:
    """Answers for one marked document; ``versions`` are those it was composed of."""

    def __init__(self, document: MarkedDocument, versions: Sequence[Version]) -> None:
        self.document = document
        self.versions = tuple(versions)
        self.strands = tuple(_strands(document))
        self._starts: dict[int, list[int]] = {}
        self._lengths: dict[int, int] = {}
        self._pictures: set[int] = set()  # line ends of pictures, which plain text leaves out
        self._restoring = frozenset(
            change.number for change in document.changes if change.kind is ChangeKind.KEPT
        )
        self._deleted_by: dict[int, list[int]] = {}
        self._came_from: dict[int, list[_Link]] = {}
        self._went_to: dict[int, list[_Link]] = {}
        self._link_moves()

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
        return tuple(self._deleted_by.get(change, ()))

    def restores(self, change: int | None) -> bool:
        """True for the number of a change that puts deleted words back (保留)."""
        return change in self._restoring

    def is_in(self, stretch: Stretch, version: int) -> bool:
        """True when the strand's characters are in the version where they stand here."""
        return self.strands[stretch.strand].run.is_in(version)

    def origins(self, stretch: Stretch) -> tuple[tuple[Stretch, ...], ...]:
        """The stretch cut where its history differs; each part with where it stood before.

        Of each part the first is where it stands, the last where it was first written; more
        than one where it was moved.
        """
        return tuple(self._chains(stretch, self._came_from))

    def destinations(self, stretch: Stretch) -> tuple[tuple[Stretch, ...], ...]:
        """The same forwards: the last of each part is where its last move took it."""
        return tuple(self._chains(stretch, self._went_to))

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
        for start, after in ((at - 1, True), (at, False)):
            for stretch in self.stretches(version, start, start + 1):
                if after and self.strands[stretch.strand].is_break:
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
        for back in self._chains(stretch, self._came_from):
            for on in self._chains(back[0], self._went_to):
                offset = on[0].start - back[0].start
                earlier = [part.part(offset, offset + on[0].length) for part in back[1:]]
                yield (on[0], *earlier, *on[1:])

    def _chains(
        self, stretch: Stretch, links: dict[int, list[_Link]]
    ) -> Iterator[tuple[Stretch, ...]]:
        at = stretch.start
        for link in links.get(stretch.strand, ()):
            first, last = max(at, link.here.start), min(stretch.end, link.here.end)
            if first >= last:
                continue
            if at < first:
                yield (Stretch(stretch.strand, at, first),)
            offset = first - link.here.start
            there = link.there.part(offset, offset + last - first)
            for chain in self._chains(there, links):
                inner = chain[0].start - there.start
                yield (Stretch(stretch.strand, first + inner, first + inner + chain[0].length),
                       *chain)  # fmt: skip
            at = last
        if at < stretch.end:
            yield (Stretch(stretch.strand, at, stretch.end),)

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

    def _link_moves(self) -> None:
        numbers = {c.number for c in self.document.changes if c.kind in _CARRYING}
        come: dict[int, list[int]] = {number: [] for number in numbers}
        for index, strand in enumerate(self.strands):
            if strand.run.deleted_change is not None:
                self._deleted_by.setdefault(strand.run.deleted_change, []).append(index)
            if strand.run.inserted_change in numbers:
                come[strand.run.inserted_change].append(index)
        for number in sorted(numbers):
            self._link(self.deleted_by(number), come[number])
        self._link_restored()
        for links in (*self._came_from.values(), *self._went_to.values()):
            links.sort(key=lambda link: link.here.start)

    def _link_restored(self) -> None:
        """Words that stand again (保留) are those deleted right before them."""
        numbers = self._restoring
        come: dict[int, list[int]] = {}
        for index, strand in enumerate(self.strands):
            if strand.run.inserted_change in numbers:
                come.setdefault(strand.run.inserted_change, []).append(index)
        for strands in come.values():
            words = "".join(self.strands[index].text for index in strands)
            mark = self.strands[strands[0]].run.inserted
            former: list[int] = []
            left, at = len(words), strands[0]
            while at and left > 0 and mark is not None:
                at -= 1
                run = self.strands[at].run
                if run.inserted is None or run.inserted.version < mark.version:
                    former.insert(0, at)
                    left -= len(self.strands[at].text)
            if "".join(self.strands[index].text for index in former) == words:
                self._link(former, strands)

    def _link(self, gone: Sequence[int], come: Sequence[int]) -> None:
        old = "".join(self.strands[index].text for index in gone)
        new = "".join(self.strands[index].text for index in come)
        for i, j, length in same_characters(old, new):
            left = self._cut(gone, i, i + length)
            right = self._cut(come, j, j + length)
            for here, there in _side_by_side(left, right):
                self._went_to.setdefault(here.strand, []).append(_Link(here, there))
                self._came_from.setdefault(there.strand, []).append(_Link(there, here))

    def _cut(self, strands: Sequence[int], start: int, end: int) -> list[Stretch]:
        found: list[Stretch] = []
        at = 0
        for index in strands:
            length = len(self.strands[index].text)
            first, last = max(start, at), min(end, at + length)
            if first < last:
                found.append(Stretch(index, first - at, last - at))
            at += length
        return found


def same_characters(old: str, new: str) -> list[tuple[int, int, int]]:
    """Which characters of moved words are which: (offset in old, offset in new, length)."""
    if old == new:
        return [(0, 0, len(old))] if old else []
    if len(old) == len(new) and (turn := (old + old).find(new)) > 0:
        return [(turn, 0, len(old) - turn), (0, len(old) - turn, turn)]
    left, right = words(old), words(new)
    left_at, right_at = _offsets(left), _offsets(right)
    return [
        (
            left_at[match.old],
            right_at[match.new],
            left_at[match.old + match.length] - left_at[match.old],
        )
        for match in align(left, right).matches
    ]


def _offsets(tokens: Sequence[str]) -> list[int]:
    offsets = [0]
    for token in tokens:
        offsets.append(offsets[-1] + len(token))
    return offsets


def _side_by_side(
    left: Sequence[Stretch], right: Sequence[Stretch]
) -> Iterator[tuple[Stretch, Stretch]]:
    """Two rows of stretches of the same length in all, cut at the ends of both."""
    ends = sorted({*_offsets_of(left), *_offsets_of(right)})
    for start, end in pairwise(ends):
        yield _at(left, start, end), _at(right, start, end)


def _offsets_of(row: Sequence[Stretch]) -> list[int]:
    offsets = [0]
    for stretch in row:
        offsets.append(offsets[-1] + stretch.length)
    return offsets


def _at(row: Sequence[Stretch], start: int, end: int) -> Stretch:
    at = 0
    for stretch in row:
        if at <= start < at + stretch.length:
            return stretch.part(start - at, end - at)
        at += stretch.length
    raise ValueError("no such place")


def _strands(document: MarkedDocument) -> Iterator[Strand]:
    for number, block in enumerate(document.blocks):
        for run in (*block.runs, block.end):
            if run.is_break:
                yield Strand("\n", run, number)
            elif run.text:
                yield Strand(run.text.replace("\n", " "), run, number)


def _total(places: Sequence[tuple[int, int]]) -> int:
    return sum(end - start for start, end in places)
