"""A long table on A4 landscape: heading on every page, 第x页 共y页, sums at the end.

For 台账, the sheet of a person, 统计 with its charts.  Rows are laid one by one, so that a list of
any length needs no more memory than its pages.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from reportlab.pdfgen.canvas import Canvas

from qz_review.archive import paper
from qz_review.archive.charts import chart_height, draw_chart
from qz_review.archive.document import new_canvas
from qz_review.archive.faces import printable, register_faces, text_width
from qz_review.archive.fitting import shortened
from qz_review.archive.moments import in_words
from qz_review.archive.pdfa import as_pdfa
from qz_review.archive.pen import draw_line, draw_words, ink
from qz_review.archive.typesetting import Line, Piece, Stretch, Style, break_lines
from qz_review.archive.xmp import Metadata
from qz_review.assets import Face
from qz_review.jobs import JobContext, SilentJob
from qz_review.model.chart import Chart

_WIDTH, _HEIGHT = paper.HEIGHT, paper.WIDTH
_MARGIN = 15 * paper.MM
_ROOM = _WIDTH - 2 * _MARGIN
_TITLE = Style(Face.SERIF_BOLD, 16.0, paper.BLACK)
_ASIDE = Style(Face.SERIF, 8.5, paper.GREY)
_HEADING = Style(Face.SANS_BOLD, 8.5, paper.BLACK)
_CELL = Style(Face.SERIF, 8.5, paper.BLACK)
_STRONG = replace(_CELL, face=Face.SERIF_BOLD)
_LEADING = 11.5
_PADDING = 4.0
_MOST_LINES = 3
_RULE, _HEAD_RULE = 0.4, 1.0
_CHART_GAP = 20.0
_TOTAL = "listing-pages"
_TELL_EVERY = 200


@dataclass(frozen=True, slots=True)
class Column:
    """One column.  weight: share of the width; figures stand at the right."""

    heading: str
    weight: float
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What is printed.

    facts: small lines under the title (unit, what was filtered by).  count: how many rows there
    are, for the progress.  sums: the last line, empty for none.  charts: after it, beside each
    other.
    """

    title: str
    facts: Sequence[str]
    columns: Sequence[Column]
    rows: Iterable[Sequence[str]]
    count: int
    sums: str
    unit: str
    made_at: datetime
    charts: Sequence[Chart] = ()


def listing_pdf(listing: Listing, job: JobContext | None = None) -> bytes:
    """The bytes of the PDF; raises Cancelled between two rows."""
    register_faces()
    out = io.BytesIO()
    about = Metadata(listing.title, listing.unit, listing.title, "", listing.made_at)
    sheet = _Sheet(new_canvas(out, about, (_WIDTH, _HEIGHT)), listing)
    job = job or SilentJob()
    for done, row in enumerate(listing.rows):
        if done % _TELL_EVERY == 0:
            job.check_cancelled()
            job.progress(done, listing.count, listing.title)
        sheet.add(row)
    sheet.add_sums(listing.sums)
    sheet.add_charts(listing.charts)
    sheet.end()
    job.progress(listing.count, listing.count)
    return as_pdfa(out.getvalue(), about)


class _Sheet:
    """Puts rows on pages."""

    def __init__(self, canvas: Canvas, listing: Listing) -> None:
        self._canvas, self._listing = canvas, listing
        whole = sum(column.weight for column in listing.columns)
        self._widths = [_ROOM * column.weight / whole for column in listing.columns]
        self._page = 0
        self._y = 0.0
        self._begin_page()

    def add(self, row: Sequence[str]) -> None:
        """One row; a page more where it does not fit."""
        cells = [
            _lines(words, width - 2 * _PADDING, _CELL.face)
            for words, width in zip(row, self._widths, strict=True)
        ]
        height = max(len(lines) for lines in cells) * _LEADING + 2 * _PADDING
        self._need(height)
        self._draw(cells, height)
        self._rule(_RULE, "#BBBBBB")

    def add_sums(self, sums: str) -> None:
        """The last line; nothing where there are none."""
        if sums:
            self._need(_LEADING + 2 * _PADDING)
            words = shortened(sums, _STRONG, _ROOM - 2 * _PADDING)
            self._rule(_HEAD_RULE, paper.BLACK)
            draw_words(self._canvas, words, _STRONG, _MARGIN + _PADDING, self._y - 14)
            self._y -= _LEADING + 2 * _PADDING

    def add_charts(self, charts: Sequence[Chart]) -> None:
        """Charts in columns of one width."""
        if not charts:
            return
        height = max(chart_height(chart) for chart in charts)
        self._need(height + _CHART_GAP)
        top, width = self._y - _CHART_GAP, _ROOM / len(charts)
        for place, chart in enumerate(charts):
            left = _MARGIN + place * width
            draw_chart(self._canvas, chart, left, top, width - _CHART_GAP)
        self._y = top - height

    def _need(self, height: float) -> None:
        """A page more where so many points have no room."""
        if self._y - height < _MARGIN + 16:
            self._end_page()
            self._begin_page()

    def end(self) -> None:
        """How many pages there are."""
        self._end_page()
        self._canvas.beginForm(_TOTAL)
        draw_words(self._canvas, f"共{self._page}页", _ASIDE, 0, 0)
        self._canvas.endForm()
        self._canvas.save()

    def _begin_page(self) -> None:
        self._page += 1
        self._y = _HEIGHT - _MARGIN
        canvas = self._canvas
        if self._page == 1:
            title = shortened(self._listing.title, _TITLE, _ROOM)
            left = (_WIDTH - text_width(title, _TITLE.face, _TITLE.size)) / 2
            draw_words(canvas, title, _TITLE, left, self._y - 14)
            self._y -= 26
            for fact in self._listing.facts:
                draw_words(canvas, shortened(fact, _ASIDE, _ROOM), _ASIDE, _MARGIN, self._y - 8)
                self._y -= 12
        self._rule(_HEAD_RULE, paper.BLACK)
        headings = [
            _lines(column.heading, width - 2 * _PADDING, _HEADING.face)
            for column, width in zip(self._listing.columns, self._widths, strict=True)
        ]
        self._draw(headings, max(len(h) for h in headings) * _LEADING + 2 * _PADDING)
        self._rule(_HEAD_RULE, paper.BLACK)

    def _draw(self, cells: Sequence[Sequence[Line]], height: float) -> None:
        left = _MARGIN
        for lines, width, column in zip(cells, self._widths, self._listing.columns, strict=True):
            baseline = self._y - _PADDING - _CELL.size
            for line in lines:
                x = left + _PADDING
                if column.figures:
                    x = left + width - _PADDING - line.width
                draw_line(self._canvas, line, x, baseline)
                baseline -= _LEADING
            left += width
        self._y -= height

    def _rule(self, thickness: float, color: str) -> None:
        canvas = self._canvas
        canvas.setStrokeColor(ink(color))
        canvas.setLineWidth(thickness)
        canvas.line(_MARGIN, self._y, _WIDTH - _MARGIN, self._y)

    def _end_page(self) -> None:
        canvas, bottom = self._canvas, _MARGIN - 4
        made = f"{self._listing.unit}　{in_words(self._listing.made_at)}制"
        draw_words(canvas, shortened(made, _ASIDE, _ROOM / 2), _ASIDE, _MARGIN, bottom)
        page = f"第{self._page}页 "
        left = _WIDTH - _MARGIN - 90
        draw_words(canvas, page, _ASIDE, left, bottom)
        canvas.saveState()
        canvas.translate(left + text_width(page, _ASIDE.face, _ASIDE.size), bottom)
        canvas.doForm(_TOTAL)
        canvas.restoreState()
        canvas.showPage()


@lru_cache(maxsize=4096)
def _lines(words: str, width: float, face: Face) -> tuple[Line, ...]:
    """The words on at most three lines; many cells of a list say the same."""
    style = replace(_CELL, face=face)
    shown = printable(words)
    whole = text_width(shown, face, style.size)
    if whole <= width and "\n" not in shown:
        return (Line((Stretch(shown, style, whole, elastic=False),), 0.0, 0.0),)
    lines = break_lines([Piece(shown, style)], width, justify=False)
    if len(lines) <= _MOST_LINES:
        return tuple(lines)
    last = "".join(stretch.text for stretch in lines[_MOST_LINES - 1].stretches) + "　　"
    cut = shortened(last, style, width)
    end = Line((Stretch(cut, style, text_width(cut, face, style.size), elastic=False),), 0.0, 0.0)
    return (*lines[: _MOST_LINES - 1], end)
