"""The same characters at two places: where words were moved (转移, 对调) or put back (保留)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qz_review.markup.align import align
from qz_review.markup.changes import Change, ChangeKind
from qz_review.markup.strands import Strand, Stretch
from qz_review.markup.tokens import words

_CARRYING = frozenset({ChangeKind.MOVED, ChangeKind.TRANSPOSED})


@dataclass(frozen=True, slots=True)
class _Link:
    """The same characters at both ends of a move."""

    here: Stretch
    there: Stretch


class Links:
    """Where the characters of each strand stood before, and where they went.

    deleted_by: change → the strands that it deleted.  restoring: numbers of the changes that put
    deleted words back.
    """

    def __init__(self, strands: Sequence[Strand], changes: Sequence[Change]) -> None:
        self._strands = strands
        self._came_from: dict[int, list[_Link]] = {}
        self._went_to: dict[int, list[_Link]] = {}
        self.deleted_by: dict[int, list[int]] = {}
        self.restoring = frozenset(c.number for c in changes if c.kind is ChangeKind.KEPT)
        self._link_moves(frozenset(c.number for c in changes if c.kind in _CARRYING))

    def back(self, stretch: Stretch) -> tuple[tuple[Stretch, ...], ...]:
        """The stretch cut where its history differs; each part with where it stood before.

        Of each part the first is where it stands, the last where it was first written.
        """
        return tuple(self._chains(stretch, self._came_from))

    def onwards(self, stretch: Stretch) -> tuple[tuple[Stretch, ...], ...]:
        """The same forwards: the last of each part is where its last move took it."""
        return tuple(self._chains(stretch, self._went_to))

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

    def _link_moves(self, numbers: frozenset[int]) -> None:
        come: dict[int, list[int]] = {number: [] for number in numbers}
        for index, strand in enumerate(self._strands):
            if strand.run.deleted_change is not None:
                self.deleted_by.setdefault(strand.run.deleted_change, []).append(index)
            if strand.run.inserted_change in numbers:
                come[strand.run.inserted_change].append(index)
        for number in sorted(numbers):
            self._link(self.deleted_by.get(number, ()), come[number])
        self._link_restored()
        for links in (*self._came_from.values(), *self._went_to.values()):
            links.sort(key=lambda link: link.here.start)

    def _link_restored(self) -> None:
        """Words that stand again (保留) are those deleted right before them."""
        numbers = self.restoring
        come: dict[int, list[int]] = {}
        for index, strand in enumerate(self._strands):
            if strand.run.inserted_change in numbers:
                come.setdefault(strand.run.inserted_change, []).append(index)
        for strands in come.values():
            words = "".join(self._strands[index].text for index in strands)
            mark = self._strands[strands[0]].run.inserted
            former: list[int] = []
            left, at = len(words), strands[0]
            while at and left > 0 and mark is not None:
                at -= 1
                run = self._strands[at].run
                if run.inserted is None or run.inserted.version < mark.version:
                    former.insert(0, at)
                    left -= len(self._strands[at].text)
            if "".join(self._strands[index].text for index in former) == words:
                self._link(former, strands)

    def _link(self, gone: Sequence[int], come: Sequence[int]) -> None:
        old = "".join(self._strands[index].text for index in gone)
        new = "".join(self._strands[index].text for index in come)
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
            length = len(self._strands[index].text)
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
