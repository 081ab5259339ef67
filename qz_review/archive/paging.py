"""Sections of a PDF, and the laying of their blocks on pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from qz_review.archive.blocks import Block, Gap, Text
from qz_review.archive.grid import Grid
from qz_review.archive.paper import BODY_LEADING, BOTTOM, TOP

PAGE_ROOM = TOP - BOTTOM
"""Points between the upper and the lower margin."""

_LEAST_AFTER_HEADING = 44.0

_FEW_LINES = 110.0
"""A last page with no more than this many points on it is worth saving."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The boxed stamp in the corner of every page of a proof: 校次, names, time, text."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the PDF that begins on a new page.

    name: as it stands in the bookmarks; level: 0, or 1 below the section of level 0 before it.
    own_numbers: its pages are numbered — 1 — at the lower right (审签单).
    running_head: small line over the text of every page, or of every page but the first where
        the section has its own numbers; empty for none.
    may_tighten: running text may be set a little closer where that saves a nearly empty page.
    numbered_signs: the symbols in the margin have the numbers of the list of changes.
    """

    name: str
    blocks: tuple[Block, ...]
    level: int = 0
    own_numbers: bool = False
    running_head: str = ""
    stamp: Stamp | None = None
    may_tighten: bool = False
    numbered_signs: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on its page; top is the y of its upper edge."""

    block: Block
    top: float


@dataclass(slots=True)
class Page:
    """One page: its section, its number within it (from 1), and what stands on it."""

    section: Section
    number: int
    placed: list[Placed] = field(default_factory=list)


def lay_out(sections: Iterable[Section]) -> list[Page]:
    """All pages of all sections, in order."""
    pages: list[Page] = []
    for section in sections:
        laid = _Layout(section).pages()
        pages.extend(_tightened(section, laid) if section.may_tighten else laid)
    return pages


def _tightened(section: Section, pages: list[Page]) -> list[Page]:
    """The pages, or one less where a few lines stand alone on the last one."""
    on_last = sum(placed.block.height for placed in pages[-1].placed)
    if len(pages) < 2 or on_last > _FEW_LINES:
        return pages
    for factor in (0.96, 0.92):
        blocks = tuple(
            replace(block, leading=block.leading * factor)
            if isinstance(block, Text) and block.leading >= BODY_LEADING
            else block
            for block in section.blocks
        )
        tried = _Layout(replace(section, blocks=blocks)).pages()
        if len(tried) < len(pages):
            for page in tried:
                page.section = section
            return tried
    return pages


def _least_piece(block: Block) -> float:
    """How much of a block must fit under the heading before it."""
    if isinstance(block, Grid):
        whole = block.first_piece
        return whole if whole <= PAGE_ROOM else _LEAST_AFTER_HEADING
    return min(block.height, _LEAST_AFTER_HEADING)


class _Layout:
    """Lays one section out."""

    def __init__(self, section: Section) -> None:
        self._section = section
        self._pages: list[Page] = []
        self._y = TOP
        self._new_page()

    def pages(self) -> list[Page]:
        blocks = self._section.blocks
        for place, block in enumerate(blocks):
            if block.keep_with_next and self._leaves_heading_alone(blocks, place):
                self._new_page()
            self._place(block)
        return self._pages

    @property
    def _fresh(self) -> bool:
        return not self._pages[-1].placed

    def _new_page(self) -> None:
        if self._pages and self._fresh:
            return
        self._pages.append(Page(self._section, len(self._pages) + 1))
        self._y = TOP

    def _leaves_heading_alone(self, blocks: Sequence[Block], place: int) -> bool:
        needed = 0.0
        for block in blocks[place:]:
            if not block.keep_with_next:
                needed += _least_piece(block)
                break
            needed += block.height
            if needed > PAGE_ROOM:
                return False
        return needed > self._y - BOTTOM and needed <= PAGE_ROOM

    def _place(self, block: Block) -> None:
        waiting: Block | None = block
        while waiting is not None:
            if isinstance(waiting, Gap) and self._fresh:
                return
            room = self._y - BOTTOM
            early = isinstance(waiting, Grid) and waiting.prefers_next_page(room, PAGE_ROOM)
            if early and not self._fresh:
                self._new_page()
                continue
            first, rest = waiting.split(room)
            if first is None and rest is not None:
                if not self._fresh:
                    self._new_page()
                    continue
                first, rest = rest, None
            elif self._fresh and rest is not None and rest.height >= waiting.height:
                first, rest = waiting, None  # nothing would ever fit: let it overflow
            if first is not None:
                self._pages[-1].placed.append(Placed(first, self._y))
                self._y -= first.height
            waiting = rest
            if waiting is not None:
                self._new_page()
