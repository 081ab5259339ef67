"""A text as the rules see it: paragraphs with roles and offsets, tables, shielded spans.

All offsets are code points into ``text``, which is :func:`qz_review.model.text.plain_text` of the
manuscript (or the plain string itself), followed here by one line end more, so that every
paragraph ends alike whether it is the last or not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from qz_review.model.text import (
    ManuscriptText,
    Picture,
    Table,
    plain_lines,
)
from qz_review.model.text import (
    Paragraph as TextParagraph,
)
from qz_review.scanning.roles import Place, Role, complete_places, looks_like_title, places_of_lines
from qz_review.scanning.shields import Shield, spans_of

ParagraphKey = tuple[str, Role, int, bool]
"""All a rule of paragraph reach may depend on: words, role, level, whether it stands alone."""


class Paragraph:
    """One line of the plain text and the part it plays.

    start, end: its span in the document, the line end left out.  part: 0 for the text itself,
    n for its nth attachment.  table: index of the table a cell belongs to, -1 elsewhere.
    alone: it is the whole text, perhaps a sentence that somebody cut out and a program rewrote.
    """

    __slots__ = (
        "_spans",
        "alone",
        "end",
        "index",
        "level",
        "part",
        "role",
        "start",
        "table",
        "text",
    )

    def __init__(self, index: int, start: int, text: str, place: Place, table: int = -1) -> None:
        self.index = index
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.role = place.role
        self.level = place.level
        self.part = place.part
        self.table = table
        self.alone = False
        self._spans: dict[Shield, tuple[tuple[int, int], ...]] | None = None

    @property
    def key(self) -> ParagraphKey:
        """Equal keys give equal results of every rule of paragraph reach."""
        return (self.text, self.role, self.level, self.alone)

    def spans(self, kind: Shield) -> tuple[tuple[int, int], ...]:
        """Shielded spans of one kind, counted from the paragraph's beginning."""
        if self._spans is None:
            self._spans = {}
        found = self._spans.get(kind)
        if found is None:
            found = self._spans[kind] = spans_of(self.text, kind)
        return found

    def is_shielded(self, start: int, end: int, kinds: Shield) -> bool:
        """Whether [start, end) of the document touches a span of any of the kinds."""
        start -= self.start
        end -= self.start
        for kind in kinds:
            spans = self.spans(kind)  # disjoint and in order
            at = bisect_right(spans, (end - 1, end)) - 1 if spans else -1
            if at >= 0 and spans[at][1] > start:
                return True
        return False

    @property
    def is_article(self) -> bool:
        """Whether it is an article of a law or rule (第三条 …)."""
        return self.text.lstrip().startswith("第") and bool(self.spans(Shield.ARTICLE))


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its words (paragraphs joined with a line end), its span, and its first paragraph."""

    words: str
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the manuscript as rows of the cells that start in them."""

    rows: tuple[tuple[GridCell, ...], ...]

    @property
    def is_plain(self) -> bool:
        """Whether no cell spans rows or columns and all rows are equally long."""
        width = len(self.rows[0]) if self.rows else 0
        return all(
            len(row) == width and all(c.row_span == 1 == c.column_span for c in row)
            for row in self.rows
        )


class Document:
    """The whole text for the rules; build it with :meth:`of_text` or :meth:`of_manuscript`."""

    __slots__ = ("_starts", "grids", "paragraphs", "text")

    def __init__(
        self,
        lines: Sequence[str],
        places: Sequence[Place],
        tables: Sequence[int] = (),
        grids: tuple[Grid, ...] = (),
    ) -> None:
        paragraphs: list[Paragraph] = []
        start = 0
        for index, line in enumerate(lines):
            table = tables[index] if tables else -1
            paragraphs.append(Paragraph(index, start, line, places[index], table))
            start += len(line) + 1
        if len(paragraphs) == 1:
            paragraphs[0].alone = True
        self.paragraphs = tuple(paragraphs)
        self.text = "\n".join((*lines, ""))
        self.grids = grids
        self._starts = [paragraph.start for paragraph in paragraphs]

    @classmethod
    def of_text(cls, text: str) -> Document:
        """A plain string, one paragraph a line; roles are guessed."""
        lines = text.split("\n")
        return cls(lines, places_of_lines(lines))

    @classmethod
    def of_manuscript(cls, manuscript: ManuscriptText) -> Document:
        """A manuscript; its structure gives the roles, words decide where it gives none."""
        lines = plain_lines(manuscript)
        given, tables = _structure(manuscript)
        grids = _grids(manuscript, lines)
        return cls(lines, complete_places(lines, given), tables, grids)

    def at(self, offset: int) -> Paragraph:
        """The paragraph an offset lies in."""
        return self.paragraphs[bisect_right(self._starts, offset) - 1]

    def words_after(self, paragraph: Paragraph) -> str | None:
        """The text of the next paragraph that has any, None after the last."""
        for index in range(paragraph.index + 1, len(self.paragraphs)):
            words = self.paragraphs[index].text
            if words.strip():
                return words
        return None

    def of_role(self, role: Role) -> list[Paragraph]:
        """All paragraphs of one role, in order."""
        return [paragraph for paragraph in self.paragraphs if paragraph.role is role]

    @property
    def title(self) -> Paragraph | None:
        """The title, None for a text without one."""
        first = next((p for p in self.paragraphs if p.text.strip()), None)
        return first if first is not None and first.role is Role.TITLE else None


def _structure(manuscript: ManuscriptText) -> tuple[list[Place | None], list[int]]:
    """What the structure says of each line of ``plain_lines``: role, and index of its table."""
    whole = bool(manuscript.subtitle or manuscript.blocks or manuscript.notes)
    titled = whole and looks_like_title(manuscript.title.replace("\n", " "))
    given: list[Place | None] = [Place(Role.TITLE) if titled else None]
    tables = [-1]

    def add(place: Place | None, count: int = 1, table: int = -1) -> None:
        given.extend([place] * count)
        tables.extend([table] * count)

    if manuscript.subtitle:
        add(Place(Role.SUBTITLE))
    number = 0
    for block in manuscript.blocks:
        if isinstance(block, TextParagraph):
            add(Place(Role.HEADING, block.level) if block.level else None)
        elif isinstance(block, Picture):
            add(Place(Role.CAPTION), 1 if block.caption else 0)
        else:
            add(Place(Role.CAPTION), 1 if block.caption else 0)
            count = sum(len(cell.paragraphs) for row in block.rows for cell in row)
            add(Place(Role.CELL), count, number)
            number += 1
    add(Place(Role.NOTE), len(manuscript.notes))
    add(Place(Role.ATTACHMENT_FILE), len(manuscript.attachments))
    return given, tables


def _grids(manuscript: ManuscriptText, lines: Sequence[str]) -> tuple[Grid, ...]:
    """The tables with the offsets of their cells in the plain text."""
    if not any(isinstance(block, Table) for block in manuscript.blocks):
        return ()
    at = len(lines[0]) + 1
    if manuscript.subtitle:
        at += len(manuscript.subtitle) + 1
    grids: list[Grid] = []
    for block in manuscript.blocks:
        if isinstance(block, TextParagraph):
            at += len(block.label) + len(block.text) + 1
            continue
        if block.caption:
            at += len(block.caption) + 1
        if not isinstance(block, Table):
            continue
        rows: list[tuple[GridCell, ...]] = []
        for row in block.rows:
            cells: list[GridCell] = []
            for cell in row:
                words = "\n".join(line.replace("\n", " ") for line in cell.paragraphs)
                cells.append(GridCell(words, at, at + len(words), cell.row_span, cell.column_span))
                at += len(words) + 1 if cell.paragraphs else 0
            rows.append(tuple(cells))
        grids.append(Grid(tuple(rows)))
    return tuple(grids)
