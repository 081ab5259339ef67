"""What the text page paints besides the text: paper, marks, numbers, bars at the edge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock, QTextLayout

from qz_review.markup.changes import BlockKind
from qz_review.markup.marked import Mark
from ui.editor.finding_marks import FindingMark, FindingMarks
from ui.editor.formats import MARGIN_BELOW, MARGIN_LEFT, MARGIN_RIGHT, PageFormats
from ui.editor.line_picture import SOURCE_INK, ViewMode
from ui.editor.plain_places import AskedWords
from ui.editor.projection import Projection
from ui.editor.squiggles import draw_squiggle, finding_fill, finding_ink
from ui.theme.stage_lines import (
    INSERT_GAP,
    STRIKE_HEIGHT,
    draw_delete_line,
    draw_insert_line,
    draw_source_line,
)
from ui.theme.tokens import RADIUS_CARD, RADIUS_TAG

_BAR_FIRST, _BAR_STEP, _BAR_WIDTH = 25, 6, 3  # px right of the text
_ABOVE, _BELOW = 1.32, 0.56  # of the size: from the baseline to half the gap between lines
_BLEED = 16  # px that marks and bars may reach beyond the block they belong to
_BELOW_MARKS = 3.5  # px that a squiggle stands lower under words with a step's line
_NUMBER_LEFT, _NUMBER_WIDTH, _DOT_LEFT, _DOT = 40, 20, 16, 7


@dataclass(frozen=True, slots=True)
class PageState:
    """What the painter needs to know besides the text.

    left: x of the page in the viewport; top, bottom: y of the document's start and end there.
    width: of the page without what a wide table adds, ``paper_width`` with it.  clip: top and
    bottom of what is painted.  here: index of the caret's line or -1.  numbers: paragraph number
    by index of the line; read: the numbers that were read.  asked: words asked about.
    findings: where the software objects; chosen: number of the one that is looked at.
    """

    left: float
    top: float
    bottom: float
    width: int
    paper_width: int
    height: int
    clip: tuple[int, int]
    here: int
    numbers: dict[int, int]
    read: frozenset[int]
    asked: AskedWords | None = None
    findings: FindingMarks | None = None
    chosen: int = -1


class PagePainter:
    """Paints for one page; only what lies between the viewport's edges."""

    def __init__(self, projection: Projection) -> None:
        self._projection = projection
        self.formats: PageFormats = projection.formats

    def visible(self, state: PageState) -> Iterator[tuple[int, QTextBlock, QRectF]]:
        """Index, block and rectangle (viewport coordinates) of the lines inside the clip.

        The rectangle begins where the block's layout does; ``layout.position()`` would say it only
        on the page itself, for a cell it is counted from the cell.
        """
        high, low = state.clip[0] - _BLEED, state.clip[1] + _BLEED
        layout = self._projection.document.documentLayout()
        block = self._first_block(state)
        while block.isValid():
            index = self._projection.index_of(block)
            if index is not None:
                rect = layout.blockBoundingRect(block).translated(0, state.top)
                in_page = self._projection.lines[index].cell[0] < 0
                if rect.top() > low and in_page:
                    return
                if rect.bottom() >= high and rect.top() <= low:
                    yield index, block, rect
            block = block.next()

    def _first_block(self, state: PageState) -> QTextBlock:
        """A block of the page itself at or above the upper edge of the clip."""
        # Asking what is hit lays out the text down to there and no further.
        hit = self._projection.document.documentLayout().hitTest(
            QPointF(MARGIN_LEFT, max(state.clip[0] - _BLEED - state.top, 0)),
            Qt.HitTestAccuracy.FuzzyHit,
        )
        block = self._projection.document.findBlock(max(hit, 0))
        before = block.previous()
        while before.isValid():
            block = before
            index = self._projection.index_of(block)
            if index is not None and self._projection.lines[index].cell[0] < 0:
                break
            before = block.previous()
        return block

    def paint_under(self, painter: QPainter, state: PageState) -> None:
        """Window, paper and the ground of the caret's paragraph."""
        theme = self.formats.theme
        bottom = state.bottom - MARGIN_BELOW
        painter.fillRect(QRectF(0, 0, state.paper_width, state.height), theme.color("window"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("paper"))
        page = QRectF(0.5, state.top + 0.5, state.paper_width - 1, bottom - state.top - 1)
        painter.drawRoundedRect(page, RADIUS_CARD, RADIUS_CARD)
        ground = self.caret_ground(state)
        if ground is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("window"))
            painter.drawRoundedRect(ground, 4, 4)

    def caret_ground(self, state: PageState) -> QRectF | None:
        """The ground of the caret's paragraph (viewport coordinates), None where it is not seen."""
        if state.here < 0 or self._projection.lines[state.here].kind is not BlockKind.PARAGRAPH:
            return None
        rect = self._text_rect(self._projection.block_of(state.here), state)
        seen = rect.bottom() >= 0 and rect.top() <= state.height
        return rect.adjusted(-6, -1, 6, 1) if seen else None

    def paint_asked(self, painter: QPainter, state: PageState) -> None:
        """The ground of the words asked about, on every line they take."""
        if state.asked is None:
            return
        painter.setPen(QPen(self.formats.theme.color("accent"), 1))
        painter.setBrush(self.formats.theme.color("acc_soft"))
        start, end = state.asked.start, state.asked.end
        for index, block, rect in self.visible(state):
            if not start.line <= index <= end.line:
                continue
            picture, layout = self._projection.picture_of(index), block.layout()
            low = picture.to_unit(start.offset) if index == start.line else 0
            high = picture.to_unit(end.offset) if index == end.line else picture.length
            origin = rect.topLeft()
            px = self.formats.font_px(self._projection.lines[index])
            for x0, x1, baseline in line_pieces(layout, origin, low, high, state.height):
                ground = QRectF(x0 - 2, baseline - px, x1 - x0 + 4, 1.35 * px)
                painter.drawRoundedRect(ground, RADIUS_TAG, RADIUS_TAG)

    def paint_chosen(self, painter: QPainter, state: PageState) -> None:
        """The ground of the finding that is looked at."""
        if state.findings is None or state.chosen < 0:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        for index, block, rect in self.visible(state):
            px = self.formats.font_px(self._projection.lines[index])
            origin = rect.topLeft()
            for mark, x0, x1, baseline in self._finding_pieces(state, index, block, origin):
                if mark.number == state.chosen:
                    painter.setBrush(finding_fill(self.formats.theme, mark.severity))
                    painter.drawRect(QRectF(x0, baseline - 1.05 * px, x1 - x0, 1.4 * px))

    def _paint_findings(
        self, painter: QPainter, state: PageState, index: int, block: QTextBlock, origin: QPointF
    ) -> None:
        for mark, x0, x1, baseline in self._finding_pieces(state, index, block, origin):
            ink = finding_ink(self.formats.theme, mark.severity)
            low = baseline + (_BELOW_MARKS if self._is_underlined(index, mark) else 0)
            draw_squiggle(painter, x0, x1, low, mark.certainty, ink)

    def _is_underlined(self, index: int, mark: FindingMark) -> bool:
        """Whether a step's line stands under some of these characters already."""
        if self._projection.mode is not ViewMode.MARKED:
            return False
        line, picture = self._projection.lines[index], self._projection.picture_of(index)
        low = picture.to_unit(line.offset_of_live(mark.start))
        high = picture.to_unit(line.offset_of_live(mark.end, after=True))
        return any(
            span.inserted is not None and span.start < high and span.end > low
            for span in picture.marked_spans
        )

    def _finding_pieces(
        self, state: PageState, index: int, block: QTextBlock, origin: QPointF
    ) -> Iterator[tuple[FindingMark, float, float, float]]:
        """Each mark of a line with left, right and baseline of its parts."""
        line = self._projection.lines[index]
        marks = state.findings.of_line(line) if state.findings is not None else ()
        if not marks:
            return
        picture, layout = self._projection.picture_of(index), block.layout()
        for mark in marks:
            low = picture.to_unit(line.offset_of_live(mark.start))
            high = picture.to_unit(line.offset_of_live(mark.end, after=True))
            for x0, x1, baseline in line_pieces(layout, origin, low, high, state.height):
                yield mark, x0, x1, baseline

    def _text_rect(self, block: QTextBlock, state: PageState) -> QRectF:
        """The characters of a block across the whole column, with half a line gap around."""
        layout = block.layout()
        rect = self._projection.document.documentLayout().blockBoundingRect(block)
        rect.translate(0, state.top)
        origin = rect.top()
        rect.setLeft(MARGIN_LEFT)
        rect.setRight(state.width - MARGIN_RIGHT)
        if layout.lineCount():
            px = self._px_of(block)
            first, last = layout.lineAt(0), layout.lineAt(layout.lineCount() - 1)
            rect.setTop(origin + first.y() + first.ascent() - _ABOVE * px)
            rect.setBottom(origin + last.y() + last.ascent() + _BELOW * px)
        return rect

    def _px_of(self, block: QTextBlock) -> int:
        index = self._projection.index_of(block)
        return self.formats.font_px(self._projection.lines[index or 0])

    def paint_over(self, painter: QPainter, state: PageState) -> None:
        """Marks through and under the text, numbers and dots at the left, bars at the right."""
        marked = self._projection.mode is ViewMode.MARKED
        for index, block, rect in self.visible(state):
            origin = rect.topLeft()
            if marked:
                self._paint_marks(painter, state, index, block, origin)
                self._paint_bars(painter, state, index, block)
            self._paint_findings(painter, state, index, block, origin)
            self._paint_fixed_spaces(painter, state, index, block, origin)
            self._paint_number(painter, state, index, block)

    def _paint_fixed_spaces(
        self, painter: QPainter, state: PageState, index: int, block: QTextBlock, origin: QPointF
    ) -> None:
        places = self._projection.picture_of(index).fixed_spaces
        if not places:
            return
        layout = block.layout()
        painter.setPen(QPen(self.formats.theme.color("text3"), 1))
        for place in places:
            for x0, x1, baseline in line_pieces(layout, origin, place, place + 1, state.height):
                foot, left, right = baseline + 1.5, x0 + 1, x1 - 1
                painter.drawPolyline(
                    [QPointF(left, foot - 3), QPointF(left, foot), QPointF(right, foot),
                     QPointF(right, foot - 3)]
                )  # fmt: skip

    def _paint_number(
        self, painter: QPainter, state: PageState, index: int, block: QTextBlock
    ) -> None:
        number = state.numbers.get(index)
        if number is None:
            return
        theme = self.formats.theme
        top = self._text_rect(block, state).top()
        height = (_ABOVE + _BELOW) * self._px_of(block)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        left = MARGIN_LEFT - _NUMBER_LEFT - 12
        painter.drawText(
            QRectF(left, top, _NUMBER_WIDTH + 12, height),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
            str(number),
        )
        if number in state.read:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("ok"))
            dot = QRectF(MARGIN_LEFT - _DOT_LEFT, top + (height - _DOT) / 2, _DOT, _DOT)
            painter.drawEllipse(dot)

    def _paint_bars(
        self, painter: QPainter, state: PageState, index: int, block: QTextBlock
    ) -> None:
        line = self._projection.lines[index]
        stages, kind = line.stages, line.kind
        if not stages or kind in (BlockKind.TITLE, BlockKind.SUBTITLE):
            return
        rect = self._text_rect(block, state)
        painter.setPen(Qt.PenStyle.NoPen)
        inset = 8 if rect.height() > 24 else 2
        for place, stage in enumerate(stages):
            painter.setBrush(self.formats.theme.color(stage.value))
            left = state.width - MARGIN_RIGHT + _BAR_FIRST + place * _BAR_STEP
            bar = QRectF(left, rect.top() + inset, _BAR_WIDTH, rect.height() - 2 * inset)
            painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_marks(
        self, painter: QPainter, state: PageState, index: int, block: QTextBlock, origin: QPointF
    ) -> None:
        line = self._projection.lines[index]
        spans = self._projection.picture_of(index).marked_spans
        if not spans:
            return
        layout = block.layout()
        pen = _MarkPen(painter, self.formats, self.formats.font_px(line))
        for span in spans:
            for x0, x1, baseline in line_pieces(layout, origin, span.start, span.end, state.height):
                if span.inserted is not None:
                    pen.draw_insert(x0, x1, baseline, span.inserted)
                if span.deleted is not None:
                    pen.draw_delete(x0, x1, baseline, span.deleted)


class _MarkPen:
    """Draws the lines of marks; font_px: size of the characters they belong to."""

    def __init__(self, painter: QPainter, formats: PageFormats, font_px: int) -> None:
        self._painter = painter
        self._dark = formats.theme.is_dark
        self._source = formats.theme.color(SOURCE_INK)
        self._font_px = font_px

    def draw_insert(self, x0: float, x1: float, baseline: float, mark: Mark) -> None:
        """Under characters that came."""
        if mark.stage is None:
            draw_source_line(self._painter, x0, x1, baseline + INSERT_GAP, self._source)
        else:
            draw_insert_line(self._painter, x0, x1, baseline, mark.stage, self._dark)

    def draw_delete(self, x0: float, x1: float, baseline: float, mark: Mark) -> None:
        """Through characters that went."""
        px = self._font_px
        if mark.stage is None:
            draw_source_line(self._painter, x0, x1, baseline - STRIKE_HEIGHT * px, self._source)
        else:
            draw_delete_line(self._painter, x0, x1, baseline, mark.stage, self._dark, font_px=px)


def line_pieces(
    layout: QTextLayout, origin: QPointF, start: int, end: int, height: float = inf
) -> Iterator[tuple[float, float, float]]:
    """Left, right and baseline of a stretch on each line between 0 and ``height``."""
    line = layout.lineForTextPosition(start)
    while line.isValid() and line.textStart() < end:
        baseline = origin.y() + line.y() + line.ascent()
        if -40 < baseline < height + 40:
            low = max(start, line.textStart())
            high = min(end, line.textStart() + line.textLength())
            yield (
                origin.x() + _x(line.cursorToX(low)),
                origin.x() + _x(line.cursorToX(high)),
                baseline,
            )
        if line.lineNumber() + 1 >= layout.lineCount():
            return
        line = layout.lineAt(line.lineNumber() + 1)


def _x(value: object) -> float:
    """``cursorToX`` gives a number, or a tuple with the number first."""
    return float(value[0]) if isinstance(value, tuple) else float(value)  # type: ignore[arg-type]
