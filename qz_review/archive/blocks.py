"""The pieces a page is made of: each knows its height, can be cut in two, and draws itself.

All measures are points.  A block's width is given when it is made; ``top`` is the page's y of
its upper edge (y grows upwards, as PDF has it).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from qz_review.archive.pen import draw_bracket, draw_line, draw_words
from qz_review.archive.text_marks import draw_ending
from qz_review.archive.typesetting import Line, Piece, Style, break_lines
from qz_review.markup.stage_marks import StageMark


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Which line of which text a block shows: drawn with its words, so that a program can read
    the text back from the pages (:mod:`qz_review.archive.page_words`).

    sheet: 一校清样, 签发稿 …; line: index into the plain lines of the text with this hash.
    """

    sheet: str
    text_hash: str
    line: int


class Block(Protocol):
    """Something that stands on a page."""

    @property
    def height(self) -> float:
        """Points it takes from top to bottom."""

    @property
    def keep_with_next(self) -> bool:
        """True for headings: the page does not end after it."""

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """What fits into ``room`` points, and what is left; None stands for nothing."""

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw it with its upper left corner at (left, top)."""


PLACE_TAG = "QZText"
"""Tag of the marked content (ISO 32000-2 14.6) that holds the words of a signed text."""


def begin_place(place: TextPlace) -> str:
    """The operator that opens the marked content of a line."""
    sheet = place.sheet.encode("utf-16-be").hex().upper()
    return f"/{PLACE_TAG} <</Sheet <FEFF{sheet}> /Text ({place.text_hash}) /Line {place.line}>> BDC"


class Align(Enum):
    """Where a line stands between the margins."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Text:
    """Laid-out lines.

    leading: from baseline to baseline.  before, after: space over and under the lines;
    a part that continues on the next page has none over it.
    margin: words drawn left of the first lines, one under the other (the steps that changed it).
    indent: of the first line of a paragraph.  bracket: a line drawn along its left side.
    place: which line of a signed text it shows, None for all other words.
    """

    lines: tuple[Line, ...]
    width: float
    leading: float
    align: Align = Align.LEFT
    before: float = 0.0
    after: float = 0.0
    keep_with_next: bool = False
    least: int = 2
    margin: tuple[Piece, ...] = ()
    indent: float = 0.0
    bracket: StageMark | None = None
    place: TextPlace | None = None

    @property
    def height(self) -> float:
        """Lines and the space around them."""
        return self.before + len(self.lines) * self.leading + self.after

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Cut between lines; fewer than ``least`` lines are left alone on neither side."""
        if self.height - self.after <= room + 0.01:
            return self, None
        fits = int((room - self.before + 0.01) // self.leading)
        fits = min(fits, len(self.lines) - self.least)
        if fits < self.least:
            return None, self
        return self._cut(fits)

    def force_split(self, room: float) -> tuple[Block | None, Block | None]:
        """Cut between any two lines, at least one line to the first part."""
        if self.height - self.after <= room + 0.01:
            return self, None
        fits = int((room - self.before + 0.01) // self.leading)
        if fits < 1:
            return None, self
        return self._cut(fits)

    def _cut(self, count: int) -> tuple[Block | None, Block | None]:
        first = replace(self, lines=self.lines[:count], after=0.0)
        return first, replace(self, lines=self.lines[count:], before=0.0)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the lines; the text stands in the middle of its leading."""
        y = top - self.before
        if self.place is not None:
            canvas.addLiteral(begin_place(self.place))
        for line in self.lines:
            size = max((s.style.size for s in line.stretches), default=0.0)
            baseline = y - self.leading / 2 - size * 0.36
            free = self.width - line.indent - line.width
            shift = {Align.LEFT: 0.0, Align.CENTER: free / 2, Align.RIGHT: free}[self.align]
            start = left + max(shift, 0.0)
            draw_line(canvas, line, start, baseline)
            if line.ending:
                end = start + line.indent + line.width
                draw_ending(canvas, line, end, baseline, self.leading, left + self.indent)
            y -= self.leading
        if self.place is not None:
            canvas.addLiteral("EMC")
        if self.bracket is not None:
            draw_bracket(canvas, self.bracket, left - 3.5, top - self.before, y)
        self._draw_margin(canvas, left, top - self.before)

    def _draw_margin(self, canvas: Canvas, left: float, top: float) -> None:
        rows = max(2, int(len(self.lines) * self.leading / 8.5))
        columns = -(-len(self.margin) // rows)
        for place, piece in enumerate(self.margin):
            column, row = divmod(place, rows)
            x = left - 6.0 - (columns - column) * 15.0
            draw_words(canvas, piece.text, piece.style, x, top - 8.0 - row * 8.5)


def text_block(
    pieces: Sequence[Piece],
    width: float,
    leading: float,
    *,
    first_indent: float = 0.0,
    align: Align = Align.LEFT,
    justify: bool = True,
    before: float = 0.0,
    after: float = 0.0,
    keep_with_next: bool = False,
    least: int = 2,
    balanced: bool = False,
) -> Text:
    """Break pieces into lines of ``width`` and make a block of them.

    balanced: lines of nearly equal length, as titles want them.
    """
    justify = justify and align is Align.LEFT
    lines = break_lines(pieces, width, first_indent=first_indent, justify=justify)
    if balanced and len(lines) > 1:
        lines = _balanced(pieces, width, lines)
    return Text(
        lines, width, leading, align, before, after, keep_with_next, least, indent=first_indent
    )


def _balanced(pieces: Sequence[Piece], width: float, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines broken at the narrowest width that needs no more of them."""
    count = len(lines)
    narrow, wide = width / 3, width
    while wide - narrow > 2.0:
        middle = (narrow + wide) / 2
        tried = break_lines(pieces, middle, justify=False)
        if len(tried) <= count and max(line.width for line in tried) <= middle:
            wide, lines = middle, tried
        else:
            narrow = middle
    return lines


def words_block(
    words: str,
    style: Style,
    width: float,
    leading: float,
    *,
    align: Align = Align.LEFT,
    before: float = 0.0,
    after: float = 0.0,
    keep_with_next: bool = False,
) -> Text:
    """A block of words in one style, as table cells and captions need it."""
    return text_block(
        [Piece(words, style)],
        width,
        leading,
        align=align,
        before=before,
        after=after,
        keep_with_next=keep_with_next,
        justify=False,
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty space; dropped at the top of a page."""

    height: float
    keep_with_next: bool = False

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """All of it fits, or none is needed any more."""
        return (self, None) if self.height <= room else (None, None)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Nothing to draw."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks one under the other, as one block: the content of a table cell."""

    blocks: tuple[Block, ...] = field(default=())
    keep_with_next: bool = False

    @property
    def height(self) -> float:
        """Sum of the heights."""
        return sum(block.height for block in self.blocks)

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Cut between two blocks, or inside the one that does not fit."""
        if self.height <= room + 0.01:
            return self, None
        kept: list[Block] = []
        for place, block in enumerate(self.blocks):
            if block.height <= room + 0.01:
                kept.append(block)
                room -= block.height
                continue
            cut = block.force_split if isinstance(block, Text) else block.split
            first, rest = cut(room)
            if first is not None:
                kept.append(first)
            left = (rest,) if rest is not None else ()
            later = Stack((*left, *self.blocks[place + 1 :]))
            return (Stack(tuple(kept)) if kept else None), later
        return self, None

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the blocks from top to bottom."""
        for block in self.blocks:
            block.draw(canvas, left, top)
            top -= block.height
