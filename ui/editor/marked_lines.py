"""Lines with a history: what the text page edits.

A line is a title, a paragraph, one paragraph of a cell, the caption of a table or picture, or a
note.  Its runs keep every character that any step inserted or deleted; a deleted character stays,
with the mark of who deleted it.  Offsets are code points into :attr:`EditLine.text`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from qz_review.markup.changes import BREAK_SIGN, BlockKind
from qz_review.markup.marked import Mark
from qz_review.model.stage import Stage
from qz_review.model.text import Paragraph, Picture, Table

_keys = count(1)


FLOWING = frozenset((BlockKind.PARAGRAPH, BlockKind.CELL))
"""Kinds of lines that can be split and joined."""


def new_key() -> int:
    """A number that no other line of this process has."""
    return next(_keys)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one line with one history.

    is_break: the text is ``¶`` and stands for a deleted paragraph mark (接排).
    label: the characters belong to the paragraph's automatic number or the note's mark.
    came, gone: numbers of the changes that composing gave them, for counting.
    """

    text: str
    inserted: Mark | None = None
    deleted: Mark | None = None
    is_break: bool = False
    label: bool = False
    came: int | None = None
    gone: int | None = None

    @property
    def is_live(self) -> bool:
        """True when the characters are in the present text."""
        return self.deleted is None and not self.is_break


@dataclass(frozen=True)
class EditLine:
    """One line.

    key: stays with the line through edits.  end: who inserted the paragraph mark after it, None
    for an old one.  dead: who deleted the whole line.  group: number of the table the line
    belongs to, ``cell`` its place (row, column) there, ``columns`` how many the table has; table,
    picture: set on the line that stands for the object and carries its caption.
    """

    key: int
    kind: BlockKind
    runs: tuple[Run, ...] = ()
    level: int = 0
    end: Mark | None = None
    dead: Mark | None = None
    group: int = -1
    cell: tuple[int, int] = (-1, -1)
    columns: int = 0
    table: Table | None = None
    picture: Picture | None = None

    @cached_property
    def text(self) -> str:
        """Every character with its history, deleted ones too."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def live(self) -> str:
        """The characters of the present text, label included."""
        return "".join(run.text for run in self.runs if run.is_live)

    @cached_property
    def label(self) -> str:
        """The automatic number: the label's characters that still open the line."""
        return self.live[: self.label_length]

    @cached_property
    def label_length(self) -> int:
        """Code points of the label in :attr:`live`."""
        length = 0
        for run in self.runs:
            if run.is_live:
                if not run.label:
                    break
                length += len(run.text)
        return length

    @cached_property
    def words(self) -> str:
        """The present text without the label."""
        return self.live[self.label_length :]

    @cached_property
    def characters(self) -> int:
        """Living characters, white space left out."""
        if self.dead is not None:
            return 0
        return len("".join(self.live.split()))

    @cached_property
    def unmarked(self) -> bool:
        """True when no step changed anything in the line."""
        return self.end is None and all(
            run.inserted is None and run.deleted is None for run in self.runs
        )

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The steps that changed the line, in route order: its bars at the page's edge."""
        marks = {self.end, self.dead}
        for run in self.runs:
            marks.add(run.inserted)
            marks.add(run.deleted)
        found = {mark.stage for mark in marks if mark is not None and mark.stage is not None}
        return tuple(sorted(found, key=lambda stage: stage.position))

    @cached_property
    def paragraph(self) -> Paragraph:
        """The present words as a paragraph of the text."""
        return Paragraph(self.words, self.level, self.label)

    @cached_property
    def is_numbered(self) -> bool:
        """True for paragraphs with words: they are 第 n 段."""
        return self.kind is BlockKind.PARAGRAPH and self.dead is None and bool(self.live.strip())

    def work_out(self) -> None:
        """Find now what a page asks of each line as it opens: not for the GUI thread."""
        _ = self.paragraph, self.is_numbered, self.characters, self.unmarked, self.text

    @property
    def is_flow(self) -> bool:
        """True for lines that can be split and joined."""
        return self.dead is None and self.kind in FLOWING

    def with_runs(self, runs: Iterable[Run]) -> EditLine:
        """The line with other runs; equal neighbours become one, empty ones go."""
        return replace(self, runs=merged(runs))

    def live_at(self, offset: int) -> int:
        """How many live characters stand before ``offset``."""
        total = 0
        for run in self.runs:
            if offset <= 0:
                break
            if run.is_live:
                total += min(len(run.text), offset)
            offset -= len(run.text)
        return total

    def offset_of_live(self, place: int, *, after: bool = False) -> int:
        """Offset before the live character ``place``; ``after``: right behind its forerunner."""
        offset = passed = 0
        for run in self.runs:
            if run.is_live:
                reach = passed + len(run.text)
                if place < reach or (after and place == reach and place > 0):
                    return offset + place - passed
                passed = reach
            elif after and passed == place:
                return offset
            offset += len(run.text)
        return offset


Lines = tuple[EditLine, ...]


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place between two characters: index of the line, offset in its ``text``."""

    line: int
    offset: int


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbouring runs with one history as one; empty runs left out."""
    kept: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if kept and not run.is_break and _same_history(kept[-1], run):
            kept[-1] = replace(run, text=kept[-1].text + run.text)
        else:
            kept.append(run)
    return tuple(kept)


def _same_history(left: Run, right: Run) -> bool:
    return (
        left.inserted == right.inserted
        and left.deleted == right.deleted
        and left.is_break == right.is_break
        and left.label == right.label
        and left.came == right.came
        and left.gone == right.gone
    )


def split_runs(runs: Sequence[Run], offset: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs before and after ``offset``."""
    left: list[Run] = []
    for index, run in enumerate(runs):
        if offset >= len(run.text):
            left.append(run)
            offset -= len(run.text)
            continue
        right = list(runs[index:])
        if offset:
            left.append(replace(run, text=run.text[:offset]))
            right[0] = replace(run, text=run.text[offset:])
        return tuple(left), tuple(right)
    return tuple(left), ()


def joinable(first: EditLine, second: EditLine) -> bool:
    """True when the paragraph mark between the two can be deleted."""
    if not (first.is_flow and second.is_flow) or first.kind is not second.kind:
        return False
    return first.kind is BlockKind.PARAGRAPH or (first.group, first.cell) == (
        second.group,
        second.cell,
    )


def is_by(mark: Mark | None, own: Mark) -> bool:
    """True for a mark of the same version, saved before or not: its own hand's."""
    return mark is not None and mark.version == own.version


def cell_beside(lines: Lines, index: int, step: int) -> int | None:
    """The first living line of the next (1) or previous (-1) cell of a table; None at its ends."""
    here = lines[index]
    at = index + step
    while 0 <= at < len(lines) and lines[at].cell[0] >= 0 and lines[at].group == here.group:
        line = lines[at]
        if line.cell != here.cell and line.dead is None:
            first = at
            while first and (lines[first - 1].group, lines[first - 1].cell) == (
                line.group, line.cell
            ):  # fmt: skip
                first -= 1
            return next(i for i in range(first, len(lines)) if lines[i].dead is None)
        at += step
    return None


def shows_break(line: EditLine) -> bool:
    """True when the inserted paragraph mark after the line is drawn as ``¶`` (分段).

    A line that came as a whole needs no sign: all its characters carry the mark.
    """
    mark = line.end
    if mark is None or line.dead is not None:
        return False
    return not all(
        run.inserted is not None and run.inserted.version >= mark.version for run in line.runs
    )


def deleted_break(inserted: Mark | None, deleted: Mark) -> Run:
    """The sign that stays where a paragraph mark was deleted."""
    return Run(BREAK_SIGN, inserted, deleted, is_break=True)
