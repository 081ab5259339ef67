"""How one line looks in a view, and the map between its offsets and places in the Qt block."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache, cached_property
from typing import NamedTuple

from qz_review.markup.changes import BREAK_SIGN
from qz_review.markup.marked import Mark
from qz_review.model.stage import Stage
from ui.editor.marked_lines import EditLine, Run, shows_break
from ui.text.visible_signs import FIXED_SPACE, LINE_SEPARATOR, parts, shown

IMAGE = "\ufffc"


class ViewMode(StrEnum):
    """修订, 清样 or 原稿."""

    MARKED = "marked"
    CLEAN = "clean"
    ORIGINAL = "original"


class Look(NamedTuple):
    """What a char format is made from.

    inserted: colour role that inserted characters take, empty for others.  deleted: they are
    struck through.  sign: a hidden character.  image: digest of the picture that stands here.
    """

    inserted: str = ""
    deleted: bool = False
    sign: bool = False
    image: str = ""
    changed: bool = False


PLAIN, SIGNED = Look(), Look(sign=True)
SOURCE_INK = "text2"


class Segment(NamedTuple):
    """Characters of one look; ``text`` is what the document holds."""

    text: str
    look: Look = PLAIN


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class MarkedSpan(NamedTuple):
    """Characters of a block under one pair of marks: places in the block, who came and went."""

    start: int
    end: int
    inserted: Mark | None
    deleted: Mark | None

    def looks_like(self, inserted: Mark | None, deleted: Mark | None) -> bool:
        """True when the lines drawn for other marks are the same."""
        return _drawn(self.inserted) == _drawn(inserted) and _drawn(self.deleted) == _drawn(deleted)


def _drawn(mark: Mark | None) -> tuple[bool, Stage | None]:
    return mark is not None, mark.stage if mark is not None else None


class Stretch(NamedTuple):
    """A run on the screen: where it begins in the line's text and in the block, its lengths."""

    run: Run
    offset: int
    start: int
    length: int


class LinePicture:
    """One line as the document shows it.

    segments: the block's whole content.  stretches: the shown runs with their places.
    prefix: units before the first run (a picture).
    """

    def __init__(self, line: EditLine, mode: ViewMode) -> None:
        self.line = line
        self.segments: list[Segment] = []
        self.stretches: list[Stretch] = []
        self.prefix = 0
        marked = mode is ViewMode.MARKED
        runs = [run for run in line.runs if marked or run.is_live]
        if line.picture is not None:
            self.segments.append(Segment(IMAGE, Look(image=line.picture.digest)))
            if runs:
                self.segments.append(Segment(LINE_SEPARATOR))
            self.prefix = len(self.segments)
        self._add_runs(line, marked)
        self.text = "".join(segment.text for segment in self.segments)
        self.length = units(self.text)
        self.shows_break = marked and shows_break(line)
        if self.shows_break:
            self.segments.append(Segment(BREAK_SIGN, _marked_look(_ink(line.end), False, False)))

    def _add_runs(self, line: EditLine, marked: bool) -> None:
        offset, at = 0, self.prefix
        for run in line.runs:
            if marked or run.is_live:
                length = 0
                for text, hidden in parts(run.text):
                    self.segments.append(Segment(text, _look(run, hidden, marked)))
                    length += units(text)
                self.stretches.append(Stretch(run, offset, at, length))
                at += length
            offset += len(run.text)

    @cached_property
    def marked_spans(self) -> tuple[MarkedSpan, ...]:
        """Where lines are drawn under and through the characters; neighbours joined."""
        found: list[MarkedSpan] = []
        for run, _, start, length in self.stretches:
            if run.inserted is None and run.deleted is None:
                continue
            end = start + length
            last = found[-1] if found else None
            if (
                last is not None
                and last.end == start
                and last.looks_like(run.inserted, run.deleted)
            ):
                found[-1] = last._replace(end=end)
            else:
                found.append(MarkedSpan(start, end, run.inserted, run.deleted))
        if self.shows_break:
            found.append(MarkedSpan(self.length, self.length + 1, self.line.end, None))
        return tuple(found)

    @cached_property
    def fixed_spaces(self) -> tuple[int, ...]:
        """Places in the block of spaces that keep words together: a bracket is drawn under."""
        return tuple(units(self.text[: match.start()]) for match in FIXED_SPACE.finditer(self.text))

    def to_unit(self, offset: int) -> int:
        """Place in the block of an offset in the line's text; hidden runs shrink to a point."""
        place = self.prefix
        for stretch in self.stretches:
            if offset < stretch.offset:
                break
            inside = offset - stretch.offset
            if inside <= len(stretch.run.text):
                return stretch.start + units(shown(stretch.run.text[:inside]))
            place = stretch.start + stretch.length
        return place

    def character_at(self, unit: int) -> int | None:
        """Offset in the line's text of the character that takes a unit of the block."""
        for run, offset, start, length in self.stretches:
            if start <= unit < start + length:
                return offset + _points(shown(run.text), unit - start)
        return None

    def to_offset(self, unit: int) -> int:
        """Offset in the line's text of a place in the block."""
        offset = 0
        for index, stretch in enumerate(self.stretches):
            if unit < stretch.start:
                break
            inside = unit - stretch.start
            last = index == len(self.stretches) - 1
            if inside < stretch.length or (last or inside == stretch.length):
                if inside >= stretch.length:
                    offset = stretch.offset + len(stretch.run.text)
                    if not last and inside > stretch.length:
                        continue
                    return offset
                return stretch.offset + _points(shown(stretch.run.text), inside)
            offset = stretch.offset + len(stretch.run.text)
        return offset


def _points(text: str, inside: int) -> int:
    passed = 0
    for index, character in enumerate(text):
        if passed >= inside:
            return index
        wide = character > "\uffff"
        if wide and passed + 1 == inside:
            return index
        passed += 2 if wide else 1
    return len(text)


def _look(run: Run, hidden: bool, marked: bool) -> Look:
    inserted, deleted = run.inserted, run.deleted
    if not marked or (inserted is None and deleted is None):
        return SIGNED if hidden else PLAIN
    return _marked_look(_ink(inserted), deleted is not None, hidden)


def _ink(mark: Mark | None) -> str:
    """Colour role of inserted characters; a 修订 of the 原稿 belongs to no step."""
    if mark is None:
        return ""
    return mark.stage.value if mark.stage is not None else SOURCE_INK


@cache
def _marked_look(inserted: str, deleted: bool, hidden: bool) -> Look:
    return Look(inserted, deleted, hidden, changed=True)


def common_start(old: Sequence[Segment], new: Sequence[Segment]) -> int:
    """Code points both contents share from the start, looks included."""
    total = 0
    i = j = a = b = 0
    while i < len(old) and j < len(new) and old[i].look == new[j].look:
        left, right = old[i].text[a:], new[j].text[b:]
        size = min(len(left), len(right))
        same = size
        if left[:size] != right[:size]:
            same = next(k for k in range(size) if left[k] != right[k])
        total += same
        if same < size:
            break
        a, b = a + size, b + size
        if a == len(old[i].text):
            i, a = i + 1, 0
        if b == len(new[j].text):
            j, b = j + 1, 0
    return total


def turned(segments: Sequence[Segment]) -> list[Segment]:
    """The content from the end to the start."""
    return [Segment(s.text[::-1], s.look) for s in reversed(segments)]


def cut(segments: Sequence[Segment], start: int, end: int) -> list[Segment]:
    """The part from code point ``start`` to ``end``."""
    found: list[Segment] = []
    at = 0
    for segment in segments:
        low, high = max(start - at, 0), min(end - at, len(segment.text))
        if low < high:
            found.append(Segment(segment.text[low:high], segment.look))
        at += len(segment.text)
    return found
