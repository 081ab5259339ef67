"""From sections to the bytes of a PDF: pages, footers, bookmarks, metadata."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC

from reportlab.pdfgen.canvas import Canvas

from qz_review.archive import paper
from qz_review.archive.attached import Attached
from qz_review.archive.contents import with_contents
from qz_review.archive.faces import printable, register_faces, text_width
from qz_review.archive.fitting import shortened
from qz_review.archive.margin import Margin
from qz_review.archive.moments import in_groups
from qz_review.archive.paging import Page, Section, Stamp, lay_out
from qz_review.archive.pdfa import PROGRAM, as_pdfa
from qz_review.archive.pen import draw_words, ink
from qz_review.archive.typesetting import Style
from qz_review.archive.xmp import Metadata
from qz_review.assets import Face
from qz_review.jobs import JobContext, SilentJob

_OWN_NUMBER_BASELINE = 54.0
_FOOTER_RULE = 41.0
_HEAD_BASELINE = paper.HEIGHT - 62.0
_STAMP_TOP = paper.HEIGHT - 24.0


@dataclass(frozen=True, slots=True)
class ChainFooter:
    """The line at the foot of every page: number and title, and where the chain ends.

    remark: before the page number (未归档).
    """

    number: str
    title: str
    event_count: int
    head_seq: int
    head_hash: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a PDF that is made when its turn comes.  note: what is being made."""

    note: str
    make: Callable[[], Sequence[Section]]


def make_pdf(
    parts: Sequence[Part],
    metadata: Metadata,
    footer: ChainFooter | None,
    job: JobContext | None = None,
    *,
    contents: bool = False,
    attached: Sequence[Attached] = (),
) -> bytes:
    """Make the sections one by one, lay them out, draw the pages; the file is PDF/A.

    footer: None for a sheet without one.  contents: 目录 after the first part.
    attached: files that travel inside.  Equal input gives equal bytes.
    Raises Cancelled where the job was cancelled between two parts or pages.
    """
    job = job or SilentJob()
    register_faces()
    pages = _laid_out(parts, metadata, job, contents=contents)
    out = io.BytesIO()
    canvas = new_canvas(out, metadata, (paper.WIDTH, paper.HEIGHT))
    margin = Margin(numbered=False)
    for place, page in enumerate(pages):
        job.check_cancelled()
        if page.number == 1:
            margin = Margin(numbered=page.section.numbered_signs)
        job.progress(50 + 50 * place // len(pages), 100, page.section.name)
        margin.draw(canvas, page.placed)
        _draw_page(canvas, page, place + 1, len(pages), footer)
    if any(page.section.name for page in pages):
        canvas.showOutline()
    canvas.save()
    job.check_cancelled()
    finished = as_pdfa(out.getvalue(), metadata, attached)
    job.progress(100, 100)
    return finished


def _laid_out(
    parts: Sequence[Part], metadata: Metadata, job: JobContext, *, contents: bool
) -> list[Page]:
    """The pages of all parts: the first half of the work."""
    pages: list[Page] = []
    first_part = 0
    for done, part in enumerate(parts):
        job.check_cancelled()
        job.progress(50 * done // len(parts), 100, part.note)
        pages.extend(lay_out(part.make()))
        if done == 0:
            first_part = len(pages)
    return with_contents(pages, first_part, metadata.title) if contents else pages


def new_canvas(out: io.BytesIO, metadata: Metadata, size: tuple[float, float]) -> Canvas:
    """A canvas for pages of a size (points); equal input gives equal bytes."""
    canvas = Canvas(
        out,
        pagesize=size,
        pageCompression=1,
        invariant=1,
        initialFontName=Face.SERIF.value,
        lang="zh-CN",
        pdfVersion=(1, 7),
    )
    moment = metadata.made_at.astimezone(UTC)
    stamp = canvas._doc._timeStamp  # there is no call that sets the moment a file bears
    stamp.t = moment.timestamp()
    stamp.lt = time.gmtime(stamp.t)
    stamp.YMDhms = tuple(stamp.lt)[:6]
    canvas.setTitle(metadata.title)
    canvas.setAuthor(metadata.author)
    canvas.setSubject(metadata.subject)
    canvas.setKeywords(metadata.keywords)
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    return canvas


def _draw_page(
    canvas: Canvas, page: Page, number: int, count: int, footer: ChainFooter | None
) -> None:
    section = page.section
    if page.number == 1 and section.name:
        key = f"p{number}"
        canvas.bookmarkPage(key)
        canvas.addOutlineEntry(section.name, key, section.level, closed=False)
    for placed in page.placed:
        placed.block.draw(canvas, paper.LEFT, placed.top)
    stamp_left = _draw_stamp(canvas, section.stamp) if section.stamp else paper.RIGHT
    if section.running_head and (page.number > 1 or not section.own_numbers):
        head = shortened(section.running_head, paper.FOOTER, stamp_left - paper.LEFT - 12)
        draw_words(canvas, head, paper.FOOTER, paper.LEFT, _HEAD_BASELINE)
    if section.own_numbers:
        style = Style(Face.SERIF, 10.5, paper.BLACK)
        words = f"— {page.number} —"
        x = paper.RIGHT - 13.5 - text_width(words, style.face, style.size)
        draw_words(canvas, words, style, x, _OWN_NUMBER_BASELINE)
    if footer is not None:
        _draw_footer(canvas, footer, number, count)
    canvas.showPage()


def _draw_stamp(canvas: Canvas, stamp: Stamp) -> float:
    """Draw the stamp in the upper right corner; gives the x of its left edge."""
    heading = Style(Face.SANS_BOLD, 10.5, paper.RED)
    style = Style(Face.SERIF, 8.0, paper.RED)
    limit = paper.COLUMN * 0.6
    lines = [shortened(printable(line), style, limit) for line in stamp.lines]
    title = shortened(printable(stamp.heading), heading, limit)
    inner = max(
        text_width(title, heading.face, heading.size),
        *(text_width(line, style.face, style.size) for line in lines),
    )
    width = inner + 14
    height = 16 + 10.5 * len(lines) + 4
    left = paper.RIGHT - width
    canvas.saveState()
    canvas.setStrokeColor(ink(paper.RED))
    canvas.setLineWidth(1.0)
    canvas.rect(left, _STAMP_TOP - height, width, height)
    canvas.restoreState()
    x = left + (width - text_width(title, heading.face, heading.size)) / 2
    draw_words(canvas, title, heading, x, _STAMP_TOP - 13.5)
    y = _STAMP_TOP - 25
    for line in lines:
        draw_words(
            canvas, line, style, left + (width - text_width(line, style.face, style.size)) / 2, y
        )
        y -= 10.5
    return left


def _draw_footer(canvas: Canvas, footer: ChainFooter, number: int, count: int) -> None:
    canvas.saveState()
    canvas.setStrokeColor(ink("#999999"))
    canvas.setLineWidth(0.5)
    canvas.line(paper.LEFT, _FOOTER_RULE, paper.RIGHT, _FOOTER_RULE)
    canvas.restoreState()
    style = paper.FOOTER
    pages = f"第{number}页 共{count}页"
    if footer.remark:
        pages = f"{footer.remark}　{pages}"
    right = paper.RIGHT - text_width(pages, style.face, style.size)
    draw_words(canvas, pages, style, right, _FOOTER_RULE - 11)
    head = printable(f"{footer.number}　{footer.title}")
    draw_words(
        canvas,
        shortened(head, style, right - paper.LEFT - 12),
        style,
        paper.LEFT,
        _FOOTER_RULE - 11,
    )
    chain = f"台账共{footer.event_count}条，链尾（第{footer.head_seq}条）"
    draw_words(canvas, chain, style, paper.LEFT, _FOOTER_RULE - 22)
    x = paper.LEFT + text_width(chain, style.face, style.size) + 4
    draw_words(canvas, in_groups(footer.head_hash), paper.FOOTER_HASH, x, _FOOTER_RULE - 22)
