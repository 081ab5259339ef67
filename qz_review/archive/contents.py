"""目录 of the archive: every part and the page it begins on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from qz_review.archive import paper
from qz_review.archive.blocks import Block
from qz_review.archive.faces import text_width
from qz_review.archive.fitting import shortened
from qz_review.archive.paging import Page, Section, lay_out
from qz_review.archive.pen import draw_words, ink
from qz_review.archive.tables import section_title
from qz_review.archive.typesetting import Style
from qz_review.assets import Face

_ENTRY = Style(Face.SERIF, 11.0, paper.BLACK)
_LEADING = 21.0
_INDENT = 22.0


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line: the name of a part, dots, its page."""

    name: str
    level: int
    page: int
    keep_with_next: bool = False

    @property
    def height(self) -> float:
        """One line."""
        return _LEADING

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """One line is never cut."""
        return (self, None) if self.height <= room + 0.01 else (None, self)

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw the name at the left, the page at the right, dots between."""
        y = top - 14.0
        start = left + self.level * _INDENT
        number = str(self.page)
        right = left + paper.COLUMN - text_width(number, _ENTRY.face, _ENTRY.size)
        name = shortened(self.name, _ENTRY, right - start - 40.0)
        draw_words(canvas, name, _ENTRY, start, y)
        draw_words(canvas, number, _ENTRY, right, y)
        canvas.saveState()
        canvas.setStrokeColor(ink("#777777"))
        canvas.setLineWidth(0.9)
        canvas.setLineCap(1)
        canvas.setDash([0.01, 4.5], 0)
        dots = start + text_width(name, _ENTRY.face, _ENTRY.size) + 6.0
        canvas.line(dots, y + 3.0, right - 6.0, y + 3.0)
        canvas.restoreState()


def with_contents(pages: Sequence[Page], after: int, running_head: str) -> list[Page]:
    """The pages with 目录 put in after the first ``after`` of them."""
    inserted = lay_out([_section(pages, after, 0, running_head)])
    inserted = lay_out([_section(pages, after, len(inserted), running_head)])
    return [*pages[:after], *inserted, *pages[after:]]


def _section(pages: Sequence[Page], after: int, shift: int, running_head: str) -> Section:
    lines = tuple(
        ContentsLine(
            page.section.name, page.section.level, place + 1 + (shift if place >= after else 0)
        )
        for place, page in enumerate(pages)
        if page.number == 1
    )
    return Section("目录", (section_title("目　录"), *lines), running_head=running_head)
