"""Where findings stand in the lines, and how they move with edits until the next scan.

A place belongs to its line and counts living characters, so that an edit touches only the marks
of the lines it changes: those before it stay, those behind it shift, and those whose own words
changed go, since nobody has judged the new words yet.  No Qt here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from qz_review.model.finding import Certainty, Severity
from ui.editor.marked_lines import EditLine, Lines, Spot
from ui.editor.plain_places import plain_width


@dataclass(frozen=True, slots=True)
class FindingSpan:
    """A finding to be marked: number of its own, code points into the plain text."""

    number: int
    start: int
    end: int
    certainty: Certainty
    severity: Severity | None


@dataclass(frozen=True, slots=True)
class FindingMark:
    """A finding, or the part of it in one line: living characters of that line."""

    number: int
    start: int
    end: int
    certainty: Certainty
    severity: Severity | None

    def moved(self, by: int) -> FindingMark:
        """The same, so many characters further on."""
        if not by:
            return self
        return FindingMark(
            self.number, self.start + by, self.end + by, self.certainty, self.severity
        )


class FindingMarks:
    """The marks of one page."""

    def __init__(self) -> None:
        self._lines: Lines = ()
        self._marks: dict[int, tuple[FindingMark, ...]] = {}

    def __bool__(self) -> bool:
        return bool(self._marks)

    def place(self, lines: Lines, spans: Iterable[FindingSpan]) -> None:
        """Mark other findings; their offsets count the plain text of ``lines``."""
        self._lines, self._marks = lines, {}
        starts = [0, *accumulate(plain_width(line) for line in lines)]
        found: dict[int, list[FindingMark]] = {}
        for span in spans:
            at = bisect_right(starts, span.start) - 1
            while at < len(lines) and starts[at] < span.end:
                start = max(span.start - starts[at], 0)
                end = min(span.end - starts[at], len(_words(lines[at])))
                if start < end:
                    found.setdefault(lines[at].key, []).append(
                        FindingMark(span.number, start, end, span.certainty, span.severity)
                    )
                at += 1
        self._marks = {key: tuple(marks) for key, marks in found.items()}

    def clear(self) -> None:
        """No findings."""
        self._marks = {}

    def follow(self, lines: Lines) -> None:
        """The page shows these lines now: move with their words."""
        before, self._lines = self._lines, lines
        if before is lines or not self._marks:
            return
        old, new = _differing(before, lines)
        moving, old_words = _joined(old, self._marks)
        for line in old:
            self._marks.pop(line.key, None)
        if not moving:
            return
        new_words = "\n".join(_words(line) for line in new)
        kept = list(_carried(moving, old_words, new_words))
        at = 0
        for line in new:
            end = at + len(_words(line))
            inside = tuple(m.moved(-at) for m in kept if at <= m.start and m.end <= end)
            if inside:
                self._marks[line.key] = inside
            at = end + 1

    def of_line(self, line: EditLine) -> Sequence[FindingMark]:
        """The marks of one line."""
        return self._marks.get(line.key, ())

    def spots_of(self, number: int) -> tuple[Spot, Spot] | None:
        """Both ends of a finding in the lines; None where its words have changed."""
        found: list[tuple[int, FindingMark]] = []
        for index, line in enumerate(self._lines):
            found.extend((index, m) for m in self._marks.get(line.key, ()) if m.number == number)
        if not found:
            return None
        (first, opening), (last, closing) = found[0], found[-1]
        return (
            Spot(first, self._lines[first].offset_of_live(opening.start)),
            Spot(last, self._lines[last].offset_of_live(closing.end, after=True)),
        )

    def in_order(self) -> list[tuple[Spot, int]]:
        """Where each finding begins, with its number, in the order of the text."""
        seen: set[int] = set()
        found = []
        for index, line in enumerate(self._lines):
            for mark in sorted(self._marks.get(line.key, ()), key=lambda m: (m.start, m.number)):
                if mark.number not in seen:
                    seen.add(mark.number)
                    found.append((Spot(index, line.offset_of_live(mark.start)), mark.number))
        return found

    def at(self, spot: Spot) -> int | None:
        """The finding at a place; the shortest of several."""
        if not 0 <= spot.line < len(self._lines):
            return None
        line = self._lines[spot.line]
        place = line.live_at(spot.offset)
        hit = [m for m in self._marks.get(line.key, ()) if m.start <= place <= m.end]
        return min(hit, key=lambda m: m.end - m.start).number if hit else None

    def standing(self) -> frozenset[int]:
        """Numbers of the findings whose words still stand."""
        return frozenset(mark.number for marks in self._marks.values() for mark in marks)


def _words(line: EditLine) -> str:
    return line.live if line.dead is None else ""


def _differing(old: Lines, new: Lines) -> tuple[Lines, Lines]:
    start, limit = 0, min(len(old), len(new))
    while start < limit and old[start] is new[start]:
        start += 1
    end = 0
    while end < limit - start and old[-1 - end] is new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


def _joined(
    lines: Lines, marks: Mapping[int, tuple[FindingMark, ...]]
) -> tuple[list[FindingMark], str]:
    """The words of some lines joined, and their marks counted from the first character."""
    moved: list[FindingMark] = []
    at = 0
    for line in lines:
        moved.extend(mark.moved(at) for mark in marks.get(line.key, ()))
        at += len(_words(line)) + 1
    return moved, "\n".join(_words(line) for line in lines)


def _carried(marks: Iterable[FindingMark], old: str, new: str) -> Iterable[FindingMark]:
    """The marks whose words an edit left alone, at their new places."""
    head = _common_start(old, new)
    room = min(len(old), len(new)) - head
    tail = min(_common_start(old[::-1], new[::-1]), room)
    for mark in marks:
        if mark.end <= head:
            yield mark
        elif mark.start >= len(old) - tail:
            yield mark.moved(len(new) - len(old))


def _common_start(left: str, right: str) -> int:
    """How many characters both begin with."""
    if left == right:
        return len(left)
    pairs = enumerate(zip(left, right, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(left), len(right)))
